// style: pieces of 16 bytes as in the original; what is not needed yet is kept for the next call.
package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

public class MessageReader {

    private static final int HEADER = 10; // bytes
    private static final int PIECE = 16; // bytes that one read takes at most

    private final InputStream in;
    private final int limit;
    private byte[] kept = new byte[0]; // came, but not returned yet

    public MessageReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    public String read() throws IOException {
        while (kept.length < HEADER) {
            if (!more()) {
                if (kept.length == 0) {
                    return null;
                }
                throw new EOFException("half a header");
            }
        }
        int end = HEADER + length(Arrays.copyOf(kept, HEADER));
        while (kept.length < end) {
            if (!more()) {
                throw new EOFException("half a message");
            }
        }
        String text = new String(kept, HEADER, end - HEADER, UTF_8);
        kept = Arrays.copyOfRange(kept, end, kept.length);
        return text;
    }

    private boolean more() throws IOException {
        byte[] piece = new byte[PIECE];
        int n = in.read(piece);
        if (n == -1) {
            return false;
        }
        byte[] longer = Arrays.copyOf(kept, kept.length + n);
        System.arraycopy(piece, 0, longer, kept.length, n);
        kept = longer;
        return true;
    }

    private int length(byte[] header) throws BadHeader {
        String text = new String(header, US_ASCII);
        while (text.endsWith(" ")) {
            text = text.substring(0, text.length() - 1);
        }
        boolean minus = text.startsWith("-");
        String digits = minus ? text.substring(1) : text;
        if (digits.isEmpty()) {
            throw new BadHeader(BadHeader.NOT_A_NUMBER);
        }
        for (char c : digits.toCharArray()) {
            if (c < '0' || c > '9') {
                throw new BadHeader(BadHeader.NOT_A_NUMBER);
            }
        }
        if (minus) {
            throw new BadHeader(BadHeader.NEGATIVE);
        }
        long length = Long.parseLong(digits);
        if (length > limit) {
            throw new BadHeader(BadHeader.TOO_LONG);
        }
        return (int) length;
    }
}
