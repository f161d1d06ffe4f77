package lesson09_timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
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
class ImpatientClientTest {

    /** Milliseconds that a test waits for, where nobody comes or says a word. */
    private static final int SHORT = 20;

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedWords("to wait for") && seen.peerSent('H'),
                "the time is taken for the whole answer. It is for each read, and begins anew with it: setSoTimeout(readTimeout)."),
        when(
                seen -> seen.expectedWords("to wait for"),
                "ask() gives up too early. Time-outs are in milliseconds."),
        when(
                seen -> seen.expectedNothingLeft(),
                "ask() has come back, but a socket or a thread of it is left. Close the socket on every way out: try-with-resources."),
        when(
                seen -> seen.expectedWords("ConnectException"),
                "a server that refused at once is told as a time-out. Catch SocketTimeoutException only."),
        when(
                seen -> seen.expectedWords("ConnectTimeout") && seen.waitsIn("new Socket"),
                "new Socket(host, port) connects at once, and waits as long as the system does. new Socket() first, then connect(address, connectTimeout)."),
        when(
                seen -> seen.expectedWords("ConnectTimeout") && !seen.threwAnything(),
                "connect() waits for ever. Give it the time-out: connect(address, connectTimeout), in milliseconds; 0 means for ever."),
        when(
                seen ->
                        seen.expectedWords("Timeout")
                                && seen.threw(SocketTimeoutException.class, "timed out"),
                "Java's own exception is of the same type for connect and read. Catch it, and throw the one that fits."),
        when(
                seen -> seen.expectedWords("ConnectTimeout"),
                "the wait for the connection is told as another. Give connect() a try and a catch of its own."),
        when(
                seen -> seen.expectedWords("ReadTimeout") && seen.waitsForBytes(),
                "the reads have no time-out, or another one: that of connect() holds for connecting only. Before the reads: setSoTimeout(readTimeout), in milliseconds; 0 means for ever."),
        when(
                seen ->
                        seen.expectedWords("ReadTimeout")
                                && seen.threw(ImpatientClient.ConnectTimeout.class),
                "the wait for a byte is told as one for the connection. Give connect() a try and a catch of its own."),
        when(
                seen -> seen.expectedWords("EOFException") && seen.returned("ask()"),
                "at the end of the stream readLine() returns null. That is no answer: throw an EOFException."),
        when(
                seen -> seen.expected("привет\n") && seen.gotSomethingElse(),
                "the message is sent in the computer's own charset, windows-1251 while it is graded. Name the charset: getBytes(UTF_8)."),
        when(
                seen -> seen.expected("привет") && seen.got("РїСЂРёРІРµС‚"),
                "the answer is decoded in the computer's own charset, windows-1251 while it is graded. Name it where the reader is made: UTF_8."),
        when(
                seen -> seen.expected("привет"),
                "ask() takes the first piece for the whole line. Read until \"\\n\"."),
        when(
                seen -> seen.expectedEnd() && !seen.streamEnded(),
                "ask() has come back, but the connection is still open. Close it on every way out: try-with-resources."),
        when(seen -> seen.got("hello"), "the message has no end. Its last byte is \"\\n\"."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private int briefly() {
        return wire.silentTimeout(SHORT);
    }

    private Call<String> ask(String host, int port, int connectTimeout, int readTimeout) {
        return ask(host, port, "hello", connectTimeout, readTimeout);
    }

    private Call<String> ask(
            String host, int port, String message, int connectTimeout, int readTimeout) {
        return wire.call(
                "ask()",
                () -> ImpatientClient.ask(host, port, message, connectTimeout, readTimeout));
    }

    private Call<String> ask(ScriptedListener listener, int readTimeout) {
        return ask(listener.host(), listener.port(), wire.longTimeout(), readTimeout);
    }

    @Nested
    class A_server_that_answers {

        @Test
        void gets_the_message_and_its_line_end() {
            ScriptedListener listener = wire.listen();

            ask(listener, wire.longTimeout());

            assertThat(listener.accept()).receives("hello\n");
        }

        @Test
        void gets_a_message_in_russian_as_utf_8() {
            ScriptedListener listener = wire.listen();
            int forever = wire.longTimeout();

            ask(listener.host(), listener.port(), "привет", forever, forever);

            assertThat(listener.accept()).receives("привет\n");
        }

        @Test
        void may_take_its_time_for_each_byte() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener, wire.longTimeout());
            ScriptedPeer server = listener.accept();

            server.dribble("привет\n".getBytes(UTF_8));

            assertThat(ask).returns("привет");
        }

        @Test
        void sees_the_connection_closed_afterwards() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener, wire.longTimeout());
            ScriptedPeer server = listener.accept();

            server.send("hello\n");

            assertThat(ask).returns("hello");
            assertThat(server).receives("hello\n").receivesEnd();
            assertThat(wire).isLeftClean();
        }

        @Test
        void may_be_at_any_host() {
            ScriptedListener listener = wire.listenAtSecondAddress();
            Call<String> ask = ask(listener, wire.longTimeout());

            listener.accept().send("hello\n");

            assertThat(ask).returns("hello");
        }
    }

    @Nested
    class A_server_that_says_nothing {

        @Test
        void is_a_read_timeout() {
            ScriptedListener listener = wire.listen();

            Call<String> ask = ask(listener, briefly());
            listener.accept();

            assertThat(ask).timesOut(MessageReader.ReadTimeout.class, SHORT);
        }

        @Test
        void is_waited_for_all_the_time() {
            ScriptedListener listener = wire.listen();

            Call<String> ask = ask(listener, briefly());
            listener.accept();

            assertThat(ask).timesOut(MessageReader.ReadTimeout.class, SHORT).afterAtLeast(SHORT);
        }

        @Test
        void sees_the_connection_closed_afterwards() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener, briefly());
            ScriptedPeer server = listener.accept();

            assertThat(ask).timesOut(MessageReader.ReadTimeout.class, SHORT);

            assertThat(server).receives("hello\n").receivesEnd();
            assertThat(wire).isLeftClean();
        }
    }

    @Nested
    class A_server_that_stops_in_the_middle {

        @Test
        void is_a_read_timeout() {
            ScriptedListener listener = wire.listen();
            int timeout = wire.shortTimeout();
            Call<String> ask = ask(listener, timeout);

            listener.accept().send("hel");

            assertThat(ask).timesOut(MessageReader.ReadTimeout.class, timeout);
        }

        @Test
        void is_given_the_whole_time_again_after_each_byte() {
            int half = wire.shortTimeout();
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener, 2 * half);
            ScriptedPeer server = listener.accept();
            assertThat(ask(wire.listen(), half)).timesOut(MessageReader.ReadTimeout.class, half);

            server.send("H"); // when half of the time is over

            assertThat(ask)
                    .timesOut(MessageReader.ReadTimeout.class, 2 * half)
                    .afterAtLeast(2 * half + half / 2);
        }

        @Test
        void is_an_end_of_file_if_it_closes_without_a_word() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener, wire.longTimeout());

            listener.accept().end();

            assertThat(ask).throwsA(EOFException.class);
        }

        @Test
        void is_noticed_if_it_resets() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener, wire.longTimeout());

            listener.accept().reset();

            assertThat(ask).ends();
        }
    }

    @Nested
    class A_server_that_cannot_be_reached {

        @Test
        void is_a_connect_timeout() {
            FullListener nobody = wire.listenWithFullQueue();

            Call<String> ask = ask(nobody.host(), nobody.port(), briefly(), wire.longTimeout());

            assertThat(ask).timesOut(ImpatientClient.ConnectTimeout.class, SHORT);
        }

        @Test
        void is_waited_for_all_the_time_and_leaves_nothing_behind() {
            FullListener nobody = wire.listenWithFullQueue();

            Call<String> ask = ask(nobody.host(), nobody.port(), briefly(), wire.longTimeout());

            assertThat(ask)
                    .timesOut(ImpatientClient.ConnectTimeout.class, SHORT)
                    .afterAtLeast(SHORT);
            assertThat(wire).isLeftClean();
        }

        @Test
        void is_no_timeout_if_it_refuses() {
            int forever = wire.longTimeout();

            Call<String> ask = ask("127.0.0.1", wire.closedPort(), forever, forever);

            assertThat(ask).throwsA(ConnectException.class);
            assertThat(wire).isLeftClean();
        }
    }
}
