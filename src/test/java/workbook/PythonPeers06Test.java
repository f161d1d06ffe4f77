package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
    void reversing_clients_in_python() throws Exception {
        try (ReversingServer server = new ReversingServer(0)) {
            CompletableFuture<Void> serving = serve(server::serve);

            assertThat(client("reversing_client.py", server.port()))
                    .containsExactly("Получено: 😀 ,тевирп");
            assertThat(client("reversing_client.py", server.port()))
                    .containsExactly("Получено: 😀 ,тевирп");

            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void conversation_clients_in_python() throws Exception {
        try (ConversationServer server = new ConversationServer(0, line -> "слышу: " + line)) {
            CompletableFuture<Void> serving = serve(server::serve);

            assertThat(client("conversation_client.py", server.port()))
                    .containsExactly("-> слышу: hello", "-> слышу: как дела?", "end");
            assertThat(client("conversation_client.py", server.port()))
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
        try (Python server = new Python("conversation_server.py", 0)) {
            int port = Integer.parseInt(server.out.readLine().replace("port ", ""));
            ConversationClient.talk("127.0.0.1", port, new StringReader("привет\nbye\nlost\n"));
            ConversationClient.talk("127.0.0.1", port, new StringReader("hello\n"));
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(UTF_8).lines())
                .containsExactly("ты сказал: привет", "ты сказал: hello");
    }

    private interface Service {
        void serve() throws Exception;
    }

    private static CompletableFuture<Void> serve(Service service) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        service.serve();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    /** Runs a client to its end; what it printed. */
    private static List<String> client(String script, int port) throws IOException {
        try (Python client = new Python(script, port)) {
            return client.out.lines().collect(Collectors.toList());
        }
    }

    /** A program in Python. */
    private static final class Python implements Closeable {
        private final Process process;
        private final BufferedReader out;

        Python(String script, int port) throws IOException {
            ProcessBuilder builder =
                    new ProcessBuilder(
                            "python3", Path.of("src/test/python", script).toString(), "" + port);
            builder.environment().put("PYTHONIOENCODING", "utf-8");
            process = builder.redirectErrorStream(true).start();
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
