package lesson22_jim_messages;


/**
 * Writes the objects of JIM, so that every program can read them.
 *
 * <p>On the wire: <code>{"action":"probe","time":1700000000}</code> and {@code "\n"}: no blanks,
 * ASCII only, every other character escaped.
 *
 * <p>Watch out: what does not fit must not go out at all.
 */
public final class JimWriter {

    private JimWriter() {}

    /**
     * One object and {@code "\n"}, to be sent with one write.
     *
     * @throws IllegalArgumentException if {@link JimReader} would not read the same message back
     */
    public static byte[] bytes(Message message) {
        // TODO 3: put the fields into an object, in the order of the page; write it with a JsonMapper
        // that escapes all but ASCII; see whether JimReader reads the same message back.
        throw new UnsupportedOperationException("TODO 3: write a message");
    }
}
