package workbook.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

    @Test
    void a_neighbour_fails_at_the_same_test_and_gets_another_cause() {
        MistakePatch.Header reader = mistake("Every piece", "reads only once");

        assertThat(withoutNeighbour(reader)).containsExactly("serve() reads only once.");
        assertThat(withoutNeighbour(reader, mistake("every piece", "forgets to flush"))).isEmpty();
        assertThat(withoutNeighbour(reader, mistake("The end", "forgets to flush"))).hasSize(1);
        assertThat(withoutNeighbour(reader, mistake("Every piece", "reads"))).hasSize(1);
        assertThat(withoutNeighbour(reader, mistake("Every piece", "serve()", "only once")))
                .isEmpty();
    }

    private static List<String> withoutNeighbour(MistakePatch.Header... mistakes) {
        return new Causes(List.of("serve() reads only once."), List.of(mistakes))
                .withoutNeighbour();
    }

    private static MistakePatch.Header mistake(String fails, String says, String... nots) {
        return new MistakePatch.Header("", "", fails, says, List.of(nots));
    }
}
