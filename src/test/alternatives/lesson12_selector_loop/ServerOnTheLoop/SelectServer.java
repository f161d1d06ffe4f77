// style: the server is built on the EventLoop, with lambdas as handlers that share what they know
package lesson12_selector_loop;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

public class SelectServer implements Closeable {

    private final ServerSocketChannel listener;
    private final EventLoop loop = new EventLoop();
    private final int limit;

    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 50000;
        try (SelectServer server = new SelectServer(port, 64 << 10)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    public SelectServer(int port, int limit) throws IOException {
        this.limit = limit;
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(port), 50);
    }

    public int port() {
        return listener.socket().getLocalPort();
    }

    public void serve() throws IOException {
        synchronized (this) {
            if (listener.isOpen()) {
                loop.register(listener, SelectionKey.OP_ACCEPT, this::accept);
            }
        }
        loop.run();
    }

    private void accept(SelectionKey ofListener) throws IOException {
        SocketChannel client = listener.accept();
        if (client == null) {
            return;
        }
        client.setOption(StandardSocketOptions.SO_SNDBUF, 16384);
        Deque<ByteBuffer> pending = new ArrayDeque<>();
        boolean[] ended = {false};
        loop.register(
                client,
                SelectionKey.OP_READ,
                key -> {
                    if (key.isReadable() && !ended[0]) {
                        ByteBuffer piece = ByteBuffer.allocate(2000);
                        ended[0] = client.read(piece) == -1;
                        pending.addLast(piece.flip());
                    }
                    int left = send(client, pending);
                    if (left > limit || left == 0 && ended[0]) {
                        client.close();
                    } else {
                        key.interestOps(
                                (ended[0] ? 0 : SelectionKey.OP_READ)
                                        + (left == 0 ? 0 : SelectionKey.OP_WRITE));
                    }
                });
    }

    private static int send(SocketChannel client, Deque<ByteBuffer> pending) throws IOException {
        while (!pending.isEmpty()) {
            client.write(pending.peekFirst());
            if (pending.peekFirst().hasRemaining()) {
                return pending.stream().mapToInt(ByteBuffer::remaining).sum();
            }
            pending.removeFirst();
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        loop.close();
        synchronized (this) {
            if (!listener.isRegistered()) {
                listener.close();
            }
        }
    }
}
