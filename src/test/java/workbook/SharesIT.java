package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.catalogue.Page;
import workbook.check.Case;
import workbook.grading.Build;
import workbook.grading.Cancellation;
import workbook.grading.Grader;
import workbook.grading.Progress;
import workbook.grading.Submission;
import workbook.grading.TestResult;
import workbook.grading.Verdict;
import workbook.grading.Workers;

/** Workers that share a grading, as in watch mode, come to the verdict of one alone. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SharesIT {

    private final Home home = Home.find();
    private final Catalogue catalogue = Catalogue.of(home);

    /** The first time tests are shared out by their sources, later by how long they took. */
    @Test
    void every_test_is_run_by_one_of_them() {
        Lesson lesson = catalogue.find("05");
        for (int workers : new int[] {2, 3, 7}) {
            assertThat(shared(workers, ofSolution(lesson), ofSolution(lesson), ofSolution(lesson)))
                    .containsOnly(alone(ofSolution(lesson)));
        }
    }

    @Test
    void a_verdict_is_the_same_whatever_was_graded_before_it() {
        Lesson lesson = catalogue.find("01");
        Submission stubs = Submission.ofStubs(lesson);
        Submission exits = mistake(lesson, "ExitsAtTheEnd"); // its worker dies, and the next one
        assertThat(shared(2, stubs, ofSolution(lesson), exits, exits, stubs))
                .containsExactly(
                        alone(stubs),
                        alone(ofSolution(lesson)),
                        alone(exits),
                        alone(exits),
                        alone(stubs));
    }

    @Test
    void what_is_heard_early_is_in_the_verdict_and_what_failed_last_comes_first() {
        Lesson lesson = catalogue.find("01");
        Submission wrong = mistake(lesson, "ReadsALine");
        try (Workers workers = new Workers(new Build(home), 1)) {
            Grader grader = new Grader(new Build(home), workers);
            List<String> failed = new ArrayList<>();
            List<Integer> passed = new ArrayList<>();
            Progress hears =
                    new Progress() {
                        @Override
                        public void failed(TestResult test) {
                            failed.add(passed.size() + " tasks before " + test.title());
                        }

                        @Override
                        public void passed(int task) {
                            passed.add(task);
                        }
                    };

            Verdict first = grader.grade(wrong, hears, new Cancellation());

            List<String> titles =
                    first.tests().stream()
                            .filter(test -> test.outcome() == TestResult.Outcome.FAILED)
                            .map(TestResult::title)
                            .toList();
            assertThat(first.firstFailure().orElseThrow().task()).isGreaterThan(1);
            assertThat(failed)
                    .extracting(heard -> heard.replaceFirst("\\d tasks before ", ""))
                    .containsExactlyInAnyOrderElementsOf(titles);
            assertThat(passed)
                    .containsExactlyInAnyOrderElementsOf(
                            lesson.page().tasks().stream()
                                    .filter(first::passed)
                                    .map(Page.Task::number)
                                    .toList());
            failed.clear();
            passed.clear();

            Verdict again = grader.grade(wrong, hears, new Cancellation());

            assertThat(outcomes(again)).isEqualTo(outcomes(first));
            assertThat(failed.get(0)).startsWith("0 tasks before ");
        }
    }

    private static Submission ofSolution(Lesson lesson) {
        return Submission.ofSolution(lesson);
    }

    private static Submission mistake(Lesson lesson, String name) {
        return Case.of(lesson).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .submission();
    }

    private List<String> alone(Submission submission) {
        try (Workers workers = new Workers(new Build(home), 0)) {
            return outcomes(new Grader(new Build(home), workers).grade(submission));
        }
    }

    private List<List<String>> shared(int atATime, Submission... submissions) {
        try (Workers workers = new Workers(new Build(home), atATime)) {
            Grader grader = new Grader(new Build(home), workers, atATime);
            return List.of(submissions).stream().map(one -> outcomes(grader.grade(one))).toList();
        }
    }

    /** The tests in the order of the verdict, each with what became of it. */
    private static List<String> outcomes(Verdict verdict) {
        return verdict.tests().stream()
                .map(test -> test.task() + " " + test.title() + ": " + test.outcome())
                .toList();
    }
}
