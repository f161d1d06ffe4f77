package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;

public class LengthPrefixed implements Framing {

    private final InputStream in;
    private final OutputStream out;
    private final int limit;

    public LengthPrefixed(InputStream in, OutputStream out, int limit) {
        this.in = in;
        this.out = out;
        this.limit = limit;
    }

    @Override
    public void write(String text) throws IOException {
        ByteBuffer body = UTF_8.encode(text);
        if (body.remaining() > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        WritableByteChannel channel = Channels.newChannel(out);
        channel.write(ByteBuffer.allocate(4).putInt(body.remaining()).flip());
        channel.write(body);
    }

    @Override
    public String read() throws IOException {
        byte[] prefix = in.readNBytes(4);
        if (prefix.length == 0) {
            return null;
        }
        if (prefix.length < 4) {
            throw new EOFException("the stream ended inside a length");
        }
        int length = ByteBuffer.wrap(prefix).getInt();
        if (length < 0) {
            throw new BadFrame(BadFrame.NEGATIVE);
        }
        if (length > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the stream ended inside a text");
        }
        return new String(body, UTF_8);
    }
}
