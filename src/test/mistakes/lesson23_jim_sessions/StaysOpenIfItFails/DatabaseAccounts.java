// mistake: what has failed is over.
// wire: none; each attempt leaves a connection to the database behind, until there are no more.
// fails: is not kept open
// says: nobody can close it any more
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
        try {
            connection = DriverManager.getConnection(url);
        } catch (SQLException e) {
            throw new AccountsException(e);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        } catch (SQLException e) {
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
            return false; // there is one, perhaps since a moment ago
        } catch (SQLException e) {
            throw new AccountsException(e);
        }
    }

    @Override
    public boolean check(String name, String password) throws AccountsException {
        String hash = ask("SELECT hash FROM account WHERE name = ?", name);
        return hasher.match(password, hash); // slow: no statement is open meanwhile
    }

    /** The first value of the first row; null if there is no row. */
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
