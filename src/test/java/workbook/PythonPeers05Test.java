package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        PythonPeer.needed();
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
        try (PythonPeer server = PythonPeer.server("echo_server.py")) {
            assertThat(EchoClient.echo("127.0.0.1", server.port(), MESSAGE)).isEqualTo(MESSAGE);
            assertThat(EchoClient.echo("127.0.0.1", server.port(), "привет")).isEqualTo("привет");
        }
    }

    @Test
    void a_message_longer_than_all_buffers_through_the_server_in_python() throws Exception {
        String message = "0123456789abcdef".repeat(1 << 19);
        try (PythonPeer server = PythonPeer.server("echo_server.py")) {
            assertThat(EchoClient.echo("127.0.0.1", server.port(), message).equals(message))
                    .isTrue();
        }
    }

    /** Runs a client to its end while the service works. */
    private static List<String> client(String script, int port, PythonPeer.Service service)
            throws Exception {
        PythonPeer.serving(service);
        return PythonPeer.output(script, port);
    }
}
