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
        if (message instanceof Message.Response || message instanceof Message.Quit) {
            return Optional.empty();
        }
        try {
            return Optional.of(respond(message));
        } catch (AccountsException e) {
            System.err.println("accounts: " + e.getMessage()); // for the log, not for the client
            return Optional.of(Code.SERVER_ERROR.response());
        }
    }

    private Message.Response respond(Message message) throws AccountsException {
        if (message instanceof Message.Authenticate m) {
            return authenticate(m);
        }
        if (message instanceof Message.Presence m) {
            return presence(m.account());
        }
        if (name == null) {
            return Code.UNAUTHORISED.response();
        }
        if (message instanceof Message.Msg m) {
            return msg(m);
        }
        return message instanceof Message.Probe
                ? Code.badField("action") // only servers probe
                : Code.NOT_FOUND.response(); // join, leave: no rooms yet
    }

    private Message.Response authenticate(Message.Authenticate m) throws AccountsException {
        if (name != null) {
            return Code.badField("action"); // once is enough
        }
        if (!accounts.check(m.account(), m.password())) {
            return Code.WRONG_LOGIN.response();
        }
        if (accounts.standing(m.account()) == Accounts.Standing.BLOCKED) {
            return Code.BLOCKED.response();
        }
        return enter(m.account(), Code.OK);
    }

    private Message.Response presence(String account) throws AccountsException {
        if (name != null) {
            return name.equals(account) ? Code.OK.response() : Code.badField("account_name");
        }
        if (authentication) {
            return Code.UNAUTHORISED.response();
        }
        Accounts.Standing standing = accounts.standing(account);
        if (standing == Accounts.Standing.BLOCKED) {
            return Code.BLOCKED.response();
        }
        boolean known = standing == Accounts.Standing.GOOD || online.hasSeen(account);
        return enter(account, known ? Code.OK : Code.CREATED);
    }

    private Message.Response enter(String account, Code welcome) {
        if (!online.enter(account)) { // asks and takes in one step
            return Code.CONFLICT.response();
        }
        name = account;
        return welcome.response();
    }

    private Message.Response msg(Message.Msg m) throws AccountsException {
        if (!m.from().equals(name)) {
            return Code.badField("from");
        }
        if (online.has(m.to())) {
            return Code.ACCEPTED.response(); // lesson 24 delivers it
        }
        boolean known =
                online.hasSeen(m.to()) || accounts.standing(m.to()) != Accounts.Standing.UNKNOWN;
        return known ? Code.OFFLINE.response() : Code.NOT_FOUND.response();
    }

    /** Gives the name back if this client has taken one. Called when the connection has ended. */
    public void leave() {
        if (name != null) {
            online.leave(name);
            name = null;
        }
    }
}
