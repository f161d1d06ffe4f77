package lesson22_jim_messages;

import java.io.IOException;

/**
 * Cuts a stream of bytes into JSON objects. Whether they make sense is not its business.
 *
 * <p>On the wire: <code>{"action":"quit"}{"action":"pro</code> and later <code>be"}</code> are two
 * objects, in however many pieces, with or without line ends and blanks around them.
 *
 * <p>Watch out: a brace inside a string is text, and so is a quote behind a backslash.
 */
public class ObjectSplitter {

    private final ObjectSink sink;
    private final byte[] object = new byte[Limits.BYTES]; // never more, whoever sends

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
        // TODO 1: look at each byte. Between objects: does one begin? In an object: count the braces
        // outside of strings; keep the bytes, but never more than the array holds.
        throw new UnsupportedOperationException("TODO 1: cut the stream into objects");
    }

    /** Tells that the stream has ended; an object that is not complete is broken. */
    public void end() throws IOException {
        // TODO 1: is an object under way? Then it will never be complete.
        throw new UnsupportedOperationException("TODO 1: tell a broken end");
    }
}
