// mistake: spaces in a number mean nothing, so they are taken out.
// wire: "1 2" is taken for a length of 12.
// fails: A header is not a number if a space is between the digits
// says: Behind the first space only spaces may come
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
        byte[] header = new byte[HEADER];
        int came = fill(header);
        if (came == 0) {
            return null; // the peer has said all that it wanted to say
        }
        if (came < HEADER) {
            throw new EOFException("the stream ended within a header");
        }
        byte[] body = new byte[length(header)]; // length() has looked at the limit
        if (fill(body) < body.length) {
            throw new EOFException("the stream ended within a message");
        }
        return new String(body, UTF_8); // only now: no letter is cut any more
    }

    /** Reads until the array is full; returns how many bytes came, fewer only at the end. */
    private int fill(byte[] bytes) throws IOException {
        int came = 0;
        while (came < bytes.length) {
            int missing = bytes.length - came; // whoever asks for more takes from the next message
            int n = in.read(bytes, came, Math.min(PIECE, missing)); // blocks until a byte is here
            if (n == -1) {
                break;
            }
            came += n;
        }
        return came;
    }

    /**
     * The length that a header tells, 0 to {@code limit}.
     *
     * @param header ten bytes
     * @throws BadHeader if it is not a number, negative or too long
     */
    private int length(byte[] header) throws BadHeader {
        String text = new String(header, US_ASCII);
        if (text.matches("-[0-9]+ *")) {
            throw new BadHeader(BadHeader.NEGATIVE);
        }
        if (!text.matches("[0-9][0-9 ]*")) { // parseLong() would also take +22 and digits of Asia
            throw new BadHeader(BadHeader.NOT_A_NUMBER);
        }
        long length = Long.parseLong(text.replace(" ", ""));
        if (length > limit) {
            throw new BadHeader(BadHeader.TOO_LONG);
        }
        return (int) length;
    }
}
