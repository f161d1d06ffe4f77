package workbook.jim;

import java.io.IOException;
import java.util.Arrays;

/**
 * Finds JSON objects in a stream of bytes. It does not check whether they make sense.
 *
 * <p>On the wire: <code>{"action":"quit"}{"action":"pro</code> and later <code>be"}</code> are two
 * objects. They may arrive in any pieces, with or without whitespace between them.
 *
 * <p>Watch out: a brace inside a string is text, and so is a quote after a backslash.
 */
public class ObjectSplitter {

    private static final String WHITESPACE = " \t\r\n";
    private static final String MARK = "\u00ef\u00bb\u00bf"; // a byte order mark
    private static final int FIRST_BYTES = 128;

    private final ObjectSink sink;
    private byte[] object = new byte[FIRST_BYTES]; // grows, because most objects are short
    private int length; // bytes of the object so far; one more than fits: too long, and reported
    private int depth; // open braces; 0: between objects
    private boolean inString;
    private boolean escaped; // in a string: the last byte was a backslash that is not escaped
    private boolean reported; // between objects: broken() was called since the last object
    private char before; // the last byte outside strings that is not whitespace

    /** Makes a splitter for one stream, which reports to {@code sink}. */
    public ObjectSplitter(ObjectSink sink) {
        this.sink = sink;
    }

    /**
     * Takes the next bytes of the stream, and reports what they complete or break at once.
     *
     * @param piece the caller may use this array again for the next piece
     * @param n how many bytes of {@code piece} have arrived, from its beginning
     * @throws IOException if the sink throws it
     */
    public void feed(byte[] piece, int n) throws IOException {
        for (int i = 0; i < n; i++) {
            char c = (char) (piece[i] & 0xff); // no byte of a letter equals a brace or a quote
            if (depth == 0) {
                between(c);
            } else if (inString) {
                string(c);
            } else {
                structure(c);
            }
        }
    }

    /**
     * Takes notice that the stream has ended: an incomplete object is broken.
     *
     * @throws IOException if the sink throws it
     */
    public void end() throws IOException {
        if (depth > 0) {
            breakOff();
        }
    }

    private void between(char c) throws IOException {
        if (c == '{') {
            begin();
        } else if (!reported && (WHITESPACE + MARK).indexOf(c) < 0) {
            reported = true;
            sink.broken();
        }
    }

    private void begin() throws IOException {
        length = 0;
        depth = 1;
        inString = false;
        escaped = false;
        reported = false;
        before = '{';
        keep('{');
    }

    private void string(char c) throws IOException {
        if (c == '\n') { // no string contains a line end: a quote is missing
            breakOff();
            return;
        }
        keep(c);
        inString = escaped || c != '"';
        escaped = !escaped && c == '\\';
    }

    private void structure(char c) throws IOException {
        if (c == '{' && ":,[".indexOf(before) < 0) { // no value can be here: a } is missing
            breakOff();
            begin();
            return;
        }
        keep(c);
        inString = c == '"';
        before = WHITESPACE.indexOf(c) < 0 ? c : before;
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth == 0 && length <= Limits.BYTES) {
            sink.object(Arrays.copyOf(object, length));
        }
    }

    private void keep(char c) throws IOException {
        if (length < Limits.BYTES) {
            if (length == object.length) {
                object = Arrays.copyOf(object, 2 * length);
            }
            object[length++] = (byte) c;
        } else if (length == Limits.BYTES) { // too long: reported now, then skipped
            length++;
            sink.broken();
        }
    }

    /** Ends the object here, as broken. The rest of it is not reported again. */
    private void breakOff() throws IOException {
        depth = 0;
        reported = true;
        if (length <= Limits.BYTES) { // otherwise it was reported already
            sink.broken();
        }
    }
}
