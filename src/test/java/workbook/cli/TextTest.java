package workbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TextTest {

    @Test
    void a_number_stays_beside_its_word() {
        String line = "  likely    " + "word ".repeat(11) + "README, task 2";

        assertThat(new Text(80).wrap(line, 12))
                .containsExactly(
                        "  likely    " + "word ".repeat(10) + "word", "            README, task 2");
    }

    @Test
    void a_long_word_stays_whole_and_what_follows_it_is_broken_again() {
        assertThat(
                        new Text(20)
                                .wrap(
                                        "in lessons/lesson01_uppercase_echo one two three four five",
                                        2))
                .containsExactly(
                        "in lessons/lesson01_uppercase_echo", "  one two three four", "  five");
    }

    @Test
    void a_list_is_broken_between_its_items() {
        assertThat(new Text(30).items(List.of("n next", "p back", "t page", "l list", "q quit")))
                .containsExactly("n next · p back · t page", "l list · q quit");
    }

    @Test
    void what_stands_at_the_right_margin_keeps_its_line() {
        assertThat(
                        new Text(40)
                                .spread(
                                        "A client is answered every piece, not only the first",
                                        "task 3"))
                .isEqualTo("A client is answered every        task 3\n  piece, not only the first");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 5, 20})
    void the_narrowest_terminal_gets_lines_too(int width) {
        Text text = new Text(width);

        assertThat(text.wrap("some words that are longer than that", 12)).hasSizeGreaterThan(1);
        assertThat(text.spread("some words that are longer than that", "not run, task 3"))
                .contains("not run, task 3");
    }
}
