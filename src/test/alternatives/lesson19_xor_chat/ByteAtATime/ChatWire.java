// style: a byte at a time, by hand; text and key by streams and regular expressions.
package lesson19_xor_chat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

public class ChatWire {

    public static void send(OutputStream out, String text, byte[] key) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (body.length > 0xffff) {
            throw new IllegalArgumentException("a text has at most 65535 bytes");
        }
        out.write((body.length >> 8) ^ key[0]);
        out.write((body.length & 0xff) ^ key[1 % key.length]);
        for (int i = 0; i < body.length; i++) {
            out.write(body[i] ^ key[(i + 2) % key.length]);
        }
    }

    public static String receive(InputStream in, byte[] key, int limit) throws IOException {
        int first = in.read();
        if (first == -1) {
            return null;
        }
        int high = (first ^ key[0]) & 0xff;
        int low = (must(in) ^ key[1 % key.length]) & 0xff;
        int length = high << 8 | low;
        if (length > limit) {
            throw new IOException("longer than " + limit);
        }
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) {
            body[i] = (byte) (must(in) ^ key[(i + 2) % key.length]);
        }
        String text = new String(body, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), body)) {
            throw new IOException("no UTF-8");
        }
        return text;
    }

    private static int must(InputStream in) throws IOException {
        int b = in.read();
        if (b == -1) {
            throw new EOFException();
        }
        return b;
    }
}
