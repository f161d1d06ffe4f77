// mistake: the client closes the connection.
// wire: the client has ended its stream, and waits for the end of the server's for ever.
// fails: When nobody comes it says so after it has served
// says: its connection stays open
package lesson09_timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Sends every message back, to one client after another, and waits for nobody for ever.
 *
 * <p>On the wire: {@code "hello\n"} is answered with {@code "hello\n"}. A client that falls silent
 * is asked {@code "still there?\n"}; one whose message is not whole in time is told {@code "too
 * late\n"}, and its connection is closed.
 *
 * <p>Watch out: a time-out of 0 means for ever.
 */
public class PatientServer implements Closeable {

    /** Nobody has connected in time. */
    public static class AcceptTimeout extends SocketTimeoutException {
        public AcceptTimeout(int millis) {
            super("no client within " + millis + " ms");
        }
    }

    private final ServerSocket listener;
    private final int acceptTimeout;
    private final int readTimeout;
    private final int messageTimeout;

    /** Serves on the port given, 9009 unless told, and says so whenever nobody comes for 5 s. */
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
     * @param acceptTimeout milliseconds, more than 0, that each client is waited for; the two
     *     others are for the {@link MessageReader}s
     */
    public PatientServer(int port, int acceptTimeout, int readTimeout, int messageTimeout)
            throws IOException {
        this.listener = new ServerSocket(port);
        this.acceptTimeout = acceptTimeout;
        this.readTimeout = readTimeout;
        this.messageTimeout = messageTimeout;
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Serves one client after another; returns, quietly, once {@link #close()} is called.
     *
     * @throws AcceptTimeout if nobody connects for {@code acceptTimeout}; the listener stays open,
     *     and serve() may be called again
     */
    public void serve() throws IOException {
        while (true) {
            Socket client;
            try {
                listener.setSoTimeout(acceptTimeout);
                client = listener.accept();
            } catch (SocketTimeoutException e) {
                throw new AcceptTimeout(acceptTimeout);
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
                throw e;
            }
            try {
                converse(client);
            } catch (IOException e) {
                System.err.println("client lost: " + e.getMessage());
            }
        }
    }

    /** Answers one client until its stream ends or it is too late. Given whole. */
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

    /** Closes the listener, from any thread; a {@link #serve()} that waits for a client returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
