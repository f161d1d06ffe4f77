package lesson10_nonblocking_reads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
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
    private final List<ByteBuffer> waiting = new ArrayList<>();

    public LineWriter(SocketChannel channel) {
        this.channel = channel;
    }

    public void add(String line) {
        waiting.add(UTF_8.encode(line + '\n'));
    }

    public boolean send() throws IOException {
        long n = 1;
        while (n > 0 && !waiting.isEmpty()) {
            int few = Math.min(waiting.size(), 64);
            n = channel.write(waiting.toArray(ByteBuffer[]::new), 0, few);
            waiting.subList(0, few).removeIf(buffer -> !buffer.hasRemaining());
        }
        return waiting.isEmpty();
    }
}
