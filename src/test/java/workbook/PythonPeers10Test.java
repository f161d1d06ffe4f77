package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lesson10_nonblocking_reads.LineClient;
import lesson10_nonblocking_reads.SlowServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The solutions of lesson 10 talk to programs in Python that do on the wire what theirs do. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeers10Test {

    @BeforeAll
    static void needs_python() throws InterruptedException {
        try {
            if (new ProcessBuilder("python3", "--version").start().waitFor() == 0) {
                return;
            }
        } catch (IOException e) {
            // not there
        }
        String message = "LEFT OUT: the Python peers, because there is no python3 on this machine";
        System.out.println(message);
        abort(message);
    }

    @Test
    void line_client_in_python() throws Exception {
        assertThat(printedBy("line_client.py")).containsExactly("привет", "пока");
    }

    @Test
    void busy_client_in_python() throws Exception {
        List<String> lines = printedBy("busy_client.py");

        assertThat(lines.get(0)).isEqualTo("привет");
        assertThat(lines.get(1)).matches("recv\\(\\) brought nothing \\d+ times");
    }

    @Test
    void slow_server_in_python() throws Exception {
        try (Python server = new Python("slow_server.py", 0)) {
            int port = Integer.parseInt(server.nextLine().replace("port ", ""));

            assertThat(LineClient.ask("127.0.0.1", port, 20_000, List.of("привет", "пока")))
                    .containsExactly("привет", "пока");
        }
    }

    /** What a client in Python prints whom the slow server answers. */
    private static List<String> printedBy(String client) throws Exception {
        try (SlowServer server = new SlowServer(0)) {
            CompletableFuture<Void> serving =
                    CompletableFuture.runAsync(() -> unchecked(server::serve));
            List<String> lines;
            try (Python python = new Python(client, server.port())) {
                lines = python.allLines();
            }
            server.close();
            serving.get(30, TimeUnit.SECONDS);
            return lines;
        }
    }

    private interface Service {
        void serve() throws Exception;
    }

    private static void unchecked(Service service) {
        try {
            service.serve();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A program in Python; a server says {@code port N} first. */
    private static final class Python implements Closeable {
        private final Process process;
        private final BufferedReader out;

        Python(String script, int port) throws IOException {
            ProcessBuilder builder =
                    new ProcessBuilder(
                            "python3", Path.of("src/test/python", script).toString(), "" + port);
            builder.environment().put("PYTHONIOENCODING", "utf-8");
            process = builder.redirectErrorStream(true).start();
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        }

        String nextLine() throws IOException {
            return out.readLine();
        }

        List<String> allLines() {
            return out.lines().toList();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
