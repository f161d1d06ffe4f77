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
 * The server greets first, then listens to one client until the end.
 *
 * <p>On the wire: the server sends {@code "Привет!"} as soon as a client connects; the client
 * answers, as long as it likes, and closes; the server prints all that it heard.
 *
 * <p>Watch out: at the end of the stream a read returns -1, again and again, for ever.
 */
public class GreetingServer implements Closeable {

    private static final String GREETING = "Привет!";

    private final ServerSocketChannel listener;

    /** Serves one client on the port given, 12333 unless reported. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 12333;
        try (GreetingServer server = new GreetingServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this machine; 0 means any free port. */
    public GreetingServer(int port) throws IOException {
        listener = ServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.socket().getLocalPort();
    }

    /**
     * Accepts one client and converses with it; closes the connection and returns. Returns quietly,
     * too, when {@link #close()} is called while it waits for the client.
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

    /** Closes the listener, from any thread; a {@link #serve()} that waits for a client returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
