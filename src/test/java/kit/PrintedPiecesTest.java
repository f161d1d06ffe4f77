package kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Checks that pieces of any size make up a message if each has its length and none is too long. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PrintedPiecesTest {

    private static boolean make(String message, String... lines) {
        String printed = "listening on port 10000\n" + String.join("\n", lines) + "\n";
        return new PrintedPieces(printed).make(message.getBytes(UTF_8), 4);
    }

    @Test
    void pieces_may_have_any_size_up_to_the_limit() {
        assertThat(make("hello!", "4 bytes: \"hell\"", "2 bytes: \"o!\"")).isTrue();
        assertThat(make("hello!", "\"hel\" (3)", "\"lo!\" (3)")).isTrue();
        assertThat(make("a\"b", "3 bytes: \"a\"b\"")).isTrue();
    }

    @Test
    void a_letter_that_is_cut_in_two_counts_with_its_bytes() {
        assertThat(make("п", "1 byte: \"\uFFFD\"", "1 byte: \"\uFFFD\"")).isTrue();
    }

    @Test
    void a_piece_may_not_be_too_long_or_missing_or_say_another_length() {
        assertThat(make("hello", "5 bytes: \"hello\"")).isFalse();
        assertThat(make("hello!", "4 bytes: \"hell\"")).isFalse();
        assertThat(make("пп", "2 bytes: \"пп\"")).isFalse();
        assertThat(make("hello!", "4 bytes: \"hell\"", "4 bytes: \"o!ll\"")).isFalse();
    }
}
