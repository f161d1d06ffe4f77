package lesson23_jim_sessions;

import java.util.Optional;
import workbook.jim.Message;

/**
 * What the server knows about one connection, and what it answers there. No sockets.
 *
 * <p>On the wire: <code>{"action":"presence",…}</code> is answered with <code>{"response":201}
 * </code> or the like; which code when, tells the table on the page.
 *
 * <p>Watch out: to ask whether a name is free and to take it must be one step, and only who has
 * taken it gives it back.
 */
public final class JimSession {

    private final Accounts accounts;
    private final Online online;
    private final boolean authentication;
    private volatile String name; // taken in online; null before, and after leave()

    /** A connection that is new; {@code authentication}: whether its client must authenticate. */
    public JimSession(Accounts accounts, Online online, boolean authentication) {
        this.accounts = accounts;
        this.online = online;
        this.authentication = authentication;
    }

    /** Whether the client has taken a name. Any thread may ask. */
    public boolean isOnline() {
        return name != null;
    }

    /** What to answer; nothing to a response and a quit. */
    public Optional<Message.Response> answer(Message message) {
        // TODO 3: which message is it, and what does the table on the page say? The first line
        // that fits, counts. If the accounts fail, that is code 500, and nothing more of it.
        throw new UnsupportedOperationException("TODO 3: answer a message");
    }

    /** The connection has ended, in whatever way: gives back the name, if one was taken. */
    public void leave() {
        // TODO 3: was a name taken here?
        throw new UnsupportedOperationException("TODO 3: give back the name");
    }
}
