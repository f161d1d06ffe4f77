package workbook.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.tap.Recorder;

/** A server or a client that runs as a program of its own. What it prints is recorded. */
final class Program implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("\\bport (\\d{1,5})\\b");

    /** A line of a stack trace: the class and method, the file and line. */
    private static final Pattern FRAME = Pattern.compile("\\s+at (.+)\\((.+)\\)");

    private final Process process;
    private final Thread reader;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private Program(Process process, String name, Recorder recorder) {
        this.process = process;
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
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONIOENCODING", "UTF-8");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        process.getOutputStream().close();
        return new Program(process, name, recorder);
    }

    private void record(String name, Recorder recorder) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher told = PORT.matcher(line);
                Matcher frame = FRAME.matcher(line);
                if (told.find() && port.complete(Integer.parseInt(told.group(1)))) {
                    continue; // of no interest: it is any free one
                }
                if (!frame.matches()) {
                    recorder.printed(name, line);
                } else if (frame.group(1).startsWith("lesson")) {
                    recorder.printed(name, "at " + frame.group(2)); // the JDK's are left out
                }
            }
        } catch (IOException e) {
            // it was ended
        }
        port.complete(0);
    }

    /** Completes with the port that it says it listens on; with 0 if it ends without a word. */
    CompletableFuture<Integer> port() {
        return port;
    }

    boolean ended() {
        return !process.isAlive() && !reader.isAlive();
    }

    /** Ends it and all that it started; returns when all that it printed is recorded. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
            reader.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
