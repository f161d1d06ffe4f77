package lesson24_jim_chat;

import workbook.jim.JimWriter;
import workbook.jim.Message;
import workbook.jim.session.Accounts;
import workbook.jim.session.AccountsException;

/**
 * Delivers messages from one client to others, alone or in rooms, and returns the response for the
 * sender. Safe for any number of threads. Knows no sockets.
 *
 * <p>On the wire: the server forwards the same {@code msg}, written by {@link JimWriter}.
 *
 * <p>Watch out: 200 is a promise. First offer the message to the mailbox, then promise.
 */
public final class ChatRouter {

    private final Accounts accounts;
    private final OnlineUsers users;
    private final Rooms rooms;

    /** Asks {@code accounts} about users who were never online. */
    public ChatRouter(Accounts accounts, OnlineUsers users, Rooms rooms) {
        this.accounts = accounts;
        this.users = users;
        this.rooms = rooms;
    }

    /** Delivers a message that the client called {@code name} has sent; see task 5. */
    public Message.Response bring(String name, Message.Msg msg) throws AccountsException {
        // TODO 5: is it from this client? Write it, offer it to the mailboxes, then respond.
        throw new UnsupportedOperationException("TODO 5: deliver a message");
    }

    /** Makes a client a member of a room; the response names all members. */
    public Message.Response join(String name, String room) {
        // TODO 4: join the room, and respond with the names of its members.
        throw new UnsupportedOperationException("TODO 4: join a room");
    }

    /** Removes a client from a room. */
    public Message.Response leave(String name, String room) {
        // TODO 4: leave the room. Was the client a member?
        throw new UnsupportedOperationException("TODO 4: leave a room");
    }

    /** Removes a client that has gone from all rooms, then gives back its name. */
    public void forget(String name) {
        // TODO 6: leave all rooms, then give back the name.
        throw new UnsupportedOperationException("TODO 6: forget a client");
    }
}
