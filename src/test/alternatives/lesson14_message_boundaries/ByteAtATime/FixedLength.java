// style: single bytes in loops, and no library method that does more than one thing
package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

public class FixedLength implements Framing {

    private static final int PADDING = ' ';

    private final InputStream in;
    private final OutputStream out;
    private final int length;

    public FixedLength(InputStream in, OutputStream out, int length) {
        this.in = in;
        this.out = out;
        this.length = length;
    }

    @Override
    public void write(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length > 0 && bytes[bytes.length - 1] == PADDING) {
            throw new BadFrame(BadFrame.PADDING_AT_THE_END);
        }
        if (bytes.length > length) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        byte[] frame = new byte[length];
        Arrays.fill(frame, (byte) PADDING);
        for (int i = 0; i < bytes.length; i++) {
            frame[i] = bytes[i];
        }
        for (byte b : frame) {
            out.write(b);
        }
    }

    @Override
    public String read() throws IOException {
        byte[] frame = new byte[length];
        int text = 0; // bytes up to the last one that is not padding
        for (int i = 0; i < length; i++) {
            int b = in.read();
            if (b < 0 && i == 0) {
                return null;
            }
            if (b < 0) {
                throw new EOFException(i + " of " + length + " bytes");
            }
            frame[i] = (byte) b;
            if (b != PADDING) {
                text = i + 1;
            }
        }
        return new String(frame, 0, text, UTF_8);
    }
}
