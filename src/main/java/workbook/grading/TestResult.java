package workbook.grading;

import workbook.worker.RequirementTag;

/**
 * How one test of a grader went.
 *
 * @param requirement what it proves
 * @param title a sentence about behaviour
 * @param message the failure in full, or why it was left out or waits; otherwise empty
 * @param trace where in the grader it failed; empty unless it failed
 * @param millis how long it took
 */
public record TestResult(
        RequirementTag requirement,
        String title,
        String method,
        Outcome outcome,
        String message,
        String trace,
        long millis) {

    /** What became of a test. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** This machine lacks what the test needs; the message says what. */
        LEFT_OUT,
        /**
         * It needs a file that cannot be used yet, as the message says; or the grading ended before
         * it.
         */
        NOT_RUN
    }

    /** The number of the task that it grades. */
    public int task() {
        return requirement.task();
    }

    /** Whether it needs a file that cannot be used. */
    public boolean waits() {
        return outcome == Outcome.NOT_RUN && !message.isEmpty();
    }

    public boolean passed() {
        return outcome == Outcome.PASSED;
    }

    public boolean leftOut() {
        return outcome == Outcome.LEFT_OUT;
    }

    /** Whether it failed because the learner's code still holds a TODO. */
    public boolean isUnwritten() {
        return message.contains("not written yet: TODO ");
    }
}
