package lesson15_length_headers;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Welcomes one client after another, and sends each of its messages back.
 *
 * <p>On the wire: first {@code Welcome to the server!}, then every message unchanged. If a header
 * is bad, {@code refused: too long} or the like, then the end of the stream. All of these are
 * messages with a header.
 *
 * <p>Watch out: after a bad header, nobody knows where the next message begins.
 */
public class WelcomeServer implements Closeable {

    private static final String WELCOME = "Welcome to the server!";

    private final ServerSocket listener;
    private final int limit;

    /**
     * Serves until the program is stopped. The argument is the port; without it, 1243. The limit
     * for a client's message is 1000 bytes.
     */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 1243;
        try (WelcomeServer server = new WelcomeServer(port, 1000)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /**
     * Binds {@code port} on all addresses of this computer; 0 means any free port.
     *
     * @param limit the most bytes that the text of a client's message may have
     */
    public WelcomeServer(int port, int limit) throws IOException {
        this.listener = new ServerSocket(port);
        this.limit = limit;
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Serves one client after another until {@link #close()} is called. Given. */
    public void serve() throws IOException {
        while (true) {
            try (Socket client = listener.accept()) { // closes the connection in any case
                converse(client);
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
                System.err.println("client lost: " + e.getMessage()); // go on with the next one
            }
        }
    }

    /**
     * Welcomes a client, and sends back each of its messages until its stream ends. If a header is
     * bad, sends the reason and returns. {@link #serve()} closes the connection.
     */
    private void converse(Socket client) throws IOException {
        // TODO 6: welcome the client, then send each of its messages back until its stream ends.
        // TODO 7: if a header is bad, send the reason, and return.
        throw new UnsupportedOperationException("TODO 6: welcome the client, and answer");
    }

    /**
     * Closes the listener. Safe to call from any thread; {@link #serve()} then returns if it waits
     * for a client.
     */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
