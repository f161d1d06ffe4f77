// mistake: leave() is called once, so nothing need be forgotten.
// wire: a second leave() gives back a name that another client has taken by then.
// fails: Leaving is over once it has left
// says: Forget the name in leave()
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
        if (message instanceof Message.Response || message instanceof Message.Quit) {
            return Optional.empty();
        }
        try {
            return Optional.of(respond(message));
        } catch (AccountsException e) {
            System.err.println("accounts: " + e.getMessage()); // here, and not to the client
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
        if (!online.enter(account)) { // looks and takes in one step
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
            return Code.ACCEPTED.response(); // lesson 24 brings it there
        }
        boolean known =
                online.hasSeen(m.to()) || accounts.standing(m.to()) != Accounts.Standing.UNKNOWN;
        return known ? Code.OFFLINE.response() : Code.NOT_FOUND.response();
    }

    /** The connection has ended, in whatever way: gives back the name, if one was taken. */
    public void leave() {
        if (name != null) {
            online.leave(name);
        }
    }
}
