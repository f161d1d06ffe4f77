package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Every frame has the same number of bytes. Spaces fill up a short text. Two frames of 8 bytes:
 *
 * <pre>
 * hello   да
 * </pre>
 *
 * <p>Watch out: {@code да} has four bytes, so four spaces follow it. And a text may contain spaces
 * of its own.
 */
public class FixedLength implements Framing {

    private static final int PADDING = ' ';

    private final InputStream in;
    private final OutputStream out;
    private final int length;

    /**
     * @param length the number of bytes of each frame, 1 or more
     */
    public FixedLength(InputStream in, OutputStream out, int length) {
        this.in = in;
        this.out = out;
        this.length = length;
    }

    @Override
    public void write(String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        if (body.length > length) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        if (text.endsWith(" ")) { // the reader would remove it
            throw new BadFrame(BadFrame.PADDING_AT_THE_END);
        }
        String frame = text + " ".repeat(length - body.length);
        out.write(frame.getBytes(UTF_8)); // all of it in one write
    }

    @Override
    public String read() throws IOException {
        byte[] frame = in.readNBytes(length); // blocks; returns fewer only at the end of the stream
        if (frame.length == 0) {
            return null;
        }
        if (frame.length < length) {
            throw new EOFException("the stream ended within a frame");
        }
        int end = length;
        while (end > 0 && frame[end - 1] == PADDING) {
            end--;
        }
        return new String(frame, 0, end, UTF_8); // only now: every character is complete
    }
}
