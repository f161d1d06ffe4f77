package lesson24_jim_chat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Given: who is connected under which name, with the mailbox, and who ever was; the Online of
 * lesson 23 with mailboxes. Any thread may use it.
 */
public final class Guests {

    private final Map<String, Mailbox> here = new ConcurrentHashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /**
     * Takes a name, and is the only way to find out whether one can.
     *
     * @return false if somebody has it; nothing is changed then
     */
    public boolean enter(String name, Mailbox mailbox) {
        seen.add(name);
        return here.putIfAbsent(name, mailbox) == null; // looks and puts in one step
    }

    /** Gives back a name; whoever has taken it must do that once. */
    public void leave(String name) {
        here.remove(name);
    }

    /** The mailbox of who has this name now; null if nobody has. */
    public Mailbox mailbox(String name) {
        return here.get(name);
    }

    /** Whether somebody has, or had, this name. */
    public boolean hasSeen(String name) {
        return seen.contains(name);
    }
}
