// mistake: what cannot be changed does not change.
// wire: while a message is brought, somebody joins: ConcurrentModificationException.
// fails: a list that stays as it is
// says: Return a copy
package lesson24_jim_chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is in which room. A room begins when somebody joins it, and ends when the last one leaves.
 * Any thread may ask at any time. No sockets.
 *
 * <p>Watch out: one joins while the last of the others leaves. To look and to act must be one step.
 */
public final class Rooms {

    private final Map<String, ArrayList<String>> rooms = new HashMap<>(); // guarded by this

    /**
     * Lets somebody into a room; who is in already stays in.
     *
     * @return true if the room is new
     */
    public synchronized boolean join(String room, String name) {
        boolean isNew = !rooms.containsKey(room);
        ArrayList<String> members = rooms.computeIfAbsent(room, r -> new ArrayList<>());
        if (!members.contains(name)) {
            members.add(name);
            Collections.sort(members);
        }
        return isNew;
    }

    /**
     * Lets somebody out of a room.
     *
     * @return false if there is no such room, or they are not in it
     */
    public synchronized boolean leave(String room, String name) {
        ArrayList<String> members = rooms.get(room);
        if (members == null || !members.remove(name)) {
            return false;
        }
        if (members.isEmpty()) {
            rooms.remove(room);
        }
        return true;
    }

    /** Lets somebody out of all rooms. */
    public synchronized void leaveAll(String name) {
        rooms.values().forEach(members -> members.remove(name));
        rooms.values().removeIf(ArrayList::isEmpty);
    }

    /**
     * Who is in a room now, in alphabetical order; nobody if there is no such room.
     *
     * @return a list of its own, which stays as it is
     */
    public synchronized List<String> members(String room) {
        ArrayList<String> members = rooms.get(room);
        return members == null ? List.of() : Collections.unmodifiableList(members);
    }
}
