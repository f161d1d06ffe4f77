package lesson10_nonblocking_reads;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import kit.ScriptedListener;

/**
 * A connected, non-blocking channel for the learner's code. The test can wait here until the
 * channel is ready.
 */
final class Connection implements Closeable {

    private static final int SMALL = 1 << 14; // bytes of the send buffer, so that it is soon full

    private final SocketChannel channel = SocketChannel.open();
    private final Selector selector = Selector.open();
    private final SelectionKey key;

    /** Connects to a listener of the test, which accepts the connection afterwards. */
    Connection(ScriptedListener listener) throws IOException {
        this(new InetSocketAddress(listener.host(), listener.port()));
    }

    private Connection(InetSocketAddress address) throws IOException {
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SMALL);
        channel.connect(address);
        channel.configureBlocking(false);
        key = channel.register(selector, 0);
    }

    SocketChannel channel() {
        return channel;
    }

    /** Blocks until a read would return at least a byte or the end of the stream, or throw. */
    void awaitReadable() throws IOException {
        await(SelectionKey.OP_READ);
    }

    /** Blocks until the channel accepts bytes again. */
    void awaitWritable() throws IOException {
        await(SelectionKey.OP_WRITE);
    }

    private void await(int event) throws IOException {
        key.interestOps(event);
        selector.select();
        selector.selectedKeys().clear();
    }

    /**
     * Returns whether a read would return at least a byte or the end of the stream now, or throw.
     */
    boolean isReadable() throws IOException {
        key.interestOps(SelectionKey.OP_READ);
        selector.selectedKeys().clear();
        return selector.selectNow() > 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        selector.close();
    }

    /** The two ends of a connection, which does not appear in a transcript. */
    record Pair(Connection here, SocketChannel there) implements Closeable {

        static Pair open() throws IOException {
            try (ServerSocketChannel listener = ServerSocketChannel.open()) {
                listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                Connection here = new Connection((InetSocketAddress) listener.getLocalAddress());
                return new Pair(here, listener.accept());
            }
        }

        @Override
        public void close() throws IOException {
            here.close();
            there.close();
        }
    }
}
