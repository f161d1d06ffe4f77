package lesson23_jim_sessions;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import kit.Call;
import kit.Likely;
import kit.Wire;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-1")
class HasherTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("match(what your code has encoded"),
                "the password of the hash that stands in for a missing one opens every account that does not exist. Where there is no hash, the answer is false in the end."),
        when(
                seen -> seen.called("match(a password, null)") && seen.threwAnything(),
                "where there is no account, the hash is null. Compare with a hash that you have made for nobody."),
        when(
                seen -> seen.called("match(100 bytes)") && seen.expectedWords("1 hash"),
                "a password that is too long is refused sooner than another. Ask the encoder first, in any case."),
        when(
                seen -> seen.expected("1 hash, as for an account") && seen.got("0 hashes"),
                "where there is no account, no work is done, and the short wait tells a stranger so. Have the encoder compare with a real hash, made for nobody; it does not work on an empty one."),
        when(
                seen -> seen.expected("1 hash, as for an account"),
                "where there is no account, it takes longer than where there is one. Make the hash for nobody once, in the constructor."),
        when(
                seen -> seen.called("match(72 bytes and one more"),
                "bcrypt does not look behind 72 bytes, so a password that only begins like the right one is taken. Look at the number of bytes in match(), too."),
        when(
                seen ->
                        seen.called("hash(37 letters of 2 bytes")
                                || seen.called("match(36 letters of 2 bytes"),
                "72 bytes are meant, and not letters: a Cyrillic one has two in UTF-8."),
        when(seen -> seen.called("hash(72 bytes)"), "72 bytes do still fit."),
        when(
                seen -> seen.called("hash(") && seen.expectedWords("IllegalArgumentException"),
                "a password is taken that nobody can be known by: without bytes, or with more than 72. Throw an IllegalArgumentException."),
        when(
                seen -> seen.called("hash(twice)"),
                "two hashes of one password are the same, so there is no salt in them. Have the encoder make each."),
        when(
                seen -> seen.called("match(") && seen.expected("true"),
                "a hash has salt in it, and that is another one each time. Do not compare two hashes with equals(): ask encoder.matches(password, hash)."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final CountingEncoder encoder = new CountingEncoder();

    private Call<String> hash(String name, String password) {
        return wire.call("hash(" + name + ")", () -> new Hasher(encoder).hash(password));
    }

    private Call<Boolean> match(String name, String password, String hash) {
        return wire.call("match(" + name + ")", () -> new Hasher(encoder).match(password, hash));
    }

    /**
     * What the encoder does to match a password; {@code hash} is null where there is no account.
     */
    private Call<String> work(String name, String password, String hash) {
        return wire.call(
                "match(" + name + (hash == null ? ", null" : "") + "), its work",
                () -> {
                    Hasher hasher = new Hasher(encoder);
                    hasher.match("warm", null);
                    int before = encoder.worked();
                    hasher.match(password, hash);
                    int hashes = encoder.worked() - before;
                    return hashes == 1 ? "1 hash, as for an account" : hashes + " hashes";
                });
    }

    @Nested
    class A_hash {

        @Test
        void is_one_of_bcrypt() {
            Call<Boolean> bcrypt =
                    wire.call(
                            "hash(a password)",
                            () -> encoder.matches("s3cret", new Hasher(encoder).hash("s3cret")));

            assertThat(bcrypt).returns(true);
        }

        @Test
        void is_another_one_each_time() {
            Call<Boolean> same =
                    wire.call(
                            "hash(twice), compared",
                            () -> {
                                Hasher hasher = new Hasher(encoder);
                                return hasher.hash("s3cret").equals(hasher.hash("s3cret"));
                            });

            assertThat(same).returns(false);
        }

        @Test
        void may_be_one_of_72_bytes() {
            assertThat(hash("72 bytes", "x".repeat(72))).returns();
        }

        @Test
        void may_not_be_one_of_73_bytes() {
            assertThat(hash("73 bytes", "x".repeat(73))).throwsA(IllegalArgumentException.class);
        }

        @Test
        void may_not_be_one_of_37_letters_that_have_two_bytes_each() {
            assertThat(hash("37 letters of 2 bytes", "я".repeat(37)))
                    .throwsA(IllegalArgumentException.class);
        }

        @Test
        void may_not_be_one_of_nothing() {
            assertThat(hash("nothing", "")).throwsA(IllegalArgumentException.class);
        }
    }

    @Nested
    class A_password {

        @Test
        void matches_its_hash() {
            assertThat(match("a password, its hash", "s3cret", encoder.encode("s3cret")))
                    .returns(true);
        }

        @Test
        void matches_no_other_hash() {
            assertThat(match("a password, another's hash", "s3cret", encoder.encode("other")))
                    .returns(false);
        }

        @Test
        void that_is_longer_than_72_bytes_matches_nothing() {
            String hash = encoder.encode("x".repeat(72));

            assertThat(match("72 bytes and one more", "x".repeat(72) + "y", hash)).returns(false);
        }

        @Test
        void that_is_longer_than_72_bytes_though_not_letters_matches_nothing() {
            String hash = encoder.encode("я".repeat(36));

            assertThat(match("36 letters of 2 bytes and one more", "я".repeat(37), hash))
                    .returns(false);
        }

        @Test
        void that_is_too_long_costs_as_much_work_as_another() {
            assertThat(work("100 bytes", "x".repeat(100), encoder.encode("s3cret")))
                    .returns("1 hash, as for an account");
        }

        @Test
        void that_is_empty_matches_nothing() {
            assertThat(match("nothing, a hash", "", encoder.encode("s3cret"))).returns(false);
        }
    }

    @Nested
    class Where_there_is_no_account {

        @Test
        void no_password_matches() {
            assertThat(match("a password, null", "s3cret", null)).returns(false);
        }

        @Test
        void not_even_one_that_the_code_itself_has_encoded_matches() {
            Call<Boolean> any =
                    wire.call(
                            "match(what your code has encoded, null)",
                            () -> {
                                Hasher hasher = new Hasher(encoder);
                                hasher.match("s3cret", null);
                                return encoder.encoded().stream()
                                        .anyMatch(password -> hasher.match(password, null));
                            });

            assertThat(any).returns(false);
        }

        @Test
        void there_is_as_much_work_as_where_there_is_one() {
            assertThat(work("a password", "s3cret", null)).returns("1 hash, as for an account");
        }
    }
}
