package lesson23_jim_sessions;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;

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
        try {
            connection = DriverManager.getConnection(url);
        } catch (SQLException e) {
            throw new AccountsException(e);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        } catch (SQLException e) {
            close();
            throw new AccountsException(e);
        }
    }

    @Override
    public boolean create(String name, String password) throws AccountsException {
        String hash = hasher.hash(password);
        String sql = "INSERT INTO account (name, hash) VALUES (?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, name);
            insert.setString(2, hash);
            insert.executeUpdate();
            return true;
        } catch (SQLIntegrityConstraintViolationException e) {
            return false; // the name is there, perhaps since a moment ago
        } catch (SQLException e) {
            throw new AccountsException(e);
        }
    }

    @Override
    public boolean check(String name, String password) throws AccountsException {
        String hash = ask("SELECT hash FROM account WHERE name = ?", name);
        return hasher.match(password, hash); // slow, so no statement is open meanwhile
    }

    /** Returns the first value of the first row; null if there is no row. */
    private String ask(String sql, String name) throws AccountsException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new AccountsException(e);
        }
    }

    @Override
    public boolean block(String name) throws AccountsException {
        String sql = "UPDATE account SET blocked = TRUE WHERE name = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, name);
            return update.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new AccountsException(e);
        }
    }

    @Override
    public Standing standing(String name) throws AccountsException {
        String blocked = ask("SELECT blocked FROM account WHERE name = ?", name);
        if (blocked == null) {
            return Standing.UNKNOWN;
        }
        return Boolean.parseBoolean(blocked) ? Standing.BLOCKED : Standing.GOOD;
    }

    @Override
    public void close() throws AccountsException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new AccountsException(e);
        }
    }
}
