// style: channels on the streams, a byte buffer that reads far ahead, translateEscapes()
package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;

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
        ByteBuffer body = ByteBuffer.allocate(limit + 1);
        ReadableByteChannel channel = Channels.newChannel(in);
        while (body.hasRemaining() && channel.read(body) != -1) {
            // until the end, or until one byte too many
        }
        if (!body.hasRemaining()) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        read = true;
        return new String(body.array(), 0, body.position(), UTF_8);
    }
}
