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

/** Runs one worker's share of a lesson's grader on the learner's classes, once. */
final class WorkerShare {

    private static final int WORKERS = 20; // at most this many, if they die one after another

    private final GradingMode mode;
    private final Lesson lesson;
    private final List<String> order;
    private final Shares.Share share;
    private final Path classes;
    private final Build build;
    private final String first;
    private final Tally tally;
    private final Map<String, PlannedTest> plan = new LinkedHashMap<>();
    private String trouble = "The worker died at once.";
    private boolean late; // no more tests of a task that fails anyway

    /**
     * @param order the tests in the order of the graders' sources
     * @param classes the folder of the learner's classes
     * @param first the task whose tests are run first, by its number or by words from the title of
     *     one of its tests; empty for none
     */
    WorkerShare(
            GradingMode mode,
            Lesson lesson,
            List<String> order,
            Shares.Share share,
            Path classes,
            Build build,
            String first,
            Tally tally) {
        this.first = first;
        this.tally = tally;
        this.mode = mode;
        this.lesson = lesson;
        this.order = order;
        this.share = share;
        this.classes = classes;
        this.build = build;
    }

    /**
     * Runs the tests. If a worker dies during a test, another one continues with the tests after
     * it.
     */
    void run(Workers workers, TimeLimit limit, Cancellation cancellation) {
        for (int i = 0; i < WORKERS && !cancellation.cancelled() && !limit.over(); i++) {
            WorkerProcess worker = workers.take();
            try {
                cancellation.closes(worker);
                limit.bounds(worker);
                if (converse(worker, limit) || hasEnough()) {
                    return;
                }
            } catch (IOException e) {
                trouble = e.toString();
            } finally {
                workers.release(worker);
            }
        }
    }

    /** Returns whether only the first failure is wanted and it was found. */
    private boolean hasEnough() {
        return mode == GradingMode.FAIL_FAST
                && plan.values().stream().anyMatch(test -> test.outcome == Outcome.FAILED);
    }

    /** Returns the tests with their outcomes. */
    Collection<PlannedTest> tests() {
        return plan.values();
    }

    /** Returns how long each test took. */
    List<Shares.Took> took() {
        List<Shares.Took> took = new ArrayList<>();
        plan.forEach(
                (id, test) ->
                        share.graders().stream()
                                .filter(grader -> wasRun(test) && test.isIn(grader))
                                .map(grader -> new Shares.Took(grader, id, test.nanos()))
                                .forEach(took::add));
        return took;
    }

    /** Returns whether any test was run at all. */
    boolean wasRun() {
        return plan.values().stream().anyMatch(WorkerShare::wasRun);
    }

    private static boolean wasRun(PlannedTest test) {
        return test.outcome == Outcome.PASSED || test.outcome == Outcome.FAILED;
    }

    /** Returns why no test was run. */
    String trouble() {
        return trouble;
    }

    /**
     * Lets one worker run all tests that have no outcome yet.
     *
     * @return false if another worker must continue with them
     */
    private boolean converse(WorkerProcess worker, TimeLimit limit) throws IOException {
        String words = "";
        PlannedTest running = null;
        Frame ready = worker.isWarm() ? Frame.of("ready") : worker.next();
        if (ready == null) {
            throw new IOException("a worker ended with status " + worker.exitStatus());
        }
        worker.request(
                Request.grade(
                        mode, lesson, order, first, share.graders(), classes, build, leftOut()));
        for (Frame frame = worker.next(); frame != null; frame = worker.next()) {
            switch (frame.kind()) {
                case "planned" -> plan.putIfAbsent(frame.text(1), PlannedTest.of(frame));
                case "started" -> {
                    PlannedTest next = plan.get(frame.text(1));
                    late |= limit.isLate();
                    if (isNeedless(next)) {
                        worker.kill(); // it has begun with this test
                        return !hasMore();
                    }
                    running = next;
                    running.started();
                }
                case "left out" -> {
                    PlannedTest test = plan.get(frame.text(1));
                    test.leftOut(frame.text(2));
                    tally.ended(test);
                }
                case "passed" -> {
                    passed(running, plan.get(frame.text(1)));
                    tally.ended(running);
                }
                case "failed" -> {
                    PlannedTest test =
                            plan.computeIfAbsent(frame.text(1), PlannedTest::ofContainer);
                    test.failed(frame.text(2), frame.text(3));
                    tally.ended(test);
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
                    if (frame.texts().contains("clean")) {
                        worker.staysWarm();
                    }
                    return true;
                }
                case "runaway" -> {
                    return false; // this worker ends, and the next one continues
                }
                default -> throw new IOException("a worker said " + frame.kind());
            }
        }
        String end = end(worker, limit, words);
        trouble = "The worker " + end;
        if (running != null && running.outcome == Outcome.NOT_RUN) {
            running.failed("  expected  a program that keeps running\n  but was   " + end, "");
            tally.ended(running);
        }
        return worker.forged() || !hasMore();
    }

    private boolean hasMore() {
        return plan.values().stream()
                .anyMatch(test -> test.outcome == Outcome.NOT_RUN && !isNeedless(test));
    }

    /**
     * Returns whether it is late, and the verdict shows another failure of the same task before
     * this test. Such a test is not run: it would change neither the first failure nor which tasks
     * pass.
     */
    private boolean isNeedless(PlannedTest test) {
        return late
                && plan.values().stream()
                        .anyMatch(
                                other ->
                                        other.failsThoughWritten()
                                                && other.requirement.task()
                                                        == test.requirement.task()
                                                && PlannedTest.byRequirement(order)
                                                                .compare(other, test)
                                                        < 0);
    }

    /**
     * Returns the ids of the tests that already have an outcome or need none, and of those that
     * another worker runs.
     */
    private List<String> leftOut() {
        List<String> leftOut = new ArrayList<>(share.others());
        plan.forEach(
                (id, test) -> {
                    if (test.outcome != Outcome.NOT_RUN || isNeedless(test)) {
                        leftOut.add(id);
                    }
                });
        return leftOut;
    }

    /** Notes that a test has passed. Only the running test can pass. */
    private static void passed(PlannedTest running, PlannedTest test) throws IOException {
        if (test != running || test.outcome != Outcome.NOT_RUN) {
            throw new IOException("a worker said that a test had passed that was not running");
        }
        test.passed();
    }

    /** Describes how a worker ended before it had run all its tests. */
    private static String end(WorkerProcess worker, TimeLimit limit, String words) {
        if (limit.over()) {
            return "stopped: all tests together took longer than " + limit.seconds() + " s";
        }
        if (worker.forged()) {
            return "stopped: something else wrote among the results of the grader";
        }
        if (!words.isEmpty()) {
            return "ended: " + words;
        }
        return "ended, with exit status "
                + worker.exitStatus()
                + " and no reason (Runtime.halt, a crash, or it was killed)";
    }
}
