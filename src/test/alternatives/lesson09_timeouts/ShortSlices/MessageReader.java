// style: a short time-out again and again, and a look at the clock in between.
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
    private final InputStream in;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream(); // what has arrived
    private boolean begun; // whether the time of a message is running
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
        this.in = new BufferedInputStream(socket.getInputStream()); // keeps what arrives early
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
        if (!begun) {
            begun = true;
            start = nanos.getAsLong();
        }
        long silentSince = System.nanoTime();
        while (true) {
            socket.setSoTimeout(Math.min(100, millisToWait()));
            try {
                int b = in.read();
                silentSince = System.nanoTime();
                if (b == '\n') {
                    byte[] bytes = message.toByteArray();
                    message.reset();
                    begun = false;
                    return new String(bytes, UTF_8);
                } else if (b >= 0) {
                    message.write(b);
                } else if (message.size() == 0) {
                    return null;
                } else {
                    throw new EOFException();
                }
            } catch (SocketTimeoutException e) {
                millisToWait();
                if (System.nanoTime() - silentSince >= readTimeout * 1_000_000L) {
                    throw new ReadTimeout(readTimeout);
                }
            }
        }
    }

    /**
     * Returns how many milliseconds the next read may wait: {@code readTimeout}, or what is left of
     * the message's time if that is less. Always more than 0.
     *
     * @throws MessageTimeout if nothing is left
     */
    private int millisToWait() throws MessageTimeout {
        long passed = (nanos.getAsLong() - start) / 1_000_000; // rounded down, so never too early
        long left = messageTimeout - passed;
        if (left <= 0) {
            throw new MessageTimeout(messageTimeout);
        }
        return (int) Math.min(left, readTimeout);
    }
}
