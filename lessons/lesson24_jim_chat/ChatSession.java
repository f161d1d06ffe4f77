package lesson24_jim_chat;

import java.util.Optional;
import workbook.jim.Message;
import workbook.jim.session.Accounts;
import workbook.jim.session.AccountsException;
import workbook.jim.session.Code;

/**
 * Given: what the server knows about one connection, and what it answers there; the session of
 * lesson 23, which leaves rooms and messages to a {@link Carrier}. No sockets.
 */
public final class ChatSession {

    private final Accounts accounts;
    private final Guests guests;
    private final Carrier carrier;
    private final Mailbox mailbox; // the client's own
    private final boolean authentication;
    private volatile String name; // taken in guests; null before, and after leave()

    /** A connection that is new; {@code authentication}: whether its client must authenticate. */
    public ChatSession(
            Accounts accounts,
            Guests guests,
            Carrier carrier,
            Mailbox mailbox,
            boolean authentication) {
        this.accounts = accounts;
        this.guests = guests;
        this.carrier = carrier;
        this.mailbox = mailbox;
        this.authentication = authentication;
    }

    /** The name that the client has taken; null if it is nobody. Any thread may ask. */
    public String name() {
        return name;
    }

    /** What to answer, once what follows from it is done; nothing to a response and a quit. */
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
            return carrier.bring(name, m);
        }
        if (message instanceof Message.Join m) {
            return carrier.join(name, m.room());
        }
        return message instanceof Message.Leave m
                ? carrier.leave(name, m.room())
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
        boolean known = standing == Accounts.Standing.GOOD || guests.hasSeen(account);
        return enter(account, known ? Code.OK : Code.CREATED);
    }

    private Message.Response enter(String account, Code welcome) {
        if (!guests.enter(account, mailbox)) { // looks and takes in one step
            return Code.CONFLICT.response();
        }
        name = account;
        return welcome.response();
    }

    /** The connection has ended, in whatever way: gives back the name, if one was taken. */
    public void leave() {
        if (name != null) {
            carrier.forget(name);
            name = null;
        }
    }
}
