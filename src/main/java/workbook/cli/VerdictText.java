package workbook.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import workbook.catalogue.Lesson;
import workbook.catalogue.Page;
import workbook.grading.TestResult;
import workbook.grading.Verdict;

/** Prints a verdict for people: the tasks, the first failure in full, the others in a line each. */
final class VerdictText {

    private final Terminal terminal;
    private final boolean trace;
    private final int room;
    private final List<String> lines = new ArrayList<>();

    /**
     * @param trace whether to show where in the grader the first failure was found
     */
    VerdictText(Terminal terminal, boolean trace) {
        this(terminal, trace, Integer.MAX_VALUE);
    }

    /**
     * @param room lines that there is room for; where they are too few, the other failures, which
     *     have a line each, are cut short
     */
    VerdictText(Terminal terminal, boolean trace, int room) {
        this.terminal = terminal;
        this.trace = trace;
        this.room = room;
    }

    void print(Verdict verdict) {
        lines(verdict).forEach(terminal::line);
    }

    List<String> lines(Verdict verdict) {
        lines.clear();
        describe(verdict);
        return List.copyOf(lines);
    }

    private void describe(Verdict verdict) {
        Lesson lesson = verdict.lesson();
        lines.add(
                terminal.bold(lesson.id() + " · " + lesson.page().title())
                        + terminal.faint("   " + verdict.submission().label()));
        switch (verdict.outcome()) {
            case PASSED, FAILED -> printTests(verdict);
            case DOES_NOT_COMPILE ->
                    printProblem(
                            "does not compile", verdict.problem(), "Mend the first error first.");
            case CONTRACT_BROKEN ->
                    printProblem(
                            "lacks what the grader calls",
                            verdict.problem(),
                            "The signatures must be those of the stub: ./workbook reset "
                                    + lesson.id()
                                    + " brings it back (and keeps a copy of yours).");
            case ERROR -> printProblem("could not be graded", "", verdict.problem());
        }
    }

    private void printProblem(String headline, String problem, String advice) {
        lines.add("");
        lines.add(terminal.red("✘ " + headline));
        problem.lines().forEach(line -> lines.add("  " + line));
        if (!advice.isEmpty()) {
            lines.add("");
            Text.wrap(advice, 0).forEach(lines::add);
        }
    }

    private void printTests(Verdict verdict) {
        lines.add("");
        for (Page.Task task : verdict.lesson().page().tasks()) {
            boolean passed = verdict.passed(task);
            String line = (passed ? "✔" : "✘") + " task " + task.number() + "  " + task.title();
            lines.add("  " + (passed ? terminal.green(line) : terminal.red(line)));
        }
        lines.add("");
        verdict.firstFailure().ifPresent(first -> printFailures(verdict, first));
        printLeftOut(verdict);
        lines.add(summary(verdict));
    }

    private void printFailures(Verdict verdict, TestResult first) {
        String headline = "✘ " + first.title();
        lines.add(terminal.red(Text.spread(headline, "task " + first.task())));
        for (String line : first.message().split("\n")) {
            for (String part : Text.wrap(line, 12)) {
                lines.add(emphasise(part));
            }
        }
        if (trace) {
            first.trace()
                    .lines()
                    .filter(line -> line.startsWith("\tat "))
                    .forEach(line -> lines.add("  " + line.strip()));
        }
        List<TestResult> others =
                verdict.tests().stream()
                        .filter(t -> !t.passed() && !t.leftOut() && t != first)
                        .toList();
        if (!others.isEmpty()) {
            lines.add("");
            int begin = lines.size();
            others.stream().filter(t -> !t.isUnwritten()).forEach(this::printOther);
            printUnwritten(others);
            cut(begin, verdict.lesson());
        }
        lines.add("");
    }

    /** Of the lines from {@code begin} on leaves as many as there is room for. */
    private void cut(int begin, Lesson lesson) {
        int below = 2; // an empty line, the summary
        if (lines.size() + below > room) {
            List<String> cut = lines.subList(Math.max(begin, room - below - 1), lines.size());
            String more = "… %d more: ./workbook test %s".formatted(cut.size(), lesson.id());
            cut.clear();
            lines.add(terminal.faint(more));
        }
    }

    private void printOther(TestResult other) {
        String mark = other.outcome() == TestResult.Outcome.NOT_RUN ? "○ " : "✘ ";
        String note = other.outcome() == TestResult.Outcome.NOT_RUN ? "not run, " : "";
        lines.add(terminal.faint(Text.spread(mark + other.title(), note + "task " + other.task())));
    }

    private void printLeftOut(Verdict verdict) {
        List<TestResult> tests = verdict.tests().stream().filter(TestResult::leftOut).toList();
        for (TestResult test : tests) {
            lines.add(
                    terminal.faint(
                            Text.spread("○ left out: " + test.title(), "task " + test.task())));
            Text.wrap("  because " + test.message(), 10).stream()
                    .map(terminal::faint)
                    .forEach(lines::add);
        }
        if (!tests.isEmpty()) {
            lines.add("");
        }
    }

    private void printUnwritten(List<TestResult> others) {
        Map<Integer, Long> waiting =
                others.stream()
                        .filter(TestResult::isUnwritten)
                        .collect(
                                Collectors.groupingBy(
                                        TestResult::task, TreeMap::new, Collectors.counting()));
        waiting.forEach(
                (task, tests) ->
                        lines.add(
                                terminal.faint(
                                        Text.spread(
                                                "○ %d %s for code that is not written yet"
                                                        .formatted(
                                                                tests,
                                                                tests == 1
                                                                        ? "more test waits"
                                                                        : "more tests wait"),
                                                "task " + task))));
    }

    private String emphasise(String line) {
        if (line.startsWith("  expected  ") || line.startsWith("  but was   ")) {
            return terminal.bold(line);
        }
        return line.startsWith("  likely    ") ? terminal.cyan(line) : line;
    }

    private String summary(Verdict verdict) {
        long tasks = verdict.lesson().page().tasks().stream().filter(verdict::passed).count();
        int allTasks = verdict.lesson().page().tasks().size();
        long tests = verdict.tests().stream().filter(TestResult::passed).count();
        String seconds = String.format(Locale.ROOT, "%.2f s", verdict.took().toMillis() / 1000.0);
        long leftOut = verdict.tests().stream().filter(TestResult::leftOut).count();
        String text =
                "%d of %d tasks done, %d of %d tests passed, %s%s"
                        .formatted(
                                tasks,
                                allTasks,
                                tests,
                                verdict.tests().size(),
                                leftOut > 0 ? leftOut + " left out, " : "",
                                seconds);
        return verdict.passed() ? terminal.green("✔ " + text) : "✘ " + text;
    }
}
