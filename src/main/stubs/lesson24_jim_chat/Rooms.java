package lesson24_jim_chat;

import java.util.List;

/**
 * Who is in which room. A room begins when somebody joins it, and ends when the last one leaves.
 * Any thread may ask at any time. No sockets.
 *
 * <p>Watch out: one joins while the last of the others leaves. To look and to act must be one step.
 */
public final class Rooms {

    /**
     * Lets somebody into a room; who is in already stays in.
     *
     * @return true if the room is new
     */
    public synchronized boolean join(String room, String name) {
        // TODO 2: put the name into the room; was there such a room before?
        throw new UnsupportedOperationException("TODO 2: join a room");
    }

    /**
     * Lets somebody out of a room.
     *
     * @return false if there is no such room, or they are not in it
     */
    public synchronized boolean leave(String room, String name) {
        // TODO 2: take the name out; who was the last, ends the room.
        throw new UnsupportedOperationException("TODO 2: leave a room");
    }

    /** Lets somebody out of all rooms. */
    public synchronized void leaveAll(String name) {
        // TODO 2: take the name out of every room.
        throw new UnsupportedOperationException("TODO 2: leave all rooms");
    }

    /**
     * Who is in a room now, in alphabetical order; nobody if there is no such room.
     *
     * @return a list of its own, which stays as it is
     */
    public synchronized List<String> members(String room) {
        // TODO 2: a sorted list, which nobody changes afterwards.
        throw new UnsupportedOperationException("TODO 2: tell the members");
    }
}
