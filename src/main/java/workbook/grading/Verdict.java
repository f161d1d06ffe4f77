package workbook.grading;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import workbook.catalogue.Lesson;
import workbook.catalogue.Page;

/**
 * What grading one submission came to.
 *
 * @param problem why there are no tests, in full; empty if there are
 * @param tests all tests of the lesson, by task and then as the grader has them
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
        /** javac refuses it. */
        DOES_NOT_COMPILE,
        /** A class or a method that the grader calls is missing or has changed. */
        CONTRACT_BROKEN,
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
