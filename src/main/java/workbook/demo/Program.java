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

/** A server or a client that runs as a separate process. Its output is recorded. */
final class Program implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("\\bport (\\d{1,5})\\b");

    /** Matches a line of a stack trace: the class and method, the file and line. */
    private static final Pattern FRAME = Pattern.compile("\\s+at (.+)\\((.+)\\)");

    private static final int KEPT = 10_000; // lines that are kept for hasPrinted()

    private final boolean server;
    private final ProcessTree processes;
    private final Process process;
    private final List<String> printed = new ArrayList<>(); // guarded by this
    private int seen; // lines up to the last match of hasPrinted(); guarded by this
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
     * Starts a program and records what it prints.
     *
     * @param name the name of the party in the recording
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
                    continue; // do not show it, because the port is random
                }
                if (!frame.matches()) {
                    recorder.printed(name, line);
                    keep(line);
                } else if (frame.group(1).startsWith("lesson")) {
                    recorder.printed(name, "at " + frame.group(2)); // not those of the JDK
                }
            }
        } catch (IOException e) {
            // the process was ended
        }
        port.complete(0);
    }

    private synchronized void keep(String line) {
        if (printed.size() < KEPT) {
            printed.add(line);
        }
    }

    /**
     * Returns a future that completes with the port that a server prints. If the server ends
     * before, it completes with 0.
     */
    CompletableFuture<Integer> port() {
        return port;
    }

    /** Sends the program an order for its clock. */
    void tell(int order) {
        try {
            process.getOutputStream().write(order);
            process.getOutputStream().flush();
        } catch (IOException e) {
            // the program has ended
        }
    }

    /** Returns the exit status. Call it only after the program has ended. */
    int status() {
        return process.exitValue();
    }

    /** Returns whether the program has ended with an exit status other than 0. */
    boolean failed() {
        return ended() && status() != 0;
    }

    /**
     * Returns whether the program has printed a line that contains {@code text}, after the line
     * that the last successful call found.
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

    /**
     * Ends the program and all processes that it has started. Waits until its output is recorded,
     * at most 5 seconds.
     */
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
