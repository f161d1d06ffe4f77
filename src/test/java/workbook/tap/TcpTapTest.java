package workbook.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static workbook.tap.TcpEnds.read;
import static workbook.tap.TcpEnds.receive;
import static workbook.tap.TcpEnds.reset;
import static workbook.tap.TcpEnds.send;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.wire.Event;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class TcpTapTest {

    private static final int MUCH = 64 << 20; // bytes; more than all socket buffers together

    @RegisterExtension final TcpEnds ends = new TcpEnds();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bytes_arrive_unchanged_both_ways_on_two_connections_at_once(boolean disturbed)
            throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed + " of TcpTapTest");
        var random = new Random(seed);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<byte[]>> received = new ArrayList<>();
            List<Future<?>> sending = new ArrayList<>();
            List<byte[]> sent = new ArrayList<>();
            for (int connection = 1; connection <= 2; connection++) {
                TcpEnds.Ends pair = ends.connect();
                for (Socket from : List.of(pair.client(), pair.server())) {
                    Socket to = from == pair.client() ? pair.server() : pair.client();
                    byte[] bytes = new byte[(3 << 20) + random.nextInt(1 << 20)];
                    random.nextBytes(bytes);
                    long sizes = random.nextLong();
                    sent.add(bytes);
                    sending.add(threads.submit(() -> sendInPieces(from, bytes, new Random(sizes))));
                    received.add(threads.submit(() -> to.getInputStream().readAllBytes()));
                }
            }
            while (disturbed && !sending.stream().allMatch(Future::isDone)) {
                disturb(random);
            }
            ends.valve.run();

            for (int i = 0; i < sent.size(); i++) {
                assertThat(received.get(i).get(40, TimeUnit.SECONDS)).isEqualTo(sent.get(i));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Void sendInPieces(Socket socket, byte[] bytes, Random sizes) throws IOException {
        for (int sent = 0; sent < bytes.length; ) {
            int size = Math.min(1 + sizes.nextInt(50_000), bytes.length - sent);
            socket.getOutputStream().write(bytes, sent, size);
            sent += size;
        }
        socket.shutdownOutput();
        return null;
    }

    private void disturb(Random random) {
        switch (random.nextInt(6)) {
            case 0 -> ends.valve.hold();
            case 1 -> ends.valve.split(random.nextBoolean() ? 0 : 500 + random.nextInt(5_000));
            case 2 -> ends.valve.glue(random.nextBoolean());
            case 3 -> ends.valve.delay(Duration.ofNanos(random.nextInt(300_000)));
            case 4 -> ends.valve.run();
            default -> ends.valve.step();
        }
        Thread.yield();
    }

    @Test
    void records_who_connects_what_is_sent_and_who_ends() throws Exception {
        TcpEnds.Ends pair = ends.connect();
        send(pair.client(), "hello");
        receive(pair.server(), 5);
        send(pair.server(), "HELLO");
        receive(pair.client(), 5);
        pair.client().close();
        read(pair.server());
        pair.server().close();

        Watch.untilRecorded(ends.recorder, "server → client END");
        assertThat(Watch.events(ends.recorder))
                .containsExactly(
                        "client → server CONNECT",
                        "client → server DATA hello",
                        "server → client DATA HELLO",
                        "client → server END",
                        "server → client END");
    }

    @Test
    void records_the_addresses_of_the_two_ends_and_not_its_own() throws Exception {
        TcpEnds.Ends pair = ends.connect();
        send(pair.server(), "hi");
        receive(pair.client(), 2);

        List<Crossing> crossings = ends.recorder.crossings();
        assertThat(crossings).hasSize(2);
        assertThat(crossings.get(0).source()).isEqualTo(pair.client().getLocalSocketAddress());
        assertThat(crossings.get(0).destination()).isEqualTo(ends.target());
        assertThat(crossings.get(1).source()).isEqualTo(ends.target());
        assertThat(crossings.get(1).destination()).isEqualTo(pair.client().getLocalSocketAddress());
        assertThat(crossings).allMatch(crossing -> crossing.connection() == 1 && !crossing.udp());
    }

    @Test
    void numbers_the_clients() throws Exception {
        ends.connect();
        TcpEnds.Ends second = ends.connect();
        send(second.client(), "me too");
        receive(second.server(), 6);

        assertThat(Watch.events(ends.recorder, "client 2 → server"))
                .containsExactly("CONNECT", "DATA me too");
        assertThat(ends.recorder.crossings())
                .extracting(Crossing::connection)
                .containsExactly(1, 2, 2);
    }

    @Test
    void a_client_that_half_closes_still_gets_its_answer() throws Exception {
        TcpEnds.Ends pair = ends.connect();
        send(pair.client(), "question");
        pair.client().shutdownOutput();

        assertThat(receive(pair.server(), 100)).isEqualTo("question");
        send(pair.server(), "answer");
        assertThat(receive(pair.client(), 6)).isEqualTo("answer");
        pair.server().shutdownOutput();
        assertThat(read(pair.client())).isEqualTo(-1);
    }

    @Test
    void a_server_that_half_closes_still_hears_the_client() throws Exception {
        TcpEnds.Ends pair = ends.connect();
        send(pair.server(), "goodbye");
        pair.server().shutdownOutput();

        assertThat(receive(pair.client(), 100)).isEqualTo("goodbye");
        send(pair.client(), "wait");
        assertThat(receive(pair.server(), 4)).isEqualTo("wait");
        pair.client().shutdownOutput();
        assertThat(read(pair.server())).isEqualTo(-1);
    }

    @Test
    void a_reset_of_the_client_reaches_the_server() throws Exception {
        TcpEnds.Ends pair = ends.connect();
        reset(pair.client());

        assertThatThrownBy(() -> read(pair.server())).isInstanceOf(SocketException.class);
        assertThat(Watch.events(ends.recorder))
                .containsExactly("client → server CONNECT", "client → server RESET");
    }

    @Test
    void a_reset_of_the_server_reaches_the_client() throws Exception {
        TcpEnds.Ends pair = ends.connect();
        reset(pair.server());

        assertThatThrownBy(() -> read(pair.client())).isInstanceOf(SocketException.class);
        assertThat(Watch.events(ends.recorder))
                .containsExactly("client → server CONNECT", "server → client RESET");
    }

    @Test
    void a_server_that_half_closes_and_then_goes_resets_a_client_that_writes_on() throws Exception {
        TcpEnds.Ends pair = ends.connect();
        pair.server().shutdownOutput();
        assertThat(read(pair.client())).isEqualTo(-1);
        reset(pair.server());

        Watch.until(
                "writing fails",
                () -> catchThrowable(() -> send(pair.client(), "anybody?")) != null);
        assertThat(Watch.events(ends.recorder, "server → client")).containsExactly("END", "RESET");
    }

    @Test
    void where_nobody_refused_the_systems_reason_is_recorded() throws Exception {
        var everybody = new InetSocketAddress("255.255.255.255", 9); // no stream leads there
        try (TcpTap tap = new TcpTap(everybody, ends.valve, ends.recorder);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), tap.port())) {
            client.setSoTimeout(Watch.PATIENCE);

            assertThatThrownBy(() -> read(client)).isInstanceOf(SocketException.class);
            assertThat(ends.recorder.crossings().get(0).event().words())
                    .matches("does not reach the server: .+");
        }
    }

    @Test
    void a_refusal_is_recorded_and_the_client_let_go() throws Exception {
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var nobody = (InetSocketAddress) taken.getLocalSocketAddress(); // bound, not listening
            try (TcpTap tap = new TcpTap(nobody, ends.valve, ends.recorder);
                    Socket client = new Socket(InetAddress.getLoopbackAddress(), tap.port())) {
                client.setSoTimeout(Watch.PATIENCE);

                assertThatThrownBy(() -> read(client)).isInstanceOf(SocketException.class);
                assertThat(Watch.events(ends.recorder)).containsExactly("client → server REFUSED");
                Crossing refusal = ends.recorder.crossings().get(0);
                assertThat(refusal.source()).isEqualTo(client.getLocalSocketAddress());
                assertThat(refusal.destination()).isEqualTo(nobody);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_server_that_never_reads_makes_the_client_wait_not_the_memory_grow(boolean held)
            throws Exception {
        if (held) {
            ends.valve.hold();
        }
        try (SocketChannel client = SocketChannel.open()) {
            client.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), ends.tap.port()));
            Socket server = ends.listener.accept();
            client.configureBlocking(false);
            long written = fill(client);

            assertThat(written).isLessThan(MUCH);
            assertThat(ends.valve.inLine())
                    .isBetween(PieceQueue.LIMIT, PieceQueue.LIMIT + (20 << 10));

            ends.valve.run();
            client.shutdownOutput();
            server.setSoTimeout(Watch.PATIENCE);
            assertThat(skipAll(server)).isEqualTo(written);
            server.close();
        }
    }

    /** Writes until nothing more is taken and the tap is full. */
    private long fill(SocketChannel client) throws IOException {
        long[] written = {0};
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        Watch.until(
                "the tap is full",
                () -> {
                    int count = write(client, buffer);
                    written[0] += count;
                    boolean full = count == 0 && ends.valve.inLine() >= PieceQueue.LIMIT;
                    return full || written[0] >= MUCH;
                });
        return written[0];
    }

    private static int write(SocketChannel channel, ByteBuffer buffer) {
        try {
            return channel.write(buffer.clear());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long skipAll(Socket socket) throws IOException {
        long count = 0;
        byte[] buffer = new byte[1 << 16];
        for (int n; (n = socket.getInputStream().read(buffer)) >= 0; ) {
            count += n;
        }
        return count;
    }

    @Test
    void a_connection_that_is_cut_while_the_server_does_not_read_ends_all_the_same()
            throws Exception {
        try (SocketChannel client = SocketChannel.open()) {
            client.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), ends.tap.port()));
            Socket server = ends.listener.accept();
            client.configureBlocking(false);
            long written = fill(client);

            ends.valve.cut(1);

            Watch.untilRecorded(ends.recorder, "client → server END"); // though nobody reads
            client.configureBlocking(true);
            assertThat(read(client.socket())).isEqualTo(-1);
            client.shutdownOutput();
            server.setSoTimeout(Watch.PATIENCE);
            assertThat(skipAll(server)).isLessThan(written);
            server.close();
        }
    }

    @Test
    void once_both_ends_have_ended_nothing_is_left_of_the_connection() throws Exception {
        TcpEnds.Ends pair = ends.connect();
        pair.client().close();
        pair.server().close();

        Watch.until(
                "only the listener's thread is left",
                () -> Watch.threads(ends.tap.port()).size() == 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void close_leaves_no_thread_port_or_socket(boolean held) throws Exception {
        if (held) {
            ends.valve.hold();
        } else {
            ends.valve.delay(Duration.ofHours(1));
        }
        TcpEnds.Ends pair = ends.connect();
        TcpEnds.Ends another = ends.connect();
        send(pair.client(), "held");
        Watch.untilWaiting(ends.valve, 1);
        int port = ends.tap.port();
        assertThat(Watch.threads(port)).hasSizeGreaterThan(1);

        ends.tap.close();

        assertThat(Watch.threads(port)).isEmpty();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
        for (Socket end :
                List.of(pair.client(), pair.server(), another.client(), another.server())) {
            assertThat(read(end)).isEqualTo(-1);
        }
        assertThat(Watch.events(ends.recorder)).contains("client → server LOST held");
    }

    @Test
    void close_ends_a_write_that_is_blocked() throws Exception {
        try (SocketChannel client = SocketChannel.open()) {
            client.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), ends.tap.port()));
            Socket server = ends.listener.accept();
            client.configureBlocking(false);
            fill(client);
            int port = ends.tap.port();

            ends.tap.close();

            assertThat(Watch.threads(port)).isEmpty();
            server.close();
        }
    }

    @Test
    void close_may_be_called_twice() throws Exception {
        ends.tap.close();
        ends.tap.close();
    }

    @Test
    void a_listener_may_work_the_valve() throws Exception {
        ends.recorder.listen(
                crossing -> {
                    if (crossing.event().kind() == Event.Kind.DATA) {
                        ends.valve.reset(crossing.connection());
                    }
                });
        TcpEnds.Ends pair = ends.connect();
        send(pair.client(), "too much");

        assertThatThrownBy(() -> read(pair.client())).isInstanceOf(SocketException.class);
    }
}
