package workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lesson09_timeouts.ImpatientClient;
import lesson09_timeouts.MessageReader;
import lesson09_timeouts.PatientServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The solutions of lesson 09 talk to programs in Python. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeers09Test {

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
    void client_in_python_that_pauses() throws Exception {
        try (PatientServer server = new PatientServer(0, 30_000, 100, 30_000)) {
            CompletableFuture<Void> serving =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    server.serve();
                                } catch (IOException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            Process client = python("timeout_client.py", server.port());
            try (BufferedReader out = output(client)) {
                assertThat(out.readLine()).isEqualTo("still there?");
                assertThat(out.readLine()).isEqualTo("hello");
            } finally {
                client.destroyForcibly();
            }
            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void server_in_python_that_falls_silent() throws Exception {
        Process server = python("timeout_server.py", 0);
        try (BufferedReader out = output(server)) {
            int port = Integer.parseInt(out.readLine().replace("port ", ""));

            assertThat(ImpatientClient.ask("127.0.0.1", port, "hello", 30_000, 30_000))
                    .isEqualTo("hello");
            assertThatThrownBy(() -> ImpatientClient.ask("127.0.0.1", port, "hello", 30_000, 100))
                    .isInstanceOf(MessageReader.ReadTimeout.class)
                    .hasMessageContaining("100 ms");
            assertThat(out.readLine()).isEqualTo("gone");
        } finally {
            server.destroyForcibly();
        }
    }

    private static Process python(String script, int port) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("python3", "src/test/python/" + script, "" + port);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        return builder.redirectErrorStream(true).start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
