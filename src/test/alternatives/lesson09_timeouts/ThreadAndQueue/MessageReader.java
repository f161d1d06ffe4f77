// style: a thread that reads, and a queue that is polled; each byte of the reply as a future.
package lesson09_timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
    private final LinkedBlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
    private ByteArrayOutputStream message = new ByteArrayOutputStream();
    private boolean begun;
    private long start;

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
        Thread reader = new Thread(this::readAll);
        reader.setDaemon(true);
        reader.start();
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
        while (true) {
            Object next = next();
            if (next instanceof IOException e) {
                throw e;
            }
            int b = (Integer) next;
            if (b == '\n') {
                String text = message.toString(UTF_8);
                message = new ByteArrayOutputStream();
                begun = false;
                return text;
            } else if (b != -1) {
                message.write(b);
            } else if (message.size() > 0) {
                throw new EOFException("half a message");
            } else {
                return null;
            }
        }
    }

    private Object next() throws IOException {
        int millis = millisToWait();
        try {
            Object next = arrived.poll(millis, TimeUnit.MILLISECONDS);
            if (next != null) {
                return next;
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
        millisToWait();
        throw new ReadTimeout(readTimeout);
    }

    private void readAll() {
        try {
            InputStream in = socket.getInputStream();
            byte[] piece = new byte[100];
            int n;
            while ((n = in.read(piece)) != -1) {
                for (int i = 0; i < n; i++) {
                    arrived.add(piece[i] & 0xff);
                }
            }
            arrived.add(-1);
        } catch (IOException e) {
            arrived.add(e);
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
