// style: a buffer of its own that is searched for the line end; the deadline as a moment; one method.
package lesson09_timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
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
    private byte[] kept = new byte[0];
    private Long deadline = null;

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
        if (deadline == null) {
            deadline = nanos.getAsLong() + messageTimeout * 1_000_000L;
        }
        byte[] piece = new byte[512];
        while (true) {
            for (int i = 0; i < kept.length; i++) {
                if (kept[i] == '\n') {
                    String text = new String(kept, 0, i, UTF_8);
                    kept = Arrays.copyOfRange(kept, i + 1, kept.length);
                    deadline = null;
                    return text;
                }
            }
            int n;
            int millis = millisToWait();
            try {
                socket.setSoTimeout(millis);
                n = socket.getInputStream().read(piece);
            } catch (SocketTimeoutException e) {
                if (millis == readTimeout) {
                    throw new ReadTimeout(readTimeout);
                }
                throw new MessageTimeout(messageTimeout);
            }
            if (n < 0) {
                if (kept.length > 0) {
                    throw new EOFException();
                }
                return null;
            }
            int before = kept.length;
            kept = Arrays.copyOf(kept, before + n);
            System.arraycopy(piece, 0, kept, before, n);
        }
    }

    private int millisToWait() throws MessageTimeout {
        long left = deadline - nanos.getAsLong();
        if (left <= 0) {
            throw new MessageTimeout(messageTimeout);
        }
        return (int) Math.min(readTimeout, (left + 999_999) / 1_000_000);
    }
}
