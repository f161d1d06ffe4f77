package lesson02_time_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Tells the time to one client after another.
 *
 * <p>On the wire: the client connects and says nothing; the server sends one line in the form of
 * C's ctime, the day in two places, and closes the connection:
 *
 * <pre>{@code
 * Sat Nov  1 09:05:07 2025
 * }</pre>
 *
 * <p>Watch out: the words are English and the digits Western on every machine, in every country.
 */
public class TimeServer implements Closeable {

    private static final int BACKLOG = 10; // clients that may queue while another is being served

    private final ServerSocket listener;
    private final Clock clock;

    /** Serves for ever on the port given, 10000 unless told. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 10000;
        try (TimeServer server = new TimeServer(port, Clock.systemDefaultZone())) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /**
     * Binds {@code port} on all addresses of this machine; 0 means any free port.
     *
     * @param clock where the time and its zone come from, asked anew for every client
     */
    public TimeServer(int port, Clock clock) throws IOException {
        this.listener = new ServerSocket(port, BACKLOG);
        this.clock = clock;
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * The clock's time now, in its zone, as C's ctime writes it, with {@code \n} at the end. The
     * day of the month takes two places, filled up with a space:
     *
     * <pre>{@code
     * Sat Nov  1 09:05:07 2025
     * }</pre>
     */
    public static String line(Clock clock) {
        DateTimeFormatter ctime =
                DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);
        return ctime.format(ZonedDateTime.now(clock)) + "\n";
    }

    /** Serves one client after another; returns, quietly, once {@link #close()} is called. */
    public void serve() throws IOException {
        while (true) {
            try (Socket client = listener.accept()) { // blocks until a client connects
                tell(client);
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
                System.err.println("client lost: " + e.getMessage()); // the next may do better
            }
        }
    }

    /** Sends the line to one client. Fails if the client has already gone. */
    private void tell(Socket client) throws IOException {
        client.getOutputStream().write(line(clock).getBytes(UTF_8));
    }

    /** Closes the listener, from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
