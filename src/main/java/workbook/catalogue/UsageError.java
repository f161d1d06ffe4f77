package workbook.catalogue;

/** A problem that the user can fix; the message says what to do. */
public final class UsageError extends RuntimeException {

    public UsageError(String message) {
        super(message);
    }
}
