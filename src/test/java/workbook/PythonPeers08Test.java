package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lesson08_udp.DatagramReceiver;
import lesson08_udp.ReplyClient;
import lesson08_udp.ReplyServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The solutions of lesson 08 talk to programs in Python that do what the document's do. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeers08Test {

    @BeforeAll
    static void needs_python() throws InterruptedException {
        PythonPeer.needed();
    }

    @Test
    void reply_client_in_python() throws Exception {
        try (ReplyServer server = new ReplyServer(0)) {
            CompletableFuture<Void> serving = PythonPeer.serving(server::serve);
            try (PythonPeer client = PythonPeer.client("reply_client.py", server.port())) {
                assertThat(client.nextLine()).isEqualTo("Server reply : hello");
                assertThat(client.nextLine()).isEqualTo("Server reply : привет");
            }
            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void reply_server_in_python() throws Exception {
        try (PythonPeer server = PythonPeer.server("reply_server.py")) {
            assertThat(
                            ReplyClient.ask(
                                    "127.0.0.1", server.port(), 15_000, List.of("hello", "привет")))
                    .containsExactly("hello", "привет");
        }
    }

    @Test
    void client_in_python_and_receiver_in_java() throws Exception {
        try (DatagramReceiver receiver = new DatagramReceiver(0);
                PythonPeer client = PythonPeer.client("reply_client.py", receiver.port())) {
            assertThat(receiver.receive().text()).isEqualTo("hello");
        }
    }

    @Test
    void receiver_in_python_cuts_in_silence() throws Exception {
        try (PythonPeer receiver = PythonPeer.server("datagram_receiver.py");
                DatagramSocket socket = new DatagramSocket()) {
            byte[] bytes = "abcdefg ".repeat(129).getBytes(UTF_8);

            socket.send(
                    new DatagramPacket(
                            bytes,
                            bytes.length,
                            InetAddress.getLoopbackAddress(),
                            receiver.port()));

            assertThat(receiver.nextLine()).isEqualTo("abcdefg ".repeat(128));
        }
    }
}
