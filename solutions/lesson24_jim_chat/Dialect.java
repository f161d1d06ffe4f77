package lesson24_jim_chat;

import java.util.Optional;
import workbook.jim.JimException;
import workbook.jim.JimReader;
import workbook.jim.Message;

/**
 * Given: how the objects of one client are read, and how objects are written to it. It stands
 * between the wire and the session, so that sessions, routers and rooms know the handbook's
 * messages only. Safe for any number of threads.
 */
public interface Dialect {

    /** The handbook's own, which changes nothing. All clients can share it. */
    Dialect HANDBOOK =
            new Dialect() {

                private final JimReader reader = new JimReader(JimReader.Dialect.HANDBOOK);

                @Override
                public Message read(byte[] json) throws JimException {
                    return reader.read(json);
                }

                @Override
                public byte[] write(byte[] message) {
                    return message;
                }

                @Override
                public Mailbox mailbox(Mailbox wire) {
                    return wire; // nothing stands in between
                }
            };

    /**
     * Reads one object that the client has sent.
     *
     * @throws JimException if it is not a message, even in this dialect
     */
    Message read(byte[] json) throws JimException;

    /**
     * Returns an object as this client expects it.
     *
     * @param message what {@link workbook.jim.JimWriter} has written; it is not changed
     */
    byte[] write(byte[] message);

    /** Returns the reply to a request that no message stands for; empty for all other objects. */
    default Optional<byte[]> reply(byte[] json) {
        return Optional.empty();
    }

    /**
     * Does what a client that has just logged in expects to happen by itself. Its response is sent
     * afterwards.
     */
    default void welcome(ChatSession session) {}

    /** Returns a mailbox whose messages are written in this dialect before they go to the wire. */
    default Mailbox mailbox(Mailbox wire) {
        return message -> wire.offer(write(message));
    }
}
