package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.UTF_8;
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
class KeyThiefTest {

    private static final String WELCOME = "\0\17* welcome, anna"; // no key: the length and the text

    private static final String LONG_TEXT =
            "* welcome, anna, boris, clara, dora, emil, fritz and gerda";

    private static final Likely[] CAUSES = {
        when(
                seen ->
                        seen.called("key() of a long key")
                                && seen.gotLength() == 2 + LONG_TEXT.length(),
                "all known bytes are returned, but they repeat with a shorter key. Try every length up to that of plain."),
        when(
                seen -> seen.gotText().startsWith("JAVAJAVAJAVAJ "),
                "the key is followed by other bytes, because plain is shorter than onWire. XOR only as many bytes as plain has."),
        when(
                seen ->
                        seen.expectedWords("IllegalArgumentException")
                                && seen.called("key() with nothing known"),
                "a key is returned although no byte is known. If plain is empty, throw an IllegalArgumentException."),
        when(
                seen -> seen.expectedWords("IllegalArgumentException"),
                "a key is returned although plain is longer than onWire. Throw an IllegalArgumentException."),
        when(
                seen ->
                        seen.threw(IndexOutOfBoundsException.class)
                                || seen.threw(ArithmeticException.class),
                "an index is outside an array. plain may be shorter than onWire: compare only bytes that both have, and begin the comparison after the first n bytes."),
        when(
                seen -> seen.gotText().startsWith("\0\17") || seen.gotText().startsWith("JN|a"),
                "the result is one of the arguments. Each byte of the key is plain ^ onWire."),
        when(
                seen -> seen.expected("ABA") || seen.expected("AAB"),
                "the key is cut where its first byte occurs again, but that byte may occur twice in a key. Try one length after another until all known bytes repeat with it."),
        when(
                seen -> seen.expected("JAVA") && seen.got("JAVAJA"),
                "a length is accepted only if the last repetition is complete, or if the key fits in twice. Compare each byte with the one n places before it, as far as they are known."),
        when(
                seen -> seen.expected("J") && seen.gotText().startsWith("JJ"),
                "a key of one byte is not found. Begin to try with length 1."),
        when(
                seen -> seen.gotText().startsWith("JAVAJAVA"),
                "the key is returned several times in a row. Find the smallest length with which all known bytes repeat, and return only that many bytes."),
        when(
                seen -> seen.expected("JAVAJAV") && !seen.threwAnything(),
                "the key is too short. A length is right only if all known bytes repeat with it, up to the last one."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    /** Finds the key of a frame whose first bytes are known. */
    private Call<String> steal(String key, String known, String text) {
        return wire.call("key()", () -> steal(known, Frames.frame(text, key.getBytes(UTF_8))));
    }

    private static String steal(String known, byte[] onWire) {
        return new String(KeyThief.key(known.getBytes(UTF_8), onWire), UTF_8);
    }

    @Nested
    class A_key {

        @Test
        @Tag("8.1")
        void is_found_if_a_whole_frame_is_known() {
            assertThat(steal("JAVA", WELCOME, "* welcome, anna")).returns("JAVA");
        }

        @Test
        @Tag("8.2")
        void is_found_if_only_the_beginning_of_a_frame_is_known() {
            assertThat(steal("JAVA", "\0\17* welcome, ", "* welcome, anna")).returns("JAVA");
        }

        @Test
        @Tag("8.1")
        void of_one_byte_is_found() {
            assertThat(steal("J", WELCOME, "* welcome, anna")).returns("J");
        }

        @Test
        @Tag("8.1")
        void whose_first_byte_occurs_again_at_its_end_is_found() {
            assertThat(steal("ABA", WELCOME, "* welcome, anna")).returns("ABA");
        }

        @Test
        @Tag("8.1")
        void that_begins_with_the_same_byte_twice_is_found() {
            assertThat(steal("AAB", WELCOME, "* welcome, anna")).returns("AAB");
        }

        @Test
        @Tag("8.3")
        void is_found_even_if_its_second_repetition_is_incomplete() {
            assertThat(steal("JAVA", "\0\17* we", "* welcome, anna")).returns("JAVA");
        }

        @Test
        @Tag("8.1")
        void that_consists_of_a_shorter_key_is_found_as_the_shorter_one() {
            assertThat(steal("JAVAJAVA", WELCOME, "* welcome, anna")).returns("JAVA");
        }

        @Test
        @Tag("8.4")
        void longer_than_the_known_bytes_is_found_in_part() {
            assertThat(steal("secret", "\0\17* w", "* welcome, anna")).returns("secre");
        }

        @Test
        @Tag("8.1")
        void of_any_length_is_found() {
            byte[] known = Frames.frame(LONG_TEXT, Frames.OPEN);
            for (int length = 9; length <= 26; length++) {
                String key = "abcdefghijklmnopqrstuvwxyz".substring(0, length);
                byte[] onWire = Frames.frame(LONG_TEXT, key.getBytes(UTF_8));

                Call<String> found =
                        wire.call(
                                "key() of a long key",
                                () -> new String(KeyThief.key(known, onWire), UTF_8));

                assertThat(found).returns(key);
            }
        }

        @Test
        @Tag("8.1")
        void of_bytes_above_127_is_found() {
            assertThat(steal("ключ", WELCOME, "* welcome, anna")).returns("ключ");
        }
    }

    @Nested
    class A_call {

        @Test
        @Tag("8.5")
        @DisplayName("A call without known bytes is rejected")
        void without_known_bytes_is_rejected() {
            Call<String> key =
                    wire.call("key() with nothing known", () -> steal("", new byte[] {1, 2}));

            assertThat(key).throwsA(IllegalArgumentException.class);
        }

        @Test
        @Tag("8.5")
        void with_more_known_bytes_than_were_on_the_wire_is_rejected() {
            Call<String> key = wire.call("key()", () -> steal("abc", new byte[] {1, 2}));

            assertThat(key).throwsA(IllegalArgumentException.class);
        }
    }
}
