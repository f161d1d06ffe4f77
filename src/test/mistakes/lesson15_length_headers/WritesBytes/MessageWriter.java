// mistake: writeBytes() writes a text as bytes.
// wire: one byte of every letter leaves, and the other is dropped.
// fails: A header counts the bytes of a text in russian
// says: drops the other
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
        DataOutputStream data = new DataOutputStream(out);
        data.writeBytes(String.format(Locale.ROOT, "%-10d", length));
        data.writeBytes(text);
    }
}
