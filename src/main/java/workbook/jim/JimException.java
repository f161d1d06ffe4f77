package workbook.jim;

/** Given: an object that is none of JIM's. Its sender is told so with code 400. */
public class JimException extends Exception {

    private static final long serialVersionUID = 1;

    private final String field;

    /**
     * Names what is wrong.
     *
     * @param field the field that is missing, or that has a value which it cannot have; empty if
     *     the object as a whole is to blame: no JSON, too long
     */
    public JimException(String field) {
        super(field.isEmpty() ? "bad object" : "bad field: " + field);
        this.field = field;
    }

    /** The field to blame; empty if it is the object as a whole. */
    public String field() {
        return field;
    }
}
