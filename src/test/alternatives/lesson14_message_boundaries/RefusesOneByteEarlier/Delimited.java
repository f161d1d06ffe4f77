package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

public class Delimited implements Framing {

    private final InputStream in;
    private final OutputStream out;
    private final int limit;

    public Delimited(InputStream in, OutputStream out, int limit) {
        this.in = in;
        this.out = out;
        this.limit = limit;
    }

    @Override
    public void write(String text) throws IOException {
        String escaped = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        byte[] body = escaped.getBytes(UTF_8);
        if (body.length > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        out.write((escaped + "\n").getBytes(UTF_8));
    }

    @Override
    public String read() throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        int last = -1;
        int b = in.read();
        if (b == -1) {
            return null;
        }
        for (; b != '\n'; b = in.read()) {
            if (b == -1) {
                throw new EOFException("no line feed");
            }
            frame.write(b);
            last = b;
            // one byte over the limit can only be the \r of a line ending
            if (frame.size() > limit + 1 || frame.size() == limit + 1 && b != '\r') {
                throw new BadFrame(BadFrame.TOO_LONG);
            }
        }
        byte[] bytes = frame.toByteArray();
        int end = last == '\r' ? bytes.length - 1 : bytes.length;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = 0; i < end; i++) {
            if (bytes[i] != '\\') {
                text.write(bytes[i]);
            } else if (++i < end && "nr\\".indexOf(bytes[i]) >= 0) {
                text.write("\n\r\\".charAt("nr\\".indexOf(bytes[i])));
            } else {
                throw new BadFrame(BadFrame.BAD_ESCAPE);
            }
        }
        return text.toString(UTF_8);
    }
}
