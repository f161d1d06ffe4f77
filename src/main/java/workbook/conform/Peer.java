package workbook.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import workbook.jim.ObjectSink;
import workbook.jim.ObjectSplitter;

/**
 * One client's connection. Nothing here blocks for longer than it is told, whatever the server
 * does, and only a little is kept of what it sends.
 */
final class Peer implements ObjectSink, Closeable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PIECE = 4096; // bytes that one read takes at most
    private static final int KEPT = 10_000; // bytes kept to be shown
    private static final int AHEAD = 1000; // things kept that nobody has asked for yet

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
    private final ObjectSplitter splitter = new ObjectSplitter(this);
    private final Deque<Received> received = new ArrayDeque<>();
    private final ByteArrayOutputStream since = new ByteArrayOutputStream(); // the last thing
    private boolean closed; // told, or to be told by came

    /**
     * Connects; the caller closes it.
     *
     * @throws IOException if nobody accepts within {@code patience}
     */
    Peer(InetSocketAddress server, Duration patience) throws IOException {
        selector = Selector.open();
        channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = channel.register(selector, SelectionKey.OP_CONNECT);
            long end = System.nanoTime() + patience.toNanos();
            boolean done = channel.connect(server);
            while (!done) {
                if (!ready(SelectionKey.OP_CONNECT, end)) {
                    throw new IOException("nobody accepts the connection");
                }
                done = channel.finishConnect();
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Sends a piece; reads meanwhile, so that the server is not held up by its answers. A
     * connection that is broken is told by {@link #next}, not here.
     *
     * @return how many bytes have gone; fewer than all if the server does not take them in time
     */
    int send(byte[] bytes, Duration patience) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (out.hasRemaining()) {
                if (channel.write(out) == 0) {
                    boolean room = !closed && received.size() < AHEAD;
                    int reads = room ? SelectionKey.OP_READ : 0;
                    if (!ready(SelectionKey.OP_WRITE | reads, end)) {
                        break;
                    }
                    if (key.isReadable()) {
                        read();
                    }
                }
            }
        } catch (IOException e) {
            return bytes.length; // what came before is still to be read
        }
        return out.position();
    }

    /** The next thing that comes; waits for it, until {@code end} of {@link System#nanoTime}. */
    Received next(long end) throws IOException {
        while (received.isEmpty()) {
            if (closed) {
                return new Received.Closed("the connection was closed");
            }
            if (!ready(SelectionKey.OP_READ, end)) {
                return since.size() == 0
                        ? new Received.Nothing()
                        : new Received.Garbage(since.toByteArray());
            }
            read();
        }
        return received.remove();
    }

    private boolean ready(int what, long end) throws IOException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        key.interestOps(what);
        selector.selectedKeys().clear();
        return selector.select(Math.max(1, left / 1_000_000)) > 0;
    }

    private void read() throws IOException {
        try {
            piece.clear();
            int n = channel.read(piece);
            if (n < 0) {
                ended("the connection was closed");
            }
            for (int i = 0; i < n; i++) { // one by one: each knows which bytes it is made of
                byte[] one = {piece.get(i)};
                if (since.size() < KEPT && (since.size() > 0 || one[0] > ' ' || one[0] < 0)) {
                    since.write(one[0]);
                }
                splitter.feed(one, 1);
            }
        } catch (IOException e) {
            ended("the connection was reset");
        }
    }

    private void ended(String how) {
        closed = true;
        if (since.size() > 0) {
            received.add(new Received.Garbage(take()));
        }
        received.add(new Received.Closed(how));
    }

    private byte[] take() {
        byte[] bytes = since.toByteArray();
        since.reset();
        return bytes;
    }

    @Override
    public void object(byte[] json) {
        since.reset();
        try {
            JsonNode object = JSON.readTree(json);
            received.add(new Received.Json(object, json));
        } catch (IOException | RuntimeException e) { // Jackson's: no JSON, too deep, too long
            received.add(new Received.Garbage(json));
        }
    }

    @Override
    public void broken() {
        received.add(new Received.Garbage(take()));
    }

    /** Ends the stream; the other direction stays. */
    void end() throws IOException {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            // the server was first; next() tells
        }
    }

    /** Breaks the connection off: the server meets a reset. */
    void reset() throws IOException {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // it is broken already
        }
        close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        selector.close();
    }
}
