package workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        PythonPeer.needed();
    }

    @Test
    void client_in_python_that_pauses() throws Exception {
        try (PatientServer server = new PatientServer(0, 30_000, 100, 30_000)) {
            CompletableFuture<Void> serving = PythonPeer.serving(server::serve);
            assertThat(PythonPeer.output("timeout_client.py", server.port()))
                    .startsWith("still there?")
                    .endsWith("hello");
            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void server_in_python_that_falls_silent() throws Exception {
        try (PythonPeer server = PythonPeer.server("timeout_server.py")) {
            int port = server.port();

            assertThat(ImpatientClient.ask("127.0.0.1", port, "hello", 30_000, 30_000))
                    .isEqualTo("hello");
            assertThatThrownBy(() -> ImpatientClient.ask("127.0.0.1", port, "hello", 30_000, 100))
                    .isInstanceOf(MessageReader.ReadTimeout.class)
                    .hasMessageContaining("100 ms");
            assertThat(server.nextLine()).isEqualTo("gone");
        }
    }
}
