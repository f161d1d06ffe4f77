package lesson22_jim_messages;

/**
 * Understands the objects of JIM, also those of programs that write them a little differently.
 *
 * <p>On the wire: <code>{"action":"quit"}</code>, fields in any order, others among them.
 *
 * <p>Watch out: whatever comes, it may only ever cause a message or a {@link JimException}.
 */
public class JimReader {

    /** Whose objects are understood. */
    public enum Dialect {
        /** Those of the handbook. */
        HANDBOOK,
        /** The same, and those of the course's template for students. */
        TEMPLATE
    }

    private final boolean template;

    /** A reader of any number of objects. */
    public JimReader(Dialect dialect) {
        template = dialect == Dialect.TEMPLATE;
    }

    /**
     * Reads one object.
     *
     * @param json what {@link ObjectSplitter} has found, or anything else
     * @throws JimException if it is no object of JIM, with the field to blame
     */
    public Message read(byte[] json) throws JimException {
        // TODO 3: which object is it? Ask for each of its fields: JimObject throws where one is bad.
        // Time is JimTime's business. In the template's dialect three names are different.
        throw new UnsupportedOperationException("TODO 3: read a message");
    }
}
