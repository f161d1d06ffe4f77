package workbook.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.Lesson;
import workbook.catalogue.UsageError;
import workbook.check.Case;
import workbook.files.TemporaryFolder;

@Command(
        name = "bench",
        description = "Measures how long verdicts take on this machine, beside Maven alone.",
        sortOptions = false)
final class BenchCommand implements Callable<Integer> {

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Parameters(
            arity = "0..1",
            paramLabel = "NN",
            description = "Measure watch mode in this lesson, and nothing else.")
    String number;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many times each command is run; default ${DEFAULT-VALUE}.")
    int runs;

    @Option(
            names = "--saves",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many times a file is saved in watch mode; default ${DEFAULT-VALUE}.")
    int saves;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (runs < 1 || saves < 1) {
            throw new UsageError("--runs and --saves take a whole number from 1.");
        }
        if (number != null) {
            watch(List.of(workbook.context.catalogue().findRunnable(number)));
            return Workbook.PASSED;
        }
        processes(workbook.context.catalogue().lessons().get(0));
        workbook.context.terminal().line("");
        watch(workbook.context.catalogue().lessons());
        return Workbook.PASSED;
    }

    private void processes(Lesson first) throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Path root = workbook.context.home().root();
        String launcher = root.resolve(windows ? "workbook.cmd" : "workbook").toString();
        head("%d runs each, whole processes from a cold start".formatted(runs));
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
    }

    private void watch(List<Lesson> lessons) throws IOException, InterruptedException {
        head(
                "./workbook watch, %d saves each, until the first failure is shown, and to the end"
                        .formatted(saves));
        for (Lesson lesson : lessons) {
            watch("lesson " + lesson.id() + ", the solution", lesson, lesson.solution());
            watch("lesson " + lesson.id() + ", the stub", lesson, lesson.stubs());
            List<Case> mistakes =
                    Case.of(lesson).stream().filter(c -> c.kind() == Case.Kind.MISTAKE).toList();
            Case one = mistakes.get(mistakes.size() / 2);
            watch("lesson " + lesson.id() + ", " + one.name(), lesson, one.submission().files());
        }
    }

    private void head(String title) {
        Terminal terminal = workbook.context.terminal();
        terminal.line(
                "Java %s, %d processors"
                        .formatted(Runtime.version(), Runtime.getRuntime().availableProcessors()));
        terminal.line(title);
        terminal.line(" ".repeat(50) + "median     95th      min");
    }

    private void measure(String title, String... command) throws IOException, InterruptedException {
        List<Duration> times = new ArrayList<>();
        run(command); // not measured; fills the system's caches
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            int status = run(command);
            times.add(Duration.ofNanos(System.nanoTime() - start));
            if (status > 1) {
                throw new UsageError(
                        title + " ended with status " + status + "; run it by hand to see why.");
            }
        }
        print(title, times);
    }

    private void watch(String title, Lesson lesson, List<Path> submission)
            throws IOException, InterruptedException {
        try (TemporaryFolder learner = new TemporaryFolder();
                WatchBench bench =
                        new WatchBench(workbook.context, lesson, submission, learner.path())) {
            List<WatchBench.Took> took = bench.saves(saves);
            List<Duration> failures =
                    took.stream().map(WatchBench.Took::failure).filter(Objects::nonNull).toList();
            if (!failures.isEmpty()) {
                print(title + ": first failure", failures);
            }
            print(title, took.stream().map(WatchBench.Took::verdict).toList());
            Duration idle = bench.idle(Duration.ofSeconds(10));
            workbook.context
                    .terminal()
                    .line(
                            "    idle: %d ms of processor time in 10 s; %s"
                                    .formatted(idle.toMillis(), bench.memory()));
        }
    }

    private void print(String title, List<Duration> unsorted) {
        List<Duration> times = unsorted.stream().sorted().toList();
        double median = seconds(times.get(times.size() / 2));
        double late = seconds(times.get(Math.min(times.size() - 1, times.size() * 95 / 100)));
        workbook.context
                .terminal()
                .line(
                        String.format(
                                Locale.ROOT,
                                "%-48s %6.3f s %6.3f s %6.3f s",
                                title,
                                median,
                                late,
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
