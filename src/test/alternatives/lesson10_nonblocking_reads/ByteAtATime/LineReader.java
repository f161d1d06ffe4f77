// style: a buffer of 16 bytes, byte by byte; a long piece takes many calls; one buffer that grows is flipped and compacted for writing.
package lesson10_nonblocking_reads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.ByteArrayOutputStream;
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
    private final ByteBuffer few = ByteBuffer.allocate(16);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    public LineReader(SocketChannel channel) {
        this.channel = channel;
    }

    public Found read(Consumer<String> lines) throws IOException {
        int n = channel.read(few);
        few.flip();
        while (few.hasRemaining()) {
            take(few.get(), lines);
        }
        few.clear();
        if (n > 0) {
            return Found.DATA;
        } else if (n == 0) {
            return Found.NOTHING_YET;
        } else if (line.size() > 0) {
            throw new EOFException();
        } else {
            return Found.END;
        }
    }

    private void take(byte b, Consumer<String> lines) throws IOException {
        if (b == '\n') {
            lines.accept(line.toString(UTF_8));
            line.reset();
        } else {
            line.write(b);
            if (line.size() >= LONGEST) {
                throw new IOException("too long");
            }
        }
    }
}
