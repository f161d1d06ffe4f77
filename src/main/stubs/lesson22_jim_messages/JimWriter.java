package lesson22_jim_messages;


/**
 * Writes the objects of JIM in a form that every program can read.
 *
 * <p>On the wire: <code>{"action":"probe","time":1700000000}</code> and {@code "\n"}. There are no
 * spaces between the parts, and every character that is not ASCII is escaped.
 *
 * <p>Watch out: a message that others would reject must not be sent at all.
 */
public final class JimWriter {

    private JimWriter() {}

    /**
     * Returns one object and {@code "\n"}. Send them with one write.
     *
     * @throws IllegalArgumentException if {@link JimReader} would not read the same message back
     */
    public static byte[] bytes(Message message) {
        // TODO 7: put the fields into an ObjectNode, in the order of the page. Write it with a JsonMapper
        // that escapes everything except ASCII. Does JimReader read the same message?
        throw new UnsupportedOperationException("TODO 7: write a message");
    }
}
