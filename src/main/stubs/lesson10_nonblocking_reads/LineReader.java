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
        // TODO 1: read once into bytes. Which result of channel.read means DATA, NOTHING_YET, END?
        // TODO 2: after DATA, call takeLines().
        // TODO 3: what if the stream ends in the middle of a line, or if bytes is full?
        throw new UnsupportedOperationException("TODO 1: read once, and say what was found");
    }

    /** Takes out all complete lines. The rest stays in {@code bytes} for the next read. */
    private void takeLines(Consumer<String> lines) {
        // TODO 2: flip the buffer, pass each complete line to lines, and keep the rest for the
        // next read. Where does a line end, and what makes room in the buffer again?
        throw new UnsupportedOperationException("TODO 2: take out the complete lines");
    }
}
