// style: reads single bytes, so there is no rest to keep; undoes the escapes as they arrive
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
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (byte b : text.getBytes(UTF_8)) {
            switch (b) {
                case '\\' -> frame.writeBytes(new byte[] {'\\', '\\'});
                case '\n' -> frame.writeBytes(new byte[] {'\\', 'n'});
                case '\r' -> frame.writeBytes(new byte[] {'\\', 'r'});
                default -> frame.write(b);
            }
        }
        if (frame.size() > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        frame.write('\n');
        frame.writeTo(out);
        out.flush();
    }

    @Override
    public String read() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int count = 0;
        boolean escaped = false;
        boolean carriageReturn = false; // the last byte, which is not in the text yet
        while (true) {
            int b = in.read();
            if (b == -1) {
                if (count == 0) {
                    return null;
                }
                throw new EOFException("the stream ended in a line");
            }
            if (b == '\n') {
                if (escaped) {
                    throw new BadFrame(BadFrame.BAD_ESCAPE);
                }
                if (count - (carriageReturn ? 1 : 0) > limit) {
                    throw new BadFrame(BadFrame.TOO_LONG);
                }
                return text.toString(UTF_8);
            }
            count++;
            if (count > limit + 1 || count == limit + 1 && b != '\r') {
                throw new BadFrame(BadFrame.TOO_LONG);
            }
            if (carriageReturn) {
                text.write('\r');
                carriageReturn = false;
            }
            if (escaped) {
                text.write(
                        switch (b) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case '\\' -> '\\';
                            default -> throw new BadFrame(BadFrame.BAD_ESCAPE);
                        });
                escaped = false;
            } else if (b == '\\') {
                escaped = true;
            } else if (b == '\r') {
                carriageReturn = true;
            } else {
                text.write(b);
            }
        }
    }
}
