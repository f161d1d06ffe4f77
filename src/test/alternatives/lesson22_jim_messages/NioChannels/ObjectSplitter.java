package lesson22_jim_messages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;

public class ObjectSplitter {

    private final ObjectSink sink;
    private final StringBuilder text = new StringBuilder(); // each byte as a char
    private boolean tooLong;
    private boolean told;
    private boolean quoted;
    private boolean backslash;
    private int braces;
    private char significant;

    public ObjectSplitter(ObjectSink sink) {
        this.sink = sink;
    }

    public void feed(byte[] piece, int n) throws IOException {
        for (char c : new String(piece, 0, n, ISO_8859_1).toCharArray()) {
            if (braces > 0 && quoted && c == '\n'
                    || braces > 0 && !quoted && c == '{' && !":,[".contains("" + significant)) {
                end();
                told = true;
            }
            if (braces == 0 && c != '{') {
                if (!told && !" \t\r\n\u00ef\u00bb\u00bf".contains("" + c)) {
                    told = true;
                    sink.broken();
                }
                continue;
            }
            if (text.length() == Limits.BYTES && !tooLong) {
                tooLong = true;
                text.setLength(0);
                sink.broken();
            }
            if (!tooLong) {
                text.append(c);
            }
            told = false;
            if (quoted) {
                if (backslash) {
                    backslash = false;
                } else if (c == '\\') {
                    backslash = true;
                } else if (c == '"') {
                    quoted = false;
                    significant = c;
                }
                continue;
            }
            quoted = c == '"';
            if (c > ' ') {
                significant = c;
            }
            if (c == '{') {
                braces++;
            } else if (c == '}') {
                braces--;
                if (braces == 0) {
                    byte[] json = text.toString().getBytes(ISO_8859_1);
                    boolean whole = !tooLong;
                    forget();
                    if (whole) {
                        sink.object(json);
                    }
                }
            }
        }
    }

    public void end() throws IOException {
        boolean tell = braces > 0 && !tooLong;
        forget();
        if (tell) {
            sink.broken();
        }
    }

    private void forget() {
        text.setLength(0);
        tooLong = false;
        quoted = false;
        backslash = false;
        braces = 0;
    }
}
