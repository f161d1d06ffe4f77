package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A chat server: it sends what one member says to all others.
 *
 * <p>On the wire: frames of {@link ChatWire}. A client's first frame is its nickname. It gets
 * {@code "* welcome, anna"}, and the others get {@code "* anna has joined"}. They get each of its
 * further texts as {@code "anna: hello"}, and at the end {@code "* anna has left"}.
 *
 * <p>Watch out: a connection can end at any moment and in any way, and the others must learn of it.
 */
public class ChatServer implements Closeable {

    private static final int LIMIT = 1024; // bytes of a text from a client, at most
    private static final int SEND_BUFFER = 8192; // bytes; everything else waits in a queue

    private final ServerSocket listener;
    private final byte[] key;
    private final Room room = new Room();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet(); // a set for many threads

    /** Serves until stopped. Arguments: port and key; without them, 5050 and JAVA. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 5050;
        String key = args.length > 1 ? args[1] : "JAVA";
        try (ChatServer server = new ChatServer(port, key.getBytes(UTF_8))) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /**
     * Binds {@code port} on all addresses of this computer; 0 means any free port.
     *
     * @throws IllegalArgumentException if the key has no bytes
     */
    public ChatServer(int port, byte[] key) throws IOException {
        this.key = key.clone();
        Xor.apply(new byte[0], key); // throws if the key has no bytes
        this.listener = new ServerSocket(port);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Gives each client a thread. Returns without an exception after {@link #close()}. */
    public void serve() throws IOException {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept(); // blocks until a client connects
                new Thread(() -> attend(client), "client").start();
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.err.println("client lost: " + e.getMessage());
                }
            }
        }
    }

    /** Runs in a client's own thread, and closes the connection at the end. */
    private void attend(Socket client) {
        connections.add(client);
        try (client) { // closes it at the end
            client.setSendBufferSize(SEND_BUFFER);
            if (!listener.isClosed()) { // otherwise close() may have missed it
                converse(client);
            }
        } catch (IOException e) {
            System.err.println("client lost: " + e.getMessage()); // the others stay
        }
        connections.remove(client);
    }

    /**
     * Lets a client join, tells the others what it says, and lets it leave, however its connection
     * ends. If its nickname is refused, sends it {@code "* "} and the reason, and returns.
     */
    private void converse(Socket client) throws IOException {
        // TODO 5: receive the nickname, join the room, and receive frames until the stream ends.
        // What does receive() return if a client leaves before its nickname?
        // Who sends the reason to a client that was refused?
        // TODO 6: tell the others each text.
        // TODO 7: leave the room, however this method ends. Where must the try begin?
        throw new UnsupportedOperationException("TODO 5: let a client join");
    }

    /** Closes the listener and all connections, so that all threads end. For any thread. */
    @Override
    public void close() throws IOException {
        listener.close(); // first: see attend()
        for (Socket client : connections) {
            client.close(); // a read that waits on it throws
        }
    }
}
