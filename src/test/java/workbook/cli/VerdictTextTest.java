package workbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.grading.Submission;
import workbook.grading.TestResult;
import workbook.grading.TestResult.Outcome;
import workbook.grading.Verdict;

/** A verdict is as long as it must be, and no longer than the screen where that can be. */
class VerdictTextTest {

    private final Lesson lesson = Catalogue.of(Home.find()).find("01");

    @Test
    void has_a_line_for_each_failure_where_there_is_room() {
        List<String> lines = lines(Integer.MAX_VALUE, 9);

        assertThat(lines).anyMatch(line -> line.startsWith("✘ it fails 2 "));
        assertThat(lines).anyMatch(line -> line.startsWith("✘ it fails 9 "));
        assertThat(lines).noneMatch(line -> line.contains("more: ./workbook"));
    }

    @Test
    void is_not_cut_where_it_just_fits() {
        int all = lines(Integer.MAX_VALUE, 9).size();

        assertThat(lines(all, 9)).isEqualTo(lines(Integer.MAX_VALUE, 9));
    }

    @Test
    void cuts_the_other_failures_where_they_do_not_fit() {
        int all = lines(Integer.MAX_VALUE, 9).size();

        List<String> lines = lines(all - 1, 9);

        assertThat(lines).hasSize(all - 1);
        assertThat(lines).anyMatch(line -> line.startsWith("✘ it fails 7 "));
        assertThat(lines).contains("… 2 more: ./workbook test 01");
        assertThat(lines).last().asString().contains("0 of 9 tests passed");
    }

    @Test
    void never_cuts_the_first_failure() {
        List<String> lines = lines(1, 3);

        assertThat(lines).contains("  expected  one", "… 2 more: ./workbook test 01");
    }

    private List<String> lines(int room, int failures) {
        List<TestResult> tests = new ArrayList<>();
        for (int i = 1; i <= failures; i++) {
            String message = "  expected  one\n  but was   another";
            tests.add(new TestResult(1, "it fails " + i, "m", Outcome.FAILED, message, "", 1));
        }
        Verdict verdict =
                new Verdict(
                        Submission.ofSolution(lesson),
                        Verdict.Outcome.FAILED,
                        "",
                        tests,
                        Duration.ofMillis(5));
        return new VerdictText(Terminal.standard(), false, room).lines(verdict);
    }
}
