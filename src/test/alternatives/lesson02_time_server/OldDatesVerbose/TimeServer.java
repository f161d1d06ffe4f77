// style: SimpleDateFormat of the old days, try and finally, a writer that is flushed, a flag for close(), a reader that looks for the newline itself.
package lesson02_time_server;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.ServerSocket;
import java.net.Socket;
import java.text.SimpleDateFormat;
import java.time.Clock;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

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
    private volatile boolean closed = false;
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
        SimpleDateFormat nameFormat = new SimpleDateFormat("EEE MMM", Locale.ENGLISH);
        SimpleDateFormat dayFormat = new SimpleDateFormat("d", Locale.ENGLISH);
        SimpleDateFormat timeFormat = new SimpleDateFormat("HH:mm:ss yyyy", Locale.ENGLISH);
        TimeZone zone = TimeZone.getTimeZone(clock.getZone());
        nameFormat.setTimeZone(zone);
        dayFormat.setTimeZone(zone);
        timeFormat.setTimeZone(zone);
        Date now = new Date(clock.millis());
        String day = dayFormat.format(now);
        if (day.length() == 1) {
            day = " " + day;
        }
        return nameFormat.format(now) + " " + day + " " + timeFormat.format(now) + "\n";
    }

    /** Serves one client after another. Returns without an exception after {@link #close()}. */
    public void serve() throws IOException {
        boolean goOn = true;
        while (goOn) {
            Socket client = null;
            try {
                client = listener.accept();
                tell(client);
            } catch (IOException e) {
                if (closed) {
                    goOn = false;
                } else {
                    System.err.println("client lost: " + e.getMessage());
                }
            } finally {
                if (client != null) {
                    try {
                        client.close();
                    } catch (IOException e) {
                        System.err.println("could not close: " + e.getMessage());
                    }
                }
            }
        }
    }

    /** Sends one client the line of this moment. */
    private void tell(Socket client) throws IOException {
        BufferedWriter writer =
                new BufferedWriter(new OutputStreamWriter(client.getOutputStream(), "UTF-8"));
        writer.write(line(clock));
        writer.flush();
    }

    /** Closes the listener. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
    }
}
