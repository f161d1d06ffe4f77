package workbook.jim.session;

/** Given: the accounts that there are. Any thread may ask at any time. */
public interface Accounts extends AutoCloseable {

    /** How an account stands. */
    enum Standing {
        /** There is none of this name. */
        UNKNOWN,
        /** There is one. */
        GOOD,
        /** There is one, and who it belongs to must stay outside. */
        BLOCKED
    }

    /**
     * Makes an account.
     *
     * @return false if there is one of this name already; it stays as it is
     * @throws IllegalArgumentException if {@link Hasher} cannot take the password
     */
    boolean create(String name, String password) throws AccountsException;

    /** Whether there is such an account, blocked or not, and this is its password. */
    boolean check(String name, String password) throws AccountsException;

    /**
     * Blocks an account, for ever.
     *
     * @return false if there is none of this name
     */
    boolean block(String name) throws AccountsException;

    /** How the account of this name stands. */
    Standing standing(String name) throws AccountsException;

    /** Nobody asks any more. */
    @Override
    void close() throws AccountsException;
}
