package lesson23_jim_sessions;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

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

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-1")
class MemoryAccountsTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("how many"),
                "two threads have created the same account: one has looked, the other has put, and then the first has put as well. putIfAbsent() looks and puts in one step, and tells whether it has put."),
        when(
                seen -> seen.expected("1 hash"),
                "check() must have one hash compared, whether there is such an account or not. Hasher.match() does that, if it is called with null where there is none."),
        when(
                seen -> seen.threw(NullPointerException.class),
                "there is no account of this name, and something of it is used."),
        when(
                seen -> seen.called("create() again, then check(the first)"),
                "an account that is there is overwritten: whoever comes second takes it over. Put it only if there is none."),
        when(
                seen -> seen.called("create() again"),
                "create() returns false if there is one of this name already."),
        when(
                seen -> seen.called("block(), then check"),
                "a blocked account keeps its password, and check() tells whether it is right. That it is blocked, tells standing()."),
        when(
                seen -> seen.called("standing()") || seen.called("block(), then standing()"),
                "standing() tells UNKNOWN where there is no account, BLOCKED once it is blocked, else GOOD."),
        when(
                seen -> seen.called("check(") && seen.expected("false"),
                "a password is taken for right that is not. Names count as they are written."),
        when(
                seen -> seen.called("block()"),
                "block() returns whether there is such an account, and makes none."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final CountingEncoder encoder = new CountingEncoder();

    private interface Question<T> {
        T to(MemoryAccounts accounts);
    }

    /** Asks accounts among which there is anna's. */
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
    class An_account_in_memory {

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
    class A_password_in_memory {

        @Test
        void is_right() {
            assertThat(ask("check(the right one)", accounts -> accounts.check("anna", "s3cret")))
                    .returns(true);
        }

        @Test
        void is_wrong() {
            assertThat(ask("check(a wrong one)", accounts -> accounts.check("anna", "S3cret")))
                    .returns(false);
        }

        @Test
        void is_wrong_where_there_is_no_account() {
            assertThat(ask("check(of nobody)", accounts -> accounts.check("boris", "s3cret")))
                    .returns(false);
        }

        @Test
        void is_wrong_where_the_name_is_written_otherwise() {
            assertThat(ask("check(of Anna)", accounts -> accounts.check("Anna", "s3cret")))
                    .returns(false);
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
    class The_standing_in_memory {

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
            Call<Standing> standing =
                    ask(
                            "block(), then standing()",
                            accounts -> {
                                accounts.block("anna");
                                return accounts.standing("anna");
                            });

            assertThat(standing).returns(Standing.BLOCKED);
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
}
