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
        // TODO 1: write the text and its padding. Which texts can a frame not carry?
        throw new UnsupportedOperationException("TODO 1: write a frame");
    }

    @Override
    public String read() throws IOException {
        // TODO 2: read length bytes, remove the padding, decode. One read may return fewer bytes.
        // What if the stream ends? It may end between two frames, or inside one.
        throw new UnsupportedOperationException("TODO 2: read a frame");
    }
}
