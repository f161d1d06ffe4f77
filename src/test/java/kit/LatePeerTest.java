package kit;

import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Checks that the kit notices bytes on their way to a peer that starts to read late. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@EnabledOnOs(OS.LINUX)
class LatePeerTest {

    private static final int MUCH = 30_000; // bytes: more than the system buffers for the peer

    @RegisterExtension final Wire wire = new Wire();

    @Test
    void is_owed_bytes_until_it_has_read_them() throws IOException {
        try (ServerSocket listener = new ServerSocket(0);
                ScriptedPeer peer = wire.connectWithoutReading(listener.getLocalPort());
                Socket server = listener.accept()) {
            assertThat(peer.isOwedBytes()).isFalse();
            server.setSendBufferSize(2 * MUCH);
            server.getOutputStream().write(new byte[MUCH]);
            assertThat(peer.isOwedBytes()).isTrue();

            peer.startReading();

            assertThat(peer).receives(new byte[MUCH]);
            assertThat(peer).receivesNoMoreBytes();
        }
    }

    @Test
    void is_owed_bytes_of_a_socket_that_is_closed() throws IOException {
        try (ServerSocket listener = new ServerSocket(0);
                ScriptedPeer peer = wire.connectWithoutReading(listener.getLocalPort())) {
            try (Socket server = listener.accept()) {
                server.setSendBufferSize(2 * MUCH);
                server.getOutputStream().write(new byte[MUCH]);
            }

            assertThat(peer.isOwedBytes()).isTrue();
            peer.startReading();
            assertThat(peer).receives(new byte[MUCH]).receivesEnd();
        }
    }
}
