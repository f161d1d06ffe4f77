package kit;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A listener that accepts no connection and whose queue is full. Linux and macOS do not reply to a
 * further client, which then retries until its own time-out ends. Windows refuses it.
 */
public final class FullListener implements Closeable {

    private static final int MANY = 64; // connections: more than a queue of length 1 ever takes

    private static final int TRIPS = 15; // of the canary; a connection that is taken needs one

    /**
     * Extra connections. If the system took one only after {@code TRIPS}, the queue still has a
     * free place; these fill it.
     */
    private static final int SPARE = 4;

    private final ServerSocket listener;
    private final List<SocketChannel> waiting = new ArrayList<>();

    private FullListener() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    static FullListener open() {
        try {
            FullListener full = new FullListener();
            try {
                full.fill();
                return full;
            } catch (IOException | RuntimeException e) {
                full.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill() throws IOException {
        try {
            for (int i = 0; i < MANY; i++) {
                if (!isTaken(connect())) {
                    for (int j = 0; j < SPARE; j++) {
                        connect();
                    }
                    return;
                }
            }
        } catch (ConnectException e) {
            abort("this system refuses a connection where it could let it wait");
        }
        abort("this system takes every connection, though nobody accepts it");
    }

    /** Begins to connect, and does not wait until the connection is made. */
    private SocketChannel connect() throws IOException {
        SocketAddress address = listener.getLocalSocketAddress();
        SocketChannel channel = SocketChannel.open();
        waiting.add(channel);
        channel.configureBlocking(false);
        channel.connect(address);
        return channel;
    }

    private static boolean isTaken(SocketChannel channel) throws IOException {
        for (int trips = 0; trips < TRIPS; trips++) {
            if (channel.finishConnect()) {
                return true;
            }
            Canary.shared().trip();
        }
        return channel.finishConnect();
    }

    /** Returns the host to give to the learner's client. */
    public String host() {
        return listener.getInetAddress().getHostAddress();
    }

    /** Returns the port to give to the learner's client. */
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : waiting) {
            channel.close();
        }
        listener.close();
    }
}
