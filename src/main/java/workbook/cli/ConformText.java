package workbook.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import workbook.conform.ByteText;
import workbook.conform.Result;
import workbook.conform.Result.Crossed;
import workbook.conform.Script;
import workbook.wire.Bytes;

/** Prints for people how the cases went: a line each, and of those that failed what crossed. */
final class ConformText {

    private static final int LINES = 12; // of what crossed

    private final Terminal terminal;
    private Script.Group heading; // printed last

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
        List<Crossed> crossed = result.crossed();
        int first = Math.max(0, crossed.size() - LINES);
        if (first > 0) {
            terminal.line("       … " + first + " before");
        }
        for (int i = first; i < crossed.size(); i++) {
            terminal.line(line(i + 1, crossed.get(i)));
        }
        Result.Failure failure = result.failure();
        field("  expected  ", failure.expected());
        field("  but was   ", failure.was());
        terminal.line(
                terminal.faint(
                        "  at        line %d of the case, for %s"
                                .formatted(failure.line(), failure.peer())));
    }

    private void field(String name, String text) {
        terminal.text().wrap(name + text, name.length()).stream()
                .map(terminal::bold)
                .forEach(terminal::line);
    }

    /** {@code 1 anna → server {"action":"quit"}\n 18 bytes}. */
    static String line(int number, Crossed crossed) {
        String way =
                crossed.sent()
                        ? crossed.peer() + " → server  "
                        : "server → " + crossed.peer() + "  ";
        String begin = "%5d  %-18s".formatted(number, way);
        if (!crossed.words().isEmpty()) {
            return begin + crossed.words();
        }
        String count = "   " + Bytes.count(crossed.count());
        int room = Text.WIDTH - begin.length() - count.length();
        return begin
                + ByteText.quoted(crossed.bytes(), crossed.count(), Math.max(20, room))
                + count;
    }

    /** The last lines; some cases may have been left out because the server says nothing. */
    void summary(List<Result> results, int leftOut) {
        Duration took = results.stream().map(Result::took).reduce(Duration.ZERO, Duration::plus);
        String text =
                count(results, Script.Group.PROTOCOL, "of the protocol")
                        + count(results, Script.Group.OURS, "of ours")
                        + String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
        boolean passed = results.stream().allMatch(Result::passed);
        terminal.line();
        terminal.line(passed ? terminal.green("✔ " + text) : terminal.red("✘ " + text));
        if (leftOut > 0) {
            terminal.line("  The server says nothing; " + leftOut + " more cases were left out.");
        }
    }

    /** Nothing of a group that was not played. */
    private static String count(List<Result> results, Script.Group group, String words) {
        List<Result> those =
                results.stream().filter(result -> result.script().group() == group).toList();
        long passed = those.stream().filter(Result::passed).count();
        return those.isEmpty() ? "" : passed + " of " + those.size() + " " + words + " passed, ";
    }
}
