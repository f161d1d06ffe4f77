package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes messages. Each one has a header in front of it that contains its length.
 *
 * <pre>
 * 12        привет
 * </pre>
 *
 * <p>On the wire: a header of ten bytes, then the text in UTF-8. The header is the number of bytes
 * of the text, in decimal digits, followed by spaces. Watch out: {@code "привет".length()} is 6,
 * but the text has 12 bytes.
 */
public class MessageWriter {

    static final int HEADER = 10; // bytes

    /** Writes one message. Leaves the stream open, because others may follow. */
    public static void write(OutputStream out, String text) throws IOException {
        // TODO 1: write the header, then the text. What does the header count, and how long is it?
        throw new UnsupportedOperationException("TODO 1: write a header and a text");
    }
}
