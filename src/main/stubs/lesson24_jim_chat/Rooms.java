package lesson24_jim_chat;

import java.util.List;

/**
 * Keeps the members of each room. A room begins when the first user joins it, and ends when the
 * last one leaves. Safe for any number of threads. Knows no sockets.
 *
 * <p>Watch out: one user may join while the last of the others leaves. To look and to act must be
 * one step.
 */
public final class Rooms {

    /**
     * Makes a user a member of a room; a member stays a member.
     *
     * @return true if the room is new
     */
    public synchronized boolean join(String room, String name) {
        // TODO 4: add the name to the room. Did the room exist before?
        throw new UnsupportedOperationException("TODO 4: join a room");
    }

    /**
     * Removes a user from a room.
     *
     * @return false if there is no such room, or the user is not a member
     */
    public synchronized boolean leave(String room, String name) {
        // TODO 4: remove the name. If nobody is left, the room ends.
        throw new UnsupportedOperationException("TODO 4: leave a room");
    }

    /** Removes a user from all rooms. */
    public synchronized void leaveAll(String name) {
        // TODO 4: remove the name from every room.
        throw new UnsupportedOperationException("TODO 4: leave all rooms");
    }

    /**
     * Returns the members of a room in the order of {@code compareTo()}; none if it does not exist.
     *
     * @return a list that never changes
     */
    public synchronized List<String> members(String room) {
        // TODO 4: a sorted list that never changes afterwards.
        throw new UnsupportedOperationException("TODO 4: return the members");
    }
}
