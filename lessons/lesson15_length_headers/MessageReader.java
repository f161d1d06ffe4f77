package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads messages, each behind a header that tells its length. Two of them on the wire:
 *
 * <pre>
 * 12        привет5         hello
 * </pre>
 *
 * <p>A read may bring a part of a header, half a letter, or the end of one message and the
 * beginning of the next. Watch out: a header is what a stranger says, perhaps 9999999999.
 */
public class MessageReader {

    private static final int HEADER = 10; // bytes
    private static final int PIECE = 16; // bytes that one read takes at most

    private final InputStream in;
    private final int limit;

    /**
     * Reads from {@code in}, which the caller closes.
     *
     * @param limit bytes, 0 or more, that a message may have at most, without its header
     */
    public MessageReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * Waits for the next message.
     *
     * @return its text; null if the stream ends between two messages
     * @throws EOFException if the stream ends within a header or a message
     * @throws BadHeader if the header tells no length that is taken; the reader is done then
     */
    public String read() throws IOException {
        // TODO 2: read the header, then as many bytes as length() says. One read may bring fewer;
        // what is more belongs to the next message. Tell the end between from the end within.
        throw new UnsupportedOperationException("TODO 2: read a header and the text behind it");
    }

    /**
     * The length that a header tells, 0 to {@code limit}.
     *
     * @param header ten bytes
     * @throws BadHeader if it is not a number, negative or too long
     */
    private int length(byte[] header) throws BadHeader {
        // TODO 3: at first, return Integer.parseInt(new String(header, US_ASCII).strip()). Then
        // refuse what is no length, and what is larger than the limit.
        throw new UnsupportedOperationException("TODO 3: the length, if it is one that is taken");
    }
}
