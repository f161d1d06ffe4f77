package workbook.conform;

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
 * One client's connection. No method blocks longer than its caller allows, whatever the server
 * does. Only a limited part of what the server sends is kept.
 */
final class Peer implements ObjectSink, Closeable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PIECE = 4096; // bytes of one read, at most
    private static final int KEPT = 10_000; // bytes of one thing that are kept
    private static final long MOMENT = 1_000_000; // ns
    private static final int AHEAD = 1000; // things that are kept before next() returns them

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
    private final ObjectSplitter splitter = new ObjectSplitter(this);
    private final Deque<Received> received = new ArrayDeque<>();
    private final ByteArrayOutputStream since = new ByteArrayOutputStream(); // the last object
    private boolean closed; // closed by the server, or reset
    private boolean settled = true; // the server has read everything that was sent
    private long sentAt; // when the last piece was sent, by System.nanoTime()

    /**
     * Connects to the server. The caller closes this object.
     *
     * @throws IOException if the server does not accept the connection within {@code patience}
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
     * Sends a piece. It reads meanwhile, so that the server does not block while it writes its
     * replies. If the connection is broken, {@link #next} reports it, not this method.
     *
     * @return how many bytes were sent; fewer than all if the server does not read them in time
     */
    int send(byte[] bytes, Duration patience) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        long end = System.nanoTime() + patience.toNanos();
        settled = false;
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
            return bytes.length; // earlier replies can still be read
        } finally {
            sentAt = System.nanoTime();
        }
        return out.position();
    }

    /**
     * Waits until the server has read what was sent, so that it reads the next piece separately. If
     * the server has responded since then, it has read it. Otherwise, waits until {@code pause} has
     * passed. If the server runs on this computer and the system shows unread bytes, also waits
     * until there are none.
     *
     * @return false if the server has not read everything within {@code patience}
     */
    boolean settle(Duration pause, Duration patience) throws IOException {
        long enough = sentAt + pause.toNanos();
        long end = Math.max(enough, System.nanoTime() + patience.toNanos());
        while (!settled && !closed) {
            long now = System.nanoTime();
            if (now - enough >= 0 && !hasUnread()) {
                settled = true;
            } else if (now - end > 0) {
                return false;
            } else if (received.size() < AHEAD && ready(SelectionKey.OP_READ, now + MOMENT)) {
                read();
            }
        }
        return true;
    }

    private boolean hasUnread() throws IOException {
        return ReceiveQueue.isKnownToHaveUnread(
                ((InetSocketAddress) channel.getLocalAddress()).getPort(),
                ((InetSocketAddress) channel.getRemoteAddress()).getPort());
    }

    /**
     * Returns the next thing that arrives. Waits for it until {@code end}, by {@link
     * System#nanoTime}.
     */
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
            for (int i = 0; i < n; i++) { // one by one, to know the bytes of each object
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
            Received.Json whole = new Received.Json(JSON.readTree(json), json);
            settled |= whole.object().has("response") && !whole.isNotice();
            received.add(whole);
        } catch (IOException | RuntimeException e) { // Jackson: not JSON, too deep or too long
            received.add(new Received.Garbage(json));
        }
    }

    @Override
    public void broken() {
        received.add(new Received.Garbage(take()));
    }

    /** Ends the stream of this side. The other direction stays open. */
    void end() throws IOException {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            // the server closed it first; next() reports that
        }
    }

    /** Closes the connection with a reset. */
    void reset() throws IOException {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // the connection is broken already
        }
        close();
    }

    /**
     * Ends the stream, unless the server has closed the connection first. Call {@link #leave}
     * afterwards. With two methods, many peers can leave at the same time.
     */
    void beginToLeave() throws IOException {
        readUntil(System.nanoTime() + MOMENT);
        if (!closed) {
            end();
        }
    }

    /**
     * Reads until the server ends the connection, too, and then closes it. Closing it earlier would
     * send a reset if there are unread bytes. At {@code end}, by {@link System#nanoTime}, closes it
     * anyway.
     */
    void leave(long end) throws IOException {
        readUntil(end);
        close();
    }

    private void readUntil(long end) throws IOException {
        while (!closed && ready(SelectionKey.OP_READ, end)) {
            read();
            received.clear();
        }
    }

    /**
     * Closes the connection at once. If the server has closed its side first, this sends a reset.
     * The server does not notice it, and its port is free at once for the next server.
     */
    @Override
    public void close() throws IOException {
        if (closed && channel.isOpen()) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        channel.close();
        selector.close();
    }
}
