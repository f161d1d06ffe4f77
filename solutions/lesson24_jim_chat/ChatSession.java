package lesson24_jim_chat;

import java.util.List;
import java.util.Optional;
import workbook.jim.JimWriter;
import workbook.jim.Message;
import workbook.jim.session.Accounts;
import workbook.jim.session.AccountsException;
import workbook.jim.session.Code;

/**
 * What the server knows about one connection, what it answers there, and what it brings to others.
 * No sockets. All but rooms and messages is given, as it was in lesson 23.
 *
 * <p>On the wire: what is brought is the same {@code msg}, written anew by {@link JimWriter}.
 *
 * <p>Watch out: 200 is a promise. First put the message into the mailbox, then say so.
 */
public final class ChatSession {

    private final Accounts accounts;
    private final Guests guests;
    private final Rooms rooms;
    private final Mailbox mailbox; // the client's own
    private final boolean authentication;
    private volatile String name; // taken in guests; null before, and after leave()

    /** A connection that is new; {@code authentication}: whether its client must authenticate. */
    public ChatSession(
            Accounts accounts,
            Guests guests,
            Rooms rooms,
            Mailbox mailbox,
            boolean authentication) {
        this.accounts = accounts;
        this.guests = guests;
        this.rooms = rooms;
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
            return msg(m);
        }
        if (message instanceof Message.Join m) {
            return join(m.room());
        }
        return message instanceof Message.Leave m
                ? leave(m.room())
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

    /** Brings a message to one, or to all others in a room, and answers by the page's table. */
    private Message.Response msg(Message.Msg m) throws AccountsException {
        if (!m.from().equals(name)) {
            return Code.badField("from");
        }
        byte[] bytes;
        try {
            bytes = JimWriter.bytes(m);
        } catch (IllegalArgumentException e) {
            return Code.BAD.response(); // too long with all that we write
        }
        return m.to().startsWith("#") ? bringToRoom(m.to(), bytes) : bring(m.to(), bytes);
    }

    private Message.Response bringToRoom(String room, byte[] bytes) {
        List<String> members = rooms.members(room);
        if (!members.contains(name)) {
            return Code.NOT_FOUND.response(); // what it does not hear, it does not say
        }
        for (String member : members) {
            Mailbox to = guests.mailbox(member);
            if (to != null && !member.equals(name)) { // null: has gone a moment ago
                to.offer(bytes);
            }
        }
        return Code.OK.response();
    }

    private Message.Response bring(String account, byte[] bytes) throws AccountsException {
        Mailbox to = guests.mailbox(account);
        if (to != null && to.offer(bytes)) {
            return Code.OK.response();
        }
        boolean known =
                guests.hasSeen(account) || accounts.standing(account) != Accounts.Standing.UNKNOWN;
        return known ? Code.OFFLINE.response() : Code.NOT_FOUND.response();
    }

    /** The answer tells who is in the room, see {@link Roll#call}. */
    private Message.Response join(String room) {
        boolean isNew = rooms.join(room, name);
        return (isNew ? Code.CREATED : Code.OK).response(Roll.call(rooms.members(room)));
    }

    private Message.Response leave(String room) {
        return (rooms.leave(room, name) ? Code.OK : Code.NOT_FOUND).response();
    }

    /**
     * The connection has ended, in whatever way: leaves all rooms, then gives back the name, if one
     * was taken.
     */
    public void leave() {
        if (name != null) {
            rooms.leaveAll(name); // first: the next of this name is in none
            guests.leave(name);
            name = null;
        }
    }
}
