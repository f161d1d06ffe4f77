package lesson23_jim_sessions;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import kit.Call;
import kit.Likely;
import kit.Wire;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HasherTest {

    private static final String OTHER_ROUNDS = "1 hash with another number of rounds";

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.got(OTHER_ROUNDS),
                "if there is no account, the encoder compares a hash that another encoder has made, with another number of rounds, and a stranger can measure the difference. Create that hash with the given encoder, in the constructor."),
        when(
                seen -> seen.called("hash(spaces") || seen.called("match(spaces"),
                "a password of spaces is refused, but it is not empty: it has 1 to 72 bytes. Ask isEmpty() or count the bytes, and do not strip it."),
        when(
                seen -> seen.called("match(what your code has encoded"),
                "if hash is null, match() returns true for the password of the hash that stands in for it. Compare, but then return false."),
        when(
                seen ->
                        (seen.called("match(a password, null)")
                                        || seen.called("the work of match(a password, null)"))
                                && seen.threwAnything(),
                "if there is no account, hash is null, and your code uses it. Compare with a hash that you have created in the constructor."),
        when(
                seen -> seen.called("the work of match(100 bytes)") && seen.expectedWords("1 hash"),
                "a password that is too long is refused sooner than any other, which a stranger can measure. Let the encoder compare first, in any case."),
        when(
                seen -> seen.expected("1 hash, as for an account") && seen.got("0 hashes"),
                "if there is no account, no hash is compared, and a stranger can measure the short wait. Compare with a real hash that you have created in the constructor; the encoder returns at once for an empty one."),
        when(
                seen -> seen.expected("1 hash, as for an account"),
                "if there is no account, more than one hash is made or compared, and a stranger can measure the longer wait. Create the hash to compare with once, in the constructor."),
        when(
                seen -> seen.called("match(72 bytes and one more"),
                "bcrypt ignores everything after 72 bytes, so a longer password that begins correctly is accepted. Count the bytes in match(), too."),
        when(
                seen ->
                        seen.called("hash(37 letters of 2 bytes")
                                || seen.called("match(36 letters of 2 bytes"),
                "letters are counted, but the limit of 72 is in bytes, and a Russian letter has two in UTF-8. Count password.getBytes(UTF_8).length."),
        when(
                seen -> seen.called("hash(72 bytes)"),
                "a password of exactly 72 bytes is refused. It still fits."),
        when(
                seen -> seen.called("hash(") && seen.expectedWords("IllegalArgumentException"),
                "hash() accepts a password that has no bytes, or more than 72. Throw an IllegalArgumentException."),
        when(
                seen -> seen.called("whether two hash() are equal"),
                "two hashes of one password are equal, so they have no salt. Return what encoder.encode() returns in each call."),
        when(
                seen -> seen.called("match(") && seen.expected("true"),
                "two hashes are compared with each other, but each has a different salt. Ask encoder.matches(password, hash)."),
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
     * Describes what the encoder does to match a password; {@code hash} is null if there is no
     * account.
     */
    private Call<String> work(String name, String password, String hash) {
        return wire.call(
                "the work of match(" + name + (hash == null ? ", null)" : ")"),
                () -> {
                    Hasher hasher = new Hasher(encoder);
                    hasher.match("warm", null);
                    int before = encoder.worked();
                    int ofOthers = encoder.ofOthers();
                    hasher.match(password, hash);
                    int hashes = encoder.worked() - before;
                    if (encoder.ofOthers() > ofOthers) {
                        return OTHER_ROUNDS;
                    }
                    return hashes == 1 ? "1 hash, as for an account" : hashes + " hashes";
                });
    }

    @Nested
    class Hashing {

        @Test
        @Tag("1.1")
        @DisplayName("hash() returns a hash that the encoder matches with the password")
        void returns_a_hash_that_the_encoder_matches_with_the_password() {
            Call<Boolean> bcrypt =
                    wire.call(
                            "hash(a password)",
                            () -> encoder.matches("s3cret", new Hasher(encoder).hash("s3cret")));

            assertThat(bcrypt).returns(true);
        }

        @Test
        @Tag("1.1")
        @DisplayName("hash() returns a different hash of the same password each time")
        void returns_a_different_hash_of_the_same_password_each_time() {
            Call<Boolean> same =
                    wire.call(
                            "whether two hash() are equal",
                            () -> {
                                Hasher hasher = new Hasher(encoder);
                                return hasher.hash("s3cret").equals(hasher.hash("s3cret"));
                            });

            assertThat(same).returns(false);
        }

        @Test
        @Tag("1.2")
        @DisplayName("hash() accepts a password of 72 bytes")
        void accepts_a_password_of_72_bytes() {
            assertThat(hash("72 bytes", "x".repeat(72))).returns();
        }

        @Test
        @Tag("1.2")
        @DisplayName("hash() accepts a password of spaces")
        void accepts_a_password_of_spaces() {
            assertThat(hash("spaces", "   ")).returns();
        }

        @Test
        @Tag("1.2")
        @DisplayName("hash() refuses a password of 73 bytes")
        void refuses_a_password_of_73_bytes() {
            assertThat(hash("73 bytes", "x".repeat(73))).throwsA(IllegalArgumentException.class);
        }

        @Test
        @Tag("1.2")
        @DisplayName("hash() refuses a password of 37 letters with two bytes each")
        void refuses_a_password_of_37_letters_with_two_bytes_each() {
            assertThat(hash("37 letters of 2 bytes", "я".repeat(37)))
                    .throwsA(IllegalArgumentException.class);
        }

        @Test
        @Tag("1.2")
        @DisplayName("hash() refuses an empty password")
        void refuses_an_empty_password() {
            assertThat(hash("nothing", "")).throwsA(IllegalArgumentException.class);
        }
    }

    @Nested
    class Matching {

        @Test
        @Tag("1.3")
        @DisplayName("match() returns true for a password and its hash")
        void returns_true_for_a_password_and_its_hash() {
            assertThat(match("a password, its hash", "s3cret", encoder.encode("s3cret")))
                    .returns(true);
        }

        @Test
        @Tag("1.3")
        @DisplayName("match() returns false for the hash of another password")
        void returns_false_for_the_hash_of_another_password() {
            assertThat(match("a password, another's hash", "s3cret", encoder.encode("other")))
                    .returns(false);
        }

        @Test
        @Tag("1.3")
        @DisplayName("match() returns true for a password of spaces, and only for the same spaces")
        void returns_true_for_a_password_of_spaces_and_only_for_the_same_spaces() {
            assertThat(match("spaces", "   ", encoder.encode("   "))).returns(true);
            assertThat(match("other spaces", " ", encoder.encode("   "))).returns(false);
        }

        @Test
        @Tag("1.4")
        @DisplayName("match() returns false for 73 bytes of which the first 72 are right")
        void returns_false_for_73_bytes_of_which_the_first_72_are_right() {
            String hash = encoder.encode("x".repeat(72));

            assertThat(match("72 bytes and one more", "x".repeat(72) + "y", hash)).returns(false);
        }

        @Test
        @Tag("1.4")
        @DisplayName(
                "match() returns false for 37 letters with two bytes each of which 36 are right")
        void match_returns_false_for_37_letters_with_two_bytes_each_of_which_36_are_right() {
            String hash = encoder.encode("я".repeat(36));

            assertThat(match("36 letters of 2 bytes and one more", "я".repeat(37), hash))
                    .returns(false);
        }

        @Test
        @Tag("1.6")
        @DisplayName("match() does as much work for a password that is too long")
        void does_as_much_work_for_a_password_that_is_too_long() {
            assertThat(work("100 bytes", "x".repeat(100), encoder.encode("s3cret")))
                    .returns("1 hash, as for an account");
        }

        @Test
        @Tag("1.4")
        @DisplayName("match() returns false for an empty password")
        void returns_false_for_an_empty_password() {
            assertThat(match("nothing, a hash", "", encoder.encode("s3cret"))).returns(false);
        }
    }

    @Nested
    class Matching_without_a_hash {

        @Test
        @Tag("1.5")
        @DisplayName("match() returns false if there is no hash")
        void returns_false_if_there_is_no_hash() {
            assertThat(match("a password, null", "s3cret", null)).returns(false);
        }

        @Test
        @Tag("1.5")
        @DisplayName(
                "match() returns false if there is no hash, even for a password that your code has encoded")
        void
                match_returns_false_if_there_is_no_hash_even_for_a_password_that_your_code_has_encoded() {
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
        @Tag("1.6")
        @DisplayName("match() does as much work if there is no hash")
        void does_as_much_work_if_there_is_no_hash() {
            assertThat(work("a password", "s3cret", null)).returns("1 hash, as for an account");
        }
    }
}
