package lesson10_nonblocking_reads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/**
 * Reads lines from a channel that does not block.
 *
 * <p>On the wire: {@code "привет\n"}, in UTF-8, in however many pieces; a piece may end inside a
 * letter, or hold several lines.
 *
 * <p>Watch out: a read of 0 bytes is not the end, and the end is not an empty piece.
 */
public class LineReader {

    /** What a read has found. */
    public enum Found {
        /** One byte or more has come. */
        DATA,
        /** No byte has come since the last read; some may come later. */
        NOTHING_YET,
        /** The peer has ended its stream: no byte will come any more. */
        END
    }

    private static final int LONGEST = 1024; // bytes of a line, its end included

    private final SocketChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocate(LONGEST); // between reads: to be filled

    /**
     * Reads nothing yet.
     *
     * @param channel does not block, and is closed by the caller
     */
    public LineReader(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Reads once, returns at once.
     *
     * @param lines is given each line that is complete now, without its {@code "\n"}
     * @throws EOFException if the stream has ended within a line
     * @throws IOException if a line is longer than 1024 bytes, or the connection is lost
     */
    public Found read(Consumer<String> lines) throws IOException {
        // TODO 1: read once into bytes. Tell 0 bytes, n bytes and -1 apart; after n bytes,
        // takeLines(). And if the end comes within a line, or the buffer is full?
        throw new UnsupportedOperationException("TODO 1: read, and tell what was found");
    }

    /** Takes all lines that are complete out of {@code bytes}; the rest stays, to be added to. */
    private void takeLines(Consumer<String> lines) {
        // TODO 2: flip the buffer, take out each line that is complete, keep the rest for the
        // next read.
        throw new UnsupportedOperationException("TODO 2: take out the lines");
    }
}
