package lesson10_nonblocking_reads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Writes lines to a channel that does not block, as fast as the peer takes them.
 *
 * <p>On the wire: each line in UTF-8 and {@code "\n"}, in the order in which they were added.
 *
 * <p>Watch out: the system takes what it has room for, which may be half a letter, or nothing.
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
