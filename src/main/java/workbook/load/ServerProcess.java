package workbook.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.catalogue.UsageError;
import workbook.process.JavaProcess;
import workbook.process.ProcessTree;

/** A server that runs as a program of its own on this machine, and what memory it takes. */
public final class ServerProcess implements Closeable {

    private static final Pattern PORT = Pattern.compile("\\bport (\\d{1,5})\\b");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final Pattern HEAP = Pattern.compile("\\btotal .*\\bused (\\d+)K");
    private static final int PATIENCE = 30; // s until it listens

    private final ProcessTree processes;
    private final Process process;
    private final Thread stop;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final StringBuilder first = new StringBuilder(); // what it printed until it listened

    /**
     * Starts it; the caller closes it, and so does the end of this program.
     *
     * @throws UsageError if it ends, or does not tell its port
     */
    public ServerProcess(List<String> command) throws IOException {
        processes = new ProcessTree(command);
        processes.builder().redirectErrorStream(true);
        process = processes.start();
        process.getOutputStream().close();
        stop = new Thread(processes::end);
        Runtime.getRuntime().addShutdownHook(stop);
        Thread reader = new Thread(this::read, "server prints");
        reader.setDaemon(true);
        reader.start();
        awaitPort();
    }

    /** Reads all that it prints, so that it never waits for us. */
    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!port.isDone()) {
                    first.append(line).append('\n');
                    Matcher told = PORT.matcher(line);
                    if (told.find()) {
                        port.complete(Integer.parseInt(told.group(1)));
                    }
                }
            }
        } catch (IOException e) {
            // it was ended
        }
        port.complete(0);
    }

    private void awaitPort() throws IOException {
        try {
            if (port.get(PATIENCE, TimeUnit.SECONDS) != 0) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // told below
        }
        close();
        throw new UsageError("The server did not start: " + first.toString().strip());
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port.join());
    }

    /** The number of its process. */
    public long pid() {
        return process.pid();
    }

    /** Its resident set in bytes, from {@code /proc/PID/status}; empty where there is none. */
    public OptionalLong resident() {
        try {
            Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
            Matcher line = RESIDENT.matcher(Files.readString(status, UTF_8));
            return line.find()
                    ? OptionalLong.of(Long.parseLong(line.group(1)) * 1024)
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Its heap after a collection in bytes, told by {@code jcmd}; empty where that cannot tell. */
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
                JavaProcess.builder(
                                List.of(jcmd.toString(), String.valueOf(process.pid()), command))
                        .redirectErrorStream(true)
                        .start();
        asked.getOutputStream().close();
        return new String(asked.getInputStream().readAllBytes(), UTF_8);
    }

    /** Ends it; returns when it has ended. */
    @Override
    public void close() {
        processes.end();
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            // this program is ending
        }
    }
}
