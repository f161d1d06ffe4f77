package workbook.grading;

/**
 * How one test of a grader went.
 *
 * @param task the task that it grades
 * @param title a sentence about behaviour
 * @param message the failure in full, or why it was left out; else empty
 * @param trace where in the grader it failed; empty unless it failed
 * @param millis how long it took
 */
public record TestResult(
        int task,
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
        NOT_RUN
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
