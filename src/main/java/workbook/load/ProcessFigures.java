package workbook.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.process.JavaProcess;

/** What a process of this computer uses, as far as the system reports it. */
public final class ProcessFigures {

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final Pattern HEAP = Pattern.compile("\\btotal .*\\bused (\\d+)K");

    private final long pid;

    /** The figures of the process with this number. */
    public ProcessFigures(long pid) {
        this.pid = pid;
    }

    /** Its resident set in bytes, from {@code /proc/PID/status}; empty if there is none. */
    public OptionalLong resident() {
        try {
            Path status = Path.of("/proc", String.valueOf(pid), "status");
            Matcher line = RESIDENT.matcher(Files.readString(status, UTF_8));
            return line.find()
                    ? OptionalLong.of(Long.parseLong(line.group(1)) * 1024)
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Its heap after a collection in bytes, as {@code jcmd} reports it; empty if it cannot. */
    public OptionalLong heap() {
        try {
            jcmd("GC.run");
            Matcher used = HEAP.matcher(jcmd("GC.heap_info"));
            long sum = 0;
            while (used.find()) {
                sum += Long.parseLong(used.group(1)) * 1024;
            }
            return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private String jcmd(String command) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asked =
                JavaProcess.builder(List.of(jcmd.toString(), String.valueOf(pid), command))
                        .redirectErrorStream(true)
                        .start();
        asked.getOutputStream().close();
        return new String(asked.getInputStream().readAllBytes(), UTF_8);
    }
}
