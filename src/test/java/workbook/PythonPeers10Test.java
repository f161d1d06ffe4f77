package workbook;

import static org.assertj.core.api.Assertions.assertThat;

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
        PythonPeer.needed();
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
        try (PythonPeer server = PythonPeer.server("slow_server.py")) {
            int port = server.port();

            assertThat(LineClient.ask("127.0.0.1", port, 20_000, List.of("привет", "пока")))
                    .containsExactly("привет", "пока");
        }
    }

    /** What a client in Python prints whom the slow server answers. */
    private static List<String> printedBy(String client) throws Exception {
        try (SlowServer server = new SlowServer(0)) {
            CompletableFuture<Void> serving = PythonPeer.serving(server::serve);
            List<String> lines = PythonPeer.output(client, server.port());
            server.close();
            serving.get(30, TimeUnit.SECONDS);
            return lines;
        }
    }
}
