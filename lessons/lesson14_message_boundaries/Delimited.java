package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A line feed ends each frame: the byte 10, in Java {@code '\n'}. The reader also accepts {@code
 * "\r\n"}. Within a text, three characters are escaped, each by a backslash and a second byte:
 *
 * <pre>
 * line feed  becomes  \n      carriage return  becomes  \r      \  becomes  \\
 * </pre>
 *
 * <p>Watch out: a read may return half a character, a part of a frame, or several frames and the
 * beginning of the next. And the line feed may never arrive.
 */
public class Delimited implements Framing {

    private final InputStream in;
    private final OutputStream out;
    private final int limit;
    private final byte[] buffer; // has room for a frame of limit bytes, and for \r\n
    private int used; // bytes in the buffer: they have arrived, but no message contains them yet

    /**
     * @param limit the most bytes that a frame may have, 0 or more; an escape has two, and the line
     *     ending does not count
     */
    public Delimited(InputStream in, OutputStream out, int limit) {
        this.in = in;
        this.out = out;
        this.limit = limit;
        this.buffer = new byte[limit + 2];
    }

    @Override
    public void write(String text) throws IOException {
        // TODO 3: escape the text, check the limit, write the text and a line feed.
        throw new UnsupportedOperationException("TODO 3: write a frame");
    }

    @Override
    public String read() throws IOException {
        // TODO 4: collect bytes until a line feed. What do you do with the bytes after it?
        // TODO 5: undo the escapes. What if the line feed, or anything else, does not arrive?
        throw new UnsupportedOperationException("TODO 4: read a frame");
    }
}
