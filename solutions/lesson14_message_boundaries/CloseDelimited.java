package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The end of the stream ends the frame. So a stream carries one message, in each direction, and the
 * frame has no bytes but those of the text. HTTP calls this close-delimited.
 *
 * <p>Watch out: {@code write()} does not end the stream, because it does not know the socket. The
 * caller does. And a stream may go on forever.
 */
public class CloseDelimited implements Framing {

    private final InputStream in;
    private final OutputStream out;
    private final int limit;
    private boolean written;
    private boolean read;

    /**
     * @param limit the most bytes that a text may have, 0 or more
     */
    public CloseDelimited(InputStream in, OutputStream out, int limit) {
        this.in = in;
        this.out = out;
        this.limit = limit;
    }

    /**
     * Writes the only message. The frame is complete when the caller ends the stream.
     *
     * @throws IllegalStateException if a message has been written before
     */
    @Override
    public void write(String text) throws IOException {
        if (written) {
            throw new IllegalStateException("this stream carries one message only");
        }
        byte[] body = text.getBytes(UTF_8);
        if (body.length > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        written = true;
        out.write(body);
    }

    /** Waits for the end of the stream. Returns the only message, then null. */
    @Override
    public String read() throws IOException {
        if (read) {
            return null;
        }
        byte[] body = in.readNBytes(limit); // blocks; returns fewer only at the end of the stream
        if (in.read() != -1) { // blocks: limit bytes are allowed, one more is not
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        read = true;
        return new String(body, UTF_8);
    }
}
