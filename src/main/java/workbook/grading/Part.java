package workbook.grading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workbook.catalogue.Lesson;
import workbook.grading.TestResult.Outcome;
import workbook.worker.Frame;

/** One worker's share of a lesson's grader, run once on the learner's classes. */
final class Part {

    private static final int WORKERS = 20; // started for one verdict at most, as they die
    private static final long PATIENCE = 180; // seconds that one worker may take

    private final Lesson lesson;
    private final List<String> order;
    private final Shares.Share share;
    private final Path classes;
    private final Build build;
    private final Map<String, Planned> plan = new LinkedHashMap<>();
    private String trouble = "The worker died at once.";

    /**
     * @param order the tests as the graders' sources have them
     * @param classes the folder of the learner's classes
     */
    Part(Lesson lesson, List<String> order, Shares.Share share, Path classes, Build build) {
        this.lesson = lesson;
        this.order = order;
        this.share = share;
        this.classes = classes;
        this.build = build;
    }

    /** Runs the tests; when a worker dies in one, another goes on with those after it. */
    void run(Workers workers, Cancellation cancellation) {
        for (int i = 0; i < WORKERS && !cancellation.cancelled(); i++) {
            try (WorkerProcess worker = workers.take()) {
                cancellation.closes(worker);
                if (converse(worker)) {
                    return;
                }
            } catch (IOException e) {
                trouble = e.toString();
            }
        }
    }

    /** The tests, each with what has become of it. */
    Collection<Planned> tests() {
        return plan.values();
    }

    /** How long each test took. */
    List<Shares.Took> took() {
        List<Shares.Took> took = new ArrayList<>();
        plan.forEach(
                (id, test) ->
                        share.graders().stream()
                                .filter(test::isIn)
                                .map(grader -> new Shares.Took(grader, id, test.nanos()))
                                .forEach(took::add));
        return took;
    }

    /** Whether any test was run at all. */
    boolean wasRun() {
        return plan.values().stream().anyMatch(Part::wasRun);
    }

    private static boolean wasRun(Planned test) {
        return test.outcome == Outcome.PASSED || test.outcome == Outcome.FAILED;
    }

    /** Why none was. */
    String trouble() {
        return trouble;
    }

    /**
     * Has one worker run all tests that have no outcome yet.
     *
     * @return whether it got to the end of them
     */
    private boolean converse(WorkerProcess worker) throws IOException {
        worker.killAfter(PATIENCE);
        String words = "";
        Planned running = null;
        Frame ready = worker.next();
        if (ready == null) {
            throw new IOException("a worker ended with status " + worker.exitStatus());
        }
        worker.request(Request.grade(lesson, order, share.graders(), classes, build, leftOut()));
        for (Frame frame = worker.next(); frame != null; frame = worker.next()) {
            switch (frame.kind()) {
                case "planned" -> plan.putIfAbsent(frame.text(1), Planned.of(frame));
                case "started" -> {
                    running = plan.get(frame.text(1));
                    running.started();
                }
                case "left out" -> plan.get(frame.text(1)).leftOut(frame.text(2));
                case "passed" -> plan.get(frame.text(1)).passed();
                case "failed" -> {
                    Planned test = plan.computeIfAbsent(frame.text(1), Planned::ofContainer);
                    test.failed(frame.text(2), frame.text(3));
                }
                case "words" -> words = frame.text(1);
                case "damaged" -> {
                    trouble =
                            "The build lacks "
                                    + frame.text(1)
                                    + ". Delete the folder target, and start again.";
                    return true;
                }
                case "done" -> {
                    return true;
                }
                case "runaway" -> {
                    return false; // this worker ends, the next goes on
                }
                default -> throw new IOException("a worker said " + frame.kind());
            }
        }
        if (running != null && running.outcome == Outcome.NOT_RUN) {
            running.failed(lastWords(words, worker.exitStatus()), "");
        }
        return plan.values().stream().noneMatch(test -> test.outcome == Outcome.NOT_RUN);
    }

    /** The tests that have an outcome already, and those that another worker runs. */
    private List<String> leftOut() {
        List<String> leftOut = new ArrayList<>(share.others());
        plan.forEach(
                (id, test) -> {
                    if (test.outcome != Outcome.NOT_RUN) {
                        leftOut.add(id);
                    }
                });
        return leftOut;
    }

    private static String lastWords(String words, int status) {
        if (!words.isEmpty()) {
            return "  expected  a program that goes on\n  but was   ended: " + words;
        }
        return "  expected  a program that goes on\n  but was   ended, with exit status "
                + status
                + " and no word why (Runtime.halt, a crash, or "
                + PATIENCE
                + " s without an end)";
    }
}
