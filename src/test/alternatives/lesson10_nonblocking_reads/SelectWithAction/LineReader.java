// style: select() with an action, no set of keys to clear; gathering writes; lines by a decoder over whole lines.
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
        /** One byte or more has come. */
        DATA,
        /** No byte has come since the last read; some may come later. */
        NOTHING_YET,
        /** The peer has ended its stream: no byte will come any more. */
        END
    }

    private static final int LONGEST = 1024;

    private final SocketChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(4 * LONGEST);

    public LineReader(SocketChannel channel) {
        this.channel = channel;
    }

    public Found read(Consumer<String> lines) throws IOException {
        int n = channel.read(bytes);
        if (n < 0) {
            if (bytes.position() != 0) {
                throw new EOFException();
            }
            return Found.END;
        }
        bytes.flip();
        for (String line = next(); line != null; line = next()) {
            lines.accept(line);
        }
        bytes.compact();
        if (bytes.position() >= LONGEST) {
            throw new IOException("line too long");
        }
        return n == 0 ? Found.NOTHING_YET : Found.DATA;
    }

    private String next() throws IOException {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n') {
                if (i - bytes.position() >= LONGEST) {
                    throw new IOException("line too long");
                }
                ByteBuffer line = bytes.slice(bytes.position(), i - bytes.position());
                bytes.position(i + 1);
                return UTF_8.decode(line).toString();
            }
        }
        return null;
    }
}
