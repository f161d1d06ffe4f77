package workbook.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.Lesson;
import workbook.catalogue.UsageError;

@Command(
        name = "bench",
        description = "Measures how long verdicts take on this machine, beside Maven alone.",
        sortOptions = false)
final class BenchCommand implements Callable<Integer> {

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "10",
            description = "How often each is run; default ${DEFAULT-VALUE}.")
    int runs;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (runs < 1) {
            throw new UsageError("--runs takes a whole number from 1.");
        }
        Terminal terminal = workbook.context.terminal();
        Lesson first = workbook.context.catalogue().lessons().get(0);
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Path root = workbook.context.home().root();
        String launcher = root.resolve(windows ? "workbook.cmd" : "workbook").toString();
        terminal.line(
                "%s, %d processors, %d runs each, whole processes from a cold start"
                        .formatted(
                                Runtime.version(),
                                Runtime.getRuntime().availableProcessors(),
                                runs));
        terminal.line("                                        median    95th     min");
        measure(
                "./workbook test " + first.id() + " --solution",
                launcher,
                "test",
                first.id(),
                "--solution");
        measure("./workbook test " + first.id(), launcher, "test", first.id());
        measure("./workbook test --solution  (all)", launcher, "test", "--solution");
        measure("./workbook list", launcher, "list");
        measure(
                "mvn test -Dlesson=" + first.id(),
                windows ? "mvn.cmd" : "mvn",
                "-q",
                "-B",
                "test",
                "-Dlesson=" + first.id());
        return Workbook.PASSED;
    }

    private void measure(String title, String... command) throws IOException, InterruptedException {
        List<Duration> times = new ArrayList<>();
        run(command); // unmeasured: fills the system's caches
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            int status = run(command);
            times.add(Duration.ofNanos(System.nanoTime() - start));
            if (status > 1) {
                throw new UsageError(
                        title + " ended with status " + status + "; run it by hand to see why.");
            }
        }
        times.sort(null);
        workbook.context
                .terminal()
                .line(
                        String.format(
                                Locale.ROOT,
                                "%-38s %6.2f s %6.2f s %6.2f s",
                                title,
                                seconds(times.get(times.size() / 2)),
                                seconds(
                                        times.get(
                                                Math.min(
                                                        times.size() - 1,
                                                        times.size() * 95 / 100))),
                                seconds(times.get(0))));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .directory(workbook.context.home().root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
