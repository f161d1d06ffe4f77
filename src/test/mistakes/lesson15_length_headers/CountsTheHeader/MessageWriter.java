// mistake: the length is that of all that is sent.
// wire: "15        hello": the peer waits for ten bytes more.
// fails: A header is the length and spaces
// says: counts itself
package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
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
        byte[] body = text.getBytes(UTF_8);
        int length = HEADER + body.length;
        out.write(String.format(Locale.ROOT, "%-10d", length).getBytes(UTF_8));
        out.write(body);
    }
}
