// mistake: as long as no byte is here, the message has not begun.
// wire: a client that says nothing at all is never told that it is too late.
// fails: The time of a message goes on through a silence before the first byte
// says: begins anew with every call of read()
package lesson09_timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.function.LongSupplier;

/**
 * Reads messages from a connection, and gives up in time.
 *
 * <p>On the wire: a message is a text in UTF-8 and {@code "\n"}. Its bytes may come one at a time,
 * with a time-out between any two; several messages may come in one piece.
 *
 * <p>Watch out: {@code setSoTimeout} limits one read. Whoever sends a byte now and then is never
 * caught by it. And 0 means for ever.
 */
public class MessageReader {

    /** Not one byte has come in time. */
    public static class ReadTimeout extends SocketTimeoutException {
        public ReadTimeout(int millis) {
            super("no byte within " + millis + " ms");
        }
    }

    /** Bytes may have come, but not the whole message in time. */
    public static class MessageTimeout extends SocketTimeoutException {
        public MessageTimeout(int millis) {
            super("no whole message within " + millis + " ms");
        }
    }

    private final Socket socket;
    private final int readTimeout;
    private final int messageTimeout;
    private final LongSupplier nanos;
    private final InputStream in;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream(); // as far as it came
    private long start; // where the time of a message begins, in nanoseconds

    /**
     * Reads from {@code socket}, which the caller closes.
     *
     * @param readTimeout milliseconds, more than 0, that one byte is waited for
     * @param messageTimeout milliseconds, more than 0, that a whole message may take
     * @param nanos tells nanoseconds as {@link System#nanoTime()} does: any number, of which only
     *     differences mean anything; the time of a message is measured with it
     */
    public MessageReader(Socket socket, int readTimeout, int messageTimeout, LongSupplier nanos)
            throws IOException {
        this.socket = socket;
        this.readTimeout = readTimeout;
        this.messageTimeout = messageTimeout;
        this.nanos = nanos;
        this.in = new BufferedInputStream(socket.getInputStream()); // keeps what comes early
    }

    /**
     * Waits for the next message. Its time begins with the first call for it, and goes on through
     * those that end with a ReadTimeout.
     *
     * @return the message without its {@code \n}; null at the end of the stream
     * @throws ReadTimeout if no byte comes for {@code readTimeout}; what came before stays, and the
     *     next call goes on
     * @throws MessageTimeout if the message is not whole when {@code messageTimeout} has passed
     * @throws EOFException if the stream ends within a message
     */
    public String read() throws IOException {
        if (message.size() == 0) { // a new message
            start = nanos.getAsLong();
        }
        int b;
        while ((b = readByte()) != '\n') {
            if (b == -1 && message.size() > 0) {
                throw new EOFException("the stream ended within a message");
            }
            if (b == -1) {
                return null;
            }
            message.write(b);
        }
        String text = message.toString(UTF_8);
        message.reset();
        return text;
    }

    private int readByte() throws IOException {
        socket.setSoTimeout(millisToWait());
        try {
            return in.read(); // blocks until a byte or the end comes or the time is up
        } catch (SocketTimeoutException e) {
            millisToWait(); // throws if the message's time was up
            throw new ReadTimeout(readTimeout);
        }
    }

    /**
     * How long the next read may wait: {@code readTimeout}, or what is left of the message's time
     * if that is less. More than 0 in any case.
     *
     * @throws MessageTimeout if nothing is left
     */
    private int millisToWait() throws MessageTimeout {
        long passed = (nanos.getAsLong() - start) / 1_000_000; // rounded down: never too early
        long left = messageTimeout - passed;
        if (left <= 0) {
            throw new MessageTimeout(messageTimeout);
        }
        return (int) Math.min(left, readTimeout);
    }
}
