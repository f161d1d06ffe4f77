package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lesson06_reusable_server.ConversationClient;
import lesson06_reusable_server.ConversationServer;
import lesson06_reusable_server.ReversingServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The solutions of lesson 06 talk to programs in Python that do on the wire what they ought to. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeers06Test {

    @BeforeAll
    static void needs_python() throws InterruptedException {
        PythonPeer.needed();
    }

    @Test
    void reversing_clients_in_python() throws Exception {
        try (ReversingServer server = new ReversingServer(0)) {
            CompletableFuture<Void> serving = PythonPeer.serving(server::serve);

            assertThat(PythonPeer.output("reversing_client.py", server.port()))
                    .containsExactly("Получено: 😀 ,тевирп");
            assertThat(PythonPeer.output("reversing_client.py", server.port()))
                    .containsExactly("Получено: 😀 ,тевирп");

            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void conversation_clients_in_python() throws Exception {
        try (ConversationServer server = new ConversationServer(0, line -> "слышу: " + line)) {
            CompletableFuture<Void> serving = PythonPeer.serving(server::serve);

            assertThat(PythonPeer.output("conversation_client.py", server.port()))
                    .containsExactly("-> слышу: hello", "-> слышу: как дела?", "end");
            assertThat(PythonPeer.output("conversation_client.py", server.port()))
                    .containsExactly("-> слышу: hello", "-> слышу: как дела?", "end");

            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void conversation_server_in_python() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, UTF_8));
        try (PythonPeer server = PythonPeer.server("conversation_server.py")) {
            ConversationClient.talk(
                    "127.0.0.1", server.port(), new StringReader("привет\nbye\nlost\n"));
            ConversationClient.talk("127.0.0.1", server.port(), new StringReader("hello\n"));
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(UTF_8).lines())
                .containsExactly("ты сказал: привет", "ты сказал: hello");
    }
}
