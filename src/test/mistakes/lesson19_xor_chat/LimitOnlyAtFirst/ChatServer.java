// mistake: the first text that is short enough shows that the client behaves.
// wire: a later text of more than 1024 bytes is waited for, and told to the others.
// fails: Who leaves is told too if a later frame is too long
// says: The limit of 1024 is for each frame
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
 * A chat: everyone hears everyone but themselves.
 *
 * <p>On the wire: frames of {@link ChatWire}. A client's first is its nickname, answered {@code "*
 * welcome, anna"}; all others are told {@code "* anna has joined"}. Each further one is told to
 * them as {@code "anna: hello"}, and in the end {@code "* anna has left"}.
 *
 * <p>Watch out: a connection may end at any moment and in any way, and the others want to know.
 */
public class ChatServer implements Closeable {

    private static final int LIMIT = 1024; // bytes of what a client says at a time
    private static final int SEND_BUFFER = 8192; // bytes: what waits longer, waits in a queue

    private final ServerSocket listener;
    private final byte[] key;
    private final Room room = new Room();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /** Serves for ever; arguments: port and key, 5050 and JAVA unless told. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 5050;
        String key = args.length > 1 ? args[1] : "JAVA";
        try (ChatServer server = new ChatServer(port, key.getBytes(UTF_8))) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /**
     * Binds {@code port} on all addresses of this machine; 0 means any free port.
     *
     * @throws IllegalArgumentException if the key has no bytes
     */
    public ChatServer(int port, byte[] key) throws IOException {
        this.key = key.clone();
        Xor.apply(new byte[0], key); // refuses a key without bytes
        this.listener = new ServerSocket(port);
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Gives each client a thread; returns, quietly, once {@link #close()} is called. */
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

    /** What a client's thread does; it closes the connection in the end. */
    private void attend(Socket client) {
        connections.add(client);
        try (client) {
            client.setSendBufferSize(SEND_BUFFER);
            if (!listener.isClosed()) { // else close() may not have found it
                converse(client);
            }
        } catch (IOException e) {
            System.err.println("client lost: " + e.getMessage()); // the others stay
        }
        connections.remove(client);
    }

    /**
     * Lets a client join, tells the others what it says, and lets it leave, however its connection
     * ends. If it may not join, it is told {@code "* "} and why, and that is all.
     */
    private void converse(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        String nickname = ChatWire.receive(in, key, LIMIT); // blocks until a whole frame is here
        if (nickname == null) {
            return; // it has left without a word
        }
        String refusal = room.join(nickname, new Member(client, key));
        if (!refusal.isEmpty()) {
            ChatWire.send(client.getOutputStream(), "* " + refusal, key);
            return;
        }
        try {
            String text = ChatWire.receive(in, key, LIMIT);
            while (text != null) { // null: it has ended its stream
                room.tellOthers(nickname, nickname + ": " + text);
                text = ChatWire.receive(in, key, 65_535);
            }
        } finally { // an end, a reset, a bad frame, or it was thrown out
            room.leave(nickname);
        }
    }

    /** Closes the listener and all connections, from any thread; all threads then end. */
    @Override
    public void close() throws IOException {
        listener.close(); // first: see attend()
        for (Socket client : connections) {
            client.close(); // a read that waits on it throws
        }
    }
}
