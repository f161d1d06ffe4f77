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
 * Sends back what each client sends, in small pieces, to one client after another.
 *
 * <p>On the wire: {@code "This is the message."} comes, {@code "This is the mess"} and {@code
 * "age."} go back. When the client has ended its direction, the server ends its own.
 *
 * <p>Watch out: a piece may be shorter than 16 bytes, and that is not the end.
 */
public class EchoServer implements Closeable {

    private static final int BACKLOG = 1; // clients that may queue while another is being served
    private static final int PIECE = 16; // bytes that one read takes at most

    private final ServerSocketChannel listener;

    /** Serves for ever on the port given, 10000 unless told. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 10000;
        try (EchoServer server = new EchoServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this machine; 0 means any free port. */
    public EchoServer(int port) throws IOException {
        listener = ServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(port), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.socket().getLocalPort();
    }

    /** Serves one client after another; returns, quietly, once {@link #close()} is called. */
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

    /** Closes the listener, from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
