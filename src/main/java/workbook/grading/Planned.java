package workbook.grading;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.grading.TestResult.Outcome;
import workbook.worker.Frame;

/** A test of the plan, and what has become of it so far. */
final class Planned {

    private static final Pattern TASK = Pattern.compile("\\btask-(\\d+)\\b");

    private final String type;
    private final String method;
    private final String title;
    final int task;
    Outcome outcome = Outcome.NOT_RUN;
    private String message = "";
    private String trace = "";
    private long started = System.nanoTime();
    private long ended = started;

    private Planned(String type, String method, String title, int task) {
        this.type = type;
        this.method = method;
        this.title = title;
        this.task = task;
    }

    static Planned of(Frame frame) {
        Matcher task = TASK.matcher(frame.text(5));
        return new Planned(
                frame.text(2),
                frame.text(3),
                frame.text(4),
                task.find() ? Integer.parseInt(task.group(1)) : 0);
    }

    static Planned ofContainer(String id) {
        return new Planned("", "", "the grader itself", 0);
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
        message = why;
    }

    void failed(String message, String trace) {
        this.outcome = Outcome.FAILED;
        this.ended = System.nanoTime();
        this.message = message;
        this.trace = trace;
    }

    /** Whether it stands in this source, perhaps in a class within another. */
    boolean isIn(Path grader) {
        String name = grader.getFileName().toString().replace(".java", "");
        return type.replaceFirst("\\$.*", "").endsWith("." + name);
    }

    String position() {
        return type.substring(Math.max(type.lastIndexOf('$'), type.lastIndexOf('.')) + 1)
                + "."
                + method;
    }

    /** How long it took; 0 if it was not run. */
    long nanos() {
        return Math.max(0, ended - started);
    }

    TestResult result() {
        return new TestResult(task, title, method, outcome, message, trace, nanos() / 1_000_000);
    }
}
