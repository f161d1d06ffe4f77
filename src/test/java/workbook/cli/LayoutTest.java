package workbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The keys of the watch are h n p t d l r s x q y. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LayoutTest {

    @Test
    void the_keys_are_where_they_are_on_a_Latin_keyboard() {
        assertThat(Layout.latin("рнзевдкычйтР")).isEqualTo("hypt" + "dlrsxqn" + "h");
        assertThat(Layout.latin("і")).isEqualTo("s");
        assertThat(Layout.latin("ηνπτδλρσχυ")).isEqualTo("hnptdlrsxy");
        assertThat(Layout.latin("ימפאגךרדסט")).isEqualTo("hnptdlrsxy");
    }

    @Test
    void what_is_no_letter_of_theirs_stays() {
        assertThat(Layout.latin("hQ1 ?")).isEqualTo("hq1 ?");
        assertThat(Layout.latin(Keyboard.GONE)).isEqualTo(Keyboard.GONE);
        assertThat(Layout.latin(Keyboard.LAST)).isEqualTo(Keyboard.LAST);
    }
}
