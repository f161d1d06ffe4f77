package workbook.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import workbook.grading.Submission;
import workbook.grading.TestResult;
import workbook.grading.Verdict;
import workbook.worker.RequirementTag;

/** A mistake must be told its own cause, and not that of its neighbour. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CaseTest {

    private static final Submission NOTHING = new Submission(null, "Mistake", null, List.of());

    private static String judged(String says, List<String> nots) {
        return judged(says, nots, "every piece", "Every piece is answered");
    }

    private static String judged(String says, List<String> nots, String fails, String title) {
        Case mistake = new Case(Case.Kind.MISTAKE, null, "Mistake", NOTHING, fails, says, nots);
        TestResult failed =
                new TestResult(
                        new RequirementTag(1, 0),
                        title,
                        "Test.method",
                        TestResult.Outcome.FAILED,
                        "  expected  \"A\"\n  likely    serve() reads only once.",
                        "",
                        1);
        return mistake.judge(
                new Verdict(NOTHING, Verdict.Outcome.FAILED, "", List.of(failed), Duration.ZERO));
    }

    @Test
    void the_cause_of_a_neighbour_must_not_be_named() {
        assertThat(judged("reads", List.of("forgets to flush"))).isEmpty();
        assertThat(judged("reads", List.of("forgets to flush", "only once")))
                .startsWith("must not be told \"only once\", but is told:");
    }

    @Test
    void the_cause_itself_must_be_named() {
        assertThat(judged("waits", List.of())).startsWith("must be told \"waits\"");
    }

    @Test
    void the_title_may_have_parentheses_that_the_header_lacks() {
        assertThat(judged("reads", List.of(), "after close", "After close() it reads")).isEmpty();
        assertThat(judged("reads", List.of(), "after close()", "After close it reads")).isEmpty();
    }
}
