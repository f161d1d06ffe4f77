package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
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
        PythonPeer.needed();
    }

    @Test
    void port_client_in_python() throws Exception {
        try (PortServer server = new PortServer(LOOPBACK, 0)) {
            CompletableFuture<Void> serving = PythonPeer.serving(server::serve);
            assertThat(PythonPeer.output("port_client.py", server.port()))
                    .containsExactly("you are 127.0.0.1");
            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void port_server_in_python() throws Exception {
        try (PythonPeer server = PythonPeer.server("port_server.py")) {
            int port = server.port();

            assertThat(PortClient.ask(Hosts.SYSTEM, "127.0.0.1", port))
                    .isEqualTo("you are 127.0.0.1");
        }
    }

    @Test
    void the_system_and_we_say_the_same() throws Exception {
        try (PortServer taken = new PortServer(LOOPBACK, 0)) {
            List<String> lines = PythonPeer.output("names_and_ports.py", taken.port());

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
}
