// style: a BufferedInputStream for the whole connection, patterns for the escapes
package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Delimited implements Framing {

    private static final Map<String, String> ESCAPES =
            Map.of("\n", "\\n", "\r", "\\r", "\\", "\\\\");
    private static final Pattern ALLOWED = Pattern.compile("(?:[^\\\\]|\\\\[nr\\\\])*");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private final InputStream in;
    private final Writer out;
    private final int limit;

    public Delimited(InputStream in, OutputStream out, int limit) {
        this.in = new BufferedInputStream(in);
        this.out = new OutputStreamWriter(out, UTF_8);
        this.limit = limit;
    }

    @Override
    public void write(String text) throws IOException {
        String line =
                Pattern.compile("[\n\r\\\\]")
                        .matcher(text)
                        .replaceAll(m -> Matcher.quoteReplacement(ESCAPES.get(m.group())));
        if (line.getBytes(UTF_8).length > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        out.write(line);
        out.write('\n');
        out.flush();
    }

    @Override
    public String read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b;
        while ((b = in.read()) != '\n') {
            if (b == -1) {
                if (line.size() == 0) {
                    return null;
                }
                throw new EOFException();
            }
            line.write(b);
            if (line.size() == limit + 2) {
                throw new BadFrame(BadFrame.TOO_LONG);
            }
        }
        byte[] bytes = line.toByteArray();
        int length = bytes.length;
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        if (length > limit) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        String frame = new String(bytes, 0, length, UTF_8);
        if (!ALLOWED.matcher(frame).matches()) {
            throw new BadFrame(BadFrame.BAD_ESCAPE);
        }
        return ESCAPE.matcher(frame)
                .replaceAll(
                        m -> {
                            String text =
                                    switch (m.group(1)) {
                                        case "n" -> "\n";
                                        case "r" -> "\r";
                                        default -> "\\";
                                    };
                            return Matcher.quoteReplacement(text);
                        });
    }
}
