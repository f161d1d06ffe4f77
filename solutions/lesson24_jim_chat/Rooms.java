package lesson24_jim_chat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Keeps the members of each room. A room begins when the first user joins it, and ends when the
 * last one leaves. Safe for any number of threads. Knows no sockets.
 *
 * <p>Watch out: one user may join while the last of the others leaves. To look and to act must be
 * one step.
 */
public final class Rooms {

    private final Map<String, TreeSet<String>> rooms = new HashMap<>(); // guarded by this

    /**
     * Makes a user a member of a room; a member stays a member.
     *
     * @return true if the room is new
     */
    public synchronized boolean join(String room, String name) {
        boolean isNew = !rooms.containsKey(room);
        rooms.computeIfAbsent(room, r -> new TreeSet<>()).add(name);
        return isNew;
    }

    /**
     * Removes a user from a room.
     *
     * @return false if there is no such room, or the user is not a member
     */
    public synchronized boolean leave(String room, String name) {
        TreeSet<String> members = rooms.get(room);
        if (members == null || !members.remove(name)) {
            return false;
        }
        if (members.isEmpty()) {
            rooms.remove(room);
        }
        return true;
    }

    /** Removes a user from all rooms. */
    public synchronized void leaveAll(String name) {
        rooms.values().forEach(members -> members.remove(name));
        rooms.values().removeIf(TreeSet::isEmpty);
    }

    /**
     * Returns the members of a room in the order of {@code compareTo()}; none if it does not exist.
     *
     * @return a list that never changes
     */
    public synchronized List<String> members(String room) {
        TreeSet<String> members = rooms.get(room);
        return members == null ? List.of() : List.copyOf(members);
    }
}
