package lesson09_timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.function.LongSupplier;

/**
 * Reads messages from a connection, and gives up in time.
 *
 * <p>On the wire: a message is a text in UTF-8 and {@code "\n"}. Its bytes may arrive one by one,
 * with a time-out between any two of them. Several messages may arrive in one piece.
 *
 * <p>Watch out: {@code setSoTimeout} limits one read only. A peer that sends a byte now and then
 * never reaches that limit. And 0 means forever.
 */
public class MessageReader {

    /** Reports that no byte arrived in time. */
    public static class ReadTimeout extends SocketTimeoutException {
        public ReadTimeout(int millis) {
            super("no byte within " + millis + " ms");
        }
    }

    /** Reports that the message was not complete in time. */
    public static class MessageTimeout extends SocketTimeoutException {
        public MessageTimeout(int millis) {
            super("no complete message within " + millis + " ms");
        }
    }

    private final Socket socket;
    private final int readTimeout;
    private final int messageTimeout;
    private final LongSupplier nanos;
    private long start; // of the message's time, in nanoseconds

    /**
     * Makes a reader of {@code socket}. The caller closes the socket.
     *
     * @param readTimeout how long to wait for one byte, in milliseconds, more than 0
     * @param messageTimeout how long a message may take, in milliseconds, more than 0
     * @param nanos a stopwatch in nanoseconds, as {@link System#nanoTime()}: it may return any
     *     number, and only differences have a meaning. The time of a message is measured with it.
     */
    public MessageReader(Socket socket, int readTimeout, int messageTimeout, LongSupplier nanos)
            throws IOException {
        this.socket = socket;
        this.readTimeout = readTimeout;
        this.messageTimeout = messageTimeout;
        this.nanos = nanos;
    }

    /**
     * Waits for the next message. Its time begins with the first call for this message, and goes on
     * through calls that end with a ReadTimeout.
     *
     * @return the message without its {@code \n}, or null if the stream ends between two messages
     * @throws ReadTimeout if no byte arrives for {@code readTimeout} ms; nothing is lost, and the
     *     next call continues the message
     * @throws MessageTimeout if the message is not complete after {@code messageTimeout} ms
     * @throws EOFException if the stream ends within a message
     */
    public String read() throws IOException {
        // TODO 2: read until "\n", and return the text. What arrives after "\n" is for the next call.
        // TODO 3: let each read wait for millisToWait() only. What must you keep for the next call?
        throw new UnsupportedOperationException("TODO 2: read a message");
    }

    /**
     * Returns how many milliseconds the next read may wait: {@code readTimeout}, or what is left of
     * the message's time if that is less. Always more than 0.
     *
     * @throws MessageTimeout if nothing is left
     */
    private int millisToWait() throws MessageTimeout {
        // TODO 4: in task 3, return readTimeout. Now: what is left of the message's time? When did
        // it begin, and which method must remember that?
        throw new UnsupportedOperationException("TODO 4: what is left of the message's time");
    }
}
