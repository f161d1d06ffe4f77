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
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private int sent; // bytes of the first

    public LineWriter(SocketChannel channel) {
        this.channel = channel;
    }

    public void add(String line) {
        waiting.addLast((line + "\n").getBytes(UTF_8));
    }

    public boolean send() throws IOException {
        while (!waiting.isEmpty()) {
            byte[] first = waiting.peekFirst();
            sent += channel.write(ByteBuffer.wrap(first, sent, first.length - sent));
            if (sent < first.length) {
                return false;
            }
            waiting.removeFirst();
            sent = 0;
        }
        return true;
    }
}
