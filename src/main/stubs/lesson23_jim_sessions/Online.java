package lesson23_jim_sessions;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Given: who is connected under which name, and who ever was. Any thread may use it. */
public final class Online {

    private final Set<String> here = ConcurrentHashMap.newKeySet();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /**
     * Takes a name, and is the only way to find out whether one can.
     *
     * @return false if somebody has it; nothing is changed then
     */
    public boolean enter(String name) {
        seen.add(name);
        return here.add(name); // looks and adds in one step
    }

    /** Gives back a name; whoever has taken it must do that once. */
    public void leave(String name) {
        here.remove(name);
    }

    /** Whether somebody has this name now. */
    public boolean has(String name) {
        return here.contains(name);
    }

    /** Whether somebody has, or had, this name. */
    public boolean hasSeen(String name) {
        return seen.contains(name);
    }
}
