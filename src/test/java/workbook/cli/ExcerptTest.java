package workbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ExcerptTest {

    @Test
    void a_line_that_fits_is_left_alone() {
        assertThat(Excerpt.fit("int n = 1", "         ^", 20))
                .containsExactly("int n = 1", "         ^");
    }

    @Test
    void tabs_become_spaces_and_the_caret_moves_with_them() {
        assertThat(Excerpt.fit("\tint\tn = 1", "\t   \t^", 40))
                .containsExactly("    int n = 1", "        ^");
    }

    @Test
    void a_character_that_is_shown_as_an_escape_moves_the_caret() {
        assertThat(Excerpt.fit("a\u001b!", "  ^", 40)).containsExactly("a\\x1b!", "     ^");
    }

    @Test
    void the_caret_points_at_its_character_in_every_place_of_every_line() {
        for (String before : List.of("", "\t\t", "                    ", "  \t")) {
            for (int length = 1; length < 130; length++) {
                for (int place = 0; place < length; place++) {
                    StringBuilder line = new StringBuilder(before + "x".repeat(length));
                    line.setCharAt(before.length() + place, '!');
                    String caret = before + " ".repeat(place) + "^";

                    List<String> shown = Excerpt.fit(line.toString(), caret, 30);

                    int column = shown.get(1).length() - 1;
                    assertThat(shown.get(0).charAt(column)).as(line.toString()).isEqualTo('!');
                    assertThat(shown).allMatch(one -> one.length() <= 30);
                }
            }
        }
    }

    @Test
    void a_caret_after_the_end_is_shown_after_the_end() {
        List<String> shown = Excerpt.fit("x".repeat(99), " ".repeat(99) + "^", 30);

        assertThat(shown.get(1)).hasSize(shown.get(0).length() + 1);
        assertThat(shown.get(0)).startsWith("…").endsWith("x");
    }
}
