// mistake: serve() will close the listener when it sees the flag.
// wire: when nobody is in serve(), the port stays taken after close().
// fails: The service frees its port even if it never began
// says: close() does not close all that was opened
package lesson02_time_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Tells the time to one client after another.
 *
 * <p>On the wire: the client connects and says nothing; the server sends one line such as {@code
 * "Sat Nov  1 09:05:07 2025\n"}, the form of C's ctime, and closes the connection.
 *
 * <p>Watch out: the words are English and the digits Western on every machine, in every country.
 */
public class TimeServer implements Closeable {

    private static final int BACKLOG = 10; // clients that may queue while another is being served

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);

    private final ServerSocket listener;
    private final Clock clock;
    private volatile boolean running = true;

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
     * The clock's time now, in its zone, as C's ctime writes it: {@code "Sat Nov  1 09:05:07
     * 2025\n"}. The day of the month takes two places, filled up with a space.
     */
    public static String line(Clock clock) {
        return FORM.format(ZonedDateTime.now(clock)) + "\n";
    }

    /** Serves one client after another; returns, quietly, once {@link #close()} is called. */
    public void serve() throws IOException {
        listener.setSoTimeout(250);
        try {
            while (running) {
                try (Socket client = listener.accept()) {
                    tell(client);
                } catch (SocketTimeoutException e) {
                    continue;
                } catch (IOException e) {
                    System.err.println("client lost: " + e.getMessage());
                }
            }
        } finally {
            listener.close();
        }
    }

    /** Sends the line to one client. Fails if the client has already gone. */
    private void tell(Socket client) throws IOException {
        client.getOutputStream().write(line(clock).getBytes(UTF_8));
    }

    /** Closes the listener, from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        running = false; // serve() sees it within a quarter of a second and closes up
    }
}
