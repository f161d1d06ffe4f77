package lesson23_jim_sessions;

import java.util.Optional;
import workbook.jim.Message;

/**
 * What the server remembers of one connection, and how it responds there. It has no sockets.
 *
 * <p>On the wire: <code>{"action":"presence",…}</code> gets <code>{"response":201}</code> or
 * another code. The page says which one.
 *
 * <p>Watch out: asking whether a name is free and taking it must be one step, and only the client
 * that has taken a name gives it back.
 */
public final class JimSession {

    private final Accounts accounts;
    private final Online online;
    private final boolean authentication;
    private volatile String name; // taken in online; null before that, and after leave()

    /**
     * The session of a connection that is new.
     *
     * @param authentication whether the client must authenticate
     */
    public JimSession(Accounts accounts, Online online, boolean authentication) {
        this.accounts = accounts;
        this.online = online;
        this.authentication = authentication;
    }

    /** Returns whether the client has taken a name. Any thread may ask. */
    public boolean isOnline() {
        return name != null;
    }

    /** Returns the response to a message; nothing for a response and for a quit. */
    public Optional<Message.Response> answer(Message message) {
        // TODO 4: return nothing for a response and a quit, and otherwise what respond() returns.
        // If the accounts fail, return code 500 without any detail.
        throw new UnsupportedOperationException("TODO 4: respond to a message");
    }

    private Message.Response respond(Message message) throws AccountsException {
        if (message instanceof Message.Authenticate m) {
            return authenticate(m);
        }
        if (message instanceof Message.Presence m) {
            return presence(m.account());
        }
        // TODO 6: respond to all other messages. Has the client logged in?
        throw new UnsupportedOperationException("TODO 6: respond to other messages");
    }

    private Message.Response authenticate(Message.Authenticate m) throws AccountsException {
        // TODO 5: check the password before anything else that a stranger could learn from.
        throw new UnsupportedOperationException("TODO 5: authenticate a client");
    }

    private Message.Response presence(String account) throws AccountsException {
        // TODO 4: has this client a name already? Otherwise take this one. Was it known before?
        // TODO 5: is a password needed, or the account blocked?
        throw new UnsupportedOperationException("TODO 4: let a client log in");
    }

    /** Gives the name back if this client has taken one. Called when the connection has ended. */
    public void leave() {
        // TODO 4: give back only what this client has taken, and only once.
        throw new UnsupportedOperationException("TODO 4: give back the name");
    }
}
