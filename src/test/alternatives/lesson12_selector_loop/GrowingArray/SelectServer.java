// style: one array per client that grows and is compacted; select() with an action; interests by bits
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
import java.util.concurrent.atomic.AtomicReference;

public class SelectServer implements Closeable {

    private enum State {
        NEW,
        SERVING,
        CLOSED
    }

    private static final class Output {
        private ByteBuffer bytes = ByteBuffer.allocate(1024); // to be filled

        void add(ByteBuffer more) {
            if (bytes.remaining() < more.remaining()) {
                int needed = bytes.position() + more.remaining();
                bytes = ByteBuffer.allocate(2 * needed).put(bytes.flip());
            }
            bytes.put(more);
        }

        int sendTo(SocketChannel client) throws IOException {
            bytes.flip();
            client.write(bytes);
            bytes.compact();
            return bytes.position();
        }
    }

    private final ServerSocketChannel listener;
    private final Selector selector;
    private final int limit;
    private final ByteBuffer input = ByteBuffer.allocateDirect(4096);
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 50000;
        try (SelectServer server = new SelectServer(port, 64 << 10)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    public SelectServer(int port, int limit) throws IOException {
        this.limit = limit;
        selector = Selector.open();
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(port), 50);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    public int port() {
        return listener.socket().getLocalPort();
    }

    public void serve() throws IOException {
        if (state.compareAndSet(State.NEW, State.SERVING)) {
            while (state.get() == State.SERVING) {
                selector.select(this::handle);
            }
            release();
        }
    }

    private void release() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void handle(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel client = listener.accept();
                if (client != null) {
                    client.configureBlocking(false);
                    client.setOption(StandardSocketOptions.SO_SNDBUF, 16384);
                    client.register(selector, SelectionKey.OP_READ, new Output());
                }
                return;
            }
            SocketChannel client = (SocketChannel) key.channel();
            Output output = (Output) key.attachment();
            if (key.isReadable()) {
                input.clear();
                if (client.read(input) == -1) {
                    key.interestOpsAnd(~SelectionKey.OP_READ);
                }
                output.add(input.flip());
            }
            int left = output.sendTo(client);
            if (left > limit) {
                client.close();
            } else if (left > 0) {
                key.interestOpsOr(SelectionKey.OP_WRITE);
            } else if ((key.interestOps() & SelectionKey.OP_READ) == 0) {
                client.close();
            } else {
                key.interestOps(SelectionKey.OP_READ);
            }
        } catch (IOException e) {
            try {
                key.channel().close();
            } catch (IOException ignored) {
                // it is gone anyway
            }
        }
    }

    @Override
    public void close() throws IOException {
        State before = state.getAndSet(State.CLOSED);
        if (before == State.SERVING) {
            selector.wakeup();
        } else if (before == State.NEW) {
            release();
        }
    }
}
