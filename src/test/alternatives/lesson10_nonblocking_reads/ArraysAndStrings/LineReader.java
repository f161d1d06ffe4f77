// style: arrays that are copied, text put together from bytes as ISO-8859-1; one string of all lines to send.
package lesson10_nonblocking_reads;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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

    private final SocketChannel channel;
    private String soFar = ""; // a char for each byte

    public LineReader(SocketChannel channel) {
        this.channel = channel;
    }

    public Found read(Consumer<String> lines) throws IOException {
        byte[] piece = new byte[512];
        int n = channel.read(ByteBuffer.wrap(piece));
        if (n == 0) {
            return Found.NOTHING_YET;
        } else if (n == -1 && soFar.isEmpty()) {
            return Found.END;
        } else if (n == -1) {
            throw new EOFException("in the middle of a line");
        }
        soFar += new String(piece, 0, n, ISO_8859_1);
        String[] parts = soFar.split("\n", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            lines.accept(new String(parts[i].getBytes(ISO_8859_1), UTF_8));
        }
        soFar = parts[parts.length - 1];
        if (soFar.length() >= 1024) {
            throw new IOException("too long");
        }
        return Found.DATA;
    }
}
