package workbook.tap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static workbook.tap.TcpEnds.read;
import static workbook.tap.TcpEnds.receive;
import static workbook.tap.TcpEnds.reset;
import static workbook.tap.TcpEnds.send;

import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class ValveTest {

    private static final String UP = "client → server";
    private static final String DOWN = "server → client";

    @RegisterExtension final TcpEnds ends = new TcpEnds();
    private final Valve valve = ends.valve;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws Exception {
        TcpEnds.Ends pair = ends.connect();
        client = pair.client();
        server = pair.server();
    }

    /** Sends pieces to the server, one after another, that wait; so many wait already. */
    private void queue(int already, String... pieces) throws Exception {
        for (String piece : pieces) {
            send(client, piece);
            Watch.untilWaiting(valve, ++already);
        }
    }

    @Test
    void tells_how_it_is_set() {
        assertThat(valve.state())
                .isEqualTo(new Controls.State(false, 0, Duration.ZERO, 0, false, false));

        valve.hold();
        valve.delay(Duration.ofMillis(250));
        valve.split(16);
        valve.glue(true);

        assertThat(valve.state())
                .isEqualTo(new Controls.State(true, 0, Duration.ofMillis(250), 16, true, false));
    }

    @Test
    void refuses_what_makes_no_sense() {
        assertThatIllegalArgumentException().isThrownBy(() -> valve.split(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> valve.delay(Duration.ofMillis(-1)));
    }

    @Nested
    class Held {

        @BeforeEach
        void hold() {
            valve.hold();
        }

        @Test
        void lets_nothing_pass() throws Exception {
            queue(0, "one", "two");

            assertThat(Watch.events(ends.recorder)).containsExactly(UP + " CONNECT");
            assertThat(server.getInputStream().available()).isZero();
        }

        @Test
        void lets_one_piece_pass_at_each_step() throws Exception {
            queue(0, "one", "two", "three");

            valve.step();

            assertThat(receive(server, 3)).isEqualTo("one");
            assertThat(valve.state().waiting()).isEqualTo(2);
            assertThat(Watch.events(ends.recorder, UP)).containsExactly("CONNECT", "DATA one");
            valve.step();
            valve.step();
            assertThat(receive(server, 8)).isEqualTo("twothree");
            assertThat(valve.state().waiting()).isZero();
        }

        @Test
        void does_not_count_a_step_with_nothing_there() throws Exception {
            valve.step();
            queue(0, "one");

            assertThat(valve.state()).matches(state -> state.held() && state.waiting() == 1);
            assertThat(Watch.events(ends.recorder, UP)).containsExactly("CONNECT");
        }

        @Test
        void steps_in_the_order_in_which_pieces_came_over_all_connections() throws Exception {
            TcpEnds.Ends second = ends.connect();
            queue(0, "a");
            send(second.server(), "b");
            Watch.untilWaiting(valve, 2);
            queue(2, "c");

            valve.step();
            assertThat(receive(server, 1)).isEqualTo("a");
            valve.step();
            assertThat(receive(second.client(), 1)).isEqualTo("b");
            valve.step();
            assertThat(receive(server, 1)).isEqualTo("c");
        }

        @Test
        void lets_everything_pass_in_order_when_it_runs_again() throws Exception {
            queue(0, "one", "two");

            valve.run();

            assertThat(receive(server, 6)).isEqualTo("onetwo");
            assertThat(Watch.events(ends.recorder, UP))
                    .containsExactly("CONNECT", "DATA one", "DATA two");
        }

        @Test
        void keeps_an_end_of_stream_behind_the_bytes_before_it() throws Exception {
            queue(0, "last");
            client.shutdownOutput();
            Watch.untilWaiting(valve, 2);

            valve.step();
            assertThat(receive(server, 4)).isEqualTo("last");
            assertThat(Watch.events(ends.recorder, UP)).containsExactly("CONNECT", "DATA last");
            valve.step();
            assertThat(read(server)).isEqualTo(-1);
        }

        @Test
        void keeps_a_reset_behind_the_bytes_before_it() throws Exception {
            queue(0, "last");
            reset(client);
            Watch.untilWaiting(valve, 2);

            valve.step();
            assertThat(receive(server, 4)).isEqualTo("last");
            assertThat(Watch.events(ends.recorder, UP)).containsExactly("CONNECT", "DATA last");
            valve.step();
            assertThatThrownBy(() -> read(server)).isInstanceOf(SocketException.class);
        }

        @Test
        void steps_without_waiting_out_a_delay() throws Exception {
            valve.delay(Duration.ofHours(1));
            queue(0, "now");

            valve.step();

            assertThat(receive(server, 3)).isEqualTo("now");
        }
    }

    @Nested
    class Split_and_glued {

        @BeforeEach
        void hold() {
            valve.hold();
        }

        @Test
        void cuts_what_passes_into_pieces() throws Exception {
            valve.split(3);
            send(client, "abcdefgh");
            Watch.untilWaiting(valve, 3);

            valve.run();

            assertThat(receive(server, 8)).isEqualTo("abcdefgh");
            assertThat(Watch.events(ends.recorder, UP))
                    .containsExactly("CONNECT", "DATA abc", "DATA def", "DATA gh");
        }

        @Test
        void cuts_what_waits_already_and_steps_through_it() throws Exception {
            queue(0, "abc");
            valve.split(1);
            assertThat(valve.state().waiting()).isEqualTo(3);

            valve.step();

            assertThat(receive(server, 1)).isEqualTo("a");
            assertThat(valve.state().waiting()).isEqualTo(2);
            valve.step();
            assertThat(receive(server, 1)).isEqualTo("b");
        }

        @Test
        void does_not_join_what_came_apart() throws Exception {
            valve.split(3);
            send(client, "abcd");
            Watch.untilWaiting(valve, 2);
            send(client, "ef");
            Watch.untilWaiting(valve, 3);

            valve.run();

            assertThat(receive(server, 6)).isEqualTo("abcdef");
            assertThat(Watch.events(ends.recorder, UP))
                    .containsExactly("CONNECT", "DATA abc", "DATA d", "DATA ef");
        }

        @Test
        void glues_what_waits_together() throws Exception {
            queue(0, "one ", "two ", "three");
            valve.glue(true);
            assertThat(valve.state().waiting()).isEqualTo(1);

            valve.step();

            assertThat(receive(server, 13)).isEqualTo("one two three");
            assertThat(Watch.events(ends.recorder, UP))
                    .containsExactly("CONNECT", "DATA one two three");
        }

        @Test
        void glues_no_end_of_stream_and_no_other_direction() throws Exception {
            queue(0, "one", "two");
            send(server, "three");
            Watch.untilWaiting(valve, 3);
            client.shutdownOutput();
            Watch.untilWaiting(valve, 4);
            valve.glue(true);
            assertThat(valve.state().waiting()).isEqualTo(3);

            valve.run();

            assertThat(receive(server, 100)).isEqualTo("onetwo");
            assertThat(receive(client, 5)).isEqualTo("three");
            assertThat(Watch.events(ends.recorder, UP))
                    .containsExactly("CONNECT", "DATA onetwo", "END");
        }

        @Test
        void glues_first_and_then_cuts() throws Exception {
            queue(0, "ab", "cd", "efg");
            valve.glue(true);
            valve.split(3);
            assertThat(valve.state().waiting()).isEqualTo(3);

            valve.run();

            assertThat(receive(server, 7)).isEqualTo("abcdefg");
            assertThat(Watch.events(ends.recorder, UP))
                    .containsExactly("CONNECT", "DATA abc", "DATA def", "DATA g");
        }
    }

    @Nested
    class Delayed {

        @Test
        void delays_each_piece_at_least_so_much() throws Exception {
            valve.delay(Duration.ofMillis(150));

            long start = System.nanoTime();
            send(client, "late");
            receive(server, 4);
            send(server, "too");
            receive(client, 3);

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }

        @Test
        void delays_the_end_of_the_stream_too() throws Exception {
            valve.delay(Duration.ofMillis(150));

            long start = System.nanoTime();
            client.shutdownOutput();
            assertThat(read(server)).isEqualTo(-1);

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(150));
        }

        @Test
        void does_not_add_delays_up_and_keeps_the_order() throws Exception {
            valve.delay(Duration.ofMillis(500));
            long start = System.nanoTime();

            IntStream.range(0, 40).forEach(i -> valve.send(1, true, new byte[] {(byte) ('A' + i)}));

            String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefgh";
            assertThat(receive(server, 40)).isEqualTo(all);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(10)); // 20 s if they added up
        }

        @Test
        void counts_what_is_delayed_as_waiting() throws Exception {
            valve.delay(Duration.ofHours(1));
            queue(0, "one", "two");

            valve.delay(Duration.ZERO);

            assertThat(receive(server, 6)).isEqualTo("onetwo");
        }
    }

    @Nested
    class Broken {

        @Test
        void cut_in_the_middle_ends_both_directions_and_tells_what_is_lost() throws Exception {
            valve.hold();
            valve.split(2);
            send(client, "abcd");
            Watch.untilWaiting(valve, 2);
            valve.step();
            assertThat(receive(server, 2)).isEqualTo("ab");

            valve.cut(1);

            assertThat(read(server)).isEqualTo(-1);
            assertThat(read(client)).isEqualTo(-1);
            Watch.untilRecorded(ends.recorder, UP + " END");
            Watch.untilRecorded(ends.recorder, DOWN + " END");
            assertThat(Watch.events(ends.recorder, UP))
                    .containsExactly("CONNECT", "DATA ab", "LOST cd", "END");
            assertThat(Watch.events(ends.recorder))
                    .contains("→  NOTE The tap cuts the connection of the client.");
            assertThat(valve.hasChanged()).isTrue();
            assertThat(Watch.events(ends.recorder, DOWN)).containsExactly("END");
        }

        @Test
        void what_is_sent_into_a_connection_that_was_cut_is_lost() throws Exception {
            valve.cut(1);
            assertThat(read(client)).isEqualTo(-1);

            send(client, "hello?");

            Watch.untilRecorded(ends.recorder, UP + " LOST hello?");
            assertThat(read(server)).isEqualTo(-1);
        }

        @Test
        void nothing_is_left_of_a_connection_that_was_cut_once_both_ends_have_ended()
                throws Exception {
            valve.cut(1);
            client.close();
            server.close();

            Watch.until(
                    "only the listener's thread is left",
                    () -> Watch.threads(ends.tap.port()).size() == 1);
        }

        @Test
        void cuts_only_the_connection_that_is_named() throws Exception {
            TcpEnds.Ends second = ends.connect();

            valve.cut(2);

            assertThat(read(second.server())).isEqualTo(-1);
            send(client, "alive");
            assertThat(receive(server, 5)).isEqualTo("alive");
        }

        @Test
        void reset_resets_both_sides() throws Exception {
            valve.hold();
            queue(0, "never");

            valve.reset(1);

            assertThatThrownBy(() -> read(server)).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> read(client)).isInstanceOf(SocketException.class);
            Watch.untilRecorded(ends.recorder, UP + " RESET");
            Watch.untilRecorded(ends.recorder, DOWN + " RESET");
            assertThat(Watch.events(ends.recorder, UP))
                    .containsExactly("CONNECT", "LOST never", "RESET");
        }

        @Test
        void zero_means_every_connection() throws Exception {
            TcpEnds.Ends second = ends.connect();

            valve.reset(0);

            assertThatThrownBy(() -> read(server)).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> read(second.client())).isInstanceOf(SocketException.class);
            assertThat(Watch.events(ends.recorder))
                    .contains(
                            "→  NOTE The tap resets the connection of the client.",
                            "→  NOTE The tap resets the connection of client 2.");
        }
    }

    @Nested
    class Sending {

        @Test
        void puts_bytes_in_as_if_an_end_had_sent_them() throws Exception {
            valve.send(1, true, bytes("from nobody"));
            valve.send(1, false, bytes("to you"));

            assertThat(receive(server, 11)).isEqualTo("from nobody");
            assertThat(receive(client, 6)).isEqualTo("to you");
            assertThat(Watch.events(ends.recorder))
                    .containsSubsequence(
                            "→  NOTE The tap sends 11 bytes to the server, as if the client had sent them.",
                            UP + " DATA from nobody")
                    .containsSubsequence(
                            "→  NOTE The tap sends 6 bytes to the client, as if the server had sent them.",
                            DOWN + " DATA to you");
            assertThat(valve.hasChanged()).isTrue();
            valve.startOver();
            assertThat(valve.hasChanged()).isFalse();
        }

        @Test
        void puts_them_behind_what_waits() throws Exception {
            valve.hold();
            queue(0, "first ");
            valve.send(1, true, bytes("second"));
            assertThat(valve.state().waiting()).isEqualTo(2);

            valve.run();

            assertThat(receive(server, 12)).isEqualTo("first second");
        }

        @Test
        void says_when_it_cannot() throws Exception {
            client.shutdownOutput();
            assertThat(read(server)).isEqualTo(-1);

            assertThatIllegalStateException().isThrownBy(() -> valve.send(1, true, bytes("x")));
            assertThatIllegalStateException().isThrownBy(() -> valve.send(7, true, bytes("x")));
        }

        @Test
        void does_not_let_the_line_grow_without_end() {
            valve.hold();
            valve.send(1, true, new byte[PieceQueue.LIMIT]);

            assertThatIllegalStateException().isThrownBy(() -> valve.send(1, true, bytes("x")));
        }

        private byte[] bytes(String text) {
            return text.getBytes(ISO_8859_1);
        }
    }
}
