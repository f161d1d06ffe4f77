package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
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
        try {
            if (new ProcessBuilder("python3", "--version").start().waitFor() == 0) {
                return;
            }
        } catch (IOException e) {
            // not there
        }
        String message = "LEFT OUT: the Python peers, because there is no python3 on this machine";
        System.out.println(message);
        abort(message);
    }

    @Test
    void reply_client_in_python() throws Exception {
        try (ReplyServer server = new ReplyServer(0)) {
            CompletableFuture<Void> serving = serving(server::serve);
            try (Python client = new Python("reply_client.py", server.port())) {
                assertThat(client.nextLine()).isEqualTo("Server reply : hello");
                assertThat(client.nextLine()).isEqualTo("Server reply : привет");
            }
            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void reply_server_in_python() throws Exception {
        try (Python server = new Python("reply_server.py", 0)) {
            assertThat(
                            ReplyClient.ask(
                                    "127.0.0.1", server.port(), 15_000, List.of("hello", "привет")))
                    .containsExactly("Server reply : hello", "Server reply : привет");
        }
    }

    @Test
    void client_in_python_and_receiver_in_java() throws Exception {
        try (DatagramReceiver receiver = new DatagramReceiver(0);
                Python client = new Python("reply_client.py", receiver.port())) {
            assertThat(receiver.receive().text()).isEqualTo("hello");
        }
    }

    @Test
    void receiver_in_python_cuts_in_silence() throws Exception {
        try (Python receiver = new Python("datagram_receiver.py", 0);
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

    private interface Service {
        void serve() throws Exception;
    }

    private static CompletableFuture<Void> serving(Service service) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        service.serve();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    /** A program in Python; its servers say {@code port N} first. */
    private static final class Python implements Closeable {
        private final Process process;
        private final BufferedReader out;
        private final int port;

        Python(String script, int port) throws IOException {
            ProcessBuilder builder =
                    new ProcessBuilder(
                            "python3", Path.of("src/test/python", script).toString(), "" + port);
            builder.environment().put("PYTHONIOENCODING", "utf-8");
            process = builder.redirectErrorStream(true).start();
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            this.port = port == 0 ? Integer.parseInt(nextLine().replace("port ", "")) : port;
        }

        int port() {
            return port;
        }

        String nextLine() throws IOException {
            return out.readLine();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
