package kit;

import static kit.WireAssertions.assertThat;
import static kit.WireAssertions.catchThrowable;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@link PeerAssert#losesConnection()} accepts, and what it says of a stream that is open. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LostConnectionTest {

    @RegisterExtension final Wire wire = new Wire();

    /** Two ends of a connection. */
    private record Pair(ScriptedPeer client, Socket server) implements Closeable {

        static Pair open(Wire wire) throws IOException {
            try (ServerSocket listener = new ServerSocket(0)) {
                return new Pair(wire.connect(listener.getLocalPort()), listener.accept());
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Test
    void an_end_after_bytes_is_one() throws IOException {
        try (Pair pair = Pair.open(wire)) {
            pair.server().getOutputStream().write('a');
            pair.server().close();

            assertThat(pair.client()).losesConnection();
        }
    }

    @Test
    void a_reset_is_one() throws IOException {
        try (Pair pair = Pair.open(wire)) {
            pair.server().setSoLinger(true, 0);
            pair.server().close();

            assertThat(pair.client()).losesConnection();
        }
    }

    @Test
    void bytes_without_an_end_are_none() throws IOException {
        try (Pair pair = Pair.open(wire)) {
            pair.server().getOutputStream().write('a');

            assertThat(catchThrowable(() -> assertThat(pair.client()).losesConnection()))
                    .hasMessageContaining("expected  the end of the connection")
                    .hasMessageContaining("but was   a stream that stays open");
        }
    }
}
