package workbook.grading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import workbook.catalogue.Lesson;
import workbook.catalogue.UsageError;
import workbook.files.TemporaryFolder;

/**
 * Grades submissions: compiles a submission, runs its lesson's grader in a worker, and returns the
 * verdict.
 */
public final class Grader {

    private static final int NAMED = 3; // changed files that are named
    private static final int COMPILING = 60; // seconds that compiling may take
    private static final int WARM_UPS = 40; // javac becomes faster each time
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

    private static final Executor THREADS = work -> daemon(work, "grading part").start();

    private final Build build;
    private final Workers workers;
    private final int atATime;
    private final Shares shares = new Shares();
    private final Map<String, List<String>> orders = new ConcurrentHashMap<>(); // by lesson
    private final Map<String, GraderTests> graders = new ConcurrentHashMap<>(); // by lesson
    private final Map<String, String> failedLast = new ConcurrentHashMap<>(); // task, by lesson
    private final Integrity integrity;
    private final AtomicInteger running = new AtomicInteger(); // gradings in progress

    /** Creates a grader that uses one worker at a time. */
    public Grader(Build build, Workers workers) {
        this(build, workers, 1);
    }

    /**
     * Creates a grader that divides each grading.
     *
     * @param atATime how many workers share one grading
     */
    public Grader(Build build, Workers workers, int atATime) {
        this.build = build;
        this.workers = workers;
        this.atATime = atATime;
        this.integrity = new Integrity(build);
    }

    /**
     * Compiles and checks the reference solution several times, so that both steps are faster when
     * the learner's code arrives. Stops as soon as a grading begins.
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

    /** Grades one submission. Returns a verdict, no matter what the learner's code does. */
    public Verdict grade(Submission submission) {
        return grade(submission, GradingMode.ISOLATED);
    }

    /**
     * Grades one submission, with early results. The task that failed last time is graded first. If
     * the grading is cancelled, the verdict is meaningless.
     *
     * @param progress receives results before the verdict is complete
     */
    public Verdict grade(Submission submission, Progress progress, Cancellation cancellation) {
        return grade(submission, GradingMode.ISOLATED, "", progress, cancellation);
    }

    /** Grades one submission in another mode. The first failure is the same in all modes. */
    public Verdict grade(Submission submission, GradingMode mode) {
        return grade(submission, mode, "", Progress.NONE, new Cancellation());
    }

    /**
     * Grades one submission up to the first failure, beginning with the task where a failure is
     * expected.
     *
     * @param expected words from the title of a test, in lower case and without "()"; the task of
     *     this test is graded first
     */
    public Verdict gradeUntilFailure(Submission submission, String expected) {
        return grade(
                submission, GradingMode.FAIL_FAST, expected, Progress.NONE, new Cancellation());
    }

    private Verdict grade(
            Submission submission,
            GradingMode mode,
            String expected,
            Progress progress,
            Cancellation cancellation) {
        long start = System.nanoTime();
        running.incrementAndGet();
        try (TemporaryFolder classes = new TemporaryFolder()) {
            Verdict verdict =
                    ifUnchanged(
                            grade(
                                    submission,
                                    mode,
                                    expected,
                                    classes.path(),
                                    progress,
                                    cancellation));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new Verdict(
                    submission, verdict.outcome(), verdict.problem(), verdict.tests(), took);
        } catch (UsageError e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return without(submission, Verdict.Outcome.ERROR, "The grader itself failed: " + e);
        } finally {
            running.decrementAndGet();
            LATER.execute(workers::refill); // later, when the verdict has been shown
        }
    }

    /**
     * Grades several submissions, some at a time.
     *
     * @param each receives the verdicts on the calling thread, in the order of the submissions,
     *     each as soon as it is available
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
            throw e.getCause() instanceof RuntimeException trouble
                    ? trouble
                    : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private Verdict grade(
            Submission submission,
            GradingMode mode,
            String expected,
            Path classes,
            Progress progress,
            Cancellation cancellation)
            throws IOException {
        List<String> refused = Admission.refusedFiles(submission);
        if (!refused.isEmpty()) {
            return without(submission, Verdict.Outcome.REFUSED, String.join("\n", refused));
        }
        Compilation compilation = compiled(submission, classes);
        if (!compilation.isGradable()) {
            return without(submission, compilation.outcome(), compilation.problem());
        }
        GraderTests tests = graders(submission.lesson());
        refused = Admission.refusedClasses(submission, classes, tests.classes());
        if (!refused.isEmpty()) {
            return without(submission, Verdict.Outcome.REFUSED, String.join("\n", refused));
        }
        if (!compilation.isWhole()) {
            progress = Progress.NONE; // a test that fails may later count as not run
        }
        Verdict verdict = run(submission, mode, expected, classes, tests, progress, cancellation);
        return compilation.isWhole() || verdict.outcome() == Verdict.Outcome.ERROR
                ? verdict
                : new Verdict(
                        submission,
                        compilation.outcome(),
                        compilation.problem(),
                        compilation.judge(verdict.tests()),
                        Duration.ZERO);
    }

    /** Compiles as much of the submission as possible, within a time limit. */
    private Compilation compiled(Submission submission, Path classes) throws IOException {
        FutureTask<Compilation> task =
                new FutureTask<>(() -> new Compilation(submission, classes, build.reference()));
        THREADS.execute(task);
        try {
            return task.get(COMPILING, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("javac did not finish within " + COMPILING + " s");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException trouble) {
                throw trouble;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private GraderTests graders(Lesson lesson) throws IOException {
        GraderTests tests = graders.get(lesson.id());
        if (tests == null) {
            tests = GraderTests.of(lesson, build);
            graders.put(lesson.id(), tests);
        }
        return tests;
    }

    /**
     * Returns the verdict if the files that it depends on have not changed since the tool started;
     * otherwise an error.
     */
    private Verdict ifUnchanged(Verdict verdict) {
        List<Path> changed = workers.archiving() ? List.of() : integrity.changed();
        if (changed.isEmpty()) {
            return verdict;
        }
        build.discard(changed);
        Path root = build.home().root();
        String names =
                changed.stream()
                        .limit(NAMED)
                        .map(file -> root.relativize(file).toString())
                        .collect(Collectors.joining(", "));
        return without(
                verdict.submission(),
                Verdict.Outcome.ERROR,
                "The workbook's own files were changed while it graded: %s%s. Either you built it, or the code that was graded did that. Then look at git status. Start the workbook again: it rebuilds itself."
                        .formatted(names, changed.size() > NAMED ? " and others" : ""));
    }

    private Verdict without(Submission submission, Verdict.Outcome outcome, String problem) {
        return new Verdict(submission, outcome, problem, List.of(), Duration.ZERO);
    }

    /** Runs the grader, divided among the workers. */
    private Verdict run(
            Submission submission,
            GradingMode mode,
            String expected,
            Path classes,
            GraderTests graderTests,
            Progress progress,
            Cancellation cancellation) {
        Lesson lesson = submission.lesson();
        List<String> order = orders.computeIfAbsent(lesson.id(), id -> Request.order(lesson));
        Tally tally = new Tally(graderTests.tests().values(), progress);
        String first =
                progress == Progress.NONE ? expected : failedLast.getOrDefault(lesson.id(), "");
        List<WorkerShare> parts =
                shares.of(lesson, atATime).stream()
                        .map(
                                share ->
                                        new WorkerShare(
                                                mode, lesson, order, share, classes, build, first,
                                                tally))
                        .toList();
        try (TimeLimit limit = new TimeLimit(lesson)) {
            List<CompletableFuture<Void>> others = new ArrayList<>();
            for (WorkerShare part : parts.subList(1, parts.size())) {
                others.add(
                        CompletableFuture.runAsync(
                                () -> part.run(workers, limit, cancellation), THREADS));
            }
            parts.get(0).run(workers, limit, cancellation);
            others.forEach(CompletableFuture::join);
        }
        for (WorkerShare part : parts) {
            if (!part.wasRun()) {
                return without(
                        submission,
                        Verdict.Outcome.ERROR,
                        "No test was run, so there is no verdict. " + part.trouble());
            }
        }
        String deviation = deviation(graderTests.tests().keySet(), parts);
        if (!deviation.isEmpty()) {
            return without(submission, Verdict.Outcome.ERROR, deviation);
        }
        List<TestResult> results = inOrder(order, parts);
        boolean passed = results.stream().allMatch(t -> t.passed() || t.leftOut());
        Verdict verdict =
                new Verdict(
                        submission,
                        passed ? Verdict.Outcome.PASSED : Verdict.Outcome.FAILED,
                        "",
                        results,
                        Duration.ZERO);
        if (!cancellation.cancelled()) {
            shares.took(lesson, parts.stream().flatMap(part -> part.took().stream()).toList());
            failedLast.put(
                    lesson.id(),
                    verdict.firstFailure().map(test -> String.valueOf(test.task())).orElse(""));
        }
        return verdict;
    }

    /**
     * Describes how the planned tests differ from the tests of the lesson; empty if they are the
     * same.
     */
    private static String deviation(Set<String> expected, List<WorkerShare> parts) {
        Set<String> planned =
                parts.stream()
                        .flatMap(part -> part.tests().stream())
                        .filter(test -> !test.isContainer())
                        .map(PlannedTest::name)
                        .collect(Collectors.toSet());
        List<String> missing = expected.stream().filter(test -> !planned.contains(test)).toList();
        List<String> unknown = planned.stream().filter(test -> !expected.contains(test)).toList();
        return missing.isEmpty() && unknown.isEmpty()
                ? ""
                : "The tests that were run are not those of the lesson: %d are missing, %d are unknown. Delete the folder target, and start again."
                        .formatted(missing.size(), unknown.size());
    }

    /** Sorts the results by requirement, then by their order in the grader's source. */
    private static List<TestResult> inOrder(List<String> order, List<WorkerShare> parts) {
        return parts.stream()
                .flatMap(part -> part.tests().stream())
                .sorted(PlannedTest.byRequirement(order))
                .map(PlannedTest::result)
                .toList();
    }
}
