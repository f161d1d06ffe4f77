package lesson22_jim_messages;

/** Given: reports an object that JIM does not allow. The server replies with code 400. */
public class JimException extends Exception {

    private static final long serialVersionUID = 1;

    private final String field;

    /**
     * Makes the message: {@code bad object} or {@code bad field: time}.
     *
     * @param field the name of the field that is missing or wrong; empty if the whole object is
     *     wrong, because it is not JSON or too long
     */
    public JimException(String field) {
        super(field.isEmpty() ? "bad object" : "bad field: " + field);
        this.field = field;
    }

    /** Returns the name of the wrong field; empty if the whole object is wrong. */
    public String field() {
        return field;
    }
}
