// style: a channel and a ByteBuffer that is flipped and compacted.
package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;

public class MessageReader {

    private final ReadableByteChannel in;
    private final int limit;
    private final ByteBuffer came;

    public MessageReader(InputStream in, int limit) {
        this.in = Channels.newChannel(in);
        this.limit = limit;
        this.came = ByteBuffer.allocate(10 + limit).flip(); // once, and as the limit says
    }

    public String read() throws IOException {
        byte[] header = take(10);
        if (header == null) {
            return null;
        }
        byte[] body = take(length(header));
        if (body == null) {
            throw new EOFException("no text behind the header");
        }
        return UTF_8.decode(ByteBuffer.wrap(body)).toString();
    }

    /** So many bytes, or null if the stream ends before the first. */
    private byte[] take(int n) throws IOException {
        while (came.remaining() < n) {
            came.compact();
            int more = in.read(came);
            came.flip();
            if (more == -1 && came.hasRemaining()) {
                throw new EOFException("the stream ended too early");
            }
            if (more == -1) {
                return null;
            }
        }
        byte[] bytes = new byte[n];
        came.get(bytes);
        return bytes;
    }

    private int length(byte[] header) throws BadHeader {
        String text = US_ASCII.decode(ByteBuffer.wrap(header)).toString();
        if (!text.matches("-?\\d+ *")) {
            throw new BadHeader(BadHeader.NOT_A_NUMBER);
        }
        long length = Long.parseLong(text.trim());
        if (length < 0) {
            throw new BadHeader(BadHeader.NEGATIVE);
        }
        if (length > limit) {
            throw new BadHeader(BadHeader.TOO_LONG);
        }
        return (int) length;
    }
}
