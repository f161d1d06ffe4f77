package lesson24_jim_chat;

import java.util.Optional;
import workbook.jim.Message;
import workbook.jim.session.Accounts;
import workbook.jim.session.AccountsException;
import workbook.jim.session.Code;

/**
 * Given: what the server knows about one connection, and what it answers there; the session of
 * lesson 23, which leaves rooms and messages to a {@link ChatRouter}. No sockets.
 */
public final class ChatSession {

    private final Accounts accounts;
    private final OnlineUsers users;
    private final ChatRouter router;
    private final Mailbox mailbox; // the client's own
    private final boolean authentication;
    private volatile String name; // taken in users; null before, and after leave()

    /** A connection that is new; {@code authentication}: whether its client must authenticate. */
    public ChatSession(
            Accounts accounts,
            OnlineUsers users,
            ChatRouter router,
            Mailbox mailbox,
            boolean authentication) {
        this.accounts = accounts;
        this.users = users;
        this.router = router;
        this.mailbox = mailbox;
        this.authentication = authentication;
    }

    /** Returns the name of the client; null if it has not logged in. Any thread may ask. */
    public String name() {
        return name;
    }

    /** Carries out a request and returns the response; empty for a response or a quit. */
    public Optional<Message.Response> answer(Message message) {
        if (message instanceof Message.Response || message instanceof Message.Quit) {
            return Optional.empty();
        }
        try {
            return Optional.of(respond(message));
        } catch (AccountsException e) {
            Log.error("accounts: " + e.getMessage()); // here, and not to the client
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
            return router.bring(name, m);
        }
        if (message instanceof Message.Join m) {
            return router.join(name, m.room());
        }
        return message instanceof Message.Leave m
                ? router.leave(name, m.room())
                : Code.badField("action"); // only servers probe
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
        boolean known = standing == Accounts.Standing.GOOD || users.hasSeen(account);
        return enter(account, known ? Code.OK : Code.CREATED);
    }

    private Message.Response enter(String account, Code welcome) {
        if (!users.enter(account, mailbox)) { // looks and takes in one step
            return Code.CONFLICT.response();
        }
        name = account;
        return welcome.response();
    }

    /** Gives back the name, if the client has one. The connection has ended. */
    public void leave() {
        if (name != null) {
            router.forget(name);
            name = null;
        }
    }
}
