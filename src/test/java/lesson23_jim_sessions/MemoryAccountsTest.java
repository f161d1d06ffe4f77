package lesson23_jim_sessions;

import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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

@DisplayNameGeneration(ReplaceUnderscores.class)
class MemoryAccountsTest {

    private static final Likely[] CAUSES = {
        whenHeld(
                seen -> seen.held("create(", "", "") && seen.gotText().contains("true, true"),
                "two threads have created the same account: one checked the map, and the other put its account before the first did. Use putIfAbsent(), which checks and puts in one step, and returns null if it has put."),
        when(
                seen -> seen.called("how many"),
                "two threads have created the same account, because one looked before the other had put. Use putIfAbsent(), which checks and puts in one step, and returns null if it has put."),
        when(
                seen ->
                        seen.expected("1 hash")
                                && seen.called("the work of check(of nobody) for the first"),
                "the first check() of a name without an account makes a hash to compare with, so it takes longer than all later ones. Create that hash in the constructor."),
        when(
                seen -> seen.called("the work of check(of anna and of nobody)"),
                "check() makes or compares none or several hashes for some passwords, which a stranger can measure. Let hasher.match() compare exactly one in each call."),
        when(
                seen -> seen.expected("1 hash"),
                "check() does not compare exactly one hash if there is no such account. Call hasher.match(password, null) then."),
        when(
                seen -> seen.threw(NullPointerException.class),
                "there is no account of this name, and your code uses it all the same. Ask whether the map has returned null."),
        when(
                seen -> seen.called("create() again and then check(the first)"),
                "create() replaces an account that exists, so a second client can take it over. Put the account only if there is none."),
        when(
                seen -> seen.called("create() again"),
                "create() does not return false although the name has an account. Return whether putIfAbsent() has returned null."),
        when(
                seen -> seen.called("block() and check"),
                "a blocked account loses its password. check() ignores whether an account is blocked; only standing() reports it."),
        when(
                seen -> seen.called("block() of nobody"),
                "block() remembers a name that has no account, so an account that is created later is blocked from the start. If there is no account, change nothing."),
        when(
                seen -> seen.called("standing()") || seen.called("block() and standing()"),
                "standing() does not fit the account. Return UNKNOWN if there is none, BLOCKED after block(), and GOOD otherwise."),
        when(
                seen -> seen.called("check(") && seen.expected("false"),
                "check() accepts a wrong password or a wrong name. Compare the hash of exactly this name."),
        when(
                seen -> seen.called("block()"),
                "block() does not report that there is no such account, or it creates one. Return false and change nothing then."),
    };

    private static final List<String> PASSWORDS =
            List.of(
                    "s3cret",
                    "S3cret",
                    " ",
                    "%s",
                    "я".repeat(36),
                    "😀".repeat(18),
                    "x".repeat(72),
                    "x".repeat(73),
                    "я".repeat(37));

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final CountingEncoder encoder = new CountingEncoder();

    private interface Question<T> {
        T to(MemoryAccounts accounts);
    }

    /** Calls new accounts, which have an account for anna. */
    private <T> Call<T> ask(String name, Question<T> question) {
        return wire.call(
                name,
                () -> {
                    MemoryAccounts accounts = new MemoryAccounts(new Hasher(encoder));
                    accounts.create("anna", "s3cret");
                    return question.to(accounts);
                });
    }

    @Nested
    class Creating_in_memory {

        @Test
        @Tag("2.1")
        @DisplayName("create() in memory returns true for a new name")
        void in_memory_returns_true_for_a_new_name() {
            assertThat(ask("create()", accounts -> accounts.create("boris", "x"))).returns(true);
        }

        @Test
        @Tag("2.2")
        @DisplayName("create() in memory returns false if the name has an account")
        void in_memory_returns_false_if_the_name_has_an_account() {
            assertThat(ask("create() again", accounts -> accounts.create("anna", "x")))
                    .returns(false);
        }

        @Test
        @Tag("2.2")
        @DisplayName("create() in memory changes nothing if the name has an account")
        void in_memory_changes_nothing_if_the_name_has_an_account() {
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
        @Tag("2.2")
        @DisplayName(
                "create() in memory returns true to only one of two threads at the same moment")
        void create_in_memory_returns_true_to_only_one_of_two_threads_at_the_same_moment() {
            MemoryAccounts accounts = new MemoryAccounts(new Hasher(encoder));
            encoder.gate("slow");
            Call<Boolean> slow = wire.call("create()", () -> accounts.create("anna", "slow"));
            wire.settle();
            Call<Boolean> quick = wire.call("create()", () -> accounts.create("anna", "quick"));
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
    }

    @Nested
    class Creating_in_memory_at_any_moment {

        @Test
        @Tag("2.2")
        @DisplayName("create() in memory returns true once, whenever another thread calls it")
        void create_in_memory_returns_true_once_whenever_another_thread_calls_it() {
            wire.atEachPause(
                    round -> {
                        MemoryAccounts accounts = new MemoryAccounts(new Hasher(encoder));
                        Call<Boolean> one =
                                wire.call("create()", () -> accounts.create("anna", "one"));
                        List<Call<Boolean>> other = new ArrayList<>();

                        round.meanwhile(
                                () ->
                                        other.add(
                                                wire.call(
                                                        "create()",
                                                        () -> accounts.create("anna", "two"))));

                        assertThat(one).returnsTogetherWith(other.get(0), true, false);
                    });
        }
    }

    @Nested
    class Checking_in_memory {

        @Test
        @Tag("2.3")
        @DisplayName("check() in memory returns true for the right password")
        void in_memory_returns_true_for_the_right_password() {
            assertThat(ask("check(the right one)", accounts -> accounts.check("anna", "s3cret")))
                    .returns(true);
        }

        @Test
        @Tag("2.3")
        @DisplayName("check() in memory returns false for a wrong password")
        void in_memory_returns_false_for_a_wrong_password() {
            assertThat(ask("check(a wrong one)", accounts -> accounts.check("anna", "S3cret")))
                    .returns(false);
        }

        @Test
        @Tag("2.3")
        @DisplayName("check() in memory returns false if there is no such account")
        void in_memory_returns_false_if_there_is_no_such_account() {
            assertThat(ask("check(of nobody)", accounts -> accounts.check("boris", "s3cret")))
                    .returns(false);
        }

        @Test
        @Tag("2.3")
        @DisplayName("check() in memory returns false if the name has another case")
        void in_memory_returns_false_if_the_name_has_another_case() {
            assertThat(ask("check(of Anna)", accounts -> accounts.check("Anna", "s3cret")))
                    .returns(false);
        }

        @Test
        @Tag("2.4")
        @DisplayName("check() in memory compares one hash even if there is no such account")
        void in_memory_compares_one_hash_even_if_there_is_no_such_account() {
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

        @Test
        @Tag("2.4")
        @DisplayName("check() in memory compares one hash even in the first call")
        void in_memory_compares_one_hash_even_in_the_first_call() {
            Call<String> work =
                    ask(
                            "the work of check(of nobody) for the first time",
                            accounts -> {
                                int before = encoder.worked();
                                accounts.check("boris", "s3cret");
                                int hashes = encoder.worked() - before;
                                return hashes + (hashes == 1 ? " hash" : " hashes");
                            });

            assertThat(work).returns("1 hash");
        }

        @Test
        @Tag("2.4")
        @DisplayName("check() in memory compares one hash for every password")
        void in_memory_compares_one_hash_for_every_password() {
            Call<String> work =
                    ask(
                            "the work of check(of anna and of nobody)",
                            accounts -> {
                                String all = "";
                                for (String password : PASSWORDS) {
                                    int before = encoder.worked();
                                    accounts.check("anna", password);
                                    int annas = encoder.worked() - before;
                                    accounts.check("boris", password);
                                    all += annas + " " + (encoder.worked() - before - annas) + ", ";
                                }
                                return all;
                            });

            assertThat(work).returns("1 1, ".repeat(PASSWORDS.size()));
        }
    }

    @Nested
    class The_standing_in_memory {

        @Test
        @Tag("2.5")
        @DisplayName("standing() in memory returns GOOD for an account")
        void in_memory_returns_good_for_an_account() {
            assertThat(ask("standing()", accounts -> accounts.standing("anna")))
                    .returns(Standing.GOOD);
        }

        @Test
        @Tag("2.5")
        @DisplayName("standing() in memory returns UNKNOWN if there is no such account")
        void in_memory_returns_unknown_if_there_is_no_such_account() {
            assertThat(ask("standing()", accounts -> accounts.standing("boris")))
                    .returns(Standing.UNKNOWN);
        }

        @Test
        @Tag("2.5")
        @DisplayName("standing() in memory returns BLOCKED after block()")
        void in_memory_returns_blocked_after_block() {
            Call<Standing> standing =
                    ask(
                            "block() and standing()",
                            accounts -> {
                                accounts.block("anna");
                                return accounts.standing("anna");
                            });

            assertThat(standing).returns(Standing.BLOCKED);
        }

        @Test
        @Tag("2.3")
        @DisplayName("check() in memory returns true for a blocked account and its password")
        void in_memory_returns_true_for_a_blocked_account_and_its_password() {
            Call<Boolean> check =
                    ask(
                            "block() and check()",
                            accounts -> accounts.block("anna") && accounts.check("anna", "s3cret"));

            assertThat(check).returns(true);
        }

        @Test
        @Tag("2.6")
        @DisplayName(
                "block() in memory returns false and creates nothing if there is no such account")
        void block_in_memory_returns_false_and_creates_nothing_if_there_is_no_such_account() {
            Call<String> block =
                    ask(
                            "block()",
                            accounts -> accounts.block("boris") + " " + accounts.standing("boris"));

            assertThat(block).returns("false UNKNOWN");
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
    }
}
