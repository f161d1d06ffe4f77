package lesson10_nonblocking_reads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.NotYetConnectedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import kit.Call;
import kit.Evidence;
import kit.FullListener;
import kit.Likely;
import kit.ScriptedListener;
import kit.ScriptedPeer;
import kit.Wire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LineClientTest {

    /** Milliseconds: longer than any test takes. */
    private static final int LONG = 600_000;

    private static final int BYTES = 6 << 20; // of MANY, with its line endings

    /**
     * 6 MiB in lines of 1024 bytes: more than fits into the buffers between a client and a peer.
     */
    private static final List<String> MANY =
            Collections.nCopies(6 << 10, "0123456789abcdef".repeat(64).substring(1));

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedWords("[ONE]") && seen.gotText().contains("OTHER"),
                "two calls collect their answers in the same list. A static field exists once for all calls: make the list in ask()."),
        when(
                seen ->
                        seen.called("ask() of a server that does not read")
                                && seen.expectedWords("to end")
                                && seen.waitsIn("select"),
                "the wait has no limit while lines are left to send: select() and select(0) wait forever. Use the time-out for this wait, too."),
        when(
                seen ->
                        seen.called("ask() with the longest time-out")
                                && seen.expectedToGoOn()
                                && seen.threwAnything(),
                "the time-out ends at once if it is very long: in an int, its product overflows and may be negative. Multiply in a long: timeout * 1_000L."),
        when(
                seen ->
                        seen.expectedWords("to return")
                                && seen.peerHasEnded()
                                && seen.threw(EOFException.class),
                "the last answer and the end of the stream have arrived together, and ask() reads on although it has every answer. Stop reading when there are as many answers as lines."),
        when(
                seen ->
                        seen.called("ask() of a server that never accepts")
                                && seen.expectedNothingLeft(),
                "ask() has thrown its exception, but something of yours still tries to connect. Connect with a non-blocking channel, and close it in any case: try-with-resources."),
        when(
                seen ->
                        seen.expectedRest()
                                && seen.called("ask() with many lines")
                                && seen.runsWithoutEnd(),
                "the loop runs without waiting, although all lines have been sent. Turn OP_WRITE off again as soon as send() returns true."),
        when(
                seen ->
                        seen.expectedWords("to wait for")
                                && seen.called("ask() of a server that sends single bytes"),
                "the time-out is measured from the last complete answer, or from the beginning, and single bytes do not count. Every byte that arrives starts the time-out anew."),
        when(
                seen -> seen.expectedWords("to wait for"),
                "the time-out limits the whole conversation. It limits each silence: whenever something has happened, select(timeout) waits for the full time again."),
        when(
                seen -> seen.expectedNothingLeft(),
                "ask() is over, but it has left a socket, a selector or a thread open. Close the channel and the selector in any case: try-with-resources."),
        when(
                seen -> seen.threw(NotYetConnectedException.class),
                "connect() only begins to connect, and the channel is used before it is connected. Wait for OP_CONNECT, then call finishConnect()."),
        when(
                seen -> seen.expected("привет\nпока\n") && seen.got("привет\n"),
                "the second line waits for the answer to the first. Send all lines as fast as the server takes them: it may read all of them before it answers."),
        when(
                seen -> seen.expectedConnection(),
                "ask() does not connect to the host and port that it was given."),
        when(
                seen ->
                        seen.expectedWords("[HELLO, WORLD]")
                                && seen.threw(SocketTimeoutException.class),
                "the time is not over, but select() returns and nothing is selected. If you leave OP_CONNECT on, it wakes you again and again although the channel is connected."),
        when(
                seen ->
                        seen.expectedWords("ConnectException")
                                && seen.threw(SocketTimeoutException.class),
                "the server refused immediately, and ask() reports a time-out. finishConnect() throws the right exception: let it out."),
        when(
                seen ->
                        seen.expectedReturn()
                                && !seen.expectedWords("Timeout")
                                && seen.threw(SocketTimeoutException.class),
                "select() returns 0 although bytes have arrived, because a key that is still in selectedKeys() is not counted again. Clear that set after each select."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasEnded(),
                "the loop goes on after the end of the stream, where select() returns immediately, forever. If read() returns END, throw an EOFException."),
        when(
                seen ->
                        seen.expectedRest()
                                && seen.runsWithoutEnd()
                                && seen.nothingCrossed()
                                && !seen.called("the bytes that the server has read"),
                "a loop runs until the channel is connected. Wait for OP_CONNECT with select(timeout), then call finishConnect() once."),
        when(
                seen -> seen.expectedRest() && seen.runsWithoutEnd(),
                "the loop runs without waiting. Without select(timeout) it is a busy loop; with it, turn OP_WRITE on only while send() returns false, and OP_CONNECT only until the channel is connected."),
        when(
                seen -> seen.expectedRest() && !seen.threwAnything() && !seen.returned("ask()"),
                "the loop sleeps, so each answer waits until the sleep is over. Wait in select(timeout): it wakes you as soon as something happens."),
        when(
                seen ->
                        seen.expectedWords("to end")
                                && seen.nothingCrossed()
                                && seen.waitsIn("open", "connect", "finishConnect"),
                "connect() blocks for as long as the system likes. Call SocketChannel.open() and configureBlocking(false) first, then connect()."),
        when(
                seen -> seen.expectedWords("to end") && seen.peerSent('0'),
                "either the client reads nothing before all is sent, or what the channel did not take is never sent. Do all of it in each turn of one loop: send(), select, read()."),
        when(
                seen -> seen.expectedWords("to end") && seen.peerSent('D'),
                "all answers have arrived, but ask() waits for more. Return as soon as there are as many answers as lines."),
        when(
                seen ->
                        seen.expectedWords("to end")
                                && seen.peerSent('W')
                                && seen.took("Selector.selectedKeys()")
                                && !removesKeys(seen),
                "an old key hides that the time is over. The selector adds keys to selectedKeys() and removes none, so the set is never empty again: clear it after each select(timeout)."),
        when(
                seen ->
                        seen.expectedWords("to end")
                                && (seen.nothingCrossed() || seen.peerSent('W')),
                "the wait has no limit. select() without a time-out waits forever, select(timeout) counts milliseconds, and if nothing was selected the time is over: do not select again, and leave no old key in selectedKeys()."),
        when(
                seen -> seen.expectedWords("EOFException") && seen.returned("ask()"),
                "ask() returns fewer answers than lines, so the caller does not notice that some are missing. If read() returns END before the last answer, throw an EOFException."),
        when(
                seen -> seen.expectedWords("Exception") && seen.threwAnything(),
                "the exception is not of the type that the page names."),
        when(
                seen -> seen.returned("ask()"),
                "ask() returns too early, with fewer answers than lines. Repeat the loop until there are as many answers as lines."),
        when(
                seen -> seen.expectedWords("Exception"),
                "something went wrong, and ask() catches the exception, so the caller does not notice. Let the exception out."),
    };

    private static boolean removesKeys(Evidence seen) {
        return Stream.of("Set", "Collection", "Iterator", "Iterable")
                .anyMatch(
                        type ->
                                seen.took(
                                        type + ".clear()",
                                        type + ".remove",
                                        type + ".retainAll()"));
    }

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<List<String>> ask(ScriptedListener listener, int timeout, String... lines) {
        return ask(listener, timeout, List.of(lines));
    }

    private Call<List<String>> ask(ScriptedListener listener, int timeout, List<String> lines) {
        return ask("ask()", listener, timeout, lines);
    }

    private Call<List<String>> ask(
            String name, ScriptedListener listener, int timeout, List<String> lines) {
        return ask(name, listener.host(), listener.port(), timeout, lines);
    }

    private Call<List<String>> ask(String host, int port, int timeout, List<String> lines) {
        return ask("ask()", host, port, timeout, lines);
    }

    private Call<List<String>> ask(
            String name, String host, int port, int timeout, List<String> lines) {
        return wire.call(name, () -> LineClient.ask(host, port, timeout, lines));
    }

    @Nested
    class The_server {

        @Test
        @Tag("6.1")
        void receives_every_line_before_it_has_answered() {
            ScriptedListener listener = wire.listen();

            ask(listener, LONG, "привет", "пока");

            assertThat(listener.accept()).receives("привет\nпока\n");
        }

        @Test
        @Tag("6.1")
        void may_run_at_any_host() {
            ScriptedListener listener = wire.listenAtSecondAddress();

            ask(listener, LONG, "hello");

            assertThat(listener.accept()).receives("hello\n");
        }

        @Test
        @Tag("6.3")
        void sees_the_connection_closed_after_its_last_answer() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello\n");
            server.send("HELLO\n");

            assertThat(ask).returns(List.of("HELLO"));
            assertThat(server).receivesEnd();
            assertThat(wire).isLeftClean();
        }
    }

    @Nested
    class The_answers {

        @Test
        @Tag("6.2")
        void are_returned_as_soon_as_the_last_one_has_arrived() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "hello", "world");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello\nworld\n");
            wire.settle();
            server.send("HELLO\nWORLD\n");

            assertThat(ask).returns(List.of("HELLO", "WORLD"));
        }

        @Test
        @Tag("6.2")
        void are_returned_even_if_the_server_ends_its_stream_after_the_last() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello\n");
            server.send("HELLO\n");
            server.end();

            assertThat(ask).returns(List.of("HELLO"));
        }

        @Test
        @Tag("6.2")
        void may_be_cut_anywhere() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "привет", "пока");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("привет\nпока\n");
            server.sendCutAt("привет\nпока\n".getBytes(UTF_8), 3, 13, 20);

            assertThat(ask).returns(List.of("привет", "пока"));
        }

        @Test
        @Tag("6.2")
        void may_be_empty_or_contain_spaces_and_any_letters() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "", "   ", "100 % € 😀");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("\n   \n100 % € 😀\n");
            server.send("\n   \n100 % € 😀\n");

            assertThat(ask).returns(List.of("", "   ", "100 % € 😀"));
        }

        @Test
        @Tag("6.2")
        void are_returned_even_if_the_end_of_the_stream_arrives_together_with_the_last() {
            String name = "ask() of a server that ends its stream at once";
            wire.atEachPauseOf(
                    name,
                    round -> {
                        ScriptedListener listener = wire.listen();
                        List<String> lines = List.of("one", "two");
                        List<Call<List<String>>> asks = new ArrayList<>();
                        ScriptedPeer server =
                                round.first(
                                        () -> {
                                            asks.add(ask(name, listener, LONG, lines));
                                            ScriptedPeer peer = listener.accept();
                                            assertThat(peer).receives("one\ntwo\n");
                                            return peer;
                                        });
                        server.send("ONE\n");

                        round.meanwhile(
                                () -> {
                                    server.send("TWO\n");
                                    server.end();
                                });

                        assertThat(asks.get(0)).returns(List.of("ONE", "TWO"));
                    });
        }

        @Test
        @Tag("6.4")
        @DisplayName("Without any lines, ask returns an empty list")
        void are_an_empty_list_if_there_are_no_lines() {
            ScriptedListener listener = wire.listen();

            assertThat(ask(listener, LONG, List.of())).returns(List.of());
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("6.5")
        void of_two_calls_at_the_same_time_do_not_get_mixed_up() {
            ScriptedListener one = wire.listen();
            ScriptedListener other = wire.listen();
            Call<List<String>> ask = ask(one, LONG, "one");
            ScriptedPeer server = one.accept();
            Call<List<String>> another = ask(other, LONG, "other");
            ScriptedPeer otherServer = other.accept();

            assertThat(server).receives("one\n");
            assertThat(otherServer).receives("other\n");
            otherServer.send("OTHER\n");
            assertThat(another).returns(List.of("OTHER"));
            server.send("ONE\n");

            assertThat(ask).returns(List.of("ONE"));
        }

        @Test
        @Tag("7.4")
        void may_arrive_before_all_lines_are_sent() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, MANY);

            listener.acceptAndEcho();

            assertThat(ask).returns(MANY);
        }
    }

    @Nested
    class The_client {

        @Test
        @Tag("7.1")
        @DisplayName("The client does not use the processor while the server has not answered")
        void rests_while_the_server_has_not_answered() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello\n");
            assertThat(wire).waitsAtRest();
            server.send("HELLO\n");

            assertThat(ask).returns(List.of("HELLO"));
        }

        @Test
        @Tag("7.1")
        @DisplayName(
                "The client does not use the processor while only a part of an answer has arrived")
        void rests_while_only_a_part_of_an_answer_has_arrived() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "one", "two");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("one\ntwo\n");
            server.send("ONE\nT");
            assertThat(wire).waitsAtRest();
            server.send("WO\n");

            assertThat(ask).returns(List.of("ONE", "TWO"));
        }

        @Test
        @Tag("7.1")
        @DisplayName(
                "The client does not use the processor while answers are missing after many lines")
        void rests_while_answers_are_missing_after_many_lines() {
            ScriptedListener listener = wire.listen();
            ask("ask() with many lines", listener, LONG, MANY.subList(1, MANY.size()));

            listener.acceptAndEcho(); // waits for one more line before it answers the last ones

            assertThat(wire).waitsAtRest();
        }

        @Test
        @Tag("7.2")
        @DisplayName("The client does not use the processor while the server does not read")
        void rests_while_the_server_does_not_read() {
            ScriptedListener listener = wire.listen();
            ask(listener, LONG, MANY);

            listener.acceptWithoutReading();

            assertThat(wire).waitsAtRest();
        }

        @Test
        @Tag("7.3")
        @DisplayName("The client does not use the processor while it is not connected yet")
        void rests_while_it_is_not_connected_yet() {
            FullListener server = wire.listenWithFullQueue();

            ask(server.host(), server.port(), LONG, List.of("hello"));

            assertThat(wire).waitsAtRest();
        }
    }

    @Nested
    class If_the_server_is_silent {

        @BeforeEach
        void noteSteps() {
            wire.noteSteps();
        }

        @Test
        @Tag("8.1")
        @DisplayName(
                "If the server is silent in the middle of an answer, ask throws a SocketTimeoutException")
        void in_the_middle_of_an_answer_ask_times_out() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, wire.shortTimeout(), "hello", "world");

            listener.accept().send("HELLO\nWOR");

            assertThat(ask).throwsA(SocketTimeoutException.class);
        }

        @Test
        @Tag("8.6")
        @DisplayName("After a time-out, nothing is left open")
        void nothing_is_left_open_after_a_timeout() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, wire.shortTimeout(), "hello", "world");

            listener.accept().send("HELLO\nWOR");

            assertThat(ask).throwsA(SocketTimeoutException.class);
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("8.1")
        @DisplayName(
                "If the server does not accept the connection, ask throws a SocketTimeoutException")
        void and_does_not_accept_the_connection_ask_times_out() {
            FullListener server = wire.listenWithFullQueue();

            Call<List<String>> ask =
                    ask(server.host(), server.port(), wire.shortTimeout(), List.of("hello"));

            assertThat(ask).throwsA(SocketTimeoutException.class);
        }

        @Test
        @Tag("8.1")
        @DisplayName("If the server does not read, ask throws a SocketTimeoutException")
        void and_does_not_read_ask_times_out() {
            ScriptedListener listener = wire.listen();
            String host = listener.host();
            int port = listener.port();
            int timeout = wire.shortTimeout();
            Call<List<String>> ask =
                    wire.call(
                            "ask() of a server that does not read",
                            () -> LineClient.ask(host, port, timeout, MANY));

            listener.acceptWithoutReading();

            assertThat(ask).throwsA(SocketTimeoutException.class);
        }

        @Test
        @Tag("8.1")
        @DisplayName("If the time-out is very long, ask waits for an answer")
        void for_a_while_and_the_timeout_is_very_long_ask_waits() {
            ScriptedListener listener = wire.listen();
            assertThat(ask(listener, LONG, "hello")).goesOn();
            listener.accept();
            String name = "ask() with the longest time-out";
            Call<List<String>> ask = ask(name, listener, Integer.MAX_VALUE, List.of("hello"));
            ScriptedPeer server = listener.accept();

            assertThat(ask).goesOn();
            server.send("HELLO\n");

            assertThat(ask).returns(List.of("HELLO"));
        }

        @Test
        @Tag("8.6")
        @DisplayName("After a time-out while it connects, nothing is left open")
        void nothing_is_left_open_after_a_timeout_while_it_connects() {
            FullListener server = wire.listenWithFullQueue();

            Call<List<String>> ask =
                    ask(
                            "ask() of a server that never accepts",
                            server.host(),
                            server.port(),
                            wire.shortTimeout(),
                            List.of("hello"));

            assertThat(ask).throwsA(SocketTimeoutException.class);
            assertThat(wire).leavesNoThread();
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("8.2")
        @DisplayName("After a byte has arrived, ask waits for the whole time-out again")
        void after_a_byte_ask_waits_for_the_whole_timeout_again() {
            int half = wire.shortTimeout();
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, 2 * half, "hello");
            ScriptedPeer server = listener.accept();
            assertThat(ask(wire.listen(), half, "hello")).throwsA(SocketTimeoutException.class);

            server.send("H"); // when half of the time is over

            assertThat(ask).throwsA(SocketTimeoutException.class).afterAtLeast(2 * half + half / 2);
        }

        @Test
        @Tag("8.2")
        @DisplayName("After each of several bytes, ask waits for the whole time-out again")
        void after_each_of_several_bytes_ask_waits_for_the_whole_timeout_again() {
            int half = wire.shortTimeout();
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask =
                    wire.call(
                            "ask() of a server that sends single bytes",
                            () ->
                                    LineClient.ask(
                                            listener.host(),
                                            listener.port(),
                                            2 * half,
                                            List.of("hello")));
            ScriptedPeer server = listener.accept();
            assertThat(ask(wire.listen(), half, "hello")).throwsA(SocketTimeoutException.class);
            server.send("H"); // one byte after each half of the time
            assertThat(ask(wire.listen(), half, "hello")).throwsA(SocketTimeoutException.class);
            server.send("E");
            assertThat(ask(wire.listen(), half, "hello")).throwsA(SocketTimeoutException.class);

            server.send("L");

            assertThat(ask).throwsA(SocketTimeoutException.class).afterAtLeast(4 * half + half / 2);
        }
    }

    @Nested
    class If_the_server_goes_away {

        @Test
        @Tag("8.3")
        @DisplayName("If the server ends its stream without an answer, ask throws an EOFException")
        void without_an_answer_ask_throws_an_eof_exception() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello\n");
            server.end();

            assertThat(ask).throwsA(EOFException.class);
        }

        @Test
        @Tag("8.6")
        @DisplayName("After an early end of the stream, nothing is left open")
        void nothing_is_left_open_after_an_early_end() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello\n");
            server.end();

            assertThat(ask).throwsA(EOFException.class);
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("8.3")
        @DisplayName(
                "If the server ends its stream between two answers, ask throws an EOFException")
        void between_two_answers_ask_throws_an_eof_exception() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "hello", "world");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello\nworld\n");
            server.send("HELLO\n");
            server.end();

            assertThat(ask).throwsA(EOFException.class);
        }

        @Test
        @Tag("8.4")
        @DisplayName("If the server resets the connection, ask throws an IOException")
        void with_a_reset_ask_throws_an_io_exception() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello\n");
            server.reset();

            assertThat(ask).throwsA(IOException.class);
        }

        @Test
        @Tag("8.6")
        @DisplayName("After a reset, nothing is left open")
        void nothing_is_left_open_after_a_reset() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello\n");
            server.reset();

            assertThat(ask).throwsA(IOException.class);
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("8.5")
        @DisplayName("If no program listens on the port, ask throws a ConnectException")
        void before_it_listens_ask_throws_a_connect_exception() throws IOException {
            Call<List<String>> ask = ask("127.0.0.1", freePort(), LONG, List.of("hello"));

            assertThat(ask).throwsA(ConnectException.class);
        }

        @Test
        @Tag("8.6")
        @DisplayName("After a refused connection, nothing is left open")
        void nothing_is_left_open_after_a_refused_connection() throws IOException {
            Call<List<String>> ask = ask("127.0.0.1", freePort(), LONG, List.of("hello"));

            assertThat(ask).throwsA(ConnectException.class);
            assertThat(wire).isLeftClean();
        }

        /** Returns a port on which no program listens. */
        private int freePort() throws IOException {
            try (ServerSocket gone = new ServerSocket(0)) {
                return gone.getLocalPort();
            }
        }
    }
}
