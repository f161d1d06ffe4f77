package lesson24_jim_chat;

import workbook.jim.JimWriter;
import workbook.jim.Message;
import workbook.jim.session.Accounts;
import workbook.jim.session.AccountsException;

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
        // TODO 3: is it from this client? Write it, put it into the mailboxes, then answer.
        throw new UnsupportedOperationException("TODO 3: bring a message");
    }

    /** Lets a client into a room; the answer tells who is in it, see {@link Roll#call}. */
    public Message.Response join(String name, String room) {
        // TODO 3: join the room, and tell who is in it.
        throw new UnsupportedOperationException("TODO 3: join a room");
    }

    /** Lets a client out of a room. */
    public Message.Response leave(String name, String room) {
        // TODO 3: leave the room; were they in it?
        throw new UnsupportedOperationException("TODO 3: leave a room");
    }

    /** A client has gone: leaves all rooms, then gives back the name. */
    public void forget(String name) {
        // TODO 3: leave all rooms, then give back the name.
        throw new UnsupportedOperationException("TODO 3: forget a client");
    }
}
