package workbook.grading;

/**
 * Receives what is known of a verdict before the verdict is complete. The threads of the grading
 * call it, one call at a time. What it receives may become invalid, because a file of the lesson
 * may change meanwhile.
 */
public interface Progress {

    /** Ignores everything. */
    Progress NONE = new Progress() {};

    /** A test has failed. Others may fail that come before it in the verdict. */
    default void failed(TestResult test) {}

    /** All tests of a task have passed. */
    default void passed(int task) {}
}
