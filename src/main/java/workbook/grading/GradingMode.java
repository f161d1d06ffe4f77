package workbook.grading;

/** How the tests of a lesson are run on a submission. */
public enum GradingMode {
    /** All of them, in a worker of their own. A learner's verdict is made in this way. */
    ISOLATED("grade"),
    /** All of them, in a worker that may have served others and may serve more. */
    WARM("prove"),
    /**
     * The same, in the order in which the verdict shows them and up to the first failure; the tests
     * after it are not run.
     */
    FAIL_FAST("seek");

    /** What a worker is asked. */
    final String request;

    GradingMode(String request) {
        this.request = request;
    }
}
