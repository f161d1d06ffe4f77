package lesson22_jim_messages;

import java.io.IOException;

/**
 * Finds JSON objects in a stream of bytes. It does not check whether they make sense.
 *
 * <p>On the wire: <code>{"action":"quit"}{"action":"pro</code> and later <code>be"}</code> are two
 * objects. They may arrive in any pieces, with or without whitespace between them.
 *
 * <p>Watch out: a brace inside a string is text, and so is a quote after a backslash.
 */
public class ObjectSplitter {

    private final ObjectSink sink;

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
        // TODO 1: look at each byte. Between objects: does one begin? In an object: store the byte in an
        // array of Limits.BYTES bytes, and count the braces outside of strings. Which facts must be fields?
        // TODO 2: which bytes are broken between objects, in a string, and in an object outside of
        // strings? What if the array is full?
        throw new UnsupportedOperationException("TODO 1: find the objects");
    }

    /**
     * Takes notice that the stream has ended: an incomplete object is broken.
     *
     * @throws IOException if the sink throws it
     */
    public void end() throws IOException {
        // TODO 2: is there an object that will never be complete?
        throw new UnsupportedOperationException("TODO 2: report half an object");
    }
}
