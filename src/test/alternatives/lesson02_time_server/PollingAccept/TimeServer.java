// style: accept with a time-out, and a flag that is looked at in between; a Scanner.
package lesson02_time_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
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
    private volatile boolean closed = false;

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
        this.listener.setSoTimeout(200);
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
        String day = now.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
        String month = now.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
        String time = String.format(Locale.ROOT, "%02d:%02d:%02d",
                now.getHour(), now.getMinute(), now.getSecond());
        String date = now.getDayOfMonth() < 10 ? " " + now.getDayOfMonth() : "" + now.getDayOfMonth();
        return String.join(" ", day, month, date, time, "" + now.getYear()) + "\n";
    }

    /** Serves one client after another. Returns without an exception after {@link #close()}. */
    public void serve() throws IOException {
        while (!closed) {
            try (Socket client = listener.accept()) {
                tell(client);
            } catch (SocketTimeoutException e) {
                // nobody has come, look at the flag again
            } catch (IOException e) {
                if (!closed) {
                    e.printStackTrace();
                }
            }
        }
    }

    /** Sends one client the line of this moment. */
    private void tell(Socket client) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(client.getOutputStream(), UTF_8));
        out.write(line(clock));
        out.flush();
    }

    /** Closes the listener. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
    }
}
