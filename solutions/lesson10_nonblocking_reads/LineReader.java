package lesson10_nonblocking_reads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/**
 * Reads lines from a non-blocking channel.
 *
 * <p>On the wire: {@code "привет\n"} in UTF-8, in any number of pieces. A piece may end in the
 * middle of a letter, or contain several lines.
 *
 * <p>Watch out: a read of 0 bytes is not the end of the stream. Only -1 is.
 */
public class LineReader {

    /** What a read has found. */
    public enum Found {
        /** At least one byte has arrived. */
        DATA,
        /** No byte has arrived since the last read. More may arrive later. */
        NOTHING_YET,
        /** The peer has ended its stream. No more bytes will arrive. */
        END
    }

    private static final int LONGEST = 1024; // bytes of a line, including its '\n'

    private final SocketChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocate(LONGEST); // between reads: to be filled

    /**
     * Keeps the channel, and reads nothing yet.
     *
     * @param channel non-blocking; the caller closes it
     */
    public LineReader(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Reads from the channel once, and returns immediately.
     *
     * @param lines receives each line that is complete now, without its {@code "\n"}
     * @throws EOFException if the stream ends in the middle of a line
     * @throws IOException if a line has more than 1024 bytes, or the connection is lost
     */
    public Found read(Consumer<String> lines) throws IOException {
        int n = channel.read(bytes); // 0 where a stream would wait
        if (n == -1 && bytes.position() > 0) {
            throw new EOFException(bytes.position() + " bytes, and no end of line");
        }
        if (n == -1) {
            return Found.END;
        }
        if (n == 0) {
            return Found.NOTHING_YET;
        }
        takeLines(lines);
        if (!bytes.hasRemaining()) { // without room, every later read would return 0
            throw new IOException("a line of more than " + LONGEST + " bytes");
        }
        return Found.DATA;
    }

    /** Takes out all complete lines. The rest stays in {@code bytes} for the next read. */
    private void takeLines(Consumer<String> lines) {
        bytes.flip(); // from here on, the buffer is read: from its first byte to the last received
        int start = 0;
        for (int i = 0; i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n') { // in UTF-8, no other letter contains this byte
                lines.accept(new String(bytes.array(), start, i - start, UTF_8));
                start = i + 1;
            }
        }
        bytes.position(start);
        bytes.compact(); // moves the rest to the front; the next read adds to it
    }
}
