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
        byte[] body = text.getBytes(UTF_8);
        if (body.length > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + body.length);
        frame.putInt(body.length).put(body);
        out.write(frame.array()); // all of it in one write
    }

    @Override
    public String read() throws IOException {
        byte[] prefix = in.readNBytes(Integer.BYTES); // blocks; fewer only at the end of the stream
        if (prefix.length == 0) {
            return null;
        }
        if (prefix.length < Integer.BYTES) {
            throw new EOFException("the stream ended within a length");
        }
        int length = ByteBuffer.wrap(prefix).getInt();
        if (length < 0) {
            throw new BadFrame(BadFrame.NEGATIVE);
        }
        if (length > limit) { // now, before any memory is reserved
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the stream ended within a frame");
        }
        return new String(body, UTF_8);
    }
}
