package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads messages. Each one has a header in front of it that contains its length. Two messages:
 *
 * <pre>
 * 12        привет5         hello
 * </pre>
 *
 * <p>A read may return a part of a header, half a letter, or the end of one message and the
 * beginning of the next. Watch out: a stranger writes the header, and may write 9999999999.
 */
public class MessageReader {

    private static final int HEADER = 10; // bytes
    private static final int PIECE = 16; // bytes: the most that one read asks for; optional

    private final InputStream in;
    private final int limit;

    /**
     * Reads from {@code in}. The caller closes it.
     *
     * @param limit the most bytes that a text may have, 0 or more; the header does not count
     */
    public MessageReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * Waits for the next message and returns its text.
     *
     * @return the text, or null if the stream has ended between two messages
     * @throws EOFException if the stream ends in the middle of a header or of a text
     * @throws BadHeader if the header does not contain an allowed length. Nobody knows where the
     *     next message begins then, so do not read again
     */
    public String read() throws IOException {
        // TODO 2: read the header, then as many bytes as length() returns. One read may return fewer.
        // TODO 3: what if the stream ends? It may end between two messages, or inside one.
        throw new UnsupportedOperationException("TODO 2: read a header and a text");
    }

    /**
     * Returns the length that a header contains, 0 to {@code limit}.
     *
     * @param header ten bytes
     * @throws BadHeader if they are not a number, or the number is negative or too long
     */
    private int length(byte[] header) throws BadHeader {
        // TODO 2: for now, return Integer.parseInt(new String(header, US_ASCII).strip());
        // TODO 4: reject every header that is not a number, and negative numbers.
        // TODO 5: reject a number that is larger than limit. It may not fit into an int.
        throw new UnsupportedOperationException("TODO 2: return the length");
    }
}
