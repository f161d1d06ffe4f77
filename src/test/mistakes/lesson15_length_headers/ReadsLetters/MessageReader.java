// mistake: the header counts letters.
// wire: twelve letters are read where there are six: some of the next message, or none come.
// fails: A message has as many bytes as its header says
// says: counts bytes
package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStreamReader;
import java.io.Reader;
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

    private final Reader letters;
    private final int limit;

    /**
     * Reads from {@code in}, which the caller closes.
     *
     * @param limit bytes, 0 or more, that a message may have at most, without its header
     */
    public MessageReader(InputStream in, int limit) {
        this.letters = new InputStreamReader(in, UTF_8);
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
        char[] header = new char[HEADER];
        int came = letters.read(header);
        if (came == -1) {
            return null;
        }
        while (came < HEADER) {
            int n = letters.read(header, came, HEADER - came);
            if (n == -1) {
                throw new EOFException("the stream ended within a header");
            }
            came += n;
        }
        char[] body = new char[length(new String(header).getBytes(US_ASCII))];
        came = 0;
        while (came < body.length) {
            int n = letters.read(body, came, body.length - came);
            if (n == -1) {
                throw new EOFException("the stream ended within a message");
            }
            came += n;
        }
        return new String(body);
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
        if (!text.matches("[0-9]+ *")) { // parseLong() would also take +22 and digits of Asia
            throw new BadHeader(BadHeader.NOT_A_NUMBER);
        }
        long length = Long.parseLong(text.strip()); // ten digits may be more than an int holds
        if (length > limit) {
            throw new BadHeader(BadHeader.TOO_LONG);
        }
        return (int) length;
    }
}
