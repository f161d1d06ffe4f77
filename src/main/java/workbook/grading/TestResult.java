package workbook.grading;

import workbook.worker.RequirementTag;

/**
 * The result of one test of a grader.
 *
 * @param requirement the requirement that it proves
 * @param title a sentence about behaviour
 * @param message the failure in full, or why the test was left out or waits; otherwise empty
 * @param trace the stack trace of the failure; empty unless it failed
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

    /** The possible outcomes of a test. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** This machine lacks what the test needs; the message says what. */
        LEFT_OUT,
        /**
         * The test needs a file that cannot be used yet, as the message says; or the grading ended
         * before it.
         */
        NOT_RUN
    }

    /** Returns the number of the task that it grades. */
    public int task() {
        return requirement.task();
    }

    /** Returns whether it was not run because it needs a file that cannot be used. */
    public boolean waits() {
        return outcome == Outcome.NOT_RUN && !message.isEmpty();
    }

    public boolean passed() {
        return outcome == Outcome.PASSED;
    }

    public boolean leftOut() {
        return outcome == Outcome.LEFT_OUT;
    }

    /** Returns whether it failed because the learner's code still contains a TODO. */
    public boolean isUnwritten() {
        return message.contains("not written yet: TODO ");
    }
}
