// mistake: what cannot be written need not be looked at further.
// wire: a msg in the name of another that is too long is a bad object, not a bad field.
// fails: in the name of another is that first of all
// says: is looked at before from
package lesson24_jim_chat;

import java.util.List;
import workbook.jim.JimWriter;
import workbook.jim.Message;
import workbook.jim.session.Accounts;
import workbook.jim.session.AccountsException;
import workbook.jim.session.Code;

/**
 * Brings messages from one client to others, alone or in rooms, and says what is to be answered.
 * Any thread may ask at any time. No sockets.
 *
 * <p>On the wire: what is brought is the same {@code msg}, written anew by {@link JimWriter}.
 *
 * <p>Watch out: 200 is a promise. First put the message into the mailbox, then say so.
 */
public final class Carrier {

    private final Accounts accounts;
    private final Guests guests;
    private final Rooms rooms;

    /** Asks {@code accounts} whether somebody is known who was never seen. */
    public Carrier(Accounts accounts, Guests guests, Rooms rooms) {
        this.accounts = accounts;
        this.guests = guests;
        this.rooms = rooms;
    }

    /** Brings a message that the client called {@code name} has sent, by the page's table. */
    public Message.Response bring(String name, Message.Msg msg) throws AccountsException {
        byte[] bytes;
        try {
            bytes = JimWriter.bytes(msg);
        } catch (IllegalArgumentException e) {
            return Code.BAD.response(); // too long with all that we write
        }
        if (!msg.from().equals(name)) {
            return Code.badField("from");
        }
        return msg.to().startsWith("#")
                ? bringToRoom(name, msg.to(), bytes)
                : bringToOne(msg.to(), bytes);
    }

    private Message.Response bringToRoom(String name, String room, byte[] bytes) {
        List<String> members = rooms.members(room);
        if (!members.contains(name)) {
            return Code.NOT_FOUND.response(); // what one does not hear, one does not say
        }
        for (String member : members) {
            Mailbox to = guests.mailbox(member);
            if (to != null && !member.equals(name)) { // null: has gone a moment ago
                to.offer(bytes);
            }
        }
        return Code.OK.response();
    }

    private Message.Response bringToOne(String account, byte[] bytes) throws AccountsException {
        Mailbox to = guests.mailbox(account);
        if (to != null && to.offer(bytes)) {
            return Code.OK.response();
        }
        boolean known =
                guests.hasSeen(account) || accounts.standing(account) != Accounts.Standing.UNKNOWN;
        return known ? Code.OFFLINE.response() : Code.NOT_FOUND.response();
    }

    /** Lets a client into a room; the answer tells who is in it, see {@link Roll#call}. */
    public Message.Response join(String name, String room) {
        boolean isNew = rooms.join(room, name);
        return (isNew ? Code.CREATED : Code.OK).response(Roll.call(rooms.members(room)));
    }

    /** Lets a client out of a room. */
    public Message.Response leave(String name, String room) {
        return (rooms.leave(room, name) ? Code.OK : Code.NOT_FOUND).response();
    }

    /** A client has gone: leaves all rooms, then gives back the name. */
    public void forget(String name) {
        rooms.leaveAll(name); // first: the next of this name is in none
        guests.leave(name);
    }
}
