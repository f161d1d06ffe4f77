package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lesson22_jim_messages.JimClient;
import lesson22_jim_messages.JimReader;
import lesson22_jim_messages.JimServer;
import lesson22_jim_messages.Message;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The solutions of lesson 22 talk to programs in Python. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeers22Test {

    @BeforeAll
    static void needs_python() throws InterruptedException {
        PythonPeer.needed();
    }

    @Test
    void jim_client_in_python() throws Exception {
        try (JimServer server = new JimServer(0, JimReader.Dialect.HANDBOOK)) {
            CompletableFuture<Void> serving = PythonPeer.serving(server::serve);

            assertThat(PythonPeer.output("jim_client.py", server.port()))
                    .containsExactly("200 ", "200 ", "400 bad field: action");

            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void jim_server_in_python() throws Exception {
        try (PythonPeer server = PythonPeer.server("jim_server.py")) {
            Message welcome = new Message.Response(0, 200, "да");
            List<Message> messages =
                    List.of(
                            new Message.Presence(5, "anna", ""),
                            new Message.Msg(5, "#all", "anna", "ascii", "да 😀"),
                            new Message.Quit(0));

            assertThat(JimClient.ask("127.0.0.1", server.port(), messages))
                    .containsExactly(welcome, welcome);
            assertThat(server.nextLine()).isEqualTo("presence ");
            assertThat(server.nextLine()).isEqualTo("msg да 😀");
        }
    }
}
