package lesson24_jim_chat;

import java.util.List;
import workbook.jim.JimWriter;
import workbook.jim.Message;
import workbook.jim.session.Accounts;
import workbook.jim.session.AccountsException;
import workbook.jim.session.Code;

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
        if (!msg.from().equals(name)) {
            return Code.badField("from");
        }
        byte[] bytes;
        try {
            bytes = JimWriter.bytes(msg);
        } catch (IllegalArgumentException e) {
            return Code.BAD.response(); // too long when it is written
        }
        return msg.to().startsWith("#")
                ? bringToRoom(name, msg.to(), bytes)
                : bringToOne(msg.to(), bytes);
    }

    private Message.Response bringToRoom(String name, String room, byte[] bytes) {
        List<String> members = rooms.members(room);
        if (!members.contains(name)) {
            return Code.NOT_FOUND.response(); // only members may send to a room
        }
        for (String member : members) {
            Mailbox to = users.mailbox(member);
            if (to != null && !member.equals(name)) { // null: the user has gone a moment ago
                to.offer(bytes);
            }
        }
        return Code.OK.response();
    }

    private Message.Response bringToOne(String account, byte[] bytes) throws AccountsException {
        Mailbox to = users.mailbox(account);
        if (to != null && to.offer(bytes)) {
            return Code.OK.response();
        }
        boolean known =
                users.hasSeen(account) || accounts.standing(account) != Accounts.Standing.UNKNOWN;
        return known ? Code.OFFLINE.response() : Code.NOT_FOUND.response();
    }

    /** Makes a client a member of a room; the response names all members. */
    public Message.Response join(String name, String room) {
        boolean isNew = rooms.join(room, name);
        return (isNew ? Code.CREATED : Code.OK).response(NameList.call(rooms.members(room)));
    }

    /** Removes a client from a room. */
    public Message.Response leave(String name, String room) {
        return (rooms.leave(room, name) ? Code.OK : Code.NOT_FOUND).response();
    }

    /** Removes a client that has gone from all rooms, then gives back its name. */
    public void forget(String name) {
        rooms.leaveAll(name); // first: the next user of this name is in no room
        users.leave(name);
    }
}
