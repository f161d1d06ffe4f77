package lesson23_jim_sessions;

import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kit.Call;
import kit.Likely;
import kit.Wire;
import lesson23_jim_sessions.Accounts.Standing;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DatabaseAccountsTest {

    private static final Likely[] CAUSES = {
        whenHeld(
                seen -> seen.held("create(dora)", "", ""),
                "another thread used the accounts at the same moment, and one thread got the result of the other, or an exception. Any thread may call any method at any time: prepare a statement of its own in each call."),
        when(
                seen -> seen.called("check(a pattern") || seen.called("standing(a pattern"),
                "a name that contains % or _ finds other people's accounts, because LIKE takes it for a pattern. Compare with =."),
        when(
                seen -> seen.called("open, create, block, close, open"),
                "the account was blocked, and it is not any more when the file is opened again. Leave auto-commit on, so that each statement is saved at once, or commit after each change."),
        when(
                seen -> seen.called("block() of nobody"),
                "block() remembers a name that has no account, so an account that is created later is blocked from the start. If there is no account, change nothing."),
        when(
                seen -> seen.called("block(a pattern"),
                "a name that contains % or _ blocks other people, because LIKE takes it for a pattern. Compare with =."),
        when(
                seen -> seen.threw(AccountsException.class, "No data is available"),
                "a value is read before the result has a row. A ResultSet starts in front of its first row: call next(), which returns false if there is none."),
        when(
                seen -> seen.called("create() in a race") && seen.threw(AccountsException.class),
                "another connection has created the account between your SELECT and your INSERT, and the database has refused the second. That is not a failure: catch the SQLIntegrityConstraintViolationException, and return false."),
        when(
                seen -> seen.called("create() again") && seen.threw(AccountsException.class),
                "the database has refused a name that exists, and your code reports a failure. Catch the SQLIntegrityConstraintViolationException before the SQLException, and return false."),
        when(
                seen -> seen.called("create() again") || seen.called("how many"),
                "create() replaces an account that exists. Use INSERT, which the database refuses then, and neither MERGE nor DELETE."),
        when(
                seen -> seen.called("a name with quotes"),
                "the name is written into the SQL, and the quote in it ends the text. Use a ? and setString(1, name)."),
        when(
                seen -> seen.expected("only hashes"),
                "the password itself is in the database, so a copy of the file reveals all of them. Insert what hasher.hash() returns."),
        when(
                seen -> seen.expected("1 hash"),
                "check() does not compare exactly one hash if there is no such account. Call hasher.match(password, null) then."),
        when(
                seen -> seen.called("open, create, close, open"),
                "an earlier account is gone, or the file cannot be opened again. Create the table only if it is missing, delete nothing, and close the connection in close()."),
        when(
                seen -> seen.called("the connections after open(without rights)"),
                "the table cannot be made, and the connection stays open, although nobody can close it any more. Close it before you throw."),
        when(
                seen -> seen.called("what is left after close()"),
                "the connection is still open after close(), and so is the database. Call connection.close()."),
        when(
                seen -> seen.called("after close() "),
                "the database is closed, and your code hides that. Wrap each SQLException in an AccountsException, and return nothing instead of false or UNKNOWN."),
        when(
                seen -> seen.called("open(nothing"),
                "the database cannot be opened, and the constructor does not throw an AccountsException. Wrap the SQLException in one."),
        when(
                seen -> seen.called("check(") && seen.expected("false"),
                "check() accepts a wrong password or a wrong name. Select the hash of exactly this name, and let the hasher compare."),
        when(
                seen -> seen.called("block() and check"),
                "a blocked account loses its password. check() ignores whether an account is blocked; only standing() reports it."),
        when(
                seen -> seen.called("standing()") || seen.called("block() and standing()"),
                "the standing does not fit the account, or another account is blocked, too. Read the column blocked of this name, and write WHERE name = ? in each statement."),
        when(
                seen -> seen.called("block()"),
                "block() does not report that there is no such account, or it creates one. Return whether executeUpdate() has changed one row."),
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

    /** Calls the accounts of a new database, which has accounts for anna and clara. */
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

    /** Runs this SQL in the database itself; returns the first value, or {@code nothing}. */
    private String query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "nothing";
        }
    }

    @Nested
    class Creating {

        @Test
        @Tag("3.2")
        @DisplayName("create() in a database returns true for a new name")
        void in_a_database_returns_true_for_a_new_name() {
            assertThat(ask("create()", accounts -> accounts.create("boris", "x"))).returns(true);
        }

        @Test
        @Tag("3.3")
        @DisplayName("create() in a database returns false if the name has an account")
        void in_a_database_returns_false_if_the_name_has_an_account() {
            assertThat(ask("create() again", accounts -> accounts.create("anna", "x")))
                    .returns(false);
        }

        @Test
        @Tag("3.3")
        @DisplayName("create() in a database changes nothing if the name has an account")
        void in_a_database_changes_nothing_if_the_name_has_an_account() {
            Call<Boolean> check =
                    ask(
                            "create() again and then check(the first)",
                            accounts -> {
                                accounts.create("anna", "x");
                                return accounts.check("anna", "s3cret");
                            });

            assertThat(check).returns(true);
        }

        @Test
        @Tag("3.3")
        @DisplayName(
                "create() in a database returns true to only one of two connections at the same moment")
        void create_in_a_database_returns_true_to_only_one_of_two_connections_at_the_same_moment() {
            DatabaseAccounts accounts = opened();
            DatabaseAccounts others = opened();
            encoder.gate("slow");
            Call<Boolean> slow =
                    wire.call("create() in a race", () -> accounts.create("anna", "slow"));
            wire.settle();
            Call<Boolean> quick =
                    wire.call("create() in a race", () -> others.create("anna", "quick"));
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
        @Tag("3.1")
        @DisplayName("An account is still there when the file is opened again")
        void an_account_is_still_there_when_the_file_is_opened_again() {
            String file = DatabaseAccounts.url(folder.resolve("accounts"));

            Call<Boolean> check =
                    wire.call(
                            "open, create, close, open and check",
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
        @Tag("3.2")
        @DisplayName("A name may contain quotes and text that looks like SQL")
        void a_name_may_contain_quotes_and_text_that_looks_like_sql() {
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
        @Tag("3.2")
        @DisplayName("A name may consist of 25 emoji")
        void a_name_may_consist_of_25_emoji() {
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
    class Checking {

        @Test
        @Tag("3.4")
        @DisplayName(
                "check() in a database returns true for the right password, and false for that of another account")
        void check_in_a_database_returns_true_for_the_right_password_and_false_for_anothers() {
            assertThat(ask("check(the right one)", accounts -> accounts.check("anna", "s3cret")))
                    .returns(true);
            assertThat(ask("check(another's)", accounts -> accounts.check("anna", "other")))
                    .returns(false);
        }

        @Test
        @Tag("3.4")
        @DisplayName(
                "check() in a database returns false if there is no account of exactly this name")
        void check_in_a_database_returns_false_if_there_is_no_account_of_exactly_this_name() {
            Call<Boolean> check =
                    ask(
                            "check(of boris and of Anna)",
                            accounts ->
                                    accounts.check("boris", "s3cret")
                                            || accounts.check("Anna", "s3cret"));

            assertThat(check).returns(false);
            Call<Boolean> pattern =
                    ask(
                            "check(a pattern: a_na, %, a backslash)",
                            accounts ->
                                    accounts.check("a_na", "s3cret")
                                            || accounts.check("%", "s3cret")
                                            || accounts.check("\\anna", "s3cret"));
            assertThat(pattern).returns(false);
            assertThat(
                            ask(
                                    "a name with quotes, check()",
                                    accounts -> accounts.check("x' OR '1'='1", "s3cret")))
                    .returns(false);
        }

        @Test
        @Tag("3.2")
        @DisplayName("The database contains a hash, and not the password")
        void the_database_contains_a_hash_and_not_the_password() {
            Call<String> kept =
                    ask(
                            "what is stored after create()",
                            accounts ->
                                    query("SELECT hash FROM account WHERE name = 'anna'")
                                                    .startsWith("$2a$04$")
                                            ? "only hashes"
                                            : query("SELECT hash FROM account"));

            assertThat(kept).returns("only hashes");
        }

        @Test
        @Tag("3.4")
        @DisplayName("check() in a database compares one hash even if there is no such account")
        void in_a_database_compares_one_hash_even_if_there_is_no_such_account() {
            Call<String> work =
                    ask(
                            "the work of check(of nobody)",
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
        @Tag("3.4")
        @DisplayName("standing() in a database returns GOOD for an account")
        void in_a_database_returns_good_for_an_account() {
            assertThat(ask("standing()", accounts -> accounts.standing("anna")))
                    .returns(Standing.GOOD);
        }

        @Test
        @Tag("3.4")
        @DisplayName("standing() in a database returns UNKNOWN if there is no such account")
        void in_a_database_returns_unknown_if_there_is_no_such_account() {
            assertThat(ask("standing()", accounts -> accounts.standing("boris")))
                    .returns(Standing.UNKNOWN);
            Call<String> pattern =
                    ask(
                            "standing(a pattern: a_na, %)",
                            accounts -> accounts.standing("a_na") + " " + accounts.standing("%"));
            assertThat(pattern).returns("UNKNOWN UNKNOWN");
        }

        @Test
        @Tag("3.4")
        @DisplayName("block() in a database blocks this account, and no other")
        void block_in_a_database_blocks_this_account_and_no_other() {
            Call<String> standing =
                    ask(
                            "block() and standing()",
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
        @Tag("3.4")
        @DisplayName("check() in a database returns true for a blocked account and its password")
        void in_a_database_returns_true_for_a_blocked_account_and_its_password() {
            Call<Boolean> check =
                    ask(
                            "block() and check()",
                            accounts -> accounts.block("anna") && accounts.check("anna", "s3cret"));

            assertThat(check).returns(true);
        }

        @Test
        @Tag("3.4")
        @DisplayName(
                "block() in a database returns false and creates nothing if there is no such account")
        void block_in_a_database_returns_false_and_creates_nothing_if_there_is_no_such_account() {
            Call<String> block =
                    ask(
                            "block()",
                            accounts -> accounts.block("boris") + " " + accounts.standing("boris"));

            assertThat(block).returns("false UNKNOWN");
            Call<String> pattern =
                    ask(
                            "block(a pattern: a_na, %)",
                            accounts ->
                                    (accounts.block("a_na") || accounts.block("%"))
                                            + ", anna "
                                            + accounts.standing("anna"));
            assertThat(pattern).returns("false, anna GOOD");
            Call<String> later =
                    ask(
                            "block() of nobody, create() and standing()",
                            accounts ->
                                    accounts.block("boris")
                                            + " "
                                            + accounts.create("boris", "x")
                                            + " "
                                            + accounts.standing("boris"));
            assertThat(later).returns("false true GOOD");
        }

        @Test
        @Tag("3.4")
        @DisplayName("An account is still blocked when the file is opened again")
        void an_account_is_still_blocked_when_the_file_is_opened_again() {
            String file = DatabaseAccounts.url(folder.resolve("blocked"));

            Call<Standing> standing =
                    wire.call(
                            "open, create, block, close, open and ask",
                            () -> {
                                Hasher hasher = new Hasher(encoder);
                                try (DatabaseAccounts first = new DatabaseAccounts(file, hasher)) {
                                    first.create("anna", "s3cret");
                                    first.block("anna");
                                }
                                try (DatabaseAccounts then = new DatabaseAccounts(file, hasher)) {
                                    return then.standing("anna");
                                }
                            });

            assertThat(standing).returns(Standing.BLOCKED);
        }

        @Test
        @Tag("3.4")
        @DisplayName("Two threads use one database at the same time, and each gets its own results")
        void two_threads_use_one_database_at_the_same_time_and_each_gets_its_own_results() {
            wire.atEachPauseOf(
                    "create(dora) and ask about anna",
                    round -> {
                        DatabaseAccounts accounts = round.first(this::openedWithTwo);
                        Call<String> one =
                                wire.call(
                                        "create(dora) and ask about anna",
                                        () ->
                                                accounts.create("dora", "mine")
                                                        + " "
                                                        + accounts.check("anna", "s3cret")
                                                        + " "
                                                        + accounts.standing("anna"));
                        List<Call<String>> other = new ArrayList<>();

                        round.meanwhile(
                                () ->
                                        other.add(
                                                wire.call(
                                                        "create(emil), block and ask about clara",
                                                        () ->
                                                                accounts.create("emil", "his")
                                                                        + " "
                                                                        + accounts.check(
                                                                                "clara", "other")
                                                                        + " "
                                                                        + accounts.block("clara")
                                                                        + " "
                                                                        + accounts.standing(
                                                                                "clara"))));

                        assertThat(one).returns("true true GOOD");
                        assertThat(other.get(0)).returns("true true true BLOCKED");
                        assertThat(wire.call("close()", () -> closed(accounts))).returns(true);
                    });
        }

        private DatabaseAccounts openedWithTwo() {
            Call<DatabaseAccounts> open =
                    wire.call(
                            "open()",
                            () ->
                                    new DatabaseAccounts(
                                            "jdbc:h2:mem:" + UUID.randomUUID(),
                                            new Hasher(encoder)));
            assertThat(open).returns();
            DatabaseAccounts accounts = open.result();
            Call<Boolean> created =
                    wire.call(
                            "create(anna) and create(clara)",
                            () ->
                                    accounts.create("anna", "s3cret")
                                            && accounts.create("clara", "other"));
            assertThat(created).returns(true);
            return accounts;
        }

        private static boolean closed(DatabaseAccounts accounts) throws AccountsException {
            accounts.close(); // which ends a database in memory
            return true;
        }
    }

    @Nested
    class Opening_and_closing {

        /** Calls accounts that have been closed. */
        private <T> Call<T> askClosed(String name, Question<T> question) {
            return wire.call(
                    "after close() " + name,
                    () -> {
                        DatabaseAccounts accounts = open();
                        accounts.close();
                        return question.to(accounts);
                    });
        }

        @Test
        @Tag("3.6")
        @DisplayName("The constructor throws an AccountsException if the database cannot be opened")
        void the_constructor_throws_an_accountsexception_if_the_database_cannot_be_opened() {
            Call<DatabaseAccounts> open =
                    wire.call(
                            "open(nothing that there is)",
                            () -> new DatabaseAccounts("jdbc:none:", new Hasher(encoder)));

            assertThat(open).throwsA(AccountsException.class);
        }

        @Test
        @Tag("3.5")
        @DisplayName("close() closes the connection to the database")
        void closes_the_connection_to_the_database() {
            Call<String> tables =
                    wire.call(
                            "what is left after close()",
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
        @Tag("3.6")
        @DisplayName("The constructor closes the connection if the table cannot be made")
        void the_constructor_closes_the_connection_if_the_table_cannot_be_made() {
            Call<Integer> connections =
                    wire.call("the connections after open(without rights)", this::openAsGuest);

            assertThat(connections).returns(1);
        }

        /**
         * Opens the accounts as a user without rights; returns how many connections to the database
         * are open afterwards. One of them is the test's own.
         */
        private int openAsGuest() throws SQLException {
            try (Connection ours = DriverManager.getConnection(url);
                    Statement statement = ours.createStatement()) {
                statement.execute("CREATE USER guest PASSWORD 'guest'");
                String guest = url + ";USER=guest;PASSWORD=guest";
                try (var accounts = new DatabaseAccounts(guest, new Hasher(encoder))) {
                    throw new IllegalStateException("a guest has made a table");
                } catch (AccountsException e) {
                    // as expected
                }
                String count = "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS";
                try (ResultSet rows = statement.executeQuery(count)) {
                    rows.next();
                    return rows.getInt(1);
                }
            }
        }

        @Test
        @Tag("3.5")
        @DisplayName("create() throws an AccountsException after close()")
        void create_after_close() {
            assertThat(askClosed("create()", accounts -> accounts.create("anna", "x")))
                    .throwsA(AccountsException.class);
        }

        @Test
        @Tag("3.5")
        @DisplayName("check() throws an AccountsException after close()")
        void check_after_close() {
            assertThat(askClosed("check()", accounts -> accounts.check("anna", "x")))
                    .throwsA(AccountsException.class);
        }

        @Test
        @Tag("3.5")
        @DisplayName("block() throws an AccountsException after close()")
        void block_after_close() {
            assertThat(askClosed("block()", accounts -> accounts.block("anna")))
                    .throwsA(AccountsException.class);
        }

        @Test
        @Tag("3.5")
        @DisplayName("standing() throws an AccountsException after close()")
        void standing_after_close() {
            assertThat(askClosed("standing()", accounts -> accounts.standing("anna")))
                    .throwsA(AccountsException.class);
        }
    }
}
