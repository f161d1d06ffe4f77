package lesson09_timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Sends every message back, to one client after another, and never waits forever.
 *
 * <p>On the wire: the client sends {@code "hello\n"}, and the server sends {@code "hello\n"} back.
 * If the client falls silent, the server sends {@code "still there?\n"}. If a message is not
 * complete in time, the server sends {@code "too late\n"} and closes the connection.
 *
 * <p>Watch out: a time-out of 0 means forever.
 */
public class PatientServer implements Closeable {

    /** Reports that no client connected in time. */
    public static class AcceptTimeout extends SocketTimeoutException {
        public AcceptTimeout(int millis) {
            super("no client within " + millis + " ms");
        }
    }

    private final ServerSocket listener;
    private final int acceptTimeout;
    private final int readTimeout;
    private final int messageTimeout;

    /** Serves forever, and prints a line whenever no client connects for 5 s. Argument: port. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 9009;
        PatientServer server = new PatientServer(port, 5000, 2000, 5000);
        System.out.println("listening on port " + server.port());
        while (true) {
            try {
                server.serve();
            } catch (AcceptTimeout e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /**
     * Binds {@code port} on all addresses of this machine; 0 means any free port.
     *
     * @param acceptTimeout how long to wait for each client, in milliseconds, more than 0; the two
     *     others are for the {@link MessageReader} of each client
     */
    public PatientServer(int port, int acceptTimeout, int readTimeout, int messageTimeout)
            throws IOException {
        this.listener = new ServerSocket(port);
        this.acceptTimeout = acceptTimeout;
        this.readTimeout = readTimeout;
        this.messageTimeout = messageTimeout;
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Serves one client after another. Returns when {@link #close()} is called.
     *
     * @throws AcceptTimeout if no client connects for {@code acceptTimeout} ms; the listener stays
     *     open, and serve() may be called again
     */
    public void serve() throws IOException {
        // TODO 1: wait for a client, but no longer than acceptTimeout. What does close() do to that?
        // TODO 5: converse() with the client, close its connection, wait for the next. If one
        // client's connection fails, go on with the next.
        throw new UnsupportedOperationException("TODO 1: accept with a time-out");
    }

    /** Serves one client until its stream ends or it is too late. This method is complete. */
    private void converse(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        var reader = new MessageReader(client, readTimeout, messageTimeout, System::nanoTime);
        String message = "";
        while (message != null) {
            try {
                message = reader.read();
                out.write(message == null ? new byte[0] : (message + "\n").getBytes(UTF_8));
            } catch (MessageReader.ReadTimeout e) {
                out.write("still there?\n".getBytes(UTF_8)); // and read on
            } catch (MessageReader.MessageTimeout e) {
                out.write("too late\n".getBytes(UTF_8));
                return;
            }
        }
    }

    /** Closes the listener. May be called from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
