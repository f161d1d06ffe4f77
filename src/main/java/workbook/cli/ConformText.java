package workbook.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import workbook.conform.ByteText;
import workbook.conform.Result;
import workbook.conform.Result.Aftermath;
import workbook.conform.Result.Crossed;
import workbook.conform.Script;
import workbook.wire.Bytes;

/**
 * Prints the results of the cases: a line for each case, and the traffic of each case that failed.
 */
final class ConformText {

    private static final int LINES = 12; // lines of traffic that are shown
    private static final int BEGIN = 25; // columns in front of the bytes that crossed
    private static final int COLUMNS = 66; // columns of the expected and of the actual bytes

    private final Terminal terminal;
    private Script.Group heading; // the last one that was printed

    ConformText(Terminal terminal) {
        this.terminal = terminal;
    }

    void list(List<Script> scripts) {
        for (Script script : scripts) {
            heading(script);
            terminal.text()
                    .spread("  " + script.title(), script.name())
                    .lines()
                    .forEach(terminal::line);
        }
    }

    void result(Result result) {
        heading(result.script());
        String mark = result.passed() ? "✔ " : "✘ ";
        String head =
                terminal.text().spread(mark + result.script().title(), result.script().name());
        head.lines()
                .map(line -> result.passed() ? terminal.green(line) : terminal.red(line))
                .forEach(terminal::line);
        if (!result.passed()) {
            failure(result);
        }
    }

    private void heading(Script script) {
        if (script.group() != heading) {
            if (heading != null) {
                terminal.line();
            }
            heading = script.group();
            boolean protocol = heading == Script.Group.PROTOCOL;
            terminal.line(terminal.bold(protocol ? "The protocol" : "What the workbook decided"));
        }
    }

    private void failure(Result result) {
        crossed(result.crossed());
        Result.Failure failure = result.failure();
        if (failure != null) {
            String expected = failure.expected();
            field("  expected  ", ByteText.beside(expected, failure.was(), COLUMNS));
            field("  but was   ", ByteText.beside(failure.was(), expected, COLUMNS));
            terminal.line(
                    terminal.faint(
                            "  at        line %d of the case, for %s"
                                    .formatted(failure.line(), failure.peer())));
        }
        if (result.aftermath() != Aftermath.FINE) {
            field("  then      ", result.aftermath().words() + " any more");
        }
    }

    private void crossed(List<Crossed> crossed) {
        int first = Math.max(0, crossed.size() - LINES);
        if (first > 0) {
            terminal.line("       … " + first + " before");
        }
        for (int i = first; i < crossed.size(); i++) {
            boolean whole = i == crossed.size() - 1 && !crossed.get(i).sent();
            String line = line(i + 1, crossed.get(i), whole ? Integer.MAX_VALUE : 0);
            folded(line).forEach(terminal::line);
        }
    }

    /**
     * Breaks a line into lines that fit. Those after the first begin below the bytes of the first.
     */
    private static List<String> folded(String line) {
        List<String> lines = new ArrayList<>();
        String rest = line;
        while (rest.length() > Text.WIDTH) {
            int cut = Character.isHighSurrogate(rest.charAt(Text.WIDTH - 1)) ? 1 : 0;
            lines.add(rest.substring(0, Text.WIDTH - cut));
            rest = " ".repeat(BEGIN) + rest.substring(Text.WIDTH - cut);
        }
        lines.add(rest);
        return lines;
    }

    private void field(String name, String text) {
        terminal.text().wrap(name + text, name.length()).stream()
                .map(terminal::bold)
                .forEach(terminal::line);
    }

    /**
     * Returns a line of traffic: {@code 1 anna → server {"action":"quit"}\n 18 bytes}.
     *
     * @param columns columns for the bytes; 0 for as many as are left in the line
     */
    static String line(int number, Crossed crossed, int columns) {
        String way =
                crossed.sent()
                        ? crossed.peer() + " → server  "
                        : "server → " + crossed.peer() + "  ";
        String begin = "%5d  %-18s".formatted(number, way);
        if (!crossed.words().isEmpty()) {
            return begin + crossed.words();
        }
        String count = "   " + Bytes.count(crossed.count());
        int room = Math.max(20, Text.WIDTH - begin.length() - count.length());
        return begin
                + ByteText.quoted(crossed.bytes(), crossed.count(), columns == 0 ? room : columns)
                + count;
    }

    /**
     * Prints the last lines.
     *
     * @param leftOut the number of cases that were not played because the server sends nothing or
     *     broke
     */
    void summary(List<Result> results, int leftOut, boolean restarted) {
        Duration took = results.stream().map(Result::took).reduce(Duration.ZERO, Duration::plus);
        String text =
                count(results, Script.Group.PROTOCOL, "of the protocol")
                        + count(results, Script.Group.OURS, "of ours")
                        + String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
        boolean passed = results.stream().allMatch(Result::passed);
        terminal.line();
        terminal.line(passed ? terminal.green("✔ " + text) : terminal.red("✘ " + text));
        boolean broke = results.get(results.size() - 1).aftermath() != Aftermath.FINE;
        if (broke && !restarted) {
            remark(brokenSince(results) + leftOut(leftOut));
            remark("With --restart COMMAND, each case gets a fresh server.");
        } else if (leftOut > 0) {
            remark("The server sends nothing." + leftOut(leftOut));
        }
    }

    /**
     * Returns a sentence that names the case in which the server broke. This is the last case, or
     * the one before it if the server did not listen any more when the last one began.
     */
    private static String brokenSince(List<Result> results) {
        int last = results.size() - 1;
        Result broken = results.get(last);
        Result since = last > 0 && broken.neverBegan() ? results.get(last - 1) : broken;
        return "Since case %s %s: it broke there."
                .formatted(since.script().name(), broken.aftermath().words());
    }

    private static String leftOut(int cases) {
        return cases == 0
                ? ""
                : " %d more %s left out.".formatted(cases, cases == 1 ? "case was" : "cases were");
    }

    private void remark(String words) {
        terminal.text().wrap("  " + words, 2).forEach(terminal::line);
    }

    /** Returns how many cases of a group passed; empty if none was played. */
    private static String count(List<Result> results, Script.Group group, String words) {
        List<Result> those =
                results.stream().filter(result -> result.script().group() == group).toList();
        long passed = those.stream().filter(Result::passed).count();
        return those.isEmpty() ? "" : passed + " of " + those.size() + " " + words + " passed, ";
    }
}
