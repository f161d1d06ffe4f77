// style: asynchronous channels; serve() waits for a handler that the system calls.
package lesson01_uppercase_echo;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Answers one client in capitals, then is done.
 *
 * <p>On the wire: {@code "hello, "} is answered with {@code "HELLO, "}, at once, piece by piece,
 * until the client ends its stream. Only the bytes a to z change; every other byte passes unharmed.
 *
 * <p>Watch out: one read returns what has arrived so far, which may be less than was sent.
 */
public class UppercaseServer implements Closeable {

    private static final int BACKLOG = 1; // clients that may queue while another is being served
    private static final int PIECE = 1024; // bytes that one read takes at most

    private final AsynchronousServerSocketChannel listener;
    private final int port;

    /** Serves one client on the port given, 9090 unless told. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 9090;
        try (UppercaseServer server = new UppercaseServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this machine; 0 means any free port. */
    public UppercaseServer(int port) throws IOException {
        listener = AsynchronousServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(port), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        this.port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    /** The port that clients connect to. */
    public int port() {
        return port;
    }

    /**
     * Accepts one client, answers it until its stream ends, closes the connection and returns.
     * Returns quietly, too, when {@link #close()} is called while it waits for the client.
     */
    public void serve() throws IOException {
        AsynchronousSocketChannel client;
        try {
            client = listener.accept().get();
        } catch (ExecutionException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (client) {
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            client.read(piece, client, new Answerer(piece, over));
            over.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** Answers every piece that comes from the client until the end of the stream. */
    private static final class Answerer
            implements CompletionHandler<Integer, AsynchronousSocketChannel> {

        private final ByteBuffer piece;
        private final CompletableFuture<Void> over;
        private boolean writing;

        Answerer(ByteBuffer piece, CompletableFuture<Void> over) {
            this.piece = piece;
            this.over = over;
        }

        @Override
        public void completed(Integer n, AsynchronousSocketChannel client) {
            if (!writing && n < 0) {
                over.complete(null);
                return;
            }
            if (!writing) {
                piece.flip();
                for (int i = 0; i < piece.limit(); i++) {
                    byte b = piece.get(i);
                    if (b >= 'a' && b <= 'z') {
                        piece.put(i, (byte) (b & ~0x20));
                    }
                }
            }
            writing = piece.hasRemaining();
            if (writing) {
                client.write(piece, client, this);
            } else {
                piece.clear();
                client.read(piece, client, this);
            }
        }

        @Override
        public void failed(Throwable why, AsynchronousSocketChannel client) {
            over.completeExceptionally(why);
        }
    }

    /** Closes the listener, from any thread; a {@link #serve()} that waits for a client returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
