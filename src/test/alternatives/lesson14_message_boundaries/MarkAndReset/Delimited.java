package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.StringTokenizer;

public class Delimited implements Framing {

    private final InputStream in;
    private final OutputStream out;
    private final int limit;
    private BufferedInputStream ahead;

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
        // reads ahead 8192 bytes, and keeps them for the next call
        if (ahead == null) {
            ahead = new BufferedInputStream(in);
        }
        ahead.mark(limit + 2);
        int n = 0;
        int before = -1;
        while (true) {
            int b = ahead.read();
            if (b == -1) {
                if (n == 0) {
                    return null;
                }
                throw new EOFException();
            }
            if (b == '\n') {
                break;
            }
            n++;
            before = b;
            if (n == limit + 2) {
                throw new BadFrame(BadFrame.TOO_LONG);
            }
        }
        int end = before == '\r' ? n - 1 : n;
        if (end > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        ahead.reset();
        String frame = new String(ahead.readNBytes(n + 1), 0, end, UTF_8);
        StringBuilder text = new StringBuilder();
        StringTokenizer parts = new StringTokenizer(frame, "\\", true);
        while (parts.hasMoreTokens()) {
            String part = parts.nextToken();
            if (!part.equals("\\")) {
                text.append(part);
                continue;
            }
            String next = parts.hasMoreTokens() ? parts.nextToken() : "";
            if (next.startsWith("n")) {
                text.append('\n').append(next.substring(1));
            } else if (next.startsWith("r")) {
                text.append('\r').append(next.substring(1));
            } else if (next.equals("\\")) {
                text.append('\\');
            } else {
                throw new BadFrame(BadFrame.BAD_ESCAPE);
            }
        }
        return text.toString();
    }
}
