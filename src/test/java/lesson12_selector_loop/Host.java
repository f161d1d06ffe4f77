package lesson12_selector_loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A server with an {@link EventLoop} and nothing else. The test's handlers decide what happens. */
final class Host implements Closeable {

    private final EventLoop loop;
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final boolean accepts;
    private final List<String> seen = new CopyOnWriteArrayList<>(); // in the order of the notes
    private volatile Thread runner; // the thread that is in run()

    private Host(boolean accepts) throws IOException {
        this.accepts = accepts;
        loop = new EventLoop();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Returns a host whose connections the test accepts and registers. */
    static Host byHand() throws IOException {
        return new Host(false);
    }

    /** Returns a host whose loop accepts connections itself. Each connection gets a new handler. */
    static Host accepting(Function<Host, EventLoop.Handler> handlers) throws IOException {
        Host host = new Host(true);
        host.loop.register(
                host.listener,
                SelectionKey.OP_ACCEPT,
                key -> {
                    SocketChannel client = host.listener.accept();
                    if (client != null) {
                        host.loop.register(client, SelectionKey.OP_READ, handlers.apply(host));
                    }
                });
        return host;
    }

    /**
     * Returns a handler that sends back in capitals what it reads, and closes the channel at the
     * end of the stream.
     */
    EventLoop.Handler echo() {
        return key -> {
            String text = read(key);
            if (text != null) {
                ((SocketChannel) key.channel()).write(UTF_8.encode(text.toUpperCase()));
            }
        };
    }

    /** Reads what has arrived. At the end of the stream, closes the channel and returns null. */
    String read(SelectionKey key) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(1024);
        if (((SocketChannel) key.channel()).read(bytes) == -1) {
            key.channel().close();
            return null;
        }
        return UTF_8.decode(bytes.flip()).toString();
    }

    ServerSocketChannel listener() {
        return listener;
    }

    EventLoop loop() {
        return loop;
    }

    int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    /** Accepts the next connection, which a client of the test has already made. */
    SocketChannel accept() {
        try {
            return listener.accept();
        } catch (IOException e) {
            throw new IllegalStateException("the test cannot accept its own client", e);
        }
    }

    Void run() throws IOException {
        runner = Thread.currentThread();
        loop.run();
        return null;
    }

    /** Returns whether the calling thread is the one in {@code run()}. */
    boolean isRunner() {
        return Thread.currentThread() == runner;
    }

    /** Notes that something has happened. */
    void see(String what) {
        seen.add(what);
    }

    /** Returns what was noted, in order. */
    String seen() {
        return String.join(" ", seen);
    }

    @Override
    public void close() throws IOException {
        loop.close();
        if (!accepts) { // otherwise the loop closes it
            listener.close();
        }
    }
}
