package workbook.cli;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import workbook.catalogue.Lesson;
import workbook.catalogue.Page;
import workbook.grading.TestResult;
import workbook.grading.Verdict;
import workbook.grading.Verdict.Outcome;
import workbook.wire.Visible;

/**
 * Prints a verdict: the tasks, then the first failure in full. Other failures of the same task get
 * a line each. Those of other tasks are only counted.
 */
final class VerdictText {

    /**
     * An entry below the first failure: another test, or a number of tests.
     *
     * @param text one or more lines
     */
    private record Other(String text, List<Integer> tasks, long tests) {}

    private final Terminal terminal;
    private final Text text;
    private final boolean trace;
    private final List<String> lines = new ArrayList<>();
    private List<String> intro = List.of();
    private int room = Integer.MAX_VALUE;
    private boolean brief;

    /**
     * @param trace whether to show the stack trace of the first failure
     */
    VerdictText(Terminal terminal, boolean trace) {
        this.terminal = terminal;
        this.text = terminal.text();
        this.trace = trace;
    }

    /** Adds these lines between the title and the verdict. */
    VerdictText under(List<String> intro) {
        this.intro = intro;
        return this;
    }

    /**
     * Limits the verdict to {@code room} lines. If they are too few, the list of other failures is
     * shortened.
     */
    VerdictText within(int room) {
        this.room = room;
        return this;
    }

    /**
     * Leaves out what the reader can see later: the titles of the tasks, and all failures except
     * the first.
     */
    VerdictText briefly() {
        this.brief = true;
        return this;
    }

    void print(Verdict verdict) {
        lines(verdict).forEach(terminal::line);
    }

    List<String> lines(Verdict verdict) {
        lines.clear();
        describe(verdict);
        return List.copyOf(lines);
    }

    /** Returns the title line of a verdict or a page. */
    static String title(Terminal terminal, Lesson lesson, String label) {
        return terminal.bold(lesson.id() + " · " + lesson.page().title())
                + terminal.faint("   " + Visible.line(label));
    }

    private void describe(Verdict verdict) {
        Lesson lesson = verdict.lesson();
        lines.add(title(terminal, lesson, verdict.submission().label()));
        if (!intro.isEmpty()) {
            lines.add("");
            lines.addAll(intro);
        }
        switch (verdict.outcome()) {
            case PASSED, FAILED -> printTests(verdict);
            case DOES_NOT_COMPILE -> printProblem("does not compile", verdict.problem());
            case CONTRACT_BROKEN -> printProblem("lacks what the grader calls", verdict.problem());
            case REFUSED -> printProblem("is not graded", verdict.problem());
            case ERROR -> printProblem("could not be graded", verdict.problem());
        }
        boolean told = verdict.outcome() == Outcome.PASSED || verdict.outcome() == Outcome.FAILED;
        if (!told && !verdict.tests().isEmpty()) {
            printTests(verdict);
        }
    }

    private void printProblem(String headline, String problem) {
        lines.add("");
        lines.add(terminal.red("✘ " + headline));
        List<String> all = problem.lines().toList();
        for (int i = 0; i < all.size(); i++) {
            String line = all.get(i);
            if (i + 1 < all.size() && Excerpt.isCaret(all.get(i + 1))) {
                Excerpt.fit(line, all.get(++i), text.width() - 2)
                        .forEach(part -> lines.add("  " + part));
            } else {
                lines.addAll(line.isEmpty() ? List.of("") : text.wrap("  " + line, 4));
            }
        }
    }

    private void printTests(Verdict verdict) {
        lines.add("");
        List<Page.Task> tasks = verdict.lesson().page().tasks();
        if (brief) {
            List<String> marks =
                    tasks.stream()
                            .map(t -> mark(verdict.passed(t)) + " task " + t.number())
                            .toList();
            lines.addAll(text.items(marks));
        } else {
            tasks.forEach(task -> printTask(task, verdict.passed(task)));
            lines.add("");
        }
        verdict.firstFailure().ifPresent(first -> printFailures(verdict, first));
        printWaiting(verdict);
        printLeftOut(verdict);
        printSummary(verdict);
    }

    private void printTask(Page.Task task, boolean passed) {
        String line = mark(passed) + " task " + task.number() + "  " + task.title();
        for (String part : text.wrap("  " + line, 4)) {
            lines.add(passed ? terminal.green(part) : terminal.red(part));
        }
    }

    private static String mark(boolean passed) {
        return passed ? "✔" : "✘";
    }

    /** Returns a failure in full, before the verdict is complete. */
    List<String> lines(Lesson lesson, TestResult failed) {
        lines.clear();
        printFailure(lesson.page(), failed);
        return List.copyOf(lines);
    }

    /** Returns the line of a task that is done, before the verdict is complete. */
    List<String> lines(Page.Task passed) {
        lines.clear();
        printTask(passed, true);
        return List.copyOf(lines);
    }

    private void printFailures(Verdict verdict, TestResult first) {
        printFailure(verdict.lesson().page(), first);
        List<TestResult> others =
                verdict.tests().stream()
                        .filter(t -> !t.passed() && !t.leftOut() && !t.waits() && t != first)
                        .toList();
        if (!others.isEmpty()) {
            if (!brief) {
                lines.add("");
            }
            printOthers(others(others, first.task()), verdict.lesson());
        }
        lines.add("");
    }

    private void printFailure(Page page, TestResult first) {
        String headline = text.spread("✘ " + first.title(), place(first));
        headline.lines().forEach(line -> lines.add(terminal.red(line)));
        if (!brief) {
            printRequirement(page, first.requirement().id());
        }
        List<String> message = List.of(first.message().split("\n"));
        if (brief && first.isUnwritten()) { // one line is enough
            message = message.stream().filter(line -> line.contains("not written")).toList();
        }
        String place = "   " + first.requirement().inPage(); // the headline contains it already
        for (String line : message) {
            String words =
                    line.endsWith(place) ? line.substring(0, line.length() - place.length()) : line;
            int begin = words.length() - words.stripLeading().length();
            for (String part : text.wrap(words, Math.max(12, begin + 2))) {
                lines.add(emphasise(part));
            }
        }
        if (trace) {
            first.trace()
                    .lines()
                    .filter(line -> line.startsWith("\tat "))
                    .forEach(line -> lines.add("  " + line.strip()));
        }
    }

    /**
     * Returns the place of the requirement on the page: {@code README 2.1}; empty if there is none.
     */
    private static String place(TestResult test) {
        String id = test.requirement().id();
        return id.isEmpty() ? "" : "README " + id;
    }

    private void printRequirement(Page page, String id) {
        page.tasks().stream()
                .flatMap(task -> task.requirements().stream())
                .filter(requirement -> requirement.id().equals(id))
                .map(requirement -> "  " + id + "  " + PageText.withoutMarks(requirement.text()))
                .flatMap(words -> text.wrap(words, 7).stream())
                .forEach(line -> lines.add(terminal.faint(line)));
    }

    /**
     * Returns the entries for the other failures. Tests of the same task are listed one by one.
     * Tests of other tasks are only counted, because the reader will come to them later.
     */
    private List<Other> others(List<TestResult> tests, int task) {
        List<Other> others = new ArrayList<>();
        Predicate<TestResult> notRun = test -> test.outcome() == TestResult.Outcome.NOT_RUN;
        tests.stream()
                .filter(test -> test.task() == task && !test.isUnwritten())
                .filter(not(notRun))
                .map(this::other)
                .forEach(others::add);
        Predicate<TestResult> later = test -> test.task() != task;
        Predicate<TestResult> unwritten = TestResult::isUnwritten;
        others.addAll(counted(tests, later.and(not(notRun.or(unwritten))), "✘", "fail", "fails"));
        others.addAll(
                counted(
                        tests,
                        notRun,
                        "○",
                        "were not run for lack of time",
                        "was not run for lack of time"));
        others.addAll(
                counted(
                        tests,
                        unwritten,
                        "○",
                        "wait for code that is not written yet",
                        "waits for code that is not written yet"));
        return others;
    }

    /** Returns an entry with the number of tests of a kind; an empty list if there are none. */
    private List<Other> counted(
            List<TestResult> tests,
            Predicate<TestResult> kind,
            String mark,
            String several,
            String one) {
        List<Integer> tasks = tests.stream().filter(kind).map(TestResult::task).toList();
        if (tasks.isEmpty()) {
            return List.of();
        }
        int count = tasks.size();
        String what = count == 1 ? " more test " + one : " more tests " + several;
        List<Integer> distinct = tasks.stream().distinct().sorted().toList();
        return List.of(
                new Other(
                        text.spread(mark + " " + count + what, named(distinct)), distinct, count));
    }

    private static String named(List<Integer> tasks) {
        int first = tasks.get(0);
        int last = tasks.get(tasks.size() - 1);
        if (tasks.size() > 2 && last - first == tasks.size() - 1) {
            return "tasks " + first + " to " + last;
        }
        return (tasks.size() == 1 ? "task " : "tasks ")
                + tasks.stream().map(String::valueOf).collect(joining(", "));
    }

    /** Prints as many entries as fit, then the number of the tests that are left out. */
    private void printOthers(List<Other> others, Lesson lesson) {
        int below = 2; // an empty line, the summary
        int left = brief ? 0 : room - below - lines.size();
        int all = others.stream().mapToInt(VerdictText::height).sum();
        int shown = all <= left ? others.size() : 0;
        for (int used = 0; shown < others.size(); shown++) {
            used += height(others.get(shown));
            if (used > left - 1) {
                break;
            }
        }
        others.subList(0, shown).forEach(other -> printFaint(other.text()));
        if (shown < others.size()) {
            printRest(others.subList(shown, others.size()), lesson);
        }
    }

    private static int height(Other other) {
        return (int) other.text().lines().count();
    }

    private void printRest(List<Other> rest, Lesson lesson) {
        long tests = rest.stream().mapToLong(Other::tests).sum();
        List<Integer> tasks =
                rest.stream().flatMap(other -> other.tasks().stream()).distinct().toList();
        String line =
                "… and %d more %s of %s: ./workbook test %s"
                        .formatted(
                                tests,
                                tests == 1 ? "test" : "tests",
                                tasks.size() == 1
                                        ? "task " + tasks.get(0)
                                        : tasks.size() + " tasks",
                                lesson.id());
        printFaint(String.join("\n", text.wrap(line, 2)));
    }

    private void printFaint(String several) {
        several.lines().forEach(line -> lines.add(terminal.faint(line)));
    }

    private Other other(TestResult test) {
        return new Other(text.spread("✘ " + test.title(), place(test)), List.of(test.task()), 1);
    }

    private void printLeftOut(Verdict verdict) {
        List<TestResult> tests = verdict.tests().stream().filter(TestResult::leftOut).toList();
        for (TestResult test : tests) {
            printFaint(text.spread("○ left out: " + test.title(), place(test)));
            printFaint(String.join("\n", text.wrap("  because " + test.message(), 10)));
        }
        if (!tests.isEmpty()) {
            lines.add("");
        }
    }

    /** Prints a line for each file that tests wait for. */
    private void printWaiting(Verdict verdict) {
        Map<String, List<TestResult>> waiting =
                verdict.tests().stream()
                        .filter(TestResult::waits)
                        .collect(
                                groupingBy(
                                        test -> test.message().lines().findFirst().orElse(""),
                                        LinkedHashMap::new,
                                        toList()));
        waiting.forEach(
                (why, tests) -> {
                    List<Integer> tasks =
                            tests.stream().map(TestResult::task).distinct().sorted().toList();
                    String wait = tests.size() == 1 ? "test waits" : "tests wait";
                    printFaint(
                            text.spread(
                                    "○ %d %s: %s".formatted(tests.size(), wait, why),
                                    named(tasks)));
                });
        if (!waiting.isEmpty()) {
            lines.add("");
        }
    }

    private String emphasise(String line) {
        if (line.startsWith("  expected  ") || line.startsWith("  but was   ")) {
            return terminal.bold(line);
        }
        return line.startsWith("  likely    ") ? terminal.cyan(line) : line;
    }

    private void printSummary(Verdict verdict) {
        long tasks = verdict.lesson().page().tasks().stream().filter(verdict::passed).count();
        int allTasks = verdict.lesson().page().tasks().size();
        long tests = verdict.tests().stream().filter(TestResult::passed).count();
        String seconds = String.format(Locale.ROOT, "%.2f s", verdict.took().toMillis() / 1000.0);
        long leftOut = verdict.tests().stream().filter(TestResult::leftOut).count();
        String counts =
                "%d of %d tasks done, %d of %d tests passed, %s%s"
                        .formatted(
                                tasks,
                                allTasks,
                                tests,
                                verdict.tests().size(),
                                leftOut > 0 ? leftOut + " left out, " : "",
                                seconds);
        for (String line : text.wrap(mark(verdict.passed()) + " " + counts, 2)) {
            lines.add(verdict.passed() ? terminal.green(line) : line);
        }
    }
}
