package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import lesson24_jim_chat.ChatServer;
import lesson24_jim_chat.Settings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import workbook.jim.session.Hasher;
import workbook.jim.session.MemoryAccounts;
import workbook.jim.session.Rules;

/** The solution of lesson 24 talks to programs in Python. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeers24Test {

    @BeforeAll
    static void needs_python() throws InterruptedException {
        PythonPeer.needed();
    }

    @Test
    void room_client_in_python() throws Exception {
        MemoryAccounts accounts = new MemoryAccounts(new Hasher(new BCryptPasswordEncoder(4)));
        Settings settings =
                new Settings(
                        new InetSocketAddress("127.0.0.1", 0),
                        Rules.withoutProbes(false),
                        100,
                        Duration.ofSeconds(30));
        try (ChatServer server =
                new ChatServer(
                        settings, accounts, Clock.systemUTC(), Executors.newCachedThreadPool())) {
            CompletableFuture<Void> serving = PythonPeer.serving(server::serve);
            try (PythonPeer client = PythonPeer.client("room_client.py", server.port())) {
                assertThat(client.nextLine()).isEqualTo("201 ");
                assertThat(client.nextLine()).isEqualTo("201 ");
                assertThat(client.nextLine()).isEqualTo("201 анна");
                assertThat(client.nextLine()).isEqualTo("200 boris, анна");
                assertThat(client.nextLine()).isEqualTo("200 ");
                assertThat(client.nextLine()).isEqualTo("#чай boris привет");
                assertThat(client.nextLine()).isEqualTo("200 ");
                assertThat(client.nextLine()).isEqualTo("boris анна тсс");
                assertThat(client.nextLine()).isEqualTo("end");
                assertThat(client.nextLine()).isEqualTo("410 offline");
                CompletableFuture<Void> closing = PythonPeer.serving(server::close);
                assertThat(client.nextLine()).isEqualTo("101 the server shuts down");
                assertThat(client.nextLine()).isEqualTo("end");
                closing.get(30, TimeUnit.SECONDS);
            }
            serving.get(30, TimeUnit.SECONDS);
        }
    }
}
