// style: collects pieces in a ByteArrayOutputStream, and asks for one byte more than is allowed
package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;

public class CloseDelimited implements Framing {

    private InputStream in;
    private Writer out;
    private final int limit;

    public CloseDelimited(InputStream in, OutputStream out, int limit) {
        this.in = in;
        this.out = new OutputStreamWriter(out, UTF_8);
        this.limit = limit;
    }

    @Override
    public void write(String text) throws IOException {
        if (out == null) {
            throw new IllegalStateException();
        }
        if (text.getBytes(UTF_8).length > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        out.write(text);
        out.flush();
        out = null;
    }

    @Override
    public String read() throws IOException {
        if (in == null) {
            return null;
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        byte[] piece = new byte[7];
        int n = in.read(piece);
        while (n > 0) {
            message.write(piece, 0, n);
            if (message.size() > limit) {
                throw new BadFrame(BadFrame.TOO_LONG);
            }
            n = in.read(piece);
        }
        in = null;
        return message.toString(UTF_8);
    }
}
