// mistake: null is found behind the loop.
// wire: a NullPointerException, no IOException, ends the server.
// fails: The end of the conversation lets the next
// says: returns null
package lesson15_length_headers;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Welcomes one client after another, and sends each message back.
 *
 * <p>On the wire: {@code Welcome to the server!} first, then every message as it came; for a header
 * that is refused {@code refused: too long} or the like, and the end. All are messages.
 *
 * <p>Watch out: behind a header that was refused nobody knows where the next one begins.
 */
public class WelcomeServer implements Closeable {

    private static final String WELCOME = "Welcome to the server!";

    private final ServerSocket listener;
    private final int limit;

    /** Serves on the port given, 1243 unless told; messages of up to 1000 bytes. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 1243;
        try (WelcomeServer server = new WelcomeServer(port, 1000)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /**
     * Binds {@code port} on all addresses of this machine; 0 means any free port.
     *
     * @param limit bytes that a client's message may have at most
     */
    public WelcomeServer(int port, int limit) throws IOException {
        this.listener = new ServerSocket(port);
        this.limit = limit;
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Serves one client after another until {@link #close()} is called. Given whole. */
    public void serve() throws IOException {
        while (true) {
            try (Socket client = listener.accept()) { // closes the connection on every way out
                converse(client);
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
                System.err.println("client lost: " + e.getMessage()); // the next may do better
            }
        }
    }

    /**
     * Welcomes a client, and sends back each of its messages until its stream ends. If a header is
     * refused, tells why and returns; {@link #serve()} closes the connection.
     */
    private void converse(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        MessageWriter.write(out, WELCOME);
        MessageReader messages = new MessageReader(client.getInputStream(), limit);
        try {
            String message;
            do {
                message = messages.read();
                MessageWriter.write(out, message);
            } while (message != null);
        } catch (BadHeader e) {
            MessageWriter.write(out, "refused: " + e.getMessage());
        }
    }

    /** Closes the listener, from any thread; a {@link #serve()} that waits for a client returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
