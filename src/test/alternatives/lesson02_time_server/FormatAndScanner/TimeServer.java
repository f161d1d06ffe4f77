// style: String.format with %t and a locale, a PrintWriter whose errors are asked for, a Scanner in the client.
package lesson02_time_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.ZonedDateTime;
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

    private final ServerSocket listener;
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
        this.listener = new ServerSocket(port, BACKLOG);
        this.clock = clock;
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
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
        ZonedDateTime now = ZonedDateTime.now(clock);
        return String.format(
                Locale.ENGLISH,
                "%1$ta %1$tb %2$2d %1$tH:%1$tM:%1$tS %1$tY\n",
                now,
                now.getDayOfMonth());
    }

    /** Serves one client after another. Returns without an exception after {@link #close()}. */
    public void serve() throws IOException {
        while (!listener.isClosed()) {
            try {
                serveNext();
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.err.println("client lost: " + e.getMessage());
                }
            }
        }
    }

    private void serveNext() throws IOException {
        try (Socket client = listener.accept()) {
            tell(client);
        }
    }

    /** Sends one client the line of this moment. */
    private void tell(Socket client) throws IOException {
        PrintWriter out = new PrintWriter(client.getOutputStream(), false, UTF_8);
        out.print(line(clock));
        if (out.checkError()) { // flushes, too
            throw new IOException("the client has gone");
        }
    }

    /** Closes the listener. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
