package workbook.cli;

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

    VerdictText(Terminal terminal, boolean trace) {
        this.terminal = terminal;
        this.trace = trace;
    }

    void print(Verdict verdict) {
        Lesson lesson = verdict.lesson();
        terminal.line(
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
        terminal.line();
        terminal.line(terminal.red("✘ " + headline));
        problem.lines().forEach(line -> terminal.line("  " + line));
        if (!advice.isEmpty()) {
            terminal.line();
            Text.wrap(advice, 0).forEach(terminal::line);
        }
    }

    private void printTests(Verdict verdict) {
        terminal.line();
        for (Page.Task task : verdict.lesson().page().tasks()) {
            boolean passed = verdict.passed(task);
            String line = (passed ? "✔" : "✘") + " task " + task.number() + "  " + task.title();
            terminal.line("  " + (passed ? terminal.green(line) : terminal.red(line)));
        }
        terminal.line();
        verdict.firstFailure().ifPresent(first -> printFailures(verdict, first));
        printLeftOut(verdict);
        terminal.line(summary(verdict));
    }

    private void printFailures(Verdict verdict, TestResult first) {
        String headline = "✘ " + first.title();
        terminal.line(terminal.red(Text.spread(headline, "task " + first.task())));
        for (String line : first.message().split("\n")) {
            for (String part : Text.wrap(line, 12)) {
                terminal.line(emphasise(part));
            }
        }
        if (trace) {
            first.trace()
                    .lines()
                    .filter(line -> line.startsWith("\tat "))
                    .forEach(line -> terminal.line("  " + line.strip()));
        }
        List<TestResult> others =
                verdict.tests().stream()
                        .filter(t -> !t.passed() && !t.leftOut() && t != first)
                        .toList();
        if (!others.isEmpty()) {
            terminal.line();
            for (TestResult other : others) {
                if (other.isUnwritten()) {
                    continue;
                }
                String mark = other.outcome() == TestResult.Outcome.NOT_RUN ? "○ " : "✘ ";
                String note = other.outcome() == TestResult.Outcome.NOT_RUN ? "not run, " : "";
                terminal.line(
                        terminal.faint(
                                Text.spread(mark + other.title(), note + "task " + other.task())));
            }
            printUnwritten(others);
        }
        terminal.line();
    }

    private void printLeftOut(Verdict verdict) {
        List<TestResult> tests = verdict.tests().stream().filter(TestResult::leftOut).toList();
        for (TestResult test : tests) {
            terminal.line(
                    terminal.faint(
                            Text.spread("○ left out: " + test.title(), "task " + test.task())));
            Text.wrap("  because " + test.message(), 10).stream()
                    .map(terminal::faint)
                    .forEach(terminal::line);
        }
        if (!tests.isEmpty()) {
            terminal.line();
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
                        terminal.line(
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
