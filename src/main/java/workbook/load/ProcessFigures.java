package workbook.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.catalogue.UsageError;
import workbook.process.JavaProcess;

/** Measures what a process uses, together with the processes that it has started so far. */
public final class ProcessFigures {

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final Pattern HEAP = Pattern.compile("\\btotal .*\\bused (\\d+)K");

    private final List<ProcessHandle> processes; // found once, because that is slow

    /**
     * Finds the process with this number and its descendants.
     *
     * @throws UsageError if there is no such process
     */
    public ProcessFigures(long pid) {
        ProcessHandle process =
                ProcessHandle.of(pid)
                        .orElseThrow(() -> new UsageError("There is no process " + pid + "."));
        processes = Stream.concat(Stream.of(process), process.descendants()).toList();
    }

    /**
     * Returns the resident set in bytes, from {@code /proc/PID/status}; empty if the system does
     * not report it.
     */
    public OptionalLong resident() {
        return sum(ProcessFigures::resident);
    }

    private static long resident(long pid) throws IOException {
        Path status = Path.of("/proc", String.valueOf(pid), "status");
        Matcher line = RESIDENT.matcher(Files.readString(status, UTF_8));
        return line.find() ? Long.parseLong(line.group(1)) * 1024 : 0;
    }

    /**
     * Returns the used heap in bytes after a garbage collection, as {@code jcmd} reports it; empty
     * if it cannot.
     */
    public OptionalLong heap() {
        return sum(ProcessFigures::heap);
    }

    private static long heap(long pid) throws IOException {
        if (!isJava(pid)) {
            return 0; // jcmd sends SIGQUIT, which ends any other program
        }
        jcmd(pid, "GC.run");
        Matcher used = HEAP.matcher(jcmd(pid, "GC.heap_info"));
        long sum = 0;
        while (used.find()) {
            sum += Long.parseLong(used.group(1)) * 1024;
        }
        return sum;
    }

    private static boolean isJava(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> command.matches(".*[/\\\\]java(\\.exe)?"))
                .isPresent();
    }

    private static String jcmd(long pid, String command) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asked =
                JavaProcess.builder(List.of(jcmd.toString(), String.valueOf(pid), command))
                        .redirectErrorStream(true)
                        .start();
        asked.getOutputStream().close();
        return new String(asked.getInputStream().readAllBytes(), UTF_8);
    }

    /**
     * Returns the processor time that the processes have used; empty if the system does not report
     * it.
     */
    public Optional<Duration> busy() {
        return processes.stream()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration::plus);
    }

    private interface Figure {
        long of(long pid) throws IOException;
    }

    private OptionalLong sum(Figure figure) {
        long sum = 0;
        for (ProcessHandle process : processes) {
            try {
                sum += figure.of(process.pid());
            } catch (IOException e) {
                // the process has ended, or the system does not report it
            }
        }
        return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
    }
}
