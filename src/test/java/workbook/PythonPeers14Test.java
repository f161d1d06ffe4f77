package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lesson14_message_boundaries.MessageClient;
import lesson14_message_boundaries.MessageServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The solutions of lesson 14 talk to programs in Python, in each of the four framings. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeers14Test {

    @BeforeAll
    static void needs_python() throws InterruptedException {
        PythonPeer.needed();
    }

    @Test
    void client_in_python_with_four_framings() throws Exception {
        try (MessageServer server = new MessageServer(0)) {
            CompletableFuture<Void> serving = PythonPeer.serving(server::serve);
            assertThat(PythonPeer.output("message_client.py", server.port()))
                    .containsExactly(
                            "F ['hello', 'привет', 'two\\nlines']",
                            "D ['hello', 'привет', 'two\\nlines']",
                            "L ['hello', 'привет', 'two\\nlines']",
                            "C ['привет']");
            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void server_in_python_that_sends_single_bytes() throws Exception {
        try (PythonPeer server = PythonPeer.server("message_server.py")) {
            List<String> messages = List.of("привет", "a\\b\r\nc", "", "hello");
            for (char letter : "FDL".toCharArray()) {
                assertThat(MessageClient.talk("127.0.0.1", server.port(), letter, messages))
                        .isEqualTo(messages);
                assertThat(server.nextLine()).isEqualTo(letter + " has ended");
            }
            assertThat(MessageClient.talk("127.0.0.1", server.port(), 'C', List.of("привет")))
                    .containsExactly("привет");
            assertThat(server.nextLine()).isEqualTo("C has ended");
        }
    }
}
