package workbook.jim.session;

/** Given: names with passwords. Any thread may call any method at any time. */
public interface Accounts extends AutoCloseable {

    /** Whether there is an account, and whether it may be used. */
    enum Standing {
        /** There is no account of this name. */
        UNKNOWN,
        /** There is one, and it is not blocked. */
        GOOD,
        /** There is one, and nobody may log in with it. */
        BLOCKED
    }

    /**
     * Creates an account.
     *
     * @return false if there is one of this name already; that one is not changed
     * @throws IllegalArgumentException if {@link Hasher} does not accept the password
     */
    boolean create(String name, String password) throws AccountsException;

    /** Returns whether there is such an account, blocked or not, and this is its password. */
    boolean check(String name, String password) throws AccountsException;

    /**
     * Blocks an account forever.
     *
     * @return false if there is no account of this name; then none is created
     */
    boolean block(String name) throws AccountsException;

    /** Returns the standing of the account of this name. */
    Standing standing(String name) throws AccountsException;

    /** Frees what the accounts use, such as a database. Call nothing else afterwards. */
    @Override
    void close() throws AccountsException;
}
