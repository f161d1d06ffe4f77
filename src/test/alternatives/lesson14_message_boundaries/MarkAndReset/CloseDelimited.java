// style: a buffered stream that reads far ahead, mark() and reset(), a tokenizer
package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

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
        if (written) {
            throw new IllegalStateException("a message has been written before");
        }
        byte[] body = text.getBytes(UTF_8);
        if (body.length > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        written = true;
        out.write(body);
    }

    @Override
    public String read() throws IOException {
        if (read) {
            return null;
        }
        byte[] body = in.readNBytes(limit + 1); // one byte more than allowed
        if (body.length == limit + 1) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        read = true;
        return UTF_8.decode(ByteBuffer.wrap(body)).toString();
    }
}
