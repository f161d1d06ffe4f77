package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * A frame begins with its length: four bytes, a binary {@code int}, the most significant byte
 * first. It counts the bytes that follow. A frame in hex, and its text:
 *
 * <pre>
 * 00 00 00 05 68 65 6c 6c 6f      hello
 * </pre>
 *
 * <p>Watch out: four bytes from a stranger may be any {@code int}, from -2147483648 to 2147483647.
 */
public class LengthPrefixed implements Framing {

    private final InputStream in;
    private final OutputStream out;
    private final int limit;

    /**
     * @param limit the most bytes that a text may have, 0 or more; the length itself does not count
     */
    public LengthPrefixed(InputStream in, OutputStream out, int limit) {
        this.in = in;
        this.out = out;
        this.limit = limit;
    }

    @Override
    public void write(String text) throws IOException {
        // TODO 6: check the limit, write the length as four bytes, then the text.
        throw new UnsupportedOperationException("TODO 6: write a frame");
    }

    @Override
    public String read() throws IOException {
        // TODO 6: read four bytes, check the length, then read that many bytes.
        throw new UnsupportedOperationException("TODO 6: read a frame");
    }
}
