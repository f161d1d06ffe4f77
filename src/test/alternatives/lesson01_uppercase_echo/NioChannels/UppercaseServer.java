// style: channels and a ByteBuffer that is flipped and cleared, no streams at all.
package lesson01_uppercase_echo;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Sends everything that one client says back in capitals, then returns.
 *
 * <p>On the wire: the client sends {@code "hello, "}, and the server replies {@code "HELLO, "} at
 * once. This goes on, piece by piece, until the client ends its stream. Only the bytes a to z
 * change; all other bytes are sent back as they are.
 *
 * <p>Watch out: one read returns what has arrived so far, which may be less than was sent.
 */
public class UppercaseServer implements Closeable {

    private static final int BACKLOG = 1; // clients that may queue while another is being served
    private static final int PIECE = 1024; // bytes that one read takes at most

    private final ServerSocketChannel listener;
    private final int port;

    /** Serves one client, then ends. The argument is the port; without it, 9090. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 9090;
        try (UppercaseServer server = new UppercaseServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public UppercaseServer(int port) throws IOException {
        listener = ServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(port), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        this.port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return port;
    }

    /**
     * Accepts one client, replies to it until it ends its stream, and closes the connection. If
     * {@link #close()} is called while it still waits for a client, it returns without an
     * exception.
     */
    public void serve() throws IOException {
        SocketChannel client;
        try {
            client = listener.accept();
        } catch (ClosedChannelException e) { // AsynchronousCloseException is one, too
            return;
        }
        try (client) {
            answer(client);
        }
    }

    /** Answers every piece that comes from the client until the end of the stream. */
    private static void answer(SocketChannel client) throws IOException {
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
        while (client.read(piece) >= 0) {
            piece.flip();
            for (int i = 0; i < piece.limit(); i++) {
                byte b = piece.get(i);
                if (b >= 'a' && b <= 'z') {
                    piece.put(i, (byte) (b & ~0x20));
                }
            }
            while (piece.hasRemaining()) {
                client.write(piece);
            }
            piece.clear();
        }
    }

    /** Closes the listener. Safe to call from any thread, more than once. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
