// mistake: what the sink was given, it has used by now.
// wire: nothing goes out; an object that somebody keeps turns into the next one.
// fails: has an array of its own
// says: Make an array for each
package lesson22_jim_messages;

import java.io.IOException;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into JSON objects. Whether they make sense is not its business.
 *
 * <p>On the wire: <code>{"action":"quit"}{"action":"pro</code> and later <code>be"}</code> are two
 * objects, in however many pieces, with or without line ends and blanks around them.
 *
 * <p>Watch out: a brace inside a string is text, and so is a quote behind a backslash.
 */
public class ObjectSplitter {

    private static final String BLANKS = " \t\r\n";
    private static final String MARK = "\u00ef\u00bb\u00bf"; // some begin UTF-8 with it

    private byte[] told = {};
    private final ObjectSink sink;
    private final byte[] object = new byte[Limits.BYTES]; // never more, whoever sends
    private int length; // bytes of the object so far; one more than there is room for: too long
    private int depth; // braces open; 0: between objects
    private boolean inString;
    private boolean escaped; // the byte before was a backslash, in a string
    private boolean rubbish; // between objects, and told already
    private char before; // the last byte outside strings that is no blank

    /** A splitter of one stream. */
    public ObjectSplitter(ObjectSink sink) {
        this.sink = sink;
    }

    /**
     * Takes the next bytes of the stream, and tells the sink at once what they complete or break.
     *
     * @param piece is the caller's, who may use it again for the next piece
     * @param n how many bytes of {@code piece} have come, from its beginning
     */
    public void feed(byte[] piece, int n) throws IOException {
        for (int i = 0; i < n; i++) {
            char c = (char) (piece[i] & 0xff); // braces and quotes are never inside a letter
            if (depth == 0) {
                between(c);
            } else if (inString) {
                string(c);
            } else {
                structure(c);
            }
        }
    }

    /** Tells that the stream has ended; an object that is not complete is broken. */
    public void end() throws IOException {
        if (depth > 0) {
            giveUp();
        }
    }

    private void between(char c) throws IOException {
        if (c == '{') {
            begin();
        } else if (!rubbish && (BLANKS + MARK).indexOf(c) < 0) {
            rubbish = true;
            sink.broken();
        }
    }

    private void begin() throws IOException {
        length = 0;
        depth = 1;
        inString = false;
        escaped = false;
        rubbish = false;
        before = '{';
        keep('{');
    }

    private void string(char c) throws IOException {
        if (c == '\n') { // strings do not go over lines: its quote is missing
            giveUp();
            return;
        }
        keep(c);
        inString = escaped || c != '"';
        escaped = !escaped && c == '\\';
    }

    private void structure(char c) throws IOException {
        if (c == '{' && ":,[".indexOf(before) < 0) { // no value can be here: a brace is missing
            giveUp();
            begin();
            return;
        }
        keep(c);
        inString = c == '"';
        before = BLANKS.indexOf(c) < 0 ? c : before;
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth == 0 && length <= object.length) {
            if (told.length != length) {
                told = new byte[length];
            }
            System.arraycopy(object, 0, told, 0, length);
            sink.object(told);
        }
    }

    private void keep(char c) throws IOException {
        if (length < object.length) {
            object[length++] = (byte) c;
        } else if (length == object.length) { // too long: told now, and skipped to its end
            length++;
            sink.broken();
        }
    }

    /** The object ends here, and is none. What follows of it is not told again. */
    private void giveUp() throws IOException {
        depth = 0;
        rubbish = true;
        if (length <= object.length) { // else it was told already
            sink.broken();
        }
    }
}
