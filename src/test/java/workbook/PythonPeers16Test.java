package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lesson16_serialized_objects.JsonMap;
import lesson16_serialized_objects.MapClient;
import lesson16_serialized_objects.MapServer;
import lesson16_serialized_objects.Prank;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The solution of lesson 16 swaps JSON with Python, which cannot read what Java serializes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeers16Test {

    @BeforeAll
    static void needs_python() throws InterruptedException {
        PythonPeer.needed();
    }

    @Test
    void map_client_in_python() throws Exception {
        assertThat(printedBy("map_client.py"))
                .containsExactly(
                        "[(1, 'hi'), (2, 'there')]", "[(-5, 'привет 😀'), (0, '')]", "refused");
    }

    @Test
    void prank_in_python() throws Exception {
        assertThat(printedBy("prank.py")).containsExactly("refused");
        assertThat(Prank.hasRun()).isFalse();
    }

    @Test
    void map_server_in_python() throws Exception {
        Map<Integer, String> map = Map.of(1, "hi", 2, "there", -3, "привет 😀");
        try (PythonPeer python = PythonPeer.server("map_server.py");
                Socket server = new Socket("127.0.0.1", python.port())) {
            assertThat(MapClient.ask(server, JsonMap.write(map))).isEqualTo(map);
            assertThat(MapClient.ask(server, JsonMap.write(Map.of()))).isEmpty();
        }
    }

    /** What a client in Python prints whom the map server answers. */
    private static List<String> printedBy(String client) throws Exception {
        try (MapServer server = new MapServer(0, MapServer::read)) {
            CompletableFuture<Void> serving = PythonPeer.serving(server::serve);
            List<String> lines = PythonPeer.output(client, server.port());
            server.close();
            serving.get(30, TimeUnit.SECONDS);
            return lines;
        }
    }
}
