package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lesson07_names_and_ports.Binder;
import lesson07_names_and_ports.Hosts;
import lesson07_names_and_ports.NameLookup;
import lesson07_names_and_ports.PortClient;
import lesson07_names_and_ports.PortRefused.Reason;
import lesson07_names_and_ports.PortServer;
import lesson07_names_and_ports.ServiceTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The solutions of lesson 07 and programs in Python say the same, on the wire and of ports. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeers07Test {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

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
    void port_client_in_python() throws Exception {
        try (PortServer server = new PortServer(LOOPBACK, 0)) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> serve(server));
            try (Python client = new Python("port_client.py", server.port())) {
                assertThat(client.allLines()).containsExactly("you are 127.0.0.1");
            }
            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void port_server_in_python() throws Exception {
        try (Python server = new Python("port_server.py", 0)) {
            int port = Integer.parseInt(server.nextLine().replace("port ", ""));

            assertThat(PortClient.ask(Hosts.SYSTEM, "127.0.0.1", port))
                    .isEqualTo("you are 127.0.0.1");
        }
    }

    @Test
    void the_system_and_we_say_the_same() throws Exception {
        try (PortServer taken = new PortServer(LOOPBACK, 0);
                Python system = new Python("names_and_ports.py", taken.port())) {
            List<String> lines = system.allLines();

            assertThat(lines).hasSize(16);
            assertThat(lines).allSatisfy(PythonPeers07Test::is_what_we_say);
        }
    }

    private static void is_what_we_say(String line) throws UnknownHostException {
        String[] parts = line.split("\\|");
        String system = parts[parts.length - 1];
        if (system.equals("unknown") || system.equals("free")) {
            return; // no such line in this system's table; no refusal to explain
        }
        switch (parts[0]) {
            case "service" ->
                    assertThat(new ServiceTable(ServiceTable.COMMON).port(parts[1], parts[2]))
                            .isEqualTo(Integer.parseInt(system));
            case "bind" ->
                    assertThat(
                                    PortServer.why(
                                            InetAddress.getByName(parts[1]),
                                            Integer.parseInt(parts[2]),
                                            Binder.SYSTEM))
                            .isEqualTo(
                                    switch (system) {
                                        case "EADDRINUSE" -> Reason.IN_USE;
                                        case "EADDRNOTAVAIL" -> Reason.NOT_MY_ADDRESS;
                                        default -> Reason.MAY_NOT;
                                    });
            default ->
                    assertThat(new NameLookup(Hosts.SYSTEM).addresses(parts[0])).contains(system);
        }
    }

    private static void serve(PortServer server) {
        try {
            server.serve();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A program in Python; a server says {@code port N} first. */
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

        String nextLine() throws IOException {
            return out.readLine();
        }

        List<String> allLines() {
            return out.lines().toList();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
