package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lesson23_jim_sessions.Hasher;
import lesson23_jim_sessions.JimServer;
import lesson23_jim_sessions.MemoryAccounts;
import lesson23_jim_sessions.PresenceClient;
import lesson23_jim_sessions.Rules;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import workbook.jim.Message;

/** The solutions of lesson 23 talk to programs in Python. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeers23Test {

    private static final Rules AT_ONCE =
            new Rules(false, Duration.ofNanos(1), Duration.ofDays(1)); // whoever is asked

    @BeforeAll
    static void needs_python() throws InterruptedException {
        PythonPeer.needed();
    }

    @Test
    void session_client_in_python() throws Exception {
        MemoryAccounts accounts = new MemoryAccounts(new Hasher(new BCryptPasswordEncoder(4)));
        accounts.create("boris", "s3cret");
        Clock clock = Clock.fixed(Instant.parse("2025-11-01T09:00:00Z"), ZoneOffset.UTC);
        Clock[] now = {clock};
        try (JimServer server = new JimServer(0, accounts, AT_ONCE, moving(now))) {
            CompletableFuture<Void> serving = PythonPeer.serving(server::serve);
            try (PythonPeer client = PythonPeer.client("session_client.py", server.port())) {
                assertThat(client.nextLine()).isEqualTo("201 ");
                assertThat(client.nextLine()).isEqualTo("409 already connected");
                assertThat(client.nextLine()).isEqualTo("200 ");
                assertThat(client.nextLine()).isEqualTo("202 ");
                now[0] = Clock.offset(clock, Duration.ofSeconds(1));
                server.probe();
                assertThat(client.nextLine()).isEqualTo("probe ");
                assertThat(client.nextLine()).isEqualTo("200 ");
                assertThat(client.nextLine()).isEqualTo("end");
            }
            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    /** The clock that the array holds at the moment of asking. */
    private static Clock moving(Clock[] now) {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0].instant();
            }
        };
    }

    @Test
    void session_server_in_python() throws Exception {
        try (PythonPeer server = PythonPeer.server("session_server.py");
                PresenceClient client = new PresenceClient("127.0.0.1", server.port(), "anna")) {
            client.send(new Message.Authenticate(5, "anna", "s3cret"));
            client.send(new Message.Presence(5, "anna", ""));

            client.listen(); // until the server closes

            assertThat(server.nextLine()).isEqualTo("authenticate");
            assertThat(server.nextLine()).isEqualTo("presence");
            assertThat(server.nextLine()).isEqualTo("presence");
        }
    }
}
