// mistake: writeUTF() writes a text in UTF-8.
// wire: two bytes of binary length come before the header.
// fails: A header is the length and spaces
// says: in binary
package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

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
        int length = text.getBytes(UTF_8).length;
        String header = String.format(Locale.ROOT, "%-10d", length);
        new DataOutputStream(out).writeUTF(header + text);
    }
}
