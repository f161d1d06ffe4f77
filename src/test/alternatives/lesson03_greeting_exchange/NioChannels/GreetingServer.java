// style: channels and byte buffers in all four classes.
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Greets one client, then reads what the client sends until it ends its stream.
 *
 * <p>On the wire: the server sends {@code "Привет!"} as soon as a client has connected. The client
 * sends a reply of any length and closes the connection.
 *
 * <p>Watch out: at the end of the stream {@code read} returns -1, again and again.
 */
public class GreetingServer implements Closeable {

    private static final String GREETING = "Привет!";

    private final ServerSocketChannel listener;

    /** Serves one client. The argument is the port; without it, 12333. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 12333;
        try (GreetingServer server = new GreetingServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public GreetingServer(int port) throws IOException {
        listener = ServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.socket().getLocalPort();
    }

    /**
     * Accepts one client, converses with it, closes the connection and returns. Returns without an
     * exception if {@link #close()} is called while it waits for the client.
     */
    public void serve() throws IOException {
        SocketChannel client;
        try {
            client = listener.accept(); // blocks until a client connects
        } catch (ClosedChannelException e) {
            return;
        }
        try (client) {
            converse(client);
        }
    }

    /**
     * Sends GREETING, reads until the client ends its stream, prints what it said on one line. Text
     * is UTF-8 on the wire. The caller closes the connection.
     */
    private void converse(SocketChannel client) throws IOException {
        ByteBuffer greeting = UTF_8.encode(GREETING);
        do {
            client.write(greeting);
        } while (greeting.hasRemaining());
        ByteBuffer said = ByteBuffer.allocate(1024);
        while (client.read(said) != -1) {
            if (!said.hasRemaining()) { // full: go on in a larger one
                said.flip();
                said = ByteBuffer.allocate(2 * said.capacity()).put(said);
            }
        }
        said.flip();
        System.out.println(UTF_8.decode(said));
    }

    /**
     * Closes the listener. Safe to call from any thread; a {@link #serve()} that is waiting for a
     * client then returns.
     */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
