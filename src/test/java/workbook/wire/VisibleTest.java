package workbook.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class VisibleTest {

    private static final String ATTACK = "\u001b[2J\u001b[32m✔\u009b\u202e\u0007\r\u2028\ufeff";

    @ParameterizedTest
    @CsvSource({
        "0, \\x00",
        "7, \\x07",
        "8, \\x08",
        "10, \\x0a",
        "13, \\x0d",
        "27, \\x1b",
        "127, \\x7f",
        "128, \\u0080",
        "155, \\u009b",
        "173, \\u00ad", // soft hyphen
        "8203, \\u200b", // zero width
        "8232, \\u2028",
        "8238, \\u202e",
        "8295, \\u2067",
        "65279, \\ufeff",
        "65535, \\uffff",
        "917536, \\ue0020", // a tag
    })
    void a_character_that_would_be_obeyed_or_hidden_is_an_escape(int character, String shown) {
        assertThat(Visible.line("a" + Character.toString(character) + "b"))
                .isEqualTo("a" + shown + "b");
    }

    @Test
    void letters_of_all_kinds_stay_what_they_are() {
        String letters = "Привет, ёж! é 漢字 😀 ✔ └ \\ \"";

        assertThat(Visible.line(letters)).isEqualTo(letters);
        assertThat(Visible.lines(letters)).isEqualTo(letters);
    }

    @Test
    void lines_end_as_they_did_and_a_lone_carriage_return_is_an_escape() {
        assertThat(Visible.lines("one\ntwo\r\nthree\rfour\r\r\n"))
                .isEqualTo("one\ntwo\r\nthree\\x0dfour\\x0d\r\n");
    }

    @Test
    void only_our_own_colours_reach_the_terminal() {
        String shown = Visible.lines(Visible.coloured("31", "red " + ATTACK) + ATTACK);

        assertThat(shown).startsWith("\u001b[31mred \\x1b[2J\\x1b[32m✔").contains("\u001b[0m\\x1b");
        assertThat(shown.codePoints().filter(c -> c == '\u001b').count()).isEqualTo(2);
        assertThat(shown).doesNotContainPattern("[\u009b\u202e\u0007\r\u2028\ufeff]");
    }

    @Test
    void json_means_the_same_and_hides_nothing() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        String all = ATTACK + "\u007f\t\n" + Character.toString(0xe0020) + "ёж 😀";

        String json = Visible.json(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all));

        assertThat(mapper.readValue(json, String.class)).isEqualTo(all);
        assertThat(json)
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028]")
                .contains("ёж 😀", "\\u007f", "\\u009b");
    }
}
