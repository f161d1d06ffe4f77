// style: a nested class that owns one client, closes it itself, and runs in an executor's thread while serve() waits for it; the client is a chain of small functions.
package lesson02_time_server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        return Stream.of("EEE", " ", "MMM", " ", "ppd", " ", "HH:mm:ss", " ", "yyyy")
                .map(part -> DateTimeFormatter.ofPattern(part, Locale.US))
                .map(ZonedDateTime.now(clock)::format)
                .collect(Collectors.joining("", "", "\n"));
    }

    /** Serves one client after another. Returns without an exception after {@link #close()}. */
    public void serve() throws IOException {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            for (Socket client = next(); client != null; client = next()) {
                executor.submit(new Teller(client)).get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            executor.shutdownNow();
        }
    }

    /** The next client, or null if there will be none. */
    private Socket next() throws IOException {
        while (true) {
            try {
                return listener.accept();
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return null;
                }
                System.err.println("accept: " + e.getMessage());
            }
        }
    }

    /** Tells the time to one client and closes the connection. */
    private class Teller implements Runnable {

        private final Socket client;

        Teller(Socket client) {
            this.client = client;
        }

        @Override
        public void run() {
            try (client) {
                tell(client);
            } catch (IOException e) {
                System.err.println("client lost: " + e.getMessage());
            }
        }
    }

    /** Sends one client the line of this moment. */
    private void tell(Socket client) throws IOException {
        new ByteArrayInputStream(line(clock).getBytes(US_ASCII)).transferTo(client.getOutputStream());
    }

    /** Closes the listener. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
