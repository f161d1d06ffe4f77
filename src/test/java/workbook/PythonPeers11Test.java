package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lesson11_thread_per_client.Conversation;
import lesson11_thread_per_client.PoolServer;
import lesson11_thread_per_client.TalkClient;
import lesson11_thread_per_client.ThreadServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The solutions of lesson 11 talk to programs in Python that do on the wire what they ought to. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeers11Test {

    @BeforeAll
    static void needs_python() throws InterruptedException {
        PythonPeer.needed();
    }

    @Test
    void more_clients_in_python_than_a_pool_has_room_for() throws Exception {
        try (PoolServer server = new PoolServer(0, 2, 1, Conversation::echo)) {
            CompletableFuture<Void> serving = PythonPeer.serving(server::serve);

            assertThat(PythonPeer.output("crowd_client.py", server.port()))
                    .containsExactly(
                            "served: привет", "served: привет", "refused: busy", "waited: и мне");

            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void any_number_of_clients_in_python() throws Exception {
        try (ThreadServer server = new ThreadServer(0, Conversation::echo);
                Socket silent = new Socket("127.0.0.1", server.port())) {
            CompletableFuture<Void> serving = PythonPeer.serving(server::serve);

            assertThat(PythonPeer.output("talking_client.py", server.port()))
                    .containsExactly("Получено: привет", "end");

            assertThat(silent.isClosed()).isFalse();
            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void thread_server_in_python() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, UTF_8));
        try (PythonPeer server = PythonPeer.server("thread_server.py");
                Socket silent = new Socket("127.0.0.1", server.port())) {
            TalkClient.talk("127.0.0.1", server.port(), new StringReader("привет\nпока\n"));
            assertThat(silent.isClosed()).isFalse();
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(UTF_8).lines())
                .containsExactly("привет", "пока", "(the server has closed the connection)");
    }
}
