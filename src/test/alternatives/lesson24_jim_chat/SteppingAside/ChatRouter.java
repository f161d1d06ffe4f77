// style: streams and sets in the carrier; the server lets each connection say goodbye in a future of its own.
package lesson24_jim_chat;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
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

    public Message.Response bring(String name, Message.Msg msg) throws AccountsException {
        if (!name.equals(msg.from())) {
            return Code.badField("from");
        }
        try {
            byte[] bytes = JimWriter.bytes(msg);
            if (msg.to().charAt(0) != '#') {
                return toOne(msg.to(), bytes);
            }
            Collection<String> hearers = new HashSet<>(rooms.members(msg.to()));
            if (!hearers.remove(name)) {
                return Code.NOT_FOUND.response();
            }
            List<Mailbox> mailboxes =
                    hearers.stream().map(users::mailbox).filter(Objects::nonNull).toList();
            mailboxes.forEach(mailbox -> mailbox.offer(bytes));
            return Code.OK.response();
        } catch (IllegalArgumentException e) {
            return Code.BAD.response();
        }
    }

    private Message.Response toOne(String to, byte[] bytes) throws AccountsException {
        Mailbox mailbox = users.mailbox(to);
        if (mailbox == null) {
            if (users.hasSeen(to)) {
                return Code.OFFLINE.response();
            }
            return switch (accounts.standing(to)) {
                case UNKNOWN -> Code.NOT_FOUND.response();
                default -> Code.OFFLINE.response();
            };
        }
        return mailbox.offer(bytes) ? Code.OK.response() : Code.OFFLINE.response();
    }

    public Message.Response join(String name, String room) {
        Code code = rooms.join(room, name) ? Code.CREATED : Code.OK;
        return code.response(NameList.call(rooms.members(room)));
    }

    public Message.Response leave(String name, String room) {
        if (rooms.leave(room, name)) {
            return Code.OK.response();
        }
        return Code.NOT_FOUND.response();
    }

    public void forget(String name) {
        rooms.leaveAll(name);
        users.leave(name);
    }
}
