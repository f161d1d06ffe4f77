// mistake: read() should take all that is there.
// wire: a line and the end of the stream come together: the line is told as the end.
// fails: finds data first
// says: reads on until nothing is left
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
        refuseLongLine();
        boolean some = false;
        int n;
        while ((n = channel.read(bytes)) > 0) {
            some = true;
            takeLines(lines);
            refuseLongLine();
        }
        if (n == 0) {
            return some ? Found.DATA : Found.NOTHING_YET;
        }
        if (bytes.position() > 0) {
            throw new EOFException("the stream has ended within a line");
        }
        return Found.END;
    }

    /** A buffer that is full, though all lines have been taken out, holds a line without end. */
    private void refuseLongLine() throws IOException {
        if (!bytes.hasRemaining()) {
            throw new IOException("a line is longer than " + LONGEST + " bytes");
        }
    }

    /** Takes all lines that are complete out of {@code bytes}; the rest stays, to be added to. */
    private void takeLines(Consumer<String> lines) {
        bytes.flip();
        int start = 0;
        for (int i = 0; i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n') {
                lines.accept(new String(bytes.array(), start, i - start, UTF_8));
                start = i + 1;
            }
        }
        bytes.position(start);
        bytes.compact();
    }
}
