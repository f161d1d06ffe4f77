package workbook.grading;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import workbook.grading.TestResult.Outcome;
import workbook.worker.Frame;
import workbook.worker.RequirementTag;
import workbook.worker.Shortened;

/** A planned test, and its outcome so far. */
final class PlannedTest {

    private final String type;
    private final String method;
    private final String title;
    final RequirementTag requirement;
    Outcome outcome = Outcome.NOT_RUN;
    private String message = "";
    private String trace = "";
    private long started = System.nanoTime();
    private long ended = started;

    private PlannedTest(String type, String method, String title, RequirementTag requirement) {
        this.type = type;
        this.method = method;
        this.title = title;
        this.requirement = requirement;
    }

    static PlannedTest of(Frame frame) {
        return new PlannedTest(
                frame.text(2),
                frame.text(3),
                frame.text(4),
                RequirementTag.of(List.of(frame.text(5).split(" "))));
    }

    static PlannedTest ofContainer(String id) {
        return new PlannedTest("", "", "the grader itself", new RequirementTag(0, 0));
    }

    /**
     * Returns the order in which a verdict shows the tests.
     *
     * @param order the tests in the order of the graders' sources
     */
    static Comparator<PlannedTest> byRequirement(List<String> order) {
        return Comparator.comparing((PlannedTest test) -> test.requirement)
                .thenComparingInt(test -> order.indexOf(test.position()));
    }

    void started() {
        started = System.nanoTime();
    }

    void passed() {
        outcome = Outcome.PASSED;
        ended = System.nanoTime();
    }

    void leftOut(String why) {
        outcome = Outcome.LEFT_OUT;
        ended = System.nanoTime();
        message = Shortened.of(why);
    }

    void failed(String message, String trace) {
        this.outcome = Outcome.FAILED;
        this.ended = System.nanoTime();
        this.message = Shortened.of(message);
        this.trace = Shortened.of(trace);
    }

    /** Returns whether it has failed, and not only because a TODO is left in the code. */
    boolean failsThoughWritten() {
        return outcome == Outcome.FAILED && !result().isUnwritten();
    }

    /** Returns whether the test is in this source file, perhaps in a nested class. */
    boolean isIn(Path grader) {
        String name = grader.getFileName().toString().replace(".java", "");
        return type.replaceFirst("\\$.*", "").endsWith("." + name);
    }

    /** Returns whether this stands for the grader itself, which failed outside its tests. */
    boolean isContainer() {
        return type.isEmpty();
    }

    /** Returns {@code class.method}, with the full name of the class. */
    String name() {
        return type + "." + method;
    }

    String position() {
        return type.substring(Math.max(type.lastIndexOf('$'), type.lastIndexOf('.')) + 1)
                + "."
                + method;
    }

    /** Returns how long the test took; 0 if it was not run. */
    long nanos() {
        return Math.max(0, ended - started);
    }

    TestResult result() {
        return new TestResult(
                requirement, title, method, outcome, message, trace, nanos() / 1_000_000);
    }
}
