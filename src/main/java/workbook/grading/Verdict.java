package workbook.grading;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import workbook.catalogue.Lesson;
import workbook.catalogue.Page;

/**
 * The result of grading one submission.
 *
 * @param problem a full description of what is wrong with the files, or why there is no verdict;
 *     empty if the tests show everything
 * @param tests all tests of the lesson, by requirement and then in the order of the grader; empty
 *     if nothing could be graded
 * @param took the time from the request to the verdict
 */
public record Verdict(
        Submission submission,
        Outcome outcome,
        String problem,
        List<TestResult> tests,
        Duration took) {

    /** The possible outcomes. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** A file does not compile. The tests that do not need it were run. */
        DOES_NOT_COMPILE,
        /** A file or a method is missing or has changed. The tests that do not need it were run. */
        CONTRACT_BROKEN,
        /** A file or a class must not be graded. */
        REFUSED,
        /** The grader itself failed. */
        ERROR
    }

    public Lesson lesson() {
        return submission.lesson();
    }

    public boolean passed() {
        return outcome == Outcome.PASSED;
    }

    /**
     * Returns whether all tests of a task have passed or were left out; false for a task without
     * tests.
     */
    public boolean passed(Page.Task task) {
        List<TestResult> own = tests.stream().filter(t -> t.task() == task.number()).toList();
        return !own.isEmpty() && own.stream().allMatch(t -> t.passed() || t.leftOut());
    }

    /** Returns the failure that the learner should fix first. */
    public Optional<TestResult> firstFailure() {
        return tests.stream().filter(t -> t.outcome() == TestResult.Outcome.FAILED).findFirst();
    }
}
