// style: one write for the whole queue; select() with an action
package lesson12_selector_loop;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/**
 * Sends every client its bytes back. A single thread serves all clients; it waits in {@code
 * select()} and nowhere else.
 *
 * <p>On the wire: the client sends {@code "привет"}, in any pieces, and receives {@code "привет"}.
 *
 * <p>Watch out: whatever waits in this thread, for one client, makes all the others wait.
 */
public class SelectServer implements Closeable {

    private static final int BACKLOG = 50; // clients that may wait until they are accepted
    private static final int PIECE = 1024; // bytes that one read takes at most
    private static final int SEND_BUFFER = 16 << 10; // bytes that the system may keep for a client

    private final ServerSocketChannel listener;
    private final int limit; // bytes that may be pending for one client
    private volatile Selector selector; // null until serve() has opened it
    private volatile boolean closed;

    /** What the server knows about one client. It is attached to the client's key. */
    private static final class Client {
        /** What is still to be sent to the client. The first buffer may be partly sent. */
        private final Queue<ByteBuffer> pending = new ArrayDeque<>();

        private boolean ended; // the client has ended its stream
    }

    /** Serves until the program is stopped. The argument is the port; without it, 50000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 50000;
        try (SelectServer server = new SelectServer(port, 64 << 10)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /**
     * Binds {@code port} on all addresses of this computer; 0 means any free port.
     *
     * @param limit how many bytes may be pending for one client; 0 or more
     */
    public SelectServer(int port, int limit) throws IOException {
        this.limit = limit;
        listener = ServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(port), BACKLOG);
            listener.configureBlocking(false);
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
     * Serves all clients at once. Returns without an exception after {@link #close()}; by then it
     * has closed the listener and all connections.
     */
    public void serve() throws IOException {
        try (listener;
                Selector opened = Selector.open()) {
            selector = opened;
            if (!closed) {
                listener.register(opened, SelectionKey.OP_ACCEPT);
            }
            while (!closed) {
                opened.select(this::handle);
            }
            for (SelectionKey key : opened.keys()) {
                key.channel().close();
            }
        }
    }

    /** Does what has become possible. If that fails, only this client is lost. */
    private void handle(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept(key.selector());
                return;
            }
            if (key.isReadable()) {
                read(key);
            }
            if (key.isValid() && key.isWritable()) {
                write(key);
            }
        } catch (IOException e) {
            System.err.println("lost: " + e.getMessage());
            if (key.channel() instanceof SocketChannel client) {
                close(client);
            }
        }
    }

    private void accept(Selector selector) throws IOException {
        SocketChannel client = listener.accept();
        if (client != null && prepare(client)) {
            client.register(selector, SelectionKey.OP_READ, new Client());
        }
    }

    /** Reads what has arrived, puts it into the queue, and sends what the channel takes now. */
    private void read(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        Client client = (Client) key.attachment();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        int n = channel.read(piece);
        if (n == -1) {
            client.ended = true;
        } else if (n > 0) {
            client.pending.add(ByteBuffer.wrap(Arrays.copyOf(piece.array(), n)));
        }
        write(key);
        long bytes = client.pending.stream().mapToLong(ByteBuffer::remaining).sum();
        if (bytes > limit) {
            throw new IOException("more than " + limit + " bytes are pending");
        }
    }

    /** Sends as much as the channel takes now, and sets what the server waits for next. */
    private void write(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        Client client = (Client) key.attachment();
        if (!client.pending.isEmpty()) {
            channel.write(client.pending.toArray(ByteBuffer[]::new));
            client.pending.removeIf(buffer -> !buffer.hasRemaining());
        }
        if (client.ended && client.pending.isEmpty()) {
            channel.close();
            return;
        }
        int read = client.ended ? 0 : SelectionKey.OP_READ;
        int write = client.pending.isEmpty() ? 0 : SelectionKey.OP_WRITE;
        key.interestOps(read | write);
    }

    /**
     * Given: makes a client's channel non-blocking, and lets the system keep only a little for it,
     * so that you notice a slow reader early.
     *
     * @return false if the client has reset already; its channel is closed then
     */
    private static boolean prepare(SocketChannel client) {
        try {
            client.configureBlocking(false);
            client.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            return true;
        } catch (IOException e) {
            close(client);
            return false;
        }
    }

    /** Given: closes a channel that may be broken. */
    private static void close(SocketChannel client) {
        try {
            client.close();
        } catch (IOException e) {
            System.err.println("closing failed: " + e.getMessage());
        }
    }

    /**
     * Makes {@link #serve()} return, even while it waits. Safe to call from any thread, more than
     * once. If {@code serve()} has never been called, closes the listener.
     */
    @Override
    public void close() throws IOException {
        closed = true;
        Selector opened = selector;
        if (opened != null) {
            opened.wakeup();
        } else {
            listener.close();
        }
    }
}
