package lesson22_jim_messages;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Serves one client after another, and replies to each of their objects.
 *
 * <p>On the wire: <code>{"response":200}</code> and {@code "\n"} for each action of JIM, and an
 * error for anything else, such as <code>{"response":400,"error":"bad field: time"}</code>. There
 * is no reply to a response or a quit. After a quit, the server closes the connection.
 *
 * <p>Watch out: one bad object must not end the conversation, and one bad client must not end the
 * server.
 */
public class JimServer implements Closeable {

    private static final int BACKLOG = 10; // clients that may wait for their turn
    private static final int PIECE = 1024; // the most bytes that one read returns

    private final ServerSocket listener;
    private final JimReader reader;
    private volatile Socket current; // the latest client; null before the first

    /** Serves on the given port, or on 7777, until the program is stopped. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 7777;
        try (JimServer server = new JimServer(port, JimReader.Dialect.HANDBOOK)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public JimServer(int port, JimReader.Dialect dialect) throws IOException {
        listener = new ServerSocket(port, BACKLOG);
        reader = new JimReader(dialect);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Serves one client after another. Returns when another thread calls {@link #close()}. */
    public void serve() throws IOException {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) { // blocks until a client connects
                current = client; // for close(), which may have been called just now
                if (!listener.isClosed()) {
                    converse(client);
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.err.println("client lost: " + e.getMessage()); // serve the next
                }
            }
        }
    }

    /** Replies until the client quits or ends its stream. The caller closes the connection. */
    private void converse(Socket client) throws IOException {
        // TODO 8: feed an ObjectSplitter with every piece, until the end of the stream or a quit.
        // Its sink replies to each object at once, with one write.
        throw new UnsupportedOperationException("TODO 8: reply to one client");
    }

    /** Closes the listener and the connection to the current client. Any thread may call it. */
    @Override
    public void close() throws IOException {
        listener.close(); // first, so that no new client is accepted
        Socket client = current;
        if (client != null) {
            client.close(); // a waiting read then throws an exception
        }
    }
}
