// style: DataInputStream and DataOutputStream; a first byte tells the end from a frame
package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

public class LengthPrefixed implements Framing {

    private final DataInputStream in;
    private final DataOutputStream out;
    private final int limit;

    public LengthPrefixed(InputStream in, OutputStream out, int limit) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(new BufferedOutputStream(out));
        this.limit = limit;
    }

    @Override
    public void write(String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        if (body.length > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        out.writeInt(body.length);
        out.write(body);
        out.flush();
    }

    @Override
    public String read() throws IOException {
        int first = in.read();
        if (first == -1) {
            return null;
        }
        int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
        if (length < 0) {
            throw new BadFrame(BadFrame.NEGATIVE);
        } else if (length > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        byte[] body = new byte[length];
        in.readFully(body);
        return new String(body, UTF_8);
    }
}
