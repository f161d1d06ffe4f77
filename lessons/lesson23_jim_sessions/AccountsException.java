package lesson23_jim_sessions;

/** Given: the accounts cannot be asked now, for example because the database is closed. */
public class AccountsException extends Exception {

    private static final long serialVersionUID = 1;

    /** The message is that of {@code cause}. It is meant for the log, not for clients. */
    public AccountsException(Throwable cause) {
        super(String.valueOf(cause.getMessage()).replaceAll("\\s+", " "), cause); // one line
    }
}
