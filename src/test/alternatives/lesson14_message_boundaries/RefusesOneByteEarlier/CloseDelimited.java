// style: one byte at a time; a frame is refused as soon as limit + 1 bytes do not end with \r
package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

public class CloseDelimited implements Framing {

    private final InputStream in;
    private final OutputStream out;
    private final int limit;
    private boolean written;
    private boolean read;

    public CloseDelimited(InputStream in, OutputStream out, int limit) {
        this.in = in;
        this.out = out;
        this.limit = limit;
    }

    @Override
    public void write(String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        if (!written && body.length > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        if (written) {
            throw new IllegalStateException();
        }
        written = true;
        for (byte b : body) {
            out.write(b);
            out.flush();
        }
    }

    @Override
    public String read() throws IOException {
        if (read) {
            return null;
        }
        byte[] body = in.readNBytes(limit);
        if (in.read() != -1) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        read = true;
        return new String(body, UTF_8);
    }
}
