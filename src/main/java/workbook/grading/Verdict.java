package workbook.grading;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import workbook.catalogue.Lesson;
import workbook.catalogue.Page;

/**
 * What grading one submission came to.
 *
 * @param problem what is wrong with the files, or why there is no verdict, in full; empty if the
 *     tests show everything
 * @param tests all tests of the lesson, by task and then as the grader has them; empty if nothing
 *     could be graded
 * @param took from the request to the verdict
 */
public record Verdict(
        Submission submission,
        Outcome outcome,
        String problem,
        List<TestResult> tests,
        Duration took) {

    /** What a verdict can be. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** javac refuses a file; the tests that do not need it were run. */
        DOES_NOT_COMPILE,
        /** A file or a method is missing or has changed; the tests that do not need it were run. */
        CONTRACT_BROKEN,
        /** A file or a class cannot be graded. */
        REFUSED,
        /** The grader itself could not do its work. */
        ERROR
    }

    public Lesson lesson() {
        return submission.lesson();
    }

    public boolean passed() {
        return outcome == Outcome.PASSED;
    }

    /** Whether all tests of a task have passed or were left out; a task without tests has not. */
    public boolean passed(Page.Task task) {
        List<TestResult> own = tests.stream().filter(t -> t.task() == task.number()).toList();
        return !own.isEmpty() && own.stream().allMatch(t -> t.passed() || t.leftOut());
    }

    /** The failure to look at first. */
    public Optional<TestResult> firstFailure() {
        return tests.stream().filter(t -> t.outcome() == TestResult.Outcome.FAILED).findFirst();
    }
}
