// mistake: whoever makes a writer closes it.
// wire: the connection is closed behind the first message.
// fails: A header is the length and spaces
// says: closes the stream
package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStreamWriter;
import java.io.Writer;
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
        try (Writer writer = new OutputStreamWriter(out, UTF_8)) {
            writer.write(String.format(Locale.ROOT, "%-10d", length) + text);
        }
    }
}
