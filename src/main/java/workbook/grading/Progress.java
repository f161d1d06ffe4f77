package workbook.grading;

/**
 * Hears what is known of a verdict before its end. It is called by the threads of the grading, one
 * call at a time. What it hears may not stand: a file of the lesson may change meanwhile.
 */
public interface Progress {

    /** Wants to know nothing. */
    Progress NONE = new Progress() {};

    /** A test has failed. Others may fail that come before it in the verdict. */
    default void failed(TestResult test) {}

    /** All tests of a task have passed. */
    default void passed(int task) {}
}
