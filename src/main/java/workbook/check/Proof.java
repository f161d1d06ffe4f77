package workbook.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.grading.Grader;
import workbook.grading.GradingMode;
import workbook.grading.Verdict;

/** Tests the graders: grades every submission for which the right verdict is known. */
public final class Proof {

    /**
     * A case and its verdict.
     *
     * @param problem empty if the verdict was the right one
     */
    public record Result(Case graded, Verdict verdict, String problem) {

        public boolean right() {
            return problem.isEmpty();
        }

        /**
         * Returns what must be the same in each run: the outcome, the first failure and the likely
         * cause.
         */
        public String fingerprint() {
            return verdict.outcome()
                    + verdict.firstFailure()
                            .map(test -> "\n" + test.title() + "\n" + Soak.cause(test))
                            .orElse("");
        }
    }

    private Proof() {}

    /**
     * Grades all cases like a learner's submission: each in a separate worker, several at a time.
     *
     * @return the results, in the order of the cases
     */
    public static List<Result> run(Grader grader, List<Case> cases, int atATime) {
        return run(cases, atATime, one -> grader.grade(one.submission()));
    }

    /**
     * Does the same as {@link #runQuickly}, but leaves out the cases that were proven before and
     * have not changed since. On a build server, where {@code CI} is set, it leaves out none. For
     * most mistakes, it grades the task of the expected failure first; only the {@code whole} ones
     * are graded from the first task on.
     *
     * @param whole selects the mistakes that are graded from the first task on
     * @param told receives a line if any case is left out
     * @return the results of those that were run
     */
    public static List<Result> runChanged(
            Home home,
            Grader grader,
            List<Case> cases,
            Predicate<Case> whole,
            int atATime,
            Consumer<String> told) {
        Proven proven = new Proven(home);
        List<Case> changed = cases.stream().filter(one -> !proven.knows(one)).toList();
        if (changed.size() < cases.size()) {
            told.accept(
                    "%d of %d cases were proven before and have not changed (target/proven)"
                            .formatted(cases.size() - changed.size(), cases.size()));
        }
        List<Result> results =
                run(
                        changed,
                        atATime,
                        one ->
                                one.kind() == Case.Kind.MISTAKE && !whole.test(one)
                                        ? grader.gradeUntilFailure(
                                                one.submission(), Case.plain(one.fails()))
                                        : grader.grade(one.submission(), mode(one)));
        proven.add(results.stream().filter(Result::right).map(Result::graded).toList());
        return results;
    }

    /**
     * Grades all cases in a fraction of the time. If a case leaves its worker clean, the worker
     * grades the next case. For a mistake, no test runs after the first failure, because only that
     * failure counts.
     */
    public static List<Result> runQuickly(Grader grader, List<Case> cases, int atATime) {
        return run(cases, atATime, one -> grader.grade(one.submission(), mode(one)));
    }

    /**
     * Grades each case with a wrong quick verdict once more, alone, like a learner's submission.
     * The second verdict counts, because it is the one that a learner would get. The quick one is
     * reported, because it shows that the mistake fails only by luck, or that a warm worker was not
     * clean.
     *
     * @param told receives the quick verdict of each case that is right the second time
     */
    public static List<Result> lookAgain(
            Grader grader, List<Result> results, Consumer<String> told) {
        List<Result> looked = new ArrayList<>();
        for (Result quick : results) {
            Result result = quick.right() ? quick : run(grader, List.of(quick.graded()), 1).get(0);
            if (result != quick && result.right()) {
                told.accept(quick.graded() + " " + quick.problem());
            }
            looked.add(result);
        }
        return looked;
    }

    private static GradingMode mode(Case one) {
        return one.kind() == Case.Kind.MISTAKE ? GradingMode.FAIL_FAST : GradingMode.WARM;
    }

    private static List<Result> run(
            List<Case> cases, int atATime, Function<Case, Verdict> grading) {
        ExecutorService threads =
                Executors.newFixedThreadPool(
                        atATime,
                        work -> {
                            Thread thread = new Thread(work, "proof");
                            thread.setDaemon(true);
                            return thread;
                        });
        try {
            Map<Integer, Future<Verdict>> verdicts = new HashMap<>(); // by index in cases
            for (int i : longestLessonFirst(cases)) {
                verdicts.put(i, threads.submit(() -> grading.apply(cases.get(i))));
            }
            List<Result> results = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                Verdict verdict = verdicts.get(i).get();
                results.add(new Result(cases.get(i), verdict, cases.get(i).judge(verdict)));
            }
            return results;
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

    /**
     * Returns the indices of the cases, those of the longest lessons first. So the last cases are
     * short ones, and all processors are busy until the end.
     */
    private static List<Integer> longestLessonFirst(List<Case> cases) {
        Map<Lesson, Long> lengths = new HashMap<>();
        for (Case one : cases) {
            lengths.computeIfAbsent(
                    one.lesson(),
                    lesson -> lesson.graders().stream().mapToLong(g -> g.toFile().length()).sum());
        }
        return IntStream.range(0, cases.size())
                .boxed()
                .sorted(Comparator.comparing(i -> -lengths.get(cases.get(i).lesson())))
                .toList();
    }

    /** Returns a table with a line for each lesson that shows what was proven about its grader. */
    public static List<String> matrix(List<Lesson> lessons, List<Result> results) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "lesson                      stub     solution  mistakes killed  alternatives accepted");
        for (Lesson lesson : lessons) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%s  %-22s  %-7s  %-8s  %-15s  %s",
                            lesson.id(),
                            lesson.page().title(),
                            count(results, lesson, Case.Kind.STUB, "fails"),
                            count(results, lesson, Case.Kind.SOLUTION, "passes"),
                            count(results, lesson, Case.Kind.MISTAKE, ""),
                            count(results, lesson, Case.Kind.ALTERNATIVE, "")));
        }
        return lines;
    }

    private static String count(
            List<Result> results, Lesson lesson, Case.Kind kind, String wordIfAllRight) {
        List<Result> own =
                results.stream()
                        .filter(
                                r ->
                                        r.graded().lesson().equals(lesson)
                                                && r.graded().kind() == kind)
                        .toList();
        long right = own.stream().filter(Result::right).count();
        boolean all = right == own.size();
        return all && !wordIfAllRight.isEmpty() ? wordIfAllRight : right + " of " + own.size();
    }

    /** Returns the median of these times; zero if there are none. */
    public static Duration median(List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return sorted.isEmpty() ? Duration.ZERO : sorted.get(sorted.size() / 2);
    }
}
