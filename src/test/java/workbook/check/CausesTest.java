package workbook.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The causes are found in the sources of the graders, whatever stands in their conditions. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CausesTest {

    @Test
    void each_cause_is_the_last_argument() {
        assertThat(
                        Causes.in(
                                """
                                import static kit.Likely.when;
                                    when(
                                            seen -> seen.expected("a (, \\" b") && seen.got("x"),
                                            "the first. It has brackets (and \\"quotes\\")."),
                                    whenHeld(
                                            seen -> seen.held("close()", "", ""),
                                            "the "
                                                    + "second."),
                                """))
                .containsExactly("the first. It has brackets (and \"quotes\").", "the second.");
    }
}
