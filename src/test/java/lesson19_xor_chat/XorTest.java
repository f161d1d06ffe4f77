package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.util.HexFormat;
import java.util.stream.IntStream;
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
class XorTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expected("22 00"),
                "the result has as many bytes as the data, however long the key is."),
        when(
                seen -> seen.threw(ArithmeticException.class),
                "i % 0 is an ArithmeticException. Look at the key first: without bytes it is an IllegalArgumentException."),
        when(
                seen -> seen.expectedWords("IllegalArgumentException"),
                "a key without bytes is let pass. Throw an IllegalArgumentException before anything else, also if there is nothing to XOR."),
        when(
                seen -> seen.threw(ArrayIndexOutOfBoundsException.class),
                "the key is shorter than the data, and the index runs out of it. Begin it anew: key[i % key.length]."),
        when(
                seen -> seen.expectedWords("data 68 69"),
                "apply() writes into the array that it is given. Write into a new one; the caller may still need the other."),
        when(
                seen -> seen.got("22 24 3a 2d 6f") || seen.got("22 24 3a 2d"),
                "behind the key's last byte the XORing stops. Begin the key anew: key[i % key.length]."),
        when(
                seen -> seen.got("22 04 33 26 64"),
                "only one byte of the key comes back when the key is used up, or it begins at the wrong one: key[i % key.length]."),
        when(
                seen -> seen.expected("22 24 3a 2d"),
                "the bytes are not XORed: data[i] ^ key[i], and no + or |."),
        when(
                seen ->
                        seen.gotText().contains("comes back as")
                                || seen.gotText().contains("is lost"),
                "what was XORed twice is something else. Work on the bytes themselves, with ^: no text in between, no + or |."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    private Call<String> apply(String data, String key) {
        return wire.call(
                "apply()", () -> hex(Xor.apply(data.getBytes(UTF_8), key.getBytes(UTF_8))));
    }

    /** Whether each of the 256 bytes comes back. */
    private Call<String> applyTwice(byte[] key) {
        byte[] data = new byte[256];
        IntStream.range(0, 256).forEach(i -> data[i] = (byte) i);
        return wire.call(
                "apply(), twice",
                () -> {
                    byte[] back = Xor.apply(Xor.apply(data.clone(), key), key);
                    return IntStream.range(0, 256)
                            .filter(i -> i >= back.length || (back[i] & 0xff) != i)
                            .mapToObj(
                                    i ->
                                            i < back.length
                                                    ? i + " comes back as " + (back[i] & 0xff)
                                                    : i + " is lost")
                            .findFirst()
                            .orElse("all came back");
                });
    }

    @Nested
    class Each_byte {

        @Test
        void meets_the_next_of_the_key() {
            assertThat(apply("hell", "JAVA")).returns("22 24 3a 2d");
        }

        @Test
        void meets_the_first_of_the_key_when_that_is_used_up() {
            assertThat(apply("hello", "JAVA")).returns("22 24 3a 2d 25");
        }

        @Test
        void meets_the_same_if_the_key_has_but_one() {
            assertThat(apply("abc", " ")).returns("41 42 43");
        }

        @Test
        void may_be_the_last_although_the_key_is_longer() {
            assertThat(apply("hA", "JAVA")).returns("22 00");
        }

        @Test
        void may_be_missing() {
            assertThat(apply("", "JAVA")).returns("");
        }

        @Test
        void comes_back_when_it_is_done_twice() {
            assertThat(applyTwice(new byte[] {'J', 0, -1, -128, 7})).returns("all came back");
        }
    }

    @Nested
    class The_arrays {

        private static final String AS_IT_WAS = "data 68 69, key 4a";

        @Test
        void are_not_changed() {
            byte[] data = {'h', 'i'};
            byte[] key = {'J'};

            Call<String> apply =
                    wire.call(
                            "apply()",
                            () -> {
                                Xor.apply(data, key);
                                return "data " + hex(data) + ", key " + hex(key) + "";
                            });

            assertThat(apply).returns(AS_IT_WAS);
        }
    }

    @Nested
    class A_key_without_bytes {

        @Test
        void is_refused() {
            assertThat(apply("hello", "")).throwsA(IllegalArgumentException.class);
        }

        @Test
        void is_refused_also_where_there_is_nothing_to_hide() {
            assertThat(apply("", "")).throwsA(IllegalArgumentException.class);
        }
    }
}
