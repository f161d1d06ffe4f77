package lesson14_message_boundaries;

import java.io.EOFException;
import java.io.IOException;

/**
 * One way to send messages over a stream of bytes, so that the reader finds where each one ends. A
 * message is a text; its bytes on the wire are a frame.
 *
 * <p>An object belongs to one connection, and is used by one thread at a time. It leaves the
 * streams open: whoever has opened them closes them. Given.
 */
public interface Framing {

    /**
     * Writes one message.
     *
     * @throws BadFrame if this framing cannot carry the text; nothing has been written then
     */
    void write(String text) throws IOException;

    /**
     * Waits for the next message.
     *
     * @return its text, or null if the stream has ended and there is no message any more
     * @throws EOFException if the stream ends in the middle of a frame
     * @throws BadFrame if the bytes are not an allowed frame. Nobody knows where the next one
     *     begins then, so do not read again
     */
    String read() throws IOException;
}
