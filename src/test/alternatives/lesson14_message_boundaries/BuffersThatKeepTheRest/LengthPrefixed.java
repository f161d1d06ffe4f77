// style: collects in one array until a whole frame is there, and keeps the rest
package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

public class LengthPrefixed implements Framing {

    private final InputStream in;
    private final OutputStream out;
    private final int limit;
    private byte[] kept = {};

    public LengthPrefixed(InputStream in, OutputStream out, int limit) {
        this.in = in;
        this.out = out;
        this.limit = limit;
    }

    @Override
    public void write(String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        int n = body.length;
        if (n > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(n >> shift);
        }
        out.write(body);
    }

    @Override
    public String read() throws IOException {
        while (true) {
            if (kept.length >= 4) {
                int length = ByteBuffer.wrap(kept).getInt();
                if (length < 0 || length > limit) {
                    throw new BadFrame(length < 0 ? BadFrame.NEGATIVE : BadFrame.TOO_LONG);
                }
                if (kept.length >= 4 + length) {
                    String text = new String(kept, 4, length, UTF_8);
                    kept = Arrays.copyOfRange(kept, 4 + length, kept.length);
                    return text;
                }
            }
            byte[] piece = new byte[100];
            int n = in.read(piece);
            if (n == -1 && kept.length == 0) {
                return null;
            }
            if (n == -1) {
                throw new EOFException();
            }
            int before = kept.length;
            kept = Arrays.copyOf(kept, before + n);
            System.arraycopy(piece, 0, kept, before, n);
        }
    }
}
