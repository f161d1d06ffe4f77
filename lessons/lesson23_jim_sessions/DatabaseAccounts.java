package lesson23_jim_sessions;

import java.nio.file.Path;
import java.sql.Connection;

/**
 * Accounts in a table of a database, which are still there tomorrow.
 *
 * <p>Watch out: a name is what a stranger has sent. It is never a part of the SQL, only a value of
 * a {@code ?}.
 */
public final class DatabaseAccounts implements Accounts {

    private static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS account (
                name VARCHAR(50) PRIMARY KEY,
                hash VARCHAR(100) NOT NULL,
                blocked BOOLEAN DEFAULT FALSE NOT NULL)
            """;

    private final Connection connection; // H2 lets any number of threads use it
    private final Hasher hasher;

    /** The URL of an H2 database in a file; it is made if it is missing, with {@code .mv.db}. */
    public static String url(Path file) {
        return "jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0"; // on disk at once
    }

    /**
     * Connects, and makes the table if it is missing.
     *
     * @param url of JDBC, see {@link #url}
     * @throws AccountsException if that fails; nothing stays open then
     */
    public DatabaseAccounts(String url, Hasher hasher) throws AccountsException {
        this.hasher = hasher;
        // TODO 2: ask the DriverManager for a connection to url, and execute TABLE. If that fails,
        // close it.
        throw new UnsupportedOperationException("TODO 2: open the database");
    }

    @Override
    public boolean create(String name, String password) throws AccountsException {
        // TODO 2: insert a row. If the name is there, the database refuses it: which exception is
        // that?
        throw new UnsupportedOperationException("TODO 2: create an account");
    }

    @Override
    public boolean check(String name, String password) throws AccountsException {
        // TODO 2: select the hash of this name, if there is a row, and let the hasher compare.
        throw new UnsupportedOperationException("TODO 2: check a password");
    }

    @Override
    public boolean block(String name) throws AccountsException {
        // TODO 2: update the row; how many were there?
        throw new UnsupportedOperationException("TODO 2: block an account");
    }

    @Override
    public Standing standing(String name) throws AccountsException {
        // TODO 2: select whether it is blocked, if there is a row.
        throw new UnsupportedOperationException("TODO 2: tell how an account stands");
    }

    @Override
    public void close() throws AccountsException {
        // TODO 2: close the connection.
        throw new UnsupportedOperationException("TODO 2: close the database");
    }
}
