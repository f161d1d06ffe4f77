package lesson24_jim_chat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

public final class Rooms {

    private final ConcurrentHashMap<String, Set<String>> byName = new ConcurrentHashMap<>();

    public synchronized boolean join(String room, String name) {
        boolean isNew = byName.values().stream().noneMatch(rooms -> rooms.contains(room));
        byName.computeIfAbsent(name, n -> new ConcurrentSkipListSet<>()).add(room);
        return isNew;
    }

    public synchronized boolean leave(String room, String name) {
        return byName.getOrDefault(name, Set.of()).contains(room)
                && byName.get(name).remove(room);
    }

    public synchronized void leaveAll(String name) {
        byName.remove(name);
    }

    public synchronized List<String> members(String room) {
        return byName.entrySet().stream()
                .filter(entry -> entry.getValue().contains(room))
                .map(java.util.Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
