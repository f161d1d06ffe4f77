package workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import lesson05_echo_in_pieces.EchoClient;
import lesson05_echo_in_pieces.EchoServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The solutions of lesson 05 talk to programs in Python that do on the wire what the documents' do.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeers05Test {

    private static final String MESSAGE = "This is the message. It will be repeated.";

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
    void echo_client_in_python() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (EchoServer server = new EchoServer(0)) {
            assertThat(client("echo_client.py", server.port(), server::serve)).contains(MESSAGE);
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("This is the mess");
    }

    @Test
    void echo_server_in_python() throws Exception {
        try (Python server = new Python("echo_server.py", 0)) {
            assertThat(EchoClient.echo("127.0.0.1", server.port(), MESSAGE)).isEqualTo(MESSAGE);
            assertThat(EchoClient.echo("127.0.0.1", server.port(), "привет")).isEqualTo("привет");
        }
    }

    @Test
    void a_message_longer_than_all_buffers_through_the_server_in_python() throws Exception {
        String message = "0123456789abcdef".repeat(1 << 19);
        try (Python server = new Python("echo_server.py", 0)) {
            assertThat(EchoClient.echo("127.0.0.1", server.port(), message).equals(message))
                    .isTrue();
        }
    }

    private interface Service {
        void serve() throws Exception;
    }

    /** Runs a client to its end while the service works. */
    private static List<String> client(String script, int port, Service service) throws Exception {
        CompletableFuture.runAsync(
                () -> {
                    try {
                        service.serve();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
        try (Python client = new Python(script, port)) {
            return client.allLines();
        }
    }

    /** A program in Python; its servers say {@code port N} first. */
    private static final class Python implements Closeable {
        private final Process process;
        private final BufferedReader out;
        private final int port;

        Python(String script, int port) throws IOException {
            ProcessBuilder builder =
                    new ProcessBuilder(
                            "python3", Path.of("src/test/python", script).toString(), "" + port);
            builder.environment().put("PYTHONIOENCODING", "utf-8");
            process = builder.redirectErrorStream(true).start();
            out =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
            this.port = port == 0 ? Integer.parseInt(nextLine().replace("port ", "")) : port;
        }

        int port() {
            return port;
        }

        String nextLine() throws IOException {
            return out.readLine();
        }

        List<String> allLines() throws IOException {
            List<String> lines = new ArrayList<>();
            for (String line = nextLine(); line != null; line = nextLine()) {
                lines.add(line);
            }
            return lines;
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
