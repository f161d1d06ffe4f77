// style: DataInputStream and DataOutputStream over streams that XOR each byte as it passes.
package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;

public class ChatWire {

    private static final class Hidden extends FilterInputStream {
        private final byte[] key;
        private int next;

        Hidden(InputStream in, byte[] key) {
            super(in);
            this.key = key;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            return b == -1 ? -1 : (b ^ key[next++ % key.length]) & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = in.read(bytes, from, length);
            for (int i = 0; i < n; i++) {
                bytes[from + i] ^= key[next++ % key.length];
            }
            return n;
        }
    }

    public static void send(OutputStream out, String text, byte[] key) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        if (body.length >= 1 << 16) {
            throw new IllegalArgumentException("too long");
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(frame);
        data.writeShort(body.length);
        data.write(body);
        out.write(Xor.apply(frame.toByteArray(), key));
        out.flush();
    }

    public static String receive(InputStream in, byte[] key, int limit) throws IOException {
        DataInputStream data = new DataInputStream(new Hidden(in, key));
        int high = data.read();
        if (high < 0) {
            return null;
        }
        int length = high * 256 + data.readUnsignedByte();
        if (length > limit) {
            throw new IOException("too long");
        }
        byte[] body = new byte[length];
        data.readFully(body);
        return UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(body))
                .toString();
    }
}
