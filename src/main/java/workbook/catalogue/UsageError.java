package workbook.catalogue;

/** Something that the user can put right; the message says what to do. */
public final class UsageError extends RuntimeException {

    public UsageError(String message) {
        super(message);
    }
}
