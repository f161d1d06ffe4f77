package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lesson15_length_headers.WelcomeClient;
import lesson15_length_headers.WelcomeServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The solutions of lesson 15 talk to programs in Python. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeers15Test {

    @BeforeAll
    static void needs_python() throws InterruptedException {
        PythonPeer.needed();
    }

    @Test
    void client_in_python_that_lies_in_the_end() throws Exception {
        try (WelcomeServer server = new WelcomeServer(0, 1000)) {
            CompletableFuture<Void> serving = PythonPeer.serving(server::serve);
            assertThat(PythonPeer.output("welcome_client.py", server.port()))
                    .containsExactly(
                            "Welcome to the server!",
                            "привет",
                            "hello",
                            "refused: too long",
                            "None");
            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void server_in_python_that_reads_16_bytes_at_a_time() throws Exception {
        try (PythonPeer server = PythonPeer.server("welcome_server.py")) {
            assertThat(WelcomeClient.talk("127.0.0.1", server.port(), List.of("привет", "hello")))
                    .containsExactly("Welcome to the server!", "привет", "hello");
            assertThat(server.nextLine()).isEqualTo("привет");
            assertThat(server.nextLine()).isEqualTo("hello");
            assertThat(server.nextLine()).isEqualTo("end between");
        }
    }
}
