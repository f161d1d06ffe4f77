package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lesson12_selector_loop.HelloClient;
import lesson12_selector_loop.SelectServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The solutions of lesson 12 talk to programs in Python that do on the wire what theirs do. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeers12Test {

    @BeforeAll
    static void needs_python() throws InterruptedException {
        PythonPeer.needed();
    }

    @Test
    void hello_clients_in_python() throws Exception {
        try (SelectServer server = new SelectServer(0, 65536)) {
            CompletableFuture<Void> serving = PythonPeer.serving(server::serve);

            assertThat(PythonPeer.output("hello_client.py", server.port()))
                    .containsExactly("Received: привет, мир");
            assertThat(PythonPeer.output("hello_client.py", server.port()))
                    .containsExactly("Received: привет, мир");

            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void select_server_in_python() throws Exception {
        try (PythonPeer server = PythonPeer.server("select_server.py")) {
            String greeting = "привет, ".repeat(1000);

            assertThat(HelloClient.greet("127.0.0.1", server.port(), greeting)).isEqualTo(greeting);
        }
    }
}
