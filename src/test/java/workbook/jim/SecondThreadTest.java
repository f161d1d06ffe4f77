package workbook.jim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lesson 24: a client needs a second thread only if somebody writes to it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class SecondThreadTest {

    private static final String PRESENCE =
            "{\"action\":\"presence\",\"time\":5,\"user\":{\"account_name\":\"%s\"}}";

    @Test
    void a_second_thread_starts_with_the_first_message_from_somebody_else() throws Exception {
        try (ReferenceServer server = new ReferenceServer();
                Socket anna = connect(server);
                Socket boris = connect(server)) {
            assertThat(ask(anna, PRESENCE.formatted("anna"))).contains("201");
            assertThat(ask(anna, PRESENCE.formatted("anna"))).contains("200");
            assertThat(ask(boris, PRESENCE.formatted("boris"))).contains("201");
            assertThat(server.working()).isEqualTo(2);

            String hi =
                    "{\"action\":\"msg\",\"time\":5,\"to\":\"boris\",\"from\":\"anna\",\"message\":\"hi\"}";
            assertThat(ask(anna, hi)).contains("200");
            assertThat(line(boris)).contains("\"hi\"");
            assertThat(server.working()).isEqualTo(3);

            assertThat(ask(boris, PRESENCE.formatted("boris"))).contains("200");
            assertThat(ask(anna, hi)).contains("200");
            assertThat(line(boris)).contains("\"hi\"");
            assertThat(server.working()).isEqualTo(3);
        }
    }

    private static Socket connect(ReferenceServer server) throws IOException {
        return new Socket(server.address().getAddress(), server.address().getPort());
    }

    private static String ask(Socket client, String object) throws IOException {
        client.getOutputStream().write(object.getBytes(UTF_8));
        return line(client);
    }

    /** Reads a line; the server sends no other before it was asked for. */
    private static String line(Socket client) throws IOException {
        return new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8)).readLine();
    }
}
