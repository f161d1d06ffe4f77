// mistake: new String(bytes) is the text.
// wire: on a computer with another charset (windows-1251 while it is graded) the letters are others.
// fails: inside a letter
// says: Name the charset
package lesson10_nonblocking_reads;

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
        if (!bytes.hasRemaining()) { // with no room left, every read would bring 0 bytes
            throw new IOException("a line of more than " + LONGEST + " bytes");
        }
        return Found.DATA;
    }

    /** Takes all lines that are complete out of {@code bytes}; the rest stays, to be added to. */
    private void takeLines(Consumer<String> lines) {
        bytes.flip(); // from here on it is read, from its first byte to the last that came
        int start = 0;
        for (int i = 0; i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n') { // no byte of another letter of UTF-8 is this one
                lines.accept(new String(bytes.array(), start, i - start));
                start = i + 1;
            }
        }
        bytes.position(start);
        bytes.compact(); // the rest moves to the front; the next read adds to it
    }
}
