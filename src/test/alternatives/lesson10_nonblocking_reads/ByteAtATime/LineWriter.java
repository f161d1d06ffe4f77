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
    private ByteBuffer waiting = ByteBuffer.allocate(256);

    public LineWriter(SocketChannel channel) {
        this.channel = channel;
    }

    public void add(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        int needed = waiting.position() + bytes.length + 1;
        if (needed > waiting.capacity()) {
            waiting.flip();
            waiting = ByteBuffer.allocate(2 * needed).put(waiting);
        }
        waiting.put(bytes).put((byte) '\n');
    }

    public boolean send() throws IOException {
        waiting.flip();
        try {
            channel.write(waiting);
            return !waiting.hasRemaining();
        } finally {
            waiting.compact();
        }
    }
}
