package workbook.cli;

import java.util.Locale;
import java.util.OptionalLong;
import workbook.load.LoadReport;
import workbook.load.LoadReport.Spread;
import workbook.load.Plan;
import workbook.load.ServerUse;

/** Prints the report of a load test. */
final class LoadText {

    private final Terminal terminal;

    LoadText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(String server, LoadReport report, ServerUse use) {
        Plan plan = report.plan();
        terminal.line();
        terminal.line(terminal.bold("Load of " + server));
        row("clients that talk", of(report.talking(), plan.clients()), groups(plan));
        row("clients that are idle", of(report.idle(), plan.idle()), "");
        row("messages sent", number(report.sent()), rate(plan));
        row("  acknowledged", number(report.acknowledged()), "answered 2xx");
        row("deliveries due", number(report.due()), "one for each other in the room");
        row("  delivered", number(report.delivered()), "");
        row("  lost", number(report.lost()), "not there %d s after the end".formatted(Plan.GRACE));
        if (report.again() > 0) {
            row("  delivered twice", number(report.again()), "");
        }
        row("delivered per second", number(Math.round(report.perSecond())), "");
        terminal.line();
        terminal.line("                                50th       90th       99th        max");
        spread("latency, ms", report.latency());
        spread("of that, sent late, ms", report.late());
        terminal.line(terminal.faint("Open loop: latency counts from when a message was due."));
        use(report, use);
        report.errors()
                .forEach((what, count) -> terminal.line("✘ " + number(count) + " × " + what));
        terminal.line();
        String verdict = report.passed() ? "✔ nothing was lost" : verdict(report);
        terminal.line(report.passed() ? terminal.green(verdict) : terminal.red(verdict));
    }

    private static String verdict(LoadReport report) {
        return report.lost() > 0
                ? "✘ %s of %s deliveries were lost"
                        .formatted(number(report.lost()), number(report.due()))
                : "✘ nothing was lost, but there were errors";
    }

    private void use(LoadReport report, ServerUse use) {
        int clients = report.talking() + report.idle();
        boolean known = use.resident(clients).isPresent() || use.busyPerDelivery().isPresent();
        if (known) {
            terminal.line();
        }
        if (use.busyPerDelivery().isPresent()) {
            double micros = use.busyPerDelivery().getAsDouble();
            String value = String.format(Locale.ROOT, "%.1f µs", micros);
            row("processor per delivery", value, "user and system, in the second half");
        }
        memory("memory per client", use.resident(clients), "resident set, /proc/PID/status");
        memory("heap per client", use.heap(clients), "after a collection, jcmd");
    }

    private void memory(String what, OptionalLong bytes, String how) {
        if (bytes.isPresent()) {
            row(what, String.format(Locale.ROOT, "%.1f kB", bytes.getAsLong() / 1024.0), how);
        }
    }

    private void row(String what, String value, String note) {
        terminal.line("%-24s%12s  %s".formatted(what, value, terminal.faint(note)).stripTrailing());
    }

    private void spread(String what, Spread spread) {
        terminal.line(
                String.format(
                        Locale.ROOT,
                        "%-24s%12.2f%11.2f%11.2f%11.2f",
                        what,
                        spread.p50(),
                        spread.p90(),
                        spread.p99(),
                        spread.max()));
    }

    private static String groups(Plan plan) {
        return plan.rooms() == 0 ? "in pairs" : "in %d rooms".formatted(plan.rooms());
    }

    private static String rate(Plan plan) {
        return String.format(
                Locale.ROOT,
                "%s a second each, %d s, texts of %d",
                plan.rate() == Math.rint(plan.rate())
                        ? String.valueOf((long) plan.rate())
                        : String.valueOf(plan.rate()),
                plan.seconds(),
                plan.size());
    }

    private static String of(int were, int wanted) {
        return were == wanted ? number(were) : number(were) + " of " + number(wanted);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
