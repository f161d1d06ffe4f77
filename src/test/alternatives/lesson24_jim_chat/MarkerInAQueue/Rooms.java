package lesson24_jim_chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

public final class Rooms {

    private record Place(String room, String name) {}

    private final List<Place> places = new ArrayList<>();

    public synchronized boolean join(String room, String name) {
        boolean isNew = places.stream().noneMatch(place -> place.room.equals(room));
        Place place = new Place(room, name);
        if (!places.contains(place)) {
            places.add(place);
        }
        return isNew;
    }

    public synchronized boolean leave(String room, String name) {
        return places.remove(new Place(room, name));
    }

    public synchronized void leaveAll(String name) {
        places.removeIf(place -> place.name.equals(name));
    }

    public synchronized List<String> members(String room) {
        List<String> names = new ArrayList<>();
        for (Place place : places) {
            if (place.room.equals(room)) {
                names.add(place.name);
            }
        }
        Collections.sort(names);
        return names;
    }
}
