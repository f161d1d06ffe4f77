package workbook.jim.session;

/** Given: the accounts cannot be asked now, which is nobody's fault who is connected. */
public class AccountsException extends Exception {

    private static final long serialVersionUID = 1;

    /** For the log, and not for those who are connected. */
    public AccountsException(Throwable cause) {
        super(String.valueOf(cause.getMessage()).replaceAll("\\s+", " "), cause); // one line
    }
}
