// mistake: a message ends with a line end.
// wire: "\r\n" comes behind the text, and is the next header.
// fails: A header is the length and spaces
// says: println() adds
package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
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
        int length = text.getBytes(UTF_8).length;
        PrintStream lines = new PrintStream(out, true, UTF_8);
        lines.println(String.format(Locale.ROOT, "%-10d", length) + text);
    }
}
