package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.UTF_8;
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
@Tag("task-4")
class KeyThiefTest {

    private static final String WELCOME = "\0\17* welcome, anna"; // its first bytes, length and all

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.gotText().startsWith("JAVAJAVAJAVAJ "),
                "plain may be shorter than crossed: only the beginning is known. XOR as many bytes as plain has."),
        when(
                seen ->
                        seen.expectedWords("IllegalArgumentException")
                                && seen.called("key(), nothing"),
                "nothing is known, and a key is returned. Where plain is empty, throw an IllegalArgumentException."),
        when(
                seen -> seen.expectedWords("IllegalArgumentException"),
                "plain says more than has crossed. Throw an IllegalArgumentException."),
        when(
                seen ->
                        seen.threw(IndexOutOfBoundsException.class)
                                || seen.threw(ArithmeticException.class),
                "an index runs out of an array. plain may be shorter than crossed; compare only bytes that have another so many before them."),
        when(
                seen -> seen.gotText().startsWith("\0\17") || seen.gotText().startsWith("JN|a"),
                "one of the arguments is returned. Each byte of the key is plain ^ crossed."),
        when(
                seen -> seen.expected("ABA") || seen.expected("AAB"),
                "a byte that comes again need not be the key's first. Try each length until all known bytes repeat with it."),
        when(
                seen -> seen.expected("JAVA") && seen.got("JAVAJA"),
                "the key is found only if its last repetition is whole, or if it fits in twice. Compare each byte with the one so many before it, as far as they are known."),
        when(
                seen -> seen.expected("J") && seen.gotText().startsWith("JJ"),
                "a key of one byte is not tried. Begin with length 1."),
        when(
                seen -> seen.gotText().startsWith("JAVAJAVA"),
                "this is the key, but again and again. Return it once: find the smallest length with which all known bytes repeat."),
        when(
                seen -> seen.expected("JAVAJAV") && !seen.threwAnything(),
                "the key ends earlier than it should. Each length must fit to the last known byte."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    /** Steals the key of a frame of which only the beginning is known. */
    private Call<String> steal(String key, String known, String text) {
        return wire.call("key()", () -> steal(known, Frames.frame(text, key.getBytes(UTF_8))));
    }

    private static String steal(String known, byte[] crossed) {
        return new String(KeyThief.key(known.getBytes(UTF_8), crossed), UTF_8);
    }

    @Nested
    class A_key {

        @Test
        void is_found_where_a_welcome_is_known() {
            assertThat(steal("JAVA", WELCOME, "* welcome, anna")).returns("JAVA");
        }

        @Test
        void is_found_where_only_the_beginning_of_a_frame_is_known() {
            assertThat(steal("JAVA", "\0\17* welcome, ", "* welcome, anna")).returns("JAVA");
        }

        @Test
        void may_have_one_byte() {
            assertThat(steal("J", WELCOME, "* welcome, anna")).returns("J");
        }

        @Test
        void may_begin_like_a_shorter_one() {
            assertThat(steal("ABA", WELCOME, "* welcome, anna")).returns("ABA");
        }

        @Test
        void may_begin_with_a_byte_twice() {
            assertThat(steal("AAB", WELCOME, "* welcome, anna")).returns("AAB");
        }

        @Test
        void need_not_be_known_twice() {
            assertThat(steal("JAVA", "\0\17* we", "* welcome, anna")).returns("JAVA");
        }

        @Test
        void is_as_short_as_it_can_be() {
            assertThat(steal("JAVAJAVA", WELCOME, "* welcome, anna")).returns("JAVA");
        }

        @Test
        void longer_than_what_is_known_is_found_in_part() {
            assertThat(steal("secret", "\0\17* w", "* welcome, anna")).returns("secre");
        }

        @Test
        void may_have_every_byte_above_127() {
            assertThat(steal("ключ", WELCOME, "* welcome, anna")).returns("ключ");
        }
    }

    @Nested
    class What_cannot_be {

        @Test
        void is_a_key_of_nothing() {
            Call<String> key =
                    wire.call("key(), nothing known", () -> steal("", new byte[] {1, 2}));

            assertThat(key).throwsA(IllegalArgumentException.class);
        }

        @Test
        void is_more_known_than_has_crossed() {
            Call<String> key = wire.call("key()", () -> steal("abc", new byte[] {1, 2}));

            assertThat(key).throwsA(IllegalArgumentException.class);
        }
    }
}
