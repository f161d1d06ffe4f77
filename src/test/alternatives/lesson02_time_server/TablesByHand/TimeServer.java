// style: names from tables, digits set one by one into an array, bytes sent as they are; the client reads byte after byte.
package lesson02_time_server;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.ZonedDateTime;

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

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

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
        ZonedDateTime now = clock.instant().atZone(clock.getZone());
        char[] line = "DDD MMM dd hh:mm:ss yyyy\n".toCharArray();
        DAYS.getChars(3 * now.getDayOfWeek().ordinal(), 3 * now.getDayOfWeek().ordinal() + 3, line, 0);
        MONTHS.getChars(3 * now.getMonthValue() - 3, 3 * now.getMonthValue(), line, 4);
        digits(line, 8, 2, now.getDayOfMonth());
        if (line[8] == '0') {
            line[8] = ' ';
        }
        digits(line, 11, 2, now.getHour());
        digits(line, 14, 2, now.getMinute());
        digits(line, 17, 2, now.getSecond());
        digits(line, 20, 4, now.getYear());
        return String.valueOf(line);
    }

    private static void digits(char[] line, int from, int places, int number) {
        for (int i = from + places - 1; i >= from; i--) {
            line[i] = (char) ('0' + number % 10);
            number /= 10;
        }
    }

    /** Serves one client after another. Returns without an exception after {@link #close()}. */
    public void serve() throws IOException {
        while (true) {
            try (Socket client = listener.accept()) {
                tell(client);
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }

    /** Sends one client the line of this moment. */
    private void tell(Socket client) throws IOException {
        String line = line(clock);
        byte[] bytes = new byte[line.length()]; // every char is ASCII
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) line.charAt(i);
        }
        client.getOutputStream().write(bytes, 0, bytes.length);
    }

    /** Closes the listener. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
