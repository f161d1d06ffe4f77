// style: a byte at a time, digits by hand, an array that grows with what has come.
package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

public class MessageReader {

    private final InputStream in;
    private final int limit;

    public MessageReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    public String read() throws IOException {
        byte[] header = new byte[10];
        for (int i = 0; i < header.length; i++) {
            int b = in.read();
            if (b == -1 && i == 0) {
                return null;
            }
            if (b == -1) {
                throw new EOFException();
            }
            header[i] = (byte) b;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int missing = length(header);
        while (missing-- > 0) {
            int b = in.read();
            if (b == -1) {
                throw new EOFException();
            }
            body.write(b);
        }
        return body.toString(UTF_8);
    }

    private int length(byte[] header) throws BadHeader {
        int i = header[0] == '-' ? 1 : 0;
        long length = 0;
        int digits = 0;
        while (i < header.length && header[i] >= '0' && header[i] <= '9') {
            length = 10 * length + header[i++] - '0';
            digits++;
        }
        while (i < header.length && header[i] == ' ') {
            i++;
        }
        if (digits == 0 || i < header.length) {
            throw new BadHeader(BadHeader.NOT_A_NUMBER);
        }
        if (header[0] == '-') {
            throw new BadHeader(BadHeader.NEGATIVE);
        }
        if (length > limit) {
            throw new BadHeader(BadHeader.TOO_LONG);
        }
        return (int) length;
    }
}
