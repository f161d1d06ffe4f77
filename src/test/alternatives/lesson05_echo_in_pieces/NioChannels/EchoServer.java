// style: uses channels and byte buffers; the client is one thread with a selector, which writes and reads as the buffers allow.
package lesson05_echo_in_pieces;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Sends each client its own bytes back, in pieces of at most 16 bytes, one client after another.
 *
 * <p>On the wire: the client sends {@code "This is the message."}; the server sends {@code "This is
 * the mess"} and {@code "age."}. When the client has ended its stream, the server ends its own.
 *
 * <p>Watch out: a piece may have fewer than 16 bytes. That is not the end of the stream.
 */
public class EchoServer implements Closeable {

    private static final int BACKLOG = 1; // clients that may queue while another is being served
    private static final int PIECE = 16; // bytes that one read takes at most

    private final ServerSocketChannel listener;

    /** Serves until the program is stopped. The argument is the port; without it, 10000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 10000;
        try (EchoServer server = new EchoServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public EchoServer(int port) throws IOException {
        listener = ServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(port), BACKLOG);
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
     * Serves one client after another, and closes each connection when its client's stream has
     * ended. Returns without an exception after {@link #close()}.
     */
    public void serve() throws IOException {
        for (; ; ) {
            try (SocketChannel client = listener.accept()) {
                echo(client);
                client.shutdownOutput();
            } catch (IOException e) {
                if (!listener.isOpen()) {
                    break;
                }
                System.err.println("client lost: " + e);
            }
        }
    }

    /**
     * Reads at most PIECE bytes at a time, prints each piece in a line of its own, such as {@code
     * 16 bytes: "This is the mess"}, and sends it back at once, until the client's stream ends.
     */
    private void echo(SocketChannel client) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        while (client.read(piece) != -1) {
            piece.flip();
            System.out.println(
                    "received " + piece.remaining() + " bytes: \"" + UTF_8.decode(piece.duplicate()) + "\"");
            while (piece.hasRemaining()) {
                client.write(piece);
            }
            piece.clear();
        }
    }

    /**
     * Closes the listener. Safe to call from any thread; {@link #serve()} then returns, after its
     * last client.
     */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
