package lesson23_jim_sessions;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Given: the names that clients have now, and all names that were ever taken. For any thread. */
public final class Online {

    private final Set<String> here = ConcurrentHashMap.newKeySet();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /**
     * Takes a name if it is free. Asking and taking are one step.
     *
     * @return false if another client has the name; then nothing changes
     */
    public boolean enter(String name) {
        seen.add(name);
        return here.add(name); // looks and adds in one step
    }

    /** Gives a name back. Only the client that has taken it may do so, and only once. */
    public void leave(String name) {
        here.remove(name);
    }

    /** Returns whether a client has this name now. */
    public boolean has(String name) {
        return here.contains(name);
    }

    /** Returns whether a client has this name now or had it since the server started. */
    public boolean hasSeen(String name) {
        return seen.contains(name);
    }
}
