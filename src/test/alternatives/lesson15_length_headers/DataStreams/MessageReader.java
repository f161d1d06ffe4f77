// style: DataInputStream.readFully and BigInteger; String.format; a handler with a for loop.
package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class MessageReader {

    private static final Pattern NUMBER = Pattern.compile("(-?)([0-9]+) *");

    private final DataInputStream in;
    private final BigInteger limit;

    public MessageReader(InputStream in, int limit) {
        this.in = new DataInputStream(in);
        this.limit = BigInteger.valueOf(limit);
    }

    public String read() throws IOException {
        int first = in.read();
        if (first == -1) {
            return null;
        }
        byte[] header = new byte[10];
        header[0] = (byte) first;
        in.readFully(header, 1, 9);
        byte[] body = new byte[length(header)];
        in.readFully(body);
        return new String(body, Charset.forName("UTF-8"));
    }

    private int length(byte[] header) throws BadHeader {
        Matcher number = NUMBER.matcher(new String(header, ISO_8859_1));
        if (!number.matches()) {
            throw new BadHeader(BadHeader.NOT_A_NUMBER);
        }
        if (!number.group(1).isEmpty()) {
            throw new BadHeader(BadHeader.NEGATIVE);
        }
        BigInteger length = new BigInteger(number.group(2));
        if (length.compareTo(limit) > 0) {
            throw new BadHeader(BadHeader.TOO_LONG);
        }
        return length.intValueExact();
    }
}
