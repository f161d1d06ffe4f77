package lesson16_serialized_objects;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;

/**
 * The messages of lesson 15. Given. The first ten bytes of a message, its header, contain the
 * number of bytes that follow: digits, then spaces.
 */
public class Messages {

    private static final int HEADER = 10; // bytes

    /** Writes one message. The stream stays open. */
    public static void write(OutputStream out, byte[] body) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(String.format(Locale.ROOT, "%-10d", body.length).getBytes(US_ASCII));
        message.writeBytes(body);
        message.writeTo(out);
    }

    /**
     * Waits for the next message.
     *
     * @param limit bytes that it may have, at most
     * @return the bytes after the header; null if the stream ends between two messages
     * @throws EOFException if the stream ends within a header or a message
     * @throws IOException if the header is not digits and then spaces, or is over the limit
     */
    public static byte[] read(InputStream in, int limit) throws IOException {
        byte[] header = in.readNBytes(HEADER); // fewer only at the end of the stream
        if (header.length == 0) {
            return null;
        }
        if (header.length < HEADER) {
            throw new EOFException("the stream ends within a header");
        }
        String text = new String(header, US_ASCII);
        if (!text.matches("[0-9]+ *") || Long.parseLong(text.strip()) > limit) {
            throw new IOException("a bad header: " + text);
        }
        int length = Integer.parseInt(text.strip());
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the stream ends within a message");
        }
        return body;
    }
}
