package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server or the client of lesson 24's solution, in a JVM of its own; closing ends it. */
final class ChatProgram implements Closeable {

    private static final String CLASSES =
            String.join(
                    File.pathSeparator, "target/classes", "target/test-classes", "target/lib/*");
    private static final Pattern PORT = Pattern.compile("listening on port (\\d+)");
    private static final long MINUTES = 30; // after which it hangs; one server serves many tests

    private final Process process;
    private final BufferedReader out;
    private final StringBuilder seen = new StringBuilder();

    /** Starts {@code ChatServer} or {@code ChatClient}. */
    ChatProgram(String type, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-cp", CLASSES));
        command.add("lesson24_jim_chat." + type);
        command.addAll(arguments);
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        out = process.inputReader(UTF_8);
        CompletableFuture.delayedExecutor(MINUTES, TimeUnit.MINUTES)
                .execute(process::destroyForcibly);
    }

    /** Reads until the server says on which port it listens. */
    int port() throws IOException {
        return Integer.parseInt(waitFor(PORT).group(1));
    }

    /** Reads on until a line of its output matches. */
    Matcher waitFor(Pattern text) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            seen.append(line).append('\n');
            Matcher found = text.matcher(line);
            if (found.find()) {
                return found;
            }
        }
        throw new AssertionError("it ended without " + text + ":\n" + seen);
    }

    void type(String lines) throws IOException {
        OutputStream keyboard = process.getOutputStream();
        keyboard.write((lines + "\n").getBytes(UTF_8));
        keyboard.flush();
    }

    /** Waits for its end and returns its exit status. */
    int status() throws IOException, InterruptedException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            seen.append(line).append('\n');
        }
        return process.waitFor();
    }

    /** What it has printed so far. */
    String seen() {
        return seen.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
