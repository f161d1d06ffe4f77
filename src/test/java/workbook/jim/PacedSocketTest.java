package workbook.jim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import lesson24_jim_chat.PacedSocket;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lesson 24: two writes are as far apart as they should be. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PacedSocketTest {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void a_client_leaves_a_pause_between_two_writes() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new PacedSocket(PAUSE)) {
            client.connect(listener.getLocalSocketAddress());
            assertIsPaced(client.getOutputStream());
            try (Socket server = listener.accept()) {
                assertThat(server.getInputStream().readNBytes(5)).containsExactly(1, 2, 3, 4, 5);
            }
        }
    }

    @Test
    void a_server_leaves_a_pause_between_two_writes_to_a_client() throws IOException {
        try (ServerSocket listener = PacedSocket.listener(PAUSE)) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                    Socket server = listener.accept()) {
                assertIsPaced(server.getOutputStream());
                server.shutdownOutput();
                assertThat(client.getInputStream().readAllBytes()).containsExactly(1, 2, 3, 4, 5);
            }
        }
    }

    private static void assertIsPaced(OutputStream out) throws IOException {
        long begin = System.nanoTime();
        out.write(new byte[] {1, 2});
        out.write(3);
        long second = System.nanoTime();
        out.write(new byte[] {4, 5});
        long third = System.nanoTime();

        assertThat(Duration.ofNanos(second - begin)).isGreaterThanOrEqualTo(PAUSE);
        assertThat(Duration.ofNanos(third - begin)).isGreaterThanOrEqualTo(PAUSE.multipliedBy(2));
    }

    @Test
    void without_a_pause_it_is_an_ordinary_listener() throws IOException {
        try (ServerSocket listener = PacedSocket.listener(Duration.ZERO)) {
            assertThat(listener.getClass()).isEqualTo(ServerSocket.class);
        }
    }

    @Test
    void a_thread_that_is_interrupted_waits_no_longer() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new PacedSocket(LONG)) {
            client.connect(listener.getLocalSocketAddress());
            OutputStream out = client.getOutputStream();
            out.write(1);

            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> out.write(2)).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
