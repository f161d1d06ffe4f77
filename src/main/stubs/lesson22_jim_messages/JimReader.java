package lesson22_jim_messages;

/**
 * Reads the objects of JIM, even if a program writes them a little differently.
 *
 * <p>On the wire: <code>{"action":"quit"}</code>. The fields may be in any order, with others
 * between them.
 *
 * <p>Watch out: for any bytes at all, the result is a message or a {@link JimException}, never
 * another exception.
 */
public class JimReader {

    /** Which programs a reader understands. */
    public enum Dialect {
        /** Programs that write objects as the handbook describes them. */
        HANDBOOK,
        /** The same, and programs made from the course's template for students. */
        TEMPLATE
    }

    private final boolean template;

    /** Makes a reader for any number of objects. */
    public JimReader(Dialect dialect) {
        template = dialect == Dialect.TEMPLATE;
    }

    /**
     * Reads one object.
     *
     * @param json what an {@link ObjectSplitter} has found, or any other bytes
     * @throws JimException if it is not an object of JIM, with the name of the field that is wrong
     */
    public Message read(byte[] json) throws JimException {
        // TODO 5: which record is it? Ask the JimObject for each of its fields. JimTime knows all forms
        // of a time. In the dialect of the template, which names are different?
        // TODO 6: which limits does each field have? What must you check yourself?
        throw new UnsupportedOperationException("TODO 5: read a message");
    }
}
