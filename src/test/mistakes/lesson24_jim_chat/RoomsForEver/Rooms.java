// mistake: a room is there for those who come back.
// wire: the first who comes hears 200, and rooms fill the memory.
// fails: ends the room if nobody is left
// says: Remove it with its last member
package lesson24_jim_chat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Who is in which room. A room begins when somebody joins it, and ends when the last one leaves.
 * Any thread may ask at any time. No sockets.
 *
 * <p>Watch out: one joins while the last of the others leaves. To look and to act must be one step.
 */
public final class Rooms {

    private final Map<String, TreeSet<String>> rooms = new HashMap<>(); // guarded by this

    /**
     * Lets somebody into a room; who is in already stays in.
     *
     * @return true if the room is new
     */
    public synchronized boolean join(String room, String name) {
        boolean isNew = !rooms.containsKey(room);
        rooms.computeIfAbsent(room, r -> new TreeSet<>()).add(name);
        return isNew;
    }

    /**
     * Lets somebody out of a room.
     *
     * @return false if there is no such room, or they are not in it
     */
    public synchronized boolean leave(String room, String name) {
        TreeSet<String> members = rooms.get(room);
        if (members == null || !members.remove(name)) {
            return false;
        }
        return true;
    }

    /** Lets somebody out of all rooms. */
    public synchronized void leaveAll(String name) {
        rooms.values().forEach(members -> members.remove(name));
        rooms.values().removeIf(TreeSet::isEmpty);
    }

    /**
     * Who is in a room now, in alphabetical order; nobody if there is no such room.
     *
     * @return a list of its own, which stays as it is
     */
    public synchronized List<String> members(String room) {
        TreeSet<String> members = rooms.get(room);
        return members == null ? List.of() : List.copyOf(members);
    }
}
