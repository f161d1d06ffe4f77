package lesson24_jim_chat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Given: who is connected under which name, with the mailbox, and who ever was; the Online of
 * lesson 23 with mailboxes. Any thread may use it.
 */
public final class OnlineUsers {

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

    /** Gives back a name; only the client that has taken it may do that, once. */
    public void leave(String name) {
        here.remove(name);
    }

    /** Returns the mailbox of the user of this name; null if that user is offline. */
    public Mailbox mailbox(String name) {
        return here.get(name);
    }

    /** Returns whether a user of this name is or was online. */
    public boolean hasSeen(String name) {
        return seen.contains(name);
    }
}
