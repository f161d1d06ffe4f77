package lesson23_jim_sessions;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import kit.Call;
import kit.Likely;
import kit.Wire;
import lesson23_jim_sessions.Accounts.Standing;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-2")
class DatabaseAccountsTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(AccountsException.class, "No data is available"),
                "a ResultSet stands before its first row. next() goes there, and returns false if there is none."),
        when(
                seen -> seen.called("create(), in a race") && seen.threw(AccountsException.class),
                "somebody has created the account between the look and the insert, and the database has refused the second. That is no failure: catch the SQLIntegrityConstraintViolationException, and return false."),
        when(
                seen -> seen.called("create() again") && seen.threw(AccountsException.class),
                "the database refuses a name that is there. That is no failure: catch the SQLIntegrityConstraintViolationException before the SQLException, and return false."),
        when(
                seen -> seen.called("create() again") || seen.called("how many"),
                "an account that is there is created again, or overwritten. INSERT a row, and let the database refuse it; no MERGE, no DELETE."),
        when(
                seen -> seen.called("a name with quotes"),
                "a name is made a part of the SQL, and the quote in it ends the text there. Let it be the value of a ?: setString(1, name)."),
        when(
                seen -> seen.expected("only hashes"),
                "the password itself is in the database. Whoever gets hold of the file has them all; keep what Hasher.hash() makes of it."),
        when(
                seen -> seen.expected("1 hash"),
                "check() must have one hash compared, whether there is such an account or not. Hasher.match() does that, if it is called with null where there is none."),
        when(
                seen -> seen.called("open, create, close, open"),
                "what was created before is gone, or the database cannot be opened again. Make the table only if it is missing, and delete nothing; and close() closes the connection."),
        when(
                seen -> seen.called("open(without rights)"),
                "the table cannot be made, which is told; but the connection stays open, and nobody can close it any more."),
        when(
                seen -> seen.called("close(), then look"),
                "the connection is still open after close(), and the database with it."),
        when(
                seen -> seen.called("after close(), "),
                "the database is closed, and that is not told. Let each SQLException become an AccountsException; none is a false, or an UNKNOWN."),
        when(
                seen -> seen.called("open(nothing"),
                "the database cannot be opened. An AccountsException tells that, with the SQLException in it."),
        when(
                seen -> seen.called("block(), then check"),
                "a blocked account keeps its password, and check() tells whether it is right."),
        when(
                seen -> seen.called("standing()") || seen.called("block(), then standing()"),
                "standing() tells UNKNOWN where there is no row, BLOCKED once it is blocked, else GOOD. And blocked is who was named, and nobody else."),
        when(
                seen -> seen.called("block()"),
                "block() returns whether there is such an account: how many rows has the UPDATE changed?"),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    @TempDir Path folder;

    private final CountingEncoder encoder = new CountingEncoder();
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

    private interface Question<T> {
        T to(DatabaseAccounts accounts) throws Exception;
    }

    private DatabaseAccounts open() throws AccountsException {
        return new DatabaseAccounts(url, new Hasher(encoder));
    }

    private DatabaseAccounts opened() {
        Call<DatabaseAccounts> open = wire.call("open()", this::open);
        assertThat(open).returns();
        return open.result();
    }

    /** Asks accounts among which there are those of anna and clara. */
    private <T> Call<T> ask(String name, Question<T> question) {
        return wire.call(
                name,
                () -> {
                    try (DatabaseAccounts accounts = open()) {
                        accounts.create("anna", "s3cret");
                        accounts.create("clara", "other");
                        return question.to(accounts);
                    }
                });
    }

    /** The first value that the database itself has as an answer. */
    private String query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "nothing";
        }
    }

    @Nested
    class An_account {

        @Test
        void can_be_created() {
            assertThat(ask("create()", accounts -> accounts.create("boris", "x"))).returns(true);
        }

        @Test
        void cannot_be_created_again() {
            assertThat(ask("create() again", accounts -> accounts.create("anna", "x")))
                    .returns(false);
        }

        @Test
        void stays_as_it_is_if_somebody_tries_to() {
            Call<Boolean> check =
                    ask(
                            "create() again, then check(the first)",
                            accounts -> {
                                accounts.create("anna", "x");
                                return accounts.check("anna", "s3cret");
                            });

            assertThat(check).returns(true);
        }

        @Test
        void is_created_once_if_two_try_at_the_same_time() {
            DatabaseAccounts accounts = opened();
            DatabaseAccounts others = opened();
            encoder.gate("slow");
            Call<Boolean> slow =
                    wire.call("create(), in a race", () -> accounts.create("anna", "slow"));
            wire.settle();
            Call<Boolean> quick =
                    wire.call("create(), in a race", () -> others.create("anna", "quick"));
            wire.settle();
            encoder.open();
            assertThat(slow).returns();
            assertThat(quick).returns();

            Call<Integer> created =
                    wire.call(
                            "how many of two were created",
                            () -> (slow.result() ? 1 : 0) + (quick.result() ? 1 : 0));

            assertThat(created).returns(1);
        }

        @Test
        void is_still_there_when_the_file_is_opened_again() {
            String file = DatabaseAccounts.url(folder.resolve("accounts"));

            Call<Boolean> check =
                    wire.call(
                            "open, create, close, open, check",
                            () -> {
                                Hasher hasher = new Hasher(encoder);
                                try (DatabaseAccounts first = new DatabaseAccounts(file, hasher)) {
                                    first.create("anna", "s3cret");
                                }
                                try (DatabaseAccounts then = new DatabaseAccounts(file, hasher)) {
                                    return then.check("anna", "s3cret");
                                }
                            });

            assertThat(check).returns(true);
        }

        @Test
        void may_have_a_name_with_quotes_and_what_looks_like_sql() {
            Call<Boolean> check =
                    ask(
                            "a name with quotes",
                            accounts ->
                                    accounts.create("o'neill", "x")
                                            && accounts.create("a'; DROP TABLE account;--", "y")
                                            && accounts.check("o'neill", "x"));

            assertThat(check).returns(true);
        }

        @Test
        void may_have_a_name_of_25_emoji() {
            String name = "😀".repeat(25);

            assertThat(
                            ask(
                                    "create(25 emoji)",
                                    accounts ->
                                            accounts.create(name, "x")
                                                    && accounts.check(name, "x")))
                    .returns(true);
        }
    }

    @Nested
    class A_password {

        @Test
        void is_right() {
            assertThat(ask("check(the right one)", accounts -> accounts.check("anna", "s3cret")))
                    .returns(true);
        }

        @Test
        void is_wrong() {
            assertThat(ask("check(another's)", accounts -> accounts.check("anna", "other")))
                    .returns(false);
        }

        @Test
        void is_wrong_where_there_is_no_account() {
            assertThat(ask("check(of nobody)", accounts -> accounts.check("boris", "s3cret")))
                    .returns(false);
        }

        @Test
        void is_wrong_where_the_name_is_sql() {
            assertThat(
                            ask(
                                    "a name with quotes, check()",
                                    accounts -> accounts.check("x' OR '1'='1", "s3cret")))
                    .returns(false);
        }

        @Test
        void is_not_in_the_database() {
            Call<String> kept =
                    ask(
                            "create(), then look",
                            accounts ->
                                    query("SELECT hash FROM account WHERE name = 'anna'")
                                                    .startsWith("$2a$04$")
                                            ? "only hashes"
                                            : query("SELECT hash FROM account"));

            assertThat(kept).returns("only hashes");
        }

        @Test
        void is_compared_with_a_hash_where_there_is_no_account_too() {
            Call<String> work =
                    ask(
                            "check(of nobody), its work",
                            accounts -> {
                                accounts.check("boris", "warm");
                                int before = encoder.worked();
                                accounts.check("boris", "s3cret");
                                int hashes = encoder.worked() - before;
                                return hashes + (hashes == 1 ? " hash" : " hashes");
                            });

            assertThat(work).returns("1 hash");
        }
    }

    @Nested
    class The_standing {

        @Test
        void is_good() {
            assertThat(ask("standing()", accounts -> accounts.standing("anna")))
                    .returns(Standing.GOOD);
        }

        @Test
        void is_unknown_where_there_is_no_account() {
            assertThat(ask("standing()", accounts -> accounts.standing("boris")))
                    .returns(Standing.UNKNOWN);
        }

        @Test
        void is_blocked_once_it_was_blocked() {
            Call<String> standing =
                    ask(
                            "block(), then standing()",
                            accounts -> {
                                boolean blocked = accounts.block("anna");
                                return blocked
                                        + " anna "
                                        + accounts.standing("anna")
                                        + ", clara "
                                        + accounts.standing("clara");
                            });

            assertThat(standing).returns("true anna BLOCKED, clara GOOD");
        }

        @Test
        void blocked_does_not_change_the_password() {
            Call<Boolean> check =
                    ask(
                            "block(), then check()",
                            accounts -> accounts.block("anna") && accounts.check("anna", "s3cret"));

            assertThat(check).returns(true);
        }

        @Test
        void of_nobody_cannot_be_blocked() {
            assertThat(ask("block()", accounts -> accounts.block("boris"))).returns(false);
        }
    }

    @Nested
    class A_database {

        /** Asks accounts that were closed. */
        private <T> Call<T> askClosed(String name, Question<T> question) {
            return wire.call(
                    "after close(), " + name,
                    () -> {
                        DatabaseAccounts accounts = open();
                        accounts.close();
                        return question.to(accounts);
                    });
        }

        @Test
        void that_cannot_be_opened_is_an_exception() {
            Call<DatabaseAccounts> open =
                    wire.call(
                            "open(nothing that there is)",
                            () -> new DatabaseAccounts("jdbc:none:", new Hasher(encoder)));

            assertThat(open).throwsA(AccountsException.class);
        }

        @Test
        void is_gone_from_memory_when_it_is_closed() {
            Call<String> tables =
                    wire.call(
                            "close(), then look",
                            () -> {
                                open().close();
                                return query(
                                        "SELECT 'the table is still there' FROM"
                                                + " INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME ="
                                                + " 'ACCOUNT'");
                            });

            assertThat(tables).returns("nothing");
        }

        @Test
        void in_which_no_table_can_be_made_is_not_kept_open() {
            Call<Integer> connections =
                    wire.call("open(without rights), then look", this::openAsGuest);

            assertThat(connections).returns(1);
        }

        /** How many connections there are then; ours is one. */
        private int openAsGuest() throws SQLException {
            try (Connection ours = DriverManager.getConnection(url);
                    Statement statement = ours.createStatement()) {
                statement.execute("CREATE USER guest PASSWORD 'guest'");
                String guest = url + ";USER=guest;PASSWORD=guest";
                try (var accounts = new DatabaseAccounts(guest, new Hasher(encoder))) {
                    throw new IllegalStateException("a guest has made a table");
                } catch (AccountsException e) {
                    // as it should be
                }
                String count = "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS";
                try (ResultSet rows = statement.executeQuery(count)) {
                    rows.next();
                    return rows.getInt(1);
                }
            }
        }

        @Test
        void that_is_closed_creates_nothing() {
            assertThat(askClosed("create()", accounts -> accounts.create("anna", "x")))
                    .throwsA(AccountsException.class);
        }

        @Test
        void that_is_closed_checks_nothing() {
            assertThat(askClosed("check()", accounts -> accounts.check("anna", "x")))
                    .throwsA(AccountsException.class);
        }

        @Test
        void that_is_closed_blocks_nobody() {
            assertThat(askClosed("block()", accounts -> accounts.block("anna")))
                    .throwsA(AccountsException.class);
        }

        @Test
        void that_is_closed_knows_no_standing() {
            assertThat(askClosed("standing()", accounts -> accounts.standing("anna")))
                    .throwsA(AccountsException.class);
        }
    }
}
