package workbook.grading;

/** How the tests of a lesson are run on a submission. */
public enum GradingMode {
    /** Runs all tests in a separate worker. Learners' submissions are graded in this way. */
    ISOLATED("grade"),
    /** Runs all tests in a worker that may grade several submissions. */
    WARM("prove"),
    /**
     * Runs the tests up to the first failure, in the order of the verdict, in a worker that may
     * grade several submissions.
     */
    FAIL_FAST("seek");

    /** The kind of request that a worker gets. */
    final String request;

    GradingMode(String request) {
        this.request = request;
    }
}
