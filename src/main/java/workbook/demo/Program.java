package workbook.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.process.ProcessTree;
import workbook.tap.Recorder;

/** A server or a client that runs as a program of its own. What it prints is recorded. */
final class Program implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("\\bport (\\d{1,5})\\b");

    /** A line of a stack trace: the class and method, the file and line. */
    private static final Pattern FRAME = Pattern.compile("\\s+at (.+)\\((.+)\\)");

    private static final int KEPT = 10_000; // lines that a story may ask for

    private final boolean server;
    private final ProcessTree processes;
    private final Process process;
    private final List<String> printed = new ArrayList<>(); // guarded by this
    private int seen; // lines up to the last that was asked for; guarded by this
    private final Thread reader;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private Program(ProcessTree processes, String name, Recorder recorder) throws IOException {
        this.processes = processes;
        this.process = processes.start();
        this.server = name.equals("server");
        this.reader = new Thread(() -> record(name, recorder), name + " prints");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a program.
     *
     * @param name who it is in the recording
     */
    static Program start(List<String> command, String name, Recorder recorder) throws IOException {
        ProcessTree processes = new ProcessTree(command);
        processes
                .builder()
                .redirectErrorStream(true)
                .environment()
                .put("PYTHONIOENCODING", "UTF-8");
        return new Program(processes, name, recorder);
    }

    private void record(String name, Recorder recorder) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher told = PORT.matcher(line);
                Matcher frame = FRAME.matcher(line);
                if (server && told.find() && port.complete(Integer.parseInt(told.group(1)))) {
                    continue; // of no interest: it is any free one
                }
                if (!frame.matches()) {
                    recorder.printed(name, line);
                    keep(line);
                } else if (frame.group(1).startsWith("lesson")) {
                    recorder.printed(name, "at " + frame.group(2)); // the JDK's are left out
                }
            }
        } catch (IOException e) {
            // it was ended
        }
        port.complete(0);
    }

    private synchronized void keep(String line) {
        if (printed.size() < KEPT) {
            printed.add(line);
        }
    }

    /** Completes with the port that a server says it listens on; with 0 if it ends before that. */
    CompletableFuture<Integer> port() {
        return port;
    }

    /** Gives it an order for its clock. */
    void tell(int order) {
        try {
            process.getOutputStream().write(order);
            process.getOutputStream().flush();
        } catch (IOException e) {
            // it has ended
        }
    }

    /** Its exit status, once it has ended. */
    int status() {
        return process.exitValue();
    }

    /** Whether it has ended, and not with exit status 0. */
    boolean failed() {
        return ended() && status() != 0;
    }

    /**
     * Whether {@code text} is in a line that it has printed, after those that were asked for
     * before.
     */
    synchronized boolean hasPrinted(String text) {
        for (int i = seen; i < printed.size(); i++) {
            if (printed.get(i).contains(text)) {
                seen = i + 1;
                return true;
            }
        }
        return false;
    }

    boolean ended() {
        return !process.isAlive() && !reader.isAlive();
    }

    /** Ends it and all that it started; returns when all that it printed is recorded. */
    @Override
    public void close() {
        processes.end();
        try {
            reader.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
