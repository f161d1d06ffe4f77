package kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.WireAssertions.assertThat;
import static kit.WireAssertions.catchThrowable;

import java.io.Closeable;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kit.FaultyNetwork.Fate;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Checks what the kit does with datagrams, and how a failure shows them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DatagramPeerTest {

    @RegisterExtension
    final Wire wire =
            new Wire(
                    Likely.when(seen -> seen.got("HEL"), "it stops in the middle."),
                    Likely.when(Evidence::waitsForDatagram, "it waits for a datagram."));

    /** Sends these texts, then waits {@code timeout} ms for a datagram; 0 means forever. */
    private Call<Integer> send(int port, int timeout, String... texts) {
        return wire.call(
                "ask()",
                () -> {
                    try (DatagramSocket socket = new DatagramSocket()) {
                        socket.connect(InetAddress.getLoopbackAddress(), port);
                        for (String text : texts) {
                            byte[] bytes = text.getBytes(UTF_8);
                            socket.send(new DatagramPacket(bytes, bytes.length));
                        }
                        socket.setSoTimeout(timeout);
                        DatagramPacket packet = new DatagramPacket(new byte[64], 64);
                        socket.receive(packet);
                        return packet.getLength();
                    }
                });
    }

    @Nested
    class A_failure {

        @Test
        @Tag("3.2")
        void shows_datagrams_one_by_one_and_what_was_expected() {
            DatagramPeer server = wire.receiveDatagrams();
            send(server.port(), 0, "HELLO", "HEL");
            assertThat(server).receives("HELLO");

            Throwable failure = catchThrowable(() -> assertThat(server).receives("HELLO"));

            WireAssertions.assertThat(failure)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("    1  client → server   \"HELLO\"   5 bytes")
                    .hasMessageContaining("    2  client → server   \"HEL\"     3 bytes")
                    .hasMessageContaining("  expected  \"HELLO\"")
                    .hasMessageContaining("  but was   \"HEL\"")
                    .hasMessageEndingWith("  likely    it stops in the middle.   README 3.2");
        }

        @Test
        void tells_that_nothing_came() {
            DatagramPeer server = wire.receiveDatagrams();
            send(server.port(), 0);

            Throwable failure = catchThrowable(() -> assertThat(server).receives("HELLO"));

            WireAssertions.assertThat(failure)
                    .hasMessageContaining("ask() waits")
                    .hasMessageContaining("  but was   nothing")
                    .hasMessageContaining("  likely    it waits for a datagram.");
        }

        @Test
        void tells_that_an_empty_datagram_came() {
            DatagramPeer server = wire.receiveDatagrams();
            DatagramPeer client = wire.sendTo(server.port());

            client.send("");
            Throwable failure = catchThrowable(() -> assertThat(server).receivesNothing());

            WireAssertions.assertThat(failure)
                    .hasMessageContaining("  expected  nothing more")
                    .hasMessageContaining("  but was   \"\" (an empty datagram)");
        }

        @Test
        void tells_what_was_lost() {
            DatagramPeer server = wire.receiveDatagrams();
            server.answer(FaultyNetwork.losing(1), text -> text + "!");

            Call<Integer> ask = send(server.port(), 0, "hello");
            Throwable failure = catchThrowable(() -> assertThat(ask).returns(6));

            WireAssertions.assertThat(failure)
                    .hasMessageContaining("    2  server → client   \"hello!\" lost");
        }

        @Test
        void names_a_port_that_is_still_bound() {
            DatagramSocket[] leak = new DatagramSocket[1];
            Served<Closeable> server =
                    wire.bindDatagrams(
                            "new Server(0)",
                            () -> {
                                leak[0] = new DatagramSocket(0);
                                return () -> {};
                            },
                            s -> leak[0].getLocalPort());

            Throwable failure = catchThrowable(() -> assertThat(server).leavesNothingBehind());
            leak[0].close();

            WireAssertions.assertThat(failure)
                    .hasMessageContaining("a listener that is still bound");
        }
    }

    @Nested
    class A_wait_with_a_time_out {

        @Test
        void is_waited_out() {
            int timeout = 2 * wire.shortTimeout();
            DatagramPeer server = wire.receiveDatagrams();

            Call<Integer> ask = send(server.port(), timeout, "hello");

            assertThat(ask).throwsA(SocketTimeoutException.class);
        }

        @Test
        void of_a_minute_is_not() {
            DatagramPeer server = wire.receiveDatagrams();
            wire.shortTimeout();

            Call<Integer> ask = send(server.port(), 60_000, "hello");
            Throwable failure = catchThrowable(() -> assertThat(ask).returns());

            WireAssertions.assertThat(failure)
                    .hasMessageContaining("ask() waits")
                    .hasMessageContaining("ask() to end")
                    .hasMessageEndingWith("it waits for a datagram.");
        }
    }

    @Nested
    class A_peer {

        @Test
        void answers_the_sender_of_what_was_taken_last() {
            DatagramPeer server = wire.receiveDatagrams();
            DatagramPeer first = wire.sendTo(server.port());
            DatagramPeer second = wire.sendTo(server.port());
            first.send("one");
            second.send("two");
            wire.settle();

            assertThat(server).receives("one");
            server.send("reply to one");
            assertThat(first).receives("reply to one");
            assertThat(second).receivesNothing();

            assertThat(server).receives("two");
            server.send("reply to two");
            assertThat(second).receives("reply to two");
            assertThat(first).receivesNothing();
        }

        @Test
        void may_lose_every_other_answer() {
            DatagramPeer server = wire.receiveDatagrams();
            DatagramPeer client = wire.sendTo(server.port());
            server.answer(FaultyNetwork.losingEveryOther(), text -> text);

            client.send("1");
            client.send("2");
            client.send("3");
            client.send("4");

            assertThat(client).receives("2").receives("4").receivesNothing();
        }

        @Test
        void sends_late_answers_after_the_next() {
            FaultyNetwork network = FaultyNetwork.seeded(24); // twice, twice, late, …
            DatagramPeer server = wire.receiveDatagrams();
            DatagramPeer client = wire.sendTo(server.port());
            server.answer(network, text -> text);

            client.send("1");
            assertThat(client).receives("1").receives("1");
            client.send("2");
            assertThat(client).receives("2").receives("2");
            client.send("3");
            assertThat(client).receivesNothing();
            client.send("4");

            assertThat(client).receives("4").receives("3").receivesNothing();
        }
    }

    @Test
    void a_deaf_port_is_unreachable() {
        assertThat(send(wire.deafPort(), 0, "hello")).throwsA(PortUnreachableException.class);
    }

    @Test
    void mischief_is_the_same_for_the_same_seed_and_never_bad_twice_running() {
        FaultyNetwork network = FaultyNetwork.seeded(7);
        FaultyNetwork again = FaultyNetwork.seeded(7);
        List<Fate> fates = new ArrayList<>(Stream.generate(network::next).limit(1000).toList());

        WireAssertions.assertThat(Stream.generate(again::next).limit(1000).toList())
                .isEqualTo(fates);
        WireAssertions.assertThat(fates).contains(Fate.values());
        for (int i = 1; i < fates.size(); i++) {
            WireAssertions.assertThat(isBad(fates.get(i - 1)) && isBad(fates.get(i))).isFalse();
        }
    }

    private static boolean isBad(Fate fate) {
        return fate == Fate.LOST || fate == Fate.LATE;
    }
}
