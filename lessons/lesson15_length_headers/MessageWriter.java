package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes messages, each behind a header that tells its length.
 *
 * <pre>
 * 12        привет
 * </pre>
 *
 * <p>On the wire: ten bytes of header, the length in bytes as a decimal number and spaces behind
 * it; then the text in UTF-8. Watch out: {@code "привет".length()} is 6, and 12 bytes go out.
 */
public class MessageWriter {

    static final int HEADER = 10; // bytes

    /** Writes one message. The stream stays open: others may follow. */
    public static void write(OutputStream out, String text) throws IOException {
        // TODO 1: header and text. The header counts bytes, in digits 0 to 9, and is 10 bytes long.
        throw new UnsupportedOperationException("TODO 1: write a header and the text behind it");
    }
}
