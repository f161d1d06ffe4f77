// style: one connection for each call, and another that keeps the database open; transactions; lambdas.
package lesson23_jim_sessions;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

public final class DatabaseAccounts implements Accounts {

    private static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS account (
                name VARCHAR(50) PRIMARY KEY,
                hash VARCHAR(100) NOT NULL,
                blocked BOOLEAN DEFAULT FALSE NOT NULL)
            """;

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private record Row(String hash, boolean blocked) {}

    private final Connection connection;
    private final Hasher hasher;
    private final String url;

    public static String url(Path file) {
        return "jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0";
    }

    public DatabaseAccounts(String url, Hasher hasher) throws AccountsException {
        this.url = url;
        this.hasher = hasher;
        try {
            connection = DriverManager.getConnection(url);
        } catch (SQLException e) {
            throw new AccountsException(e);
        }
        try {
            transact(
                    each -> {
                        try (PreparedStatement create = each.prepareStatement(TABLE)) {
                            return create.execute();
                        }
                    });
        } catch (AccountsException e) {
            close();
            throw e;
        }
    }

    private <T> T transact(Work<T> work) throws AccountsException {
        try {
            if (connection.isClosed()) {
                throw new SQLException("closed");
            }
            try (Connection own = DriverManager.getConnection(url)) {
                own.setAutoCommit(false);
                T result = work.on(own);
                own.commit();
                return result;
            }
        } catch (SQLException e) {
            throw new AccountsException(e);
        }
    }

    @Override
    public boolean create(String name, String password) throws AccountsException {
        String hash = hasher.hash(password);
        return transact(
                each -> {
                    try (PreparedStatement insert =
                            each.prepareStatement(
                                    "INSERT INTO account SELECT CAST(? AS VARCHAR), CAST(? AS"
                                            + " VARCHAR), FALSE")) {
                        insert.setString(1, name);
                        insert.setString(2, hash);
                        return insert.executeUpdate() == 1;
                    } catch (SQLException e) {
                        if ("23505".equals(e.getSQLState())) {
                            return false;
                        }
                        throw e;
                    }
                });
    }

    private Optional<Row> row(String name) throws AccountsException {
        return transact(
                each -> {
                    try (PreparedStatement select =
                            each.prepareStatement("SELECT * FROM account WHERE name = ?")) {
                        select.setString(1, name);
                        ResultSet rows = select.executeQuery();
                        return rows.next()
                                ? Optional.of(
                                        new Row(rows.getString("hash"), rows.getBoolean("blocked")))
                                : Optional.empty();
                    }
                });
    }

    @Override
    public boolean check(String name, String password) throws AccountsException {
        return hasher.match(password, row(name).map(Row::hash).orElse(null));
    }

    @Override
    public boolean block(String name) throws AccountsException {
        return transact(
                each -> {
                    try (PreparedStatement update =
                            each.prepareStatement(
                                    "UPDATE account SET blocked = TRUE WHERE name = ?")) {
                        update.setString(1, name);
                        return update.executeUpdate() > 0;
                    }
                });
    }

    @Override
    public Standing standing(String name) throws AccountsException {
        return row(name)
                .map(row -> row.blocked ? Standing.BLOCKED : Standing.GOOD)
                .orElse(Standing.UNKNOWN);
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
