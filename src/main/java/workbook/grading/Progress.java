package workbook.grading;

/**
 * Receives results before the verdict is complete. The threads of the grading call it, one call at
 * a time. The results may become invalid, because a file of the lesson may change meanwhile.
 */
public interface Progress {

    /** Ignores everything. */
    Progress NONE = new Progress() {};

    /** A test has failed. Tests that come before it in the verdict may still fail, too. */
    default void failed(TestResult test) {}

    /** All tests of a task have passed. */
    default void passed(int task) {}
}
