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
import java.util.Collections;
import java.util.List;
import kit.Call;
import kit.FullListener;
import kit.Likely;
import kit.ScriptedListener;
import kit.ScriptedPeer;
import kit.Wire;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-4")
class LineClientTest {

    /** Milliseconds that no test lasts. */
    private static final int LONG = 600_000;

    /** 6 MiB, 1024 bytes a line: more than the buffers between a client and a peer hold. */
    private static final List<String> MANY =
            Collections.nCopies(6 << 10, "0123456789abcdef".repeat(64).substring(1));

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedWords("to wait for"),
                "the time-out is taken for the whole talk. It is for each silence: whenever something has happened, select(timeout) waits for the whole of it again."),
        when(
                seen -> seen.expectedNothingLeft(),
                "ask() has come back, but a socket or a thread of it is left. Close the channel, and the selector as well, on every way out: try-with-resources."),
        when(
                seen -> seen.threw(NotYetConnectedException.class),
                "connect() only begins to connect. Select OP_CONNECT, then call finishConnect()."),
        when(
                seen -> seen.expected("привет\nпока\n") && seen.got("привет\n"),
                "the second line waits for the answer to the first. All lines go out, as fast as the server takes them: it may read them all before it answers."),
        when(
                seen -> seen.expectedConnection(),
                "ask() connects to another place than the host and port that it is given."),
        when(
                seen ->
                        seen.expectedWords("[HELLO, WORLD]")
                                && seen.threw(SocketTimeoutException.class),
                "the time is not up, but select() comes back with nothing. Who leaves OP_CONNECT on is woken for it although the connection is there."),
        when(
                seen ->
                        seen.expectedWords("ConnectException")
                                && seen.threw(SocketTimeoutException.class),
                "a server that refused at once is told as a time-out. finishConnect() throws the right exception: let it through."),
        when(
                seen ->
                        seen.expectedReturn()
                                && !seen.expectedWords("Timeout")
                                && seen.threw(SocketTimeoutException.class),
                "select() returns 0 though there is something to read: a key that is still in selectedKeys() is not counted again. Clear that set each time."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasEnded(),
                "the loop goes on after the end of the stream: select() then comes back at once, for ever. If read() finds END, throw an EOFException."),
        when(
                seen -> seen.expectedRest() && seen.runsWithoutEnd() && seen.nothingCrossed(),
                "a loop runs until the connection is there. Select OP_CONNECT, with the time-out; then finishConnect(), once."),
        when(
                seen -> seen.expectedRest() && seen.runsWithoutEnd(),
                "nothing lets the loop rest. Without select(timeout) it is a busy loop; with it, keep OP_WRITE on only while send() returns false, OP_CONNECT only until it is connected."),
        when(
                seen -> seen.expectedRest() && !seen.threwAnything() && !seen.returned("ask()"),
                "a sleep in the loop is too long for an answer, and too short for a silence. Let select(timeout) wait: it wakes you when something happens."),
        when(
                seen ->
                        seen.expectedWords("to come back")
                                && seen.nothingCrossed()
                                && seen.waitsIn("open", "connect", "finishConnect"),
                "connect() blocks, as long as the system likes. First SocketChannel.open() and configureBlocking(false), then connect()."),
        when(
                seen -> seen.expectedWords("to come back") && seen.peerSent('0'),
                "either the client reads nothing before all is sent, or what the channel did not take is never sent. In each turn of one loop: send(), select, read()."),
        when(
                seen -> seen.expectedWords("to come back") && seen.peerSent('D'),
                "all answers are here, but ask() waits for more. It returns as soon as there are as many as lines."),
        when(
                seen ->
                        seen.expectedWords("to come back")
                                && (seen.nothingCrossed() || seen.peerSent('W')),
                "select() without a time-out waits for ever; select(timeout) counts in milliseconds. And if it comes back with nothing, the time is up: do not let a loop select again that goes on for ever."),
        when(
                seen -> seen.expectedWords("EOFException") && seen.returned("ask()"),
                "there are fewer answers than lines, and nobody is told. If read() finds END before the last: throw an EOFException."),
        when(
                seen -> seen.expectedWords("Exception") && seen.threwAnything(),
                "the exception is of another type than the page says."),
        when(
                seen -> seen.returned("ask()"),
                "ask() comes back too early. Go round the loop until there are as many answers as lines."),
        when(
                seen -> seen.expectedWords("Exception"),
                "something went wrong, and nobody is told. Let the exception through."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<List<String>> ask(ScriptedListener listener, int timeout, String... lines) {
        return ask(listener, timeout, List.of(lines));
    }

    private Call<List<String>> ask(ScriptedListener listener, int timeout, List<String> lines) {
        return ask(listener.host(), listener.port(), timeout, lines);
    }

    private Call<List<String>> ask(String host, int port, int timeout, List<String> lines) {
        return wire.call("ask()", () -> LineClient.ask(host, port, timeout, lines));
    }

    @Nested
    class A_server_that_answers {

        @Test
        void is_sent_every_line() {
            ScriptedListener listener = wire.listen();

            ask(listener, LONG, "привет", "пока");

            assertThat(listener.accept()).receives("привет\nпока\n");
        }

        @Test
        void has_its_answers_returned() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "hello", "world");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello\nworld\n");
            server.send("HELLO\nWORLD\n");

            assertThat(ask).returns(List.of("HELLO", "WORLD"));
        }

        @Test
        void may_end_its_stream_behind_the_last_answer() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello\n");
            server.send("HELLO\n");
            server.end();

            assertThat(ask).returns(List.of("HELLO"));
        }

        @Test
        void sees_the_connection_closed_afterwards() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello\n");
            server.send("HELLO\n");

            assertThat(ask).returns(List.of("HELLO"));
            assertThat(server).receivesEnd();
            assertThat(wire).isLeftClean();
        }

        @Test
        void may_be_at_any_host() {
            ScriptedListener listener = wire.listenAtSecondAddress();

            ask(listener, LONG, "hello");

            assertThat(listener.accept()).receives("hello\n");
        }
    }

    @Nested
    class A_server_that_takes_its_time {

        @Test
        void is_waited_for_at_rest() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello\n");
            assertThat(wire).waitsAtRest();
            server.send("HELLO\n");

            assertThat(ask).returns(List.of("HELLO"));
        }

        @Test
        void in_the_middle_of_an_answer_is_waited_for_at_rest() {
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
        void to_read_is_waited_for_at_rest() {
            ScriptedListener listener = wire.listen();
            ask(listener, LONG, MANY);

            listener.acceptWithoutReading();

            assertThat(wire).waitsAtRest();
        }

        @Test
        void to_accept_is_waited_for_at_rest() {
            FullListener server = wire.listenWithFullQueue();

            ask(server.host(), server.port(), LONG, List.of("hello"));

            assertThat(wire).waitsAtRest();
        }
    }

    @Nested
    class Answers {

        @Test
        void may_be_cut_anywhere() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "привет", "пока");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("привет\nпока\n");
            server.sendCutAt("привет\nпока\n".getBytes(UTF_8), 3, 13, 20);

            assertThat(ask).returns(List.of("привет", "пока"));
        }

        @Test
        void may_come_before_all_is_sent() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, MANY);

            listener.acceptAndEcho();

            assertThat(ask).returns(MANY);
        }
    }

    @Nested
    class A_server_that_falls_silent {

        @Test
        void in_the_middle_of_an_answer_is_a_timeout() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, wire.shortTimeout(), "hello", "world");

            listener.accept().send("HELLO\nWOR");

            assertThat(ask).throwsA(SocketTimeoutException.class);
            assertThat(wire).isLeftClean();
        }

        @Test
        void after_a_byte_is_given_the_whole_time_again() {
            int half = wire.shortTimeout();
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, 2 * half, "hello");
            ScriptedPeer server = listener.accept();
            assertThat(ask(wire.listen(), half, "hello")).throwsA(SocketTimeoutException.class);

            server.send("H"); // when half of the time is over

            assertThat(ask).throwsA(SocketTimeoutException.class).afterAtLeast(2 * half + half / 2);
        }

        @Test
        void before_it_accepts_is_a_timeout() {
            FullListener server = wire.listenWithFullQueue();

            Call<List<String>> ask =
                    ask(server.host(), server.port(), wire.shortTimeout(), List.of("hello"));

            assertThat(ask).throwsA(SocketTimeoutException.class);
        }
    }

    @Nested
    class A_server_that_goes_away {

        @Test
        void without_a_word_is_an_end_of_file() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello\n");
            server.end();

            assertThat(ask).throwsA(EOFException.class);
            assertThat(wire).isLeftClean();
        }

        @Test
        void between_two_answers_is_an_end_of_file() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "hello", "world");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello\nworld\n");
            server.send("HELLO\n");
            server.end();

            assertThat(ask).throwsA(EOFException.class);
        }

        @Test
        void with_a_reset_is_noticed() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> ask = ask(listener, LONG, "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello\n");
            server.reset();

            assertThat(ask).throwsA(IOException.class);
            assertThat(wire).isLeftClean();
        }

        @Test
        void before_it_listens_refuses_the_connection() throws IOException {
            ServerSocket gone = new ServerSocket(0);
            gone.close();

            Call<List<String>> ask = ask("127.0.0.1", gone.getLocalPort(), LONG, List.of("hello"));

            assertThat(ask).throwsA(ConnectException.class);
            assertThat(wire).isLeftClean();
        }
    }
}
