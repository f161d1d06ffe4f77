package lesson23_jim_sessions;

import java.nio.file.Path;
import java.sql.Connection;

/**
 * Keeps accounts in a table of a database. They are still there when the program starts again.
 *
 * <p>Watch out: names come from strangers. A name is never a part of the SQL, only the value of a
 * {@code ?}.
 */
public final class DatabaseAccounts implements Accounts {

    private static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS account (
                name VARCHAR(50) PRIMARY KEY,
                hash VARCHAR(100) NOT NULL,
                blocked BOOLEAN DEFAULT FALSE NOT NULL)
            """;

    private final Connection connection; // any number of threads may use it
    private final Hasher hasher;

    /**
     * Returns the URL of an H2 database in a file. If the file is missing, H2 creates it, with
     * {@code .mv.db} at the end of its name.
     */
    public static String url(Path file) {
        return "jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0"; // on disk at once
    }

    /**
     * Connects to the database, and makes the table if it is missing.
     *
     * @param url a URL of JDBC, see {@link #url}
     * @throws AccountsException if that fails; then no connection stays open
     */
    public DatabaseAccounts(String url, Hasher hasher) throws AccountsException {
        this.hasher = hasher;
        // TODO 3: get a connection to url from the DriverManager, and execute TABLE. If that fails,
        // close the connection.
        throw new UnsupportedOperationException("TODO 3: open the database");
    }

    @Override
    public boolean create(String name, String password) throws AccountsException {
        // TODO 3: insert a row. If the name is there already, the database refuses it: by which
        // exception?
        throw new UnsupportedOperationException("TODO 3: create an account");
    }

    @Override
    public boolean check(String name, String password) throws AccountsException {
        // TODO 3: select the hash of this name, if there is a row, and let the hasher compare.
        throw new UnsupportedOperationException("TODO 3: check a password");
    }

    @Override
    public boolean block(String name) throws AccountsException {
        // TODO 3: update the row of this name. How many rows were updated?
        throw new UnsupportedOperationException("TODO 3: block an account");
    }

    @Override
    public Standing standing(String name) throws AccountsException {
        // TODO 3: select whether this name is blocked, if there is a row.
        throw new UnsupportedOperationException("TODO 3: return the standing of an account");
    }

    @Override
    public void close() throws AccountsException {
        // TODO 3: close the connection.
        throw new UnsupportedOperationException("TODO 3: close the database");
    }
}
