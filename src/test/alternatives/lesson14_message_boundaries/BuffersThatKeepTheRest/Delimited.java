// style: a ByteBuffer with flip() and compact(), a StringBuilder for the escapes
package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

public class Delimited implements Framing {

    private final ReadableByteChannel in;
    private final WritableByteChannel out;
    private final int limit;
    private final ByteBuffer arrived;

    public Delimited(InputStream in, OutputStream out, int limit) {
        this.in = Channels.newChannel(in);
        this.out = Channels.newChannel(out);
        this.limit = limit;
        this.arrived = ByteBuffer.allocate(Math.max(8192, limit + 2)).flip();
    }

    @Override
    public void write(String text) throws IOException {
        StringBuilder frame = new StringBuilder();
        text.chars()
                .forEach(
                        c -> {
                            int special = "\n\r\\".indexOf(c);
                            if (special >= 0) {
                                frame.append('\\').append("nr\\".charAt(special));
                            } else {
                                frame.append((char) c);
                            }
                        });
        ByteBuffer bytes = UTF_8.encode(frame.append('\n').toString());
        if (bytes.remaining() - 1 > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    @Override
    public String read() throws IOException {
        int end = lineFeed();
        while (end < 0) {
            if (arrived.remaining() >= limit + 2) {
                throw new BadFrame(BadFrame.TOO_LONG);
            }
            arrived.compact();
            int n = in.read(arrived);
            arrived.flip();
            if (n < 0) {
                if (arrived.hasRemaining()) {
                    throw new EOFException();
                }
                return null;
            }
            end = lineFeed();
        }
        byte[] line = new byte[end - arrived.position()];
        arrived.get(line).get();
        int length = line.length;
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        if (length > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        return plain(new String(line, 0, length, UTF_8));
    }

    private int lineFeed() {
        for (int i = arrived.position(); i < arrived.limit(); i++) {
            if (arrived.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static String plain(String line) throws BadFrame {
        StringBuilder text = new StringBuilder();
        int from = 0;
        int backslash = line.indexOf('\\');
        while (backslash >= 0) {
            text.append(line, from, backslash);
            if (line.startsWith("\\n", backslash)) {
                text.append('\n');
            } else if (line.startsWith("\\r", backslash)) {
                text.append('\r');
            } else if (line.startsWith("\\\\", backslash)) {
                text.append('\\');
            } else {
                throw new BadFrame(BadFrame.BAD_ESCAPE);
            }
            from = backslash + 2;
            backslash = line.indexOf('\\', from);
        }
        return text.append(line.substring(from)).toString();
    }
}
