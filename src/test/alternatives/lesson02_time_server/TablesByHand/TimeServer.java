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
 * <p>On the wire: the client connects and says nothing; the server sends one line such as {@code
 * "Sat Nov  1 09:05:07 2025\n"}, the form of C's ctime, and closes the connection.
 *
 * <p>Watch out: the words are English and the digits Western on every machine, in every country.
 */
public class TimeServer implements Closeable {

    private static final int BACKLOG = 10; // clients that may queue while another is being served

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

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
     * The clock's time now, in its zone, as C's ctime writes it: {@code "Sat Nov  1 09:05:07
     * 2025\n"}. The day of the month takes two places, filled up with a space.
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

    /** Serves one client after another; returns, quietly, once {@link #close()} is called. */
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

    /** Sends the line to one client. Fails if the client has already gone. */
    private void tell(Socket client) throws IOException {
        String line = line(clock);
        byte[] bytes = new byte[line.length()]; // every char is ASCII
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) line.charAt(i);
        }
        client.getOutputStream().write(bytes, 0, bytes.length);
    }

    /** Closes the listener, from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
