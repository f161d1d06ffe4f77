package workbook.check;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import workbook.catalogue.Page;
import workbook.grading.Build;
import workbook.grading.Grader;
import workbook.grading.TestResult;
import workbook.grading.Verdict;
import workbook.grading.Workers;

/** Grades the same submissions again and again, and reports every verdict that changes. */
public final class Soak {

    /** What the machine does during the soak. */
    public enum Condition {
        /** Nothing else. */
        PLAIN,
        /** All workers share one processor. This needs taskset, which Linux has. */
        PINNED,
        /** For each processor, there are four busy loops and two gradings at a time. */
        LOAD
    }

    private final Build build;
    private final List<Case> cases;
    private final Consumer<String> out;
    private final Map<String, String> first = new HashMap<>();
    private int differed;

    public Soak(Build build, List<Case> cases, Consumer<String> out) {
        this.build = build;
        this.cases = cases;
        this.out = out;
    }

    /**
     * Runs all cases {@code rounds} times.
     *
     * @return how many verdicts were wrong, or different from those in the first round
     */
    public int run(Condition condition, int rounds) {
        if (condition == Condition.PINNED && !canPin()) {
            out.accept("pinned: LEFT OUT, there is no taskset on this machine");
            return 0;
        }
        int before = differed;
        List<Duration> ofMistakes = new ArrayList<>();
        List<Duration> ofRight = new ArrayList<>();
        List<String> prefix =
                condition == Condition.PINNED ? List.of("taskset", "-c", "0") : List.of();
        int processors = Runtime.getRuntime().availableProcessors();
        int atATime = condition == Condition.LOAD ? 2 * processors : 1;
        try (Load load = new Load(condition == Condition.LOAD);
                Workers workers = new Workers(build, Math.max(2, atATime), prefix)) {
            Grader grader = new Grader(build, workers);
            for (int round = 1; round <= rounds; round++) {
                for (Proof.Result result : Proof.run(grader, cases, atATime)) {
                    compare(condition, round, result);
                    switch (result.graded().kind()) {
                        case MISTAKE -> ofMistakes.add(result.verdict().took());
                        case SOLUTION, ALTERNATIVE -> ofRight.add(result.verdict().took());
                        default -> {}
                    }
                }
            }
        }
        out.accept(
                String.format(
                        Locale.ROOT,
                        "%-6s  %5d verdicts, %d differed; median of a mistake %.2f s, mean %.2f s;"
                                + " of a right solution %.2f s",
                        condition.name().toLowerCase(Locale.ROOT),
                        rounds * cases.size(),
                        differed - before,
                        seconds(Proof.median(ofMistakes)),
                        ofMistakes.stream().mapToDouble(Soak::seconds).average().orElse(0),
                        seconds(Proof.median(ofRight))));
        return differed - before;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private void compare(Condition condition, int round, Proof.Result result) {
        String problem = result.problem();
        String fingerprint = fingerprint(result.verdict());
        String expected = first.computeIfAbsent(result.graded().toString(), key -> fingerprint);
        if (problem.isEmpty() && expected.equals(fingerprint)) {
            return;
        }
        differed++;
        out.accept(
                "%s, round %d, %s: %s"
                        .formatted(
                                condition.name().toLowerCase(Locale.ROOT),
                                round,
                                result.graded(),
                                problem.isEmpty()
                                        ? "was\n" + expected + "\nis\n" + fingerprint
                                        : problem));
    }

    /**
     * Returns what must be the same in each run: the tasks that are done, the first failure and its
     * likely cause. Other failing tests may differ, because they may fail by chance.
     */
    private static String fingerprint(Verdict verdict) {
        StringBuilder text = new StringBuilder(verdict.outcome().toString());
        for (Page.Task task : verdict.lesson().page().tasks()) {
            text.append(verdict.passed(task) ? " +" : " -").append(task.number());
        }
        verdict.firstFailure()
                .ifPresent(
                        test ->
                                text.append("\n")
                                        .append(test.title())
                                        .append("\n")
                                        .append(cause(test)));
        return text.toString();
    }

    /**
     * Returns the likely cause without ports, and without the lines of the wire, because their
     * order may differ if two sides act at the same time.
     */
    static String cause(TestResult test) {
        return Case.likely(test)
                .replaceAll("(?m)^ +\\d+  .*\\R", "")
                .replaceAll("\\d{4,5}", "PORT");
    }

    private static boolean canPin() {
        try {
            return new ProcessBuilder("taskset", "-c", "0", "true").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs busy loops until it is closed. */
    private static final class Load implements AutoCloseable {
        private volatile boolean over;

        Load(boolean wanted) {
            int loops = wanted ? 4 * Runtime.getRuntime().availableProcessors() : 0;
            for (int i = 0; i < loops; i++) {
                Thread thread = new Thread(this::spin, "load " + i);
                thread.setDaemon(true);
                thread.start();
            }
        }

        private void spin() {
            while (!over) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            over = true;
        }
    }
}
