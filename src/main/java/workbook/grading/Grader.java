package workbook.grading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import workbook.catalogue.Lesson;
import workbook.files.TemporaryFolder;

/** Grades submissions: compiles each alone, runs its lesson's grader in a worker, reports. */
public final class Grader {

    private static final int WARM_UPS = 40; // javac goes on getting quicker
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

    private static final Executor THREADS = work -> daemon(work, "grading part").start();

    private final Build build;
    private final Workers workers;
    private final int atATime;
    private final Shares shares = new Shares();
    private final Map<String, List<String>> orders = new ConcurrentHashMap<>(); // by lesson
    private final AtomicInteger running = new AtomicInteger(); // gradings

    /** Has one worker at a time. */
    public Grader(Build build, Workers workers) {
        this(build, workers, 1);
    }

    /**
     * @param atATime how many workers share one grading
     */
    public Grader(Build build, Workers workers, int atATime) {
        this.build = build;
        this.workers = workers;
        this.atATime = atATime;
    }

    /**
     * Compiles the reference solution some times, and looks whether all is there, so that both are
     * quicker when the learner's code comes. Stops when that has come.
     */
    public void warmUp(Lesson lesson) {
        try (TemporaryFolder classes = new TemporaryFolder()) {
            for (int i = 0; i < WARM_UPS && running.get() == 0; i++) {
                LessonCompiler.compile(Submission.ofSolution(lesson), classes.path());
                Contract.breaches(lesson, classes.path(), build.reference());
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
        running.incrementAndGet();
        try (TemporaryFolder classes = new TemporaryFolder()) {
            Verdict verdict = grade(submission, classes.path(), cancellation);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new Verdict(
                    submission, verdict.outcome(), verdict.problem(), verdict.tests(), took);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            running.decrementAndGet();
            LATER.execute(workers::refill); // the verdict is told and shown first
        }
    }

    /**
     * Grades several submissions, some at a time.
     *
     * @param each is given the verdicts on the calling thread, in the order of the submissions,
     *     each as soon as it is there
     */
    public void gradeAll(List<Submission> submissions, int atATime, Consumer<Verdict> each) {
        ExecutorService threads =
                Executors.newFixedThreadPool(atATime, work -> daemon(work, "grading"));
        try {
            List<Future<Verdict>> verdicts = new ArrayList<>();
            submissions.forEach(one -> verdicts.add(threads.submit(() -> grade(one))));
            for (Future<Verdict> verdict : verdicts) {
                each.accept(verdict.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private Verdict grade(Submission submission, Path classes, Cancellation cancellation)
            throws IOException {
        if (submission.files().isEmpty()) {
            return without(
                    submission,
                    Verdict.Outcome.CONTRACT_BROKEN,
                    "There are no Java files in " + submission.label() + ".");
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

    /** Runs the grader, in as many parts as may run at a time. */
    private Verdict run(Submission submission, Path classes, Cancellation cancellation) {
        Lesson lesson = submission.lesson();
        List<String> order = orders.computeIfAbsent(lesson.id(), id -> Request.order(lesson));
        List<Part> parts =
                shares.of(lesson, atATime).stream()
                        .map(share -> new Part(lesson, order, share, classes, build))
                        .toList();
        List<CompletableFuture<Void>> others = new ArrayList<>();
        for (Part part : parts.subList(1, parts.size())) {
            others.add(CompletableFuture.runAsync(() -> part.run(workers, cancellation), THREADS));
        }
        parts.get(0).run(workers, cancellation);
        others.forEach(CompletableFuture::join);
        for (Part part : parts) {
            if (!part.wasRun()) {
                return without(
                        submission,
                        Verdict.Outcome.ERROR,
                        "No test was run, so there is no verdict. " + part.trouble());
            }
        }
        if (!cancellation.cancelled()) {
            shares.took(lesson, parts.stream().flatMap(part -> part.took().stream()).toList());
        }
        List<TestResult> results = inOrder(order, parts);
        boolean passed = results.stream().allMatch(t -> t.passed() || t.leftOut());
        return new Verdict(
                submission,
                passed ? Verdict.Outcome.PASSED : Verdict.Outcome.FAILED,
                "",
                results,
                Duration.ZERO);
    }

    /** By task, then as the grader's source has them. */
    private static List<TestResult> inOrder(List<String> order, List<Part> parts) {
        Comparator<Planned> byTask = Comparator.comparingInt(test -> test.task);
        return parts.stream()
                .flatMap(part -> part.tests().stream())
                .sorted(byTask.thenComparingInt(test -> order.indexOf(test.position())))
                .map(Planned::result)
                .toList();
    }
}
