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
        String escaped = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        if (escaped.getBytes(UTF_8).length > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        out.write((escaped + "\n").getBytes(UTF_8)); // all of it in one write
    }

    @Override
    public String read() throws IOException {
        int searched = 0;
        while (true) {
            for (; searched < used; searched++) {
                if (buffer[searched] == '\n') {
                    return unescape(take(searched));
                }
            }
            if (used == buffer.length) { // do not wait for the line feed: it may never arrive
                throw new BadFrame(BadFrame.TOO_LONG);
            }
            int n = in.read(buffer, used, buffer.length - used); // blocks; -1 at the end
            if (n == -1 && used > 0) {
                throw new EOFException("the stream ended within a frame");
            }
            if (n == -1) {
                return null;
            }
            used += n;
        }
    }

    /** Removes a frame and its line ending from the buffer, and returns the frame as text. */
    private String take(int lineFeed) throws BadFrame {
        boolean two = lineFeed > 0 && buffer[lineFeed - 1] == '\r';
        int length = two ? lineFeed - 1 : lineFeed;
        if (length > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        String frame = new String(buffer, 0, length, UTF_8);
        used -= lineFeed + 1; // the rest belongs to the next frames
        System.arraycopy(buffer, lineFeed + 1, buffer, 0, used);
        return frame;
    }

    /** Returns the text that a complete frame stands for. */
    private static String unescape(String frame) throws BadFrame {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < frame.length(); i++) {
            char c = frame.charAt(i);
            if (c == '\\') {
                i++;
                char second = i < frame.length() ? frame.charAt(i) : '?';
                c =
                        switch (second) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case '\\' -> '\\';
                            default -> throw new BadFrame(BadFrame.BAD_ESCAPE);
                        };
            }
            text.append(c);
        }
        return text.toString();
    }
}
