package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

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
        byte[] header = in.readNBytes(10);
        if (header.length == 0) {
            return null;
        }
        if (header.length < 10) {
            throw new EOFException("only " + header.length + " bytes of a header");
        }
        int length = length(header);
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("only " + body.length + " bytes of a message");
        }
        return new String(body, UTF_8);
    }

    private int length(byte[] header) throws BadHeader {
        String text = new String(header, US_ASCII);
        boolean good = text.matches("[0-9]{1,10} *");
        if (!good) {
            boolean negative = text.matches("-[0-9]{1,9} *");
            throw new BadHeader(negative ? BadHeader.NEGATIVE : BadHeader.NOT_A_NUMBER);
        }
        long length = Long.parseLong(text.split(" ")[0]);
        if (length > limit) {
            throw new BadHeader(BadHeader.TOO_LONG);
        }
        return Math.toIntExact(length);
    }
}
