package lesson10_nonblocking_reads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Writes lines to a non-blocking channel, as fast as the peer reads them.
 *
 * <p>On the wire: each line in UTF-8, followed by {@code "\n"}, in the order in which they were
 * added.
 *
 * <p>Watch out: a write takes only as many bytes as the system has room for. It may stop in the
 * middle of a letter, or take nothing.
 */
public class LineWriter {

    private final SocketChannel channel;
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>(); // the first may be partly sent

    /**
     * Keeps the channel, and writes nothing yet.
     *
     * @param channel non-blocking; the caller closes it
     */
    public LineWriter(SocketChannel channel) {
        this.channel = channel;
    }

    /** Adds a line and {@code "\n"} after those that wait. Sends nothing. */
    public void add(String line) {
        // TODO 4: put the bytes of the line and of its end into waiting.
        throw new UnsupportedOperationException("TODO 4: add a line");
    }

    /**
     * Sends as much as the channel takes now, and returns immediately. The rest waits for the next
     * call.
     *
     * @return true if everything that was added has been sent
     * @throws IOException if the connection is lost
     */
    public boolean send() throws IOException {
        // TODO 4: write each buffer that waits to the channel.
        // TODO 5: what if the channel takes only a part? Do not wait, and do not lose the rest.
        throw new UnsupportedOperationException("TODO 4: send what the channel takes");
    }
}
