package workbook.tap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class UdpTapTest {

    private static final String UP = "client → server";
    private static final String DOWN = "server → client";

    private final Valve valve = new Valve();
    private final Recorder recorder = new Recorder();
    private final List<DatagramSocket> sockets = new ArrayList<>();
    private DatagramSocket server;
    private DatagramSocket client;
    private UdpTap tap;

    @BeforeEach
    void open() throws IOException {
        server = socket();
        client = socket();
        tap = new UdpTap((InetSocketAddress) server.getLocalSocketAddress(), valve, recorder);
    }

    @AfterEach
    void close() {
        tap.close();
        sockets.forEach(DatagramSocket::close);
    }

    private DatagramSocket socket() throws IOException {
        var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        UdpTap.prepare(socket);
        socket.setSoTimeout(Watch.PATIENCE);
        sockets.add(socket);
        return socket;
    }

    private void send(DatagramSocket from, byte[] bytes) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), tap.port());
        from.send(new DatagramPacket(bytes, bytes.length, address));
    }

    private void send(DatagramSocket from, String... texts) throws IOException {
        for (String text : texts) {
            send(from, text.getBytes(ISO_8859_1));
        }
    }

    private static DatagramPacket receive(DatagramSocket socket) throws IOException {
        var packet = new DatagramPacket(new byte[UdpTap.MOST], UdpTap.MOST);
        socket.receive(packet);
        return packet;
    }

    private static byte[] bytes(DatagramPacket packet) {
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private static String text(DatagramSocket socket) throws IOException {
        return new String(bytes(receive(socket)), ISO_8859_1);
    }

    private void answer(SocketAddress to, String text) throws IOException {
        byte[] bytes = text.getBytes(ISO_8859_1);
        server.send(new DatagramPacket(bytes, bytes.length, to));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1024, 9000, 65_507})
    void a_datagram_arrives_whole_both_ways(int size) throws Exception {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);

        send(client, bytes);
        DatagramPacket arrived = receive(server);
        assertThat(bytes(arrived)).isEqualTo(bytes);
        server.send(new DatagramPacket(bytes, bytes.length, arrived.getSocketAddress()));
        assertThat(bytes(receive(client))).isEqualTo(bytes);
    }

    @Test
    void keeps_boundaries_and_order_and_ignores_split_and_glue() throws Exception {
        valve.hold();
        valve.glue(true);
        valve.split(2);
        send(client, "one", "", "three");
        Watch.untilWaiting(valve, 3);

        valve.run();

        assertThat(text(server)).isEqualTo("one");
        assertThat(text(server)).isEmpty();
        assertThat(text(server)).isEqualTo("three");
        assertThat(Watch.events(recorder))
                .containsExactly(UP + " DATA one", UP + " DATA", UP + " DATA three");
    }

    @Test
    void records_the_addresses_of_the_two_ends_and_not_its_own() throws Exception {
        send(client, "who am I?");
        answer(receive(server).getSocketAddress(), "you");
        text(client);

        List<Crossing> crossings = recorder.crossings();
        assertThat(Watch.events(recorder))
                .containsExactly(UP + " DATA who am I?", DOWN + " DATA you");
        assertThat(crossings.get(0).source()).isEqualTo(client.getLocalSocketAddress());
        assertThat(crossings.get(0).destination()).isEqualTo(server.getLocalSocketAddress());
        assertThat(crossings.get(1).source()).isEqualTo(server.getLocalSocketAddress());
        assertThat(crossings.get(1).destination()).isEqualTo(client.getLocalSocketAddress());
        assertThat(crossings).allMatch(crossing -> crossing.udp() && crossing.connection() == 1);
    }

    @Test
    void answers_reach_the_client_that_asked() throws Exception {
        DatagramSocket second = socket();
        send(client, "first");
        DatagramPacket one = receive(server);
        send(second, "second");
        DatagramPacket two = receive(server);
        assertThat(one.getSocketAddress()).isNotEqualTo(two.getSocketAddress());

        answer(two.getSocketAddress(), "for the second");
        answer(one.getSocketAddress(), "for the first");

        assertThat(text(client)).isEqualTo("for the first");
        assertThat(text(second)).isEqualTo("for the second");
        assertThat(Watch.events(recorder)).contains("server → client 2 DATA for the second");
    }

    @Test
    void a_client_keeps_its_address_towards_the_server() throws Exception {
        send(client, "once", "again");

        assertThat(receive(server).getSocketAddress())
                .isEqualTo(receive(server).getSocketAddress());
    }

    @Test
    void drops_the_datagrams_that_are_named() throws Exception {
        tap.drop(true, UdpTap.every(2));

        send(client, "1", "2", "3", "4", "5");

        assertThat(text(server) + text(server) + text(server)).isEqualTo("135");
        assertThat(Watch.events(recorder, UP))
                .containsExactly("DATA 1", "LOST 2", "DATA 3", "LOST 4", "DATA 5");
    }

    @Test
    void a_late_reply_arrives_when_the_client_has_sent_another_request() throws Exception {
        tap.delayReplies(2);
        send(client, "one");
        SocketAddress connection = receive(server).getSocketAddress();
        answer(connection, "ONE");
        send(client, "again");
        assertThat(text(server)).isEqualTo("again");
        assertThat(text(client)).isEqualTo("ONE");

        answer(connection, "AGAIN");
        send(client, "two");
        assertThat(text(server)).isEqualTo("two");
        assertThat(text(client)).isEqualTo("AGAIN");

        answer(connection, "TWO");
        assertThat(text(client)).isEqualTo("TWO");
    }

    @Test
    void drops_answers_alone() throws Exception {
        tap.drop(false, number -> number == 1);

        send(client, "ask", "ask again");
        answer(receive(server).getSocketAddress(), "lost");
        answer(receive(server).getSocketAddress(), "heard");

        assertThat(text(client)).isEqualTo("heard");
        assertThat(Watch.events(recorder, DOWN)).containsExactly("LOST lost", "DATA heard");
    }

    @Test
    void duplicates_the_datagrams_that_are_named() throws Exception {
        tap.duplicate(true, UdpTap.every(2));

        send(client, "1", "2", "3");

        assertThat(text(server) + text(server) + text(server) + text(server)).isEqualTo("1223");
        assertThat(Watch.events(recorder, UP))
                .containsExactly("DATA 1", "DATA 2", "DATA 2", "DATA 3");
        assertThat(Watch.events(recorder))
                .containsOnlyOnce("→  NOTE The tap lets \"2\" arrive twice.");
    }

    @Test
    void every_zeroth_is_none() throws Exception {
        tap.drop(true, UdpTap.every(1));
        tap.drop(true, UdpTap.every(0));

        send(client, "passes");

        assertThat(text(server)).isEqualTo("passes");
    }

    @Test
    void a_refusal_is_recorded_for_each_datagram() throws Exception {
        server.close(); // nobody is there any more

        send(client, "1", "2", "3");

        Watch.until(
                "three refusals",
                () -> Watch.events(recorder, UP).stream().filter("REFUSED"::equals).count() == 3);
        assertThat(Watch.events(recorder, UP))
                .contains("DATA 1", "DATA 2", "DATA 3")
                .hasSize(6)
                .startsWith("DATA 1");
    }

    @Test
    void goes_on_after_a_refusal() throws Exception {
        var address = (InetSocketAddress) server.getLocalSocketAddress();
        server.close();
        send(client, "too early");
        Watch.untilRecorded(recorder, UP + " REFUSED");

        try (var late = new DatagramSocket(address)) {
            late.setSoTimeout(Watch.PATIENCE);
            send(client, "in time");
            assertThat(text(late)).isEqualTo("in time");
        }
    }

    @Test
    void holds_and_steps_datagrams() throws Exception {
        valve.hold();
        send(client, "one", "two");
        Watch.untilWaiting(valve, 2);
        assertThat(Watch.events(recorder)).isEmpty();

        valve.step();

        assertThat(text(server)).isEqualTo("one");
        assertThat(valve.state().waiting()).isEqualTo(1);
        assertThat(Watch.events(recorder, UP)).containsExactly("DATA one");
    }

    @Test
    void delays_datagrams() throws Exception {
        valve.delay(Duration.ofMillis(150));

        long start = System.nanoTime();
        send(client, "late");
        text(server);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void sends_datagrams_of_its_own() throws Exception {
        send(client, "hello");
        text(server);

        valve.send(1, false, "surprise".getBytes(ISO_8859_1));
        valve.send(1, true, new byte[0]);

        assertThat(text(client)).isEqualTo("surprise");
        assertThat(text(server)).isEmpty();
    }

    @Test
    void a_client_that_is_cut_off_comes_back_as_a_new_one() throws Exception {
        valve.hold();
        send(client, "lost");
        Watch.untilWaiting(valve, 1);

        valve.cut(1);
        valve.run();
        send(client, "again");

        assertThat(text(server)).isEqualTo("again");
        Watch.untilRecorded(recorder, UP + " LOST lost");
        assertThat(Watch.events(recorder)).contains("client 2 → server DATA again");
    }

    @Test
    void keeps_a_bounded_amount_while_held() throws Exception {
        valve.hold();
        byte[] bytes = new byte[10_000];
        for (int i = 0; i < 200; i++) {
            send(client, bytes);
        }

        Watch.until("the line is full", () -> valve.inLine() >= PieceQueue.LIMIT);
        assertThat(valve.inLine()).isLessThan(PieceQueue.LIMIT + 11_000);
    }

    @Test
    void forgets_the_client_that_was_silent_longest_when_there_are_too_many() throws Exception {
        send(client, "1");
        text(server);
        for (int i = 0; i < UdpTap.CLIENTS; i++) {
            send(socket(), "next");
            text(server);
        }

        Watch.until(
                "the first one's threads are gone",
                () ->
                        Watch.threads(tap.port()).stream()
                                .noneMatch(name -> name.matches("tap \\d+ client [→←].*")));
        assertThat(Watch.threads(tap.port())).hasSize(3 * UdpTap.CLIENTS + 1);
        send(client, "back");
        text(server);
        assertThat(Watch.events(recorder)).contains("client 102 → server DATA back");
    }

    @Test
    void close_leaves_no_thread_and_no_port() throws Exception {
        valve.hold();
        send(client, "held");
        Watch.untilWaiting(valve, 1);
        int port = tap.port();
        assertThat(Watch.threads(port)).hasSize(4);

        tap.close();

        assertThat(Watch.threads(port)).isEmpty();
        assertThat(Watch.events(recorder)).containsExactly(UP + " LOST held");
        new DatagramSocket(port, InetAddress.getLoopbackAddress()).close(); // it is free again
    }
}
