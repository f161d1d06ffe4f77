package workbook.grading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import workbook.catalogue.Lesson;
import workbook.files.TemporaryFolder;
import workbook.grading.TestResult.Outcome;
import workbook.worker.Frame;

/** Grades submissions: compiles each alone, runs its lesson's grader in a worker, reports. */
public final class Grader {

    private static final int WORKERS = 20; // started for one verdict at most, as they die
    private static final int WARM_UPS = 10;
    private static final long PATIENCE = 180; // seconds that one worker may take

    private final Build build;
    private final Workers workers;

    public Grader(Build build, Workers workers) {
        this.build = build;
        this.workers = workers;
    }

    /**
     * Has the compiler compile the reference solution some times, so that it is quicker when the
     * learner's code comes.
     */
    public void warmUp(Lesson lesson) {
        try (TemporaryFolder classes = new TemporaryFolder()) {
            for (int i = 0; i < WARM_UPS; i++) {
                LessonCompiler.compile(Submission.ofSolution(lesson), classes.path());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Grades one submission. Whatever the learner's code does, a verdict comes. */
    public Verdict grade(Submission submission) {
        return grade(submission, new Cancellation());
    }

    /**
     * The same, if it is not cancelled before its end; the verdict of one that was means nothing.
     */
    public Verdict grade(Submission submission, Cancellation cancellation) {
        long start = System.nanoTime();
        try (TemporaryFolder classes = new TemporaryFolder()) {
            Verdict verdict = grade(submission, classes.path(), cancellation);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new Verdict(
                    submission, verdict.outcome(), verdict.problem(), verdict.tests(), took);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            CompletableFuture.runAsync(workers::refill); // the verdict does not wait for it
        }
    }

    private Verdict grade(Submission submission, Path classes, Cancellation cancellation)
            throws IOException {
        if (submission.files().isEmpty()) {
            return without(
                    submission,
                    Verdict.Outcome.CONTRACT_BROKEN,
                    "There are no Java files in lessons/" + submission.lesson().name() + ".");
        }
        String errors = LessonCompiler.compile(submission, classes);
        if (!errors.isEmpty()) {
            return without(submission, Verdict.Outcome.DOES_NOT_COMPILE, errors);
        }
        List<String> breaches = Contract.breaches(submission.lesson(), classes, build.reference());
        if (!breaches.isEmpty()) {
            return without(
                    submission, Verdict.Outcome.CONTRACT_BROKEN, String.join("\n", breaches));
        }
        return run(submission, classes, cancellation);
    }

    private Verdict without(Submission submission, Verdict.Outcome outcome, String problem) {
        return new Verdict(submission, outcome, problem, List.of(), Duration.ZERO);
    }

    /** Runs the grader; when a worker dies in a test, another goes on with the tests after it. */
    private Verdict run(Submission submission, Path classes, Cancellation cancellation) {
        Map<String, Planned> plan = new LinkedHashMap<>();
        String trouble = "";
        for (int i = 0; i < WORKERS && !cancellation.cancelled(); i++) {
            try (WorkerProcess worker = workers.take()) {
                cancellation.closes(worker);
                boolean done = converse(worker, submission.lesson(), classes, plan);
                if (done) {
                    break;
                }
            } catch (IOException e) {
                trouble = e.toString();
            }
        }
        List<TestResult> results = inOrder(submission.lesson(), plan);
        if (results.isEmpty() || results.stream().noneMatch(r -> r.outcome() != Outcome.NOT_RUN)) {
            return without(
                    submission,
                    Verdict.Outcome.ERROR,
                    "No test was run, so there is no verdict. "
                            + (trouble.isEmpty() ? "The worker died at once." : trouble));
        }
        boolean passed = results.stream().allMatch(TestResult::passed);
        return new Verdict(
                submission,
                passed ? Verdict.Outcome.PASSED : Verdict.Outcome.FAILED,
                "",
                results,
                Duration.ZERO);
    }

    /**
     * Has one worker run all tests that have no outcome yet.
     *
     * @return whether it got to the end of them
     */
    private boolean converse(
            WorkerProcess worker, Lesson lesson, Path classes, Map<String, Planned> plan)
            throws IOException {
        worker.killAfter(PATIENCE);
        String words = "";
        Planned running = null;
        Frame ready = worker.next();
        if (ready == null) {
            throw new IOException("a worker ended with status " + worker.exitStatus());
        }
        worker.request(Request.grade(lesson, classes, build, settled(plan)));
        for (Frame frame = worker.next(); frame != null; frame = worker.next()) {
            switch (frame.kind()) {
                case "planned" -> plan.putIfAbsent(frame.text(1), Planned.of(frame));
                case "started" -> {
                    running = plan.get(frame.text(1));
                    running.started();
                }
                case "passed" -> plan.get(frame.text(1)).passed();
                case "failed" -> {
                    Planned test = plan.computeIfAbsent(frame.text(1), Planned::ofContainer);
                    test.failed(frame.text(2), frame.text(3));
                }
                case "words" -> words = frame.text(1);
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

    /** The tests that have an outcome already. */
    private static List<String> settled(Map<String, Planned> plan) {
        return plan.entrySet().stream()
                .filter(test -> test.getValue().outcome != Outcome.NOT_RUN)
                .map(Map.Entry::getKey)
                .toList();
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

    /** By task, then as the grader's source has them. */
    private static List<TestResult> inOrder(Lesson lesson, Map<String, Planned> plan) {
        List<String> order = Request.order(lesson);
        Comparator<Planned> byTask = Comparator.comparingInt(test -> test.task);
        return plan.values().stream()
                .sorted(byTask.thenComparingInt(test -> order.indexOf(test.position())))
                .map(Planned::result)
                .toList();
    }
}
