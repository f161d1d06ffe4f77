package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lesson01_uppercase_echo.UppercaseClient;
import lesson01_uppercase_echo.UppercaseServer;
import lesson02_time_server.TimeClient;
import lesson02_time_server.TimeServer;
import lesson03_greeting_exchange.GreetingClient;
import lesson03_greeting_exchange.GreetingServer;
import lesson03_greeting_exchange.WhiskyClient;
import lesson03_greeting_exchange.WhiskyServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The solutions talk to programs in Python that do on the wire what the documents' do. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeersTest {

    @BeforeAll
    static void needs_python() throws InterruptedException {
        PythonPeer.needed();
    }

    @Test
    void uppercase_client_in_python() throws Exception {
        try (UppercaseServer server = new UppercaseServer(0)) {
            assertThat(client("uppercase_client.py", server.port(), server::serve))
                    .contains("HELLO, WORLD!");
        }
    }

    @Test
    void uppercase_server_in_python() throws Exception {
        try (PythonPeer server = PythonPeer.server("uppercase_server.py")) {
            assertThat(UppercaseClient.shout("127.0.0.1", server.port(), "hello, world!"))
                    .isEqualTo("HELLO, WORLD!");
        }
    }

    @Test
    void time_client_in_python() throws Exception {
        Clock clock = Clock.fixed(Instant.parse("2025-11-01T09:05:07Z"), ZoneOffset.UTC);
        try (TimeServer server = new TimeServer(0, clock)) {
            assertThat(client("time_client.py", server.port(), server::serve))
                    .contains("Текущее время: Sat Nov  1 09:05:07 2025");
        }
    }

    @Test
    void time_server_in_python() throws Exception {
        try (PythonPeer server = PythonPeer.server("time_server.py")) {
            assertThat(TimeClient.ask("127.0.0.1", server.port()))
                    .matches("\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}");
        }
    }

    @Test
    void whisky_client_in_python() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (WhiskyServer server = new WhiskyServer(0)) {
            assertThat(client("whisky_client.py", server.port(), server::serve))
                    .contains("Сообщение от сервера: Купи виски, длиной 19 байт");
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("Месседж: Привет, сервер");
    }

    @Test
    void whisky_server_in_python() throws Exception {
        try (PythonPeer server = PythonPeer.server("whisky_server.py")) {
            assertThat(WhiskyClient.ask("127.0.0.1", server.port()))
                    .isEqualTo(new WhiskyClient.Reply("Купи виски", 19));
            assertThat(server.nextLine()).contains("Привет, сервер");
        }
    }

    @Test
    void greeting_client_in_python() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (GreetingServer server = new GreetingServer(0)) {
            assertThat(client("greeting_client.py", server.port(), server::serve))
                    .contains("Привет!");
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("И тебе привет!");
    }

    @Test
    void greeting_server_in_python() throws Exception {
        try (PythonPeer server = PythonPeer.server("greeting_server.py")) {
            assertThat(GreetingClient.greet("127.0.0.1", server.port())).isEqualTo("Привет!");
            assertThat(server.nextLine()).isEqualTo("И тебе привет!");
        }
    }

    /** Runs a client to its end while the service works; a service of one client ends with it. */
    private static List<String> client(String script, int port, PythonPeer.Service service)
            throws Exception {
        CompletableFuture<Void> serving = PythonPeer.serving(service);
        List<String> lines = PythonPeer.output(script, port);
        if (script.startsWith("greeting") || script.startsWith("uppercase")) {
            serving.get(30, TimeUnit.SECONDS);
        }
        return lines;
    }
}
