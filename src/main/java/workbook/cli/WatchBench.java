package workbook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.catalogue.UsageError;
import workbook.process.JavaProcess;

/**
 * Measures watch mode from the outside: the time from writing a file to the line of the first
 * failure, and to the end of the verdict. It works in a separate folder and does not touch the
 * learner's files.
 */
final class WatchBench implements AutoCloseable {

    /**
     * The pause between two saves. A person would not save faster, and the next spare worker gets
     * ready in this time.
     */
    private static final long PAUSE = 2_500; // ms

    /**
     * The times from a save to its results.
     *
     * @param failure the time until the first failure was shown; null if there was none
     * @param verdict the time until the verdict was complete
     */
    record Took(Duration failure, Duration verdict) {}

    private final Lesson lesson;
    private final Path folder;
    private final Process watch;
    private final BufferedReader out;

    /**
     * Starts watching {@code submission} as the files of the lesson.
     *
     * @param learner an empty folder; the caller deletes it
     */
    WatchBench(Context context, Lesson lesson, List<Path> submission, Path learner)
            throws IOException {
        this.lesson = lesson;
        for (Lesson one : context.catalogue().lessons()) {
            Path copy = Files.createDirectories(learner.resolve("lessons").resolve(one.name()));
            Files.copy(one.folder().resolve("README.md"), copy.resolve("README.md"));
        }
        this.folder = learner.resolve("lessons").resolve(lesson.name());
        for (Path file : submission) {
            Files.copy(file, folder.resolve(file.getFileName()));
        }
        List<String> command = new ArrayList<>();
        command.add(JavaProcess.java());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X") || option.startsWith("--"))
                .forEach(command::add);
        command.add("-Dworkbook.learner=" + learner);
        command.add("-Dworkbook.terminal=true"); // only a screen shows early results
        command.add("-Dstdout.encoding=UTF-8");
        command.add("-Dworkbook.launcher=bench");
        command.add("-jar");
        command.add(context.home().target().resolve("workbook.jar").toString());
        command.add("watch");
        command.add(lesson.id());
        ProcessBuilder builder =
                JavaProcess.builder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("TERM", "xterm");
        builder.environment().put("NO_COLOR", "1");
        this.watch = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(watch::destroy));
        this.out = new BufferedReader(new InputStreamReader(watch.getInputStream(), UTF_8));
        awaitVerdict(System.nanoTime());
    }

    /** Saves a file {@code times} times and measures each save. */
    List<Took> saves(int times) throws IOException, InterruptedException {
        Path file = Home.javaFiles(folder).get(0);
        String source = Files.readString(file);
        List<Took> took = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Thread.sleep(PAUSE);
            long start = System.nanoTime();
            Files.writeString(file, source + "// save " + i + "\n");
            took.add(awaitVerdict(start));
        }
        return took;
    }

    private Took awaitVerdict(long start) throws IOException {
        Duration failure = null;
        for (String line = ""; !line.equals(Watch.WAITS); ) {
            line = out.readLine();
            if (line == null) {
                throw new UsageError(
                        "./workbook watch " + lesson.id() + " ended; run it by hand to see why.");
            }
            if (failure == null && line.startsWith("✘ ")) {
                failure = Duration.ofNanos(System.nanoTime() - start);
            }
        }
        return new Took(failure, Duration.ofNanos(System.nanoTime() - start));
    }

    /**
     * Returns the resident memory of the tool and its spare worker, in MiB; empty except on Linux.
     */
    String memory() throws IOException {
        List<String> parts = new ArrayList<>();
        parts.add("tool " + resident(watch.pid()));
        for (ProcessHandle worker : watch.children().toList()) {
            parts.add("spare worker " + resident(worker.pid()));
        }
        return Files.exists(Path.of("/proc/self/status")) ? String.join(", ", parts) : "";
    }

    private static String resident(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) {
            return "";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB")
                .findFirst()
                .orElse("");
    }

    /** Returns the processor time that the idle tool and its spare worker use in {@code time}. */
    Duration idle(Duration time) throws InterruptedException {
        Thread.sleep(PAUSE);
        Duration before = cpu();
        Thread.sleep(time.toMillis());
        return cpu().minus(before);
    }

    private Duration cpu() {
        Duration sum = watch.info().totalCpuDuration().orElse(Duration.ZERO);
        for (ProcessHandle worker : watch.children().toList()) {
            sum = sum.plus(worker.info().totalCpuDuration().orElse(Duration.ZERO));
        }
        return sum;
    }

    @Override
    public void close() {
        watch.destroy();
    }
}
