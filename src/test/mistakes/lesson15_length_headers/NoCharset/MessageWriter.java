// mistake: getBytes() gives UTF-8.
// wire: "привет" leaves as six bytes of windows-1251.
// fails: A header counts the bytes of a text in russian
// says: Name the charset
package lesson15_length_headers;

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
        byte[] body = text.getBytes();
        String digits = Integer.toString(body.length);
        out.write((digits + " ".repeat(HEADER - digits.length())).getBytes());
        out.write(body);
    }
}
