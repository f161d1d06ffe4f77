// style: channels and byte buffers; the client collects the line in a buffer until it finds the newline.
package lesson02_time_server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Tells the time to one client after another.
 *
 * <p>On the wire: the client connects and sends nothing. The server sends one line, which ends with
 * {@code "\n"}, and closes the connection:
 *
 * <pre>{@code
 * Sat Nov  1 09:05:07 2025
 * }</pre>
 *
 * <p>Watch out: a client may disappear at any moment, and the next one still wants to be served.
 */
public class TimeServer implements Closeable {

    private static final int BACKLOG = 10; // clients that may queue while another is being served

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy'\n'", Locale.ENGLISH);

    private final ServerSocketChannel listener;
    private final Clock clock;

    /** Serves until the program is stopped. The argument is the port; without it, 10000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 10000;
        try (TimeServer server = new TimeServer(port, Clock.systemDefaultZone())) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /**
     * Binds {@code port} on all addresses of this computer; 0 means any free port.
     *
     * @param clock where the time and its zone come from
     */
    public TimeServer(int port, Clock clock) throws IOException {
        this.listener = ServerSocketChannel.open();
        try {
            this.listener.bind(new InetSocketAddress(port), BACKLOG);
        } catch (IOException e) {
            this.listener.close();
            throw e;
        }
        this.clock = clock;
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.socket().getLocalPort();
    }

    /**
     * Returns the clock's present time, in the clock's zone, in the form of C's ctime, with {@code
     * "\n"} at the end. A day of one digit has a space in front of it:
     *
     * <pre>{@code
     * Sat Nov  1 09:05:07 2025
     * }</pre>
     */
    public static String line(Clock clock) {
        return ZonedDateTime.now(clock).format(FORM);
    }

    /** Serves one client after another. Returns without an exception after {@link #close()}. */
    public void serve() throws IOException {
        for (; ; ) {
            try (SocketChannel client = listener.accept()) {
                tell(client);
            } catch (IOException e) {
                if (!listener.isOpen()) {
                    break;
                }
                System.err.println("client lost: " + e);
            }
        }
    }

    /** Sends the line to one client. Fails if the client has already gone. */
    private void tell(SocketChannel client) throws IOException {
        ByteBuffer bytes = US_ASCII.encode(line(clock));
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }

    /** Closes the listener. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
