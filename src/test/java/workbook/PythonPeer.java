package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import workbook.demo.Cast;

/** A program of {@code src/test/python}, running. */
final class PythonPeer implements Closeable {

    private final Process process;
    private final BufferedReader out;
    private final int port;

    private PythonPeer(String script, int port, String... more) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("python3", Path.of("src/test/python", script).toString()));
        command.add("" + port);
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        process = builder.redirectErrorStream(true).start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        this.port = port == 0 ? Integer.parseInt(nextLine().replace("port ", "")) : port;
    }

    /** Leaves the tests out, aloud, where there is no Python. */
    static void needed() {
        if (!Cast.hasPython()) {
            String message =
                    "LEFT OUT: the Python peers, because there is no python3 on this machine";
            System.out.println(message);
            abort(message);
        }
    }

    /** Starts a server on a free port; it prints {@code port N} first. */
    static PythonPeer server(String script, String... more) throws IOException {
        return new PythonPeer(script, 0, more);
    }

    /** Starts a client. */
    static PythonPeer client(String script, int port) throws IOException {
        return new PythonPeer(script, port);
    }

    /** Runs a client to its end; what it printed. */
    static List<String> output(String script, int port, String... more) throws IOException {
        try (PythonPeer client = new PythonPeer(script, port, more)) {
            return client.out.lines().toList();
        }
    }

    /** A server's {@code serve()}. */
    interface Service {
        void serve() throws Exception;
    }

    /**
     * Lets a server in Java work beside the test, on a thread of its own: the common pool may have
     * a single one.
     */
    static CompletableFuture<Void> serving(Service service) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        service.serve();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                work -> {
                    Thread thread = new Thread(work, "server");
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    int port() {
        return port;
    }

    String nextLine() throws IOException {
        return out.readLine();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
