package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.util.HexFormat;
import java.util.stream.IntStream;
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
class XorTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expected("22 00"),
                "the result is as long as the key, so bytes follow that nobody sent. Make it as long as the data."),
        when(
                seen -> seen.threw(ArithmeticException.class),
                "i % 0 throws an ArithmeticException. Check the key first, and throw an IllegalArgumentException if it has no bytes."),
        when(
                seen -> seen.expectedWords("IllegalArgumentException"),
                "a key without bytes is accepted, although it hides nothing. Throw an IllegalArgumentException first, even if there is nothing to XOR."),
        when(
                seen -> seen.threw(ArrayIndexOutOfBoundsException.class, "Index -128 "),
                "an index becomes -128, because it is counted in a byte, which goes up to 127. Count in an int."),
        when(
                seen -> seen.threw(ArrayIndexOutOfBoundsException.class),
                "the key is shorter than the data, so the index is outside the key. Start the key again: key[i % key.length]."),
        when(
                seen -> seen.expectedWords("data 68 69"),
                "apply() writes into the array that it was given, which the caller still needs. Write into a new array."),
        when(
                seen -> seen.got("22 24 3a 2d 6f") || seen.got("22 24 3a 2d"),
                "after the key's last byte, the data is no longer XORed. Start the key again: key[i % key.length]."),
        when(
                seen -> seen.got("22 04 33 26 64"),
                "the key starts again at the wrong byte. Use key[i % key.length]."),
        when(
                seen -> seen.expected("22 24 3a 2d"),
                "the bytes are combined, but not with XOR. Use ^, not + or |."),
        when(
                seen ->
                        seen.gotText().contains("comes back as")
                                || seen.gotText().contains("is lost"),
                "some bytes are changed after XORing twice. Work on the bytes themselves with ^: no text in between, no + or |."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    private Call<String> apply(String data, String key) {
        return wire.call(
                "apply()", () -> hex(Xor.apply(data.getBytes(UTF_8), key.getBytes(UTF_8))));
    }

    /** XORs all 256 bytes twice, and reports the first one that has changed. */
    private Call<String> applyTwice(byte[] key) {
        byte[] data = new byte[256];
        IntStream.range(0, 256).forEach(i -> data[i] = (byte) i);
        return wire.call(
                "apply() twice",
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
        @Tag("1.1")
        void is_XORed_with_the_next_byte_of_the_key() {
            assertThat(apply("hell", "JAVA")).returns("22 24 3a 2d");
        }

        @Test
        @Tag("1.2")
        @DisplayName("After the key's last byte, the key starts again")
        void after_the_end_of_the_key_is_XORed_with_its_first_byte_again() {
            assertThat(apply("hello", "JAVA")).returns("22 24 3a 2d 25");
        }

        @Test
        @Tag("1.2")
        void is_XORed_with_the_same_byte_if_the_key_has_only_one() {
            assertThat(apply("abc", " ")).returns("41 42 43");
        }

        @Test
        @Tag("1.1")
        @DisplayName("The result has as many bytes as the data even if the key is longer")
        void of_data_shorter_than_the_key_gives_one_byte() {
            assertThat(apply("hA", "JAVA")).returns("22 00");
        }

        @Test
        @Tag("1.1")
        @DisplayName("Data without bytes gives a result without bytes")
        void of_nothing_gives_nothing() {
            assertThat(apply("", "JAVA")).returns("");
        }

        @Test
        @Tag("1.3")
        @DisplayName("Each of the 256 bytes is the same again after apply() was called twice")
        void is_the_same_again_after_apply_was_called_twice() {
            assertThat(applyTwice(new byte[] {'J', 0, -1, -128, 7})).returns("all came back");
        }

        @Test
        @Tag("1.2")
        @DisplayName("Each byte is XORed with the next byte of the key even if the key is long")
        void is_XORed_with_the_next_byte_of_a_long_key() {
            for (int length : new int[] {127, 128, 129, 255, 256, 257, 1000}) {
                byte[] data = new byte[3 * length]; // XOR with 0 leaves the key as it is
                byte[] key = new byte[length];
                IntStream.range(0, length).forEach(i -> key[i] = (byte) ((i * 7 + i / 256) & 0x7f));

                assertThat(wire.call("apply()", () -> hex(Xor.apply(data, key.clone()))))
                        .returns(hex(key) + " " + hex(key) + " " + hex(key));
            }
        }
    }

    @Nested
    class The_arrays {

        private static final String AS_IT_WAS = "data 68 69, key 4a";

        @Test
        @Tag("1.4")
        @DisplayName("apply() changes neither the data nor the key")
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
        @Tag("1.5")
        void is_rejected() {
            assertThat(apply("hello", "")).throwsA(IllegalArgumentException.class);
        }

        @Test
        @Tag("1.5")
        void is_rejected_even_if_the_data_has_no_bytes() {
            assertThat(apply("", "")).throwsA(IllegalArgumentException.class);
        }
    }
}
