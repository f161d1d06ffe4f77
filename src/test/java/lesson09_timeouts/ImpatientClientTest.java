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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ImpatientClientTest {

    /** Milliseconds that a test waits if nobody connects or sends anything. */
    private static final int SHORT = 20;

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedWords("to wait for") && seen.peerSent('H'),
                "readTimeout is used for the whole reply. It is for each read, and begins anew with it: setSoTimeout(readTimeout)."),
        when(
                seen -> seen.expectedWords("to wait for"),
                "ask() gives up too early. Time-outs are in milliseconds: pass them on unchanged."),
        when(
                seen -> seen.expectedWords("100") && seen.gotText().endsWith("\t"),
                "the reply ends at another character than \"\\n\". A Scanner ends a line at U+0085 and U+2028, too: use a BufferedReader."),
        when(
                seen -> seen.expectedNothingLeft(),
                "ask() has ended, but one of its sockets or threads has not. Close the socket in every case: try-with-resources."),
        when(
                seen -> seen.expectedWords("ConnectException"),
                "ask() reports a time-out although the server refused the connection. Catch SocketTimeoutException and nothing more."),
        when(
                seen -> seen.expectedWords("ConnectTimeout") && seen.waitsIn("new Socket"),
                "new Socket(host, port) connects at once, and waits as long as the system likes. Use new Socket() first, then connect(address, connectTimeout)."),
        when(
                seen -> seen.expectedWords("ConnectTimeout") && !seen.threwAnything(),
                "connect() waits forever. Pass it the time-out: connect(address, connectTimeout), in milliseconds; 0 means forever."),
        when(
                seen ->
                        seen.expectedWords("Timeout")
                                && seen.threw(SocketTimeoutException.class, "timed out"),
                "ask() throws Java's own exception, which has the same type for connect and read. Catch it, and throw a ConnectTimeout or a ReadTimeout."),
        when(
                seen -> seen.expectedWords("ConnectTimeout"),
                "the time-out of connect() is reported as another one. Give connect() a try and a catch of its own."),
        when(
                seen ->
                        seen.expectedWords("ReadTimeout")
                                && seen.waitsForBytes()
                                && seen.waitsInChannel(),
                "the read of a channel waits forever, because setSoTimeout() does not work for it. Read from channel.socket().getInputStream(), or use a Socket."),
        when(
                seen -> seen.expectedWords("ReadTimeout") && seen.waitsForBytes(),
                "the reads have no time-out, or another one: that of connect() limits only the connecting. Before the reads, call setSoTimeout(readTimeout), in milliseconds; 0 means forever."),
        when(
                seen ->
                        seen.expectedWords("ReadTimeout")
                                && seen.threw(ImpatientClient.ConnectTimeout.class),
                "the time-out of a read is reported as one of connect(). Give each of the two a try and a catch of its own."),
        when(
                seen -> seen.expectedWords("EOFException") && seen.returned("ask()"),
                "readLine() returns null at the end of the stream, and ask() passes it on as if it were a reply. Throw an EOFException instead."),
        when(
                seen -> seen.expected("привет\n") && seen.gotSomethingElse(),
                "the message is sent in the computer's own charset, which is windows-1251 while your code is graded. Name the charset: getBytes(UTF_8)."),
        when(
                seen -> seen.expected("привет") && seen.got("РїСЂРёРІРµС‚"),
                "the reply is decoded in the computer's own charset, which is windows-1251 while your code is graded. Name the charset where you make the reader: UTF_8."),
        when(
                seen -> seen.expected("привет"),
                "ask() takes the first piece for the whole reply. Read until the \"\\n\"."),
        when(
                seen -> seen.expectedEnd() && !seen.streamEnded(),
                "ask() has ended, but the connection is still open. Close it in every case: try-with-resources."),
        when(seen -> seen.got("hello"), "the message has no end. Send a \"\\n\" after it."),
    };

    /**
     * Letters of one to four bytes, spaces, and what a format string or a replacement would
     * replace.
     */
    private static final String OF_ALL_KINDS = " 100 %s %n $1 é € 😀\t\u0085\u2028 ";

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
    class A_server_that_replies {

        @Test
        @Tag("7.1")
        @DisplayName("The server receives the message and a line feed")
        void gets_the_message_and_its_line_end() {
            ScriptedListener listener = wire.listen();

            ask(listener, wire.longTimeout());

            assertThat(listener.accept()).receives("hello\n");
        }

        @Test
        @Tag("7.1")
        @DisplayName("The server receives a Russian message as UTF-8")
        void gets_a_message_in_russian_as_utf_8() {
            ScriptedListener listener = wire.listen();
            int forever = wire.longTimeout();

            ask(listener.host(), listener.port(), "привет", forever, forever);

            assertThat(listener.accept()).receives("привет\n");
        }

        @Test
        @Tag("7.1")
        @DisplayName("The server receives the message unchanged, whatever characters it has")
        void gets_the_message_unchanged_whatever_characters_it_has() {
            ScriptedListener listener = wire.listen();
            int forever = wire.longTimeout();

            ask(listener.host(), listener.port(), OF_ALL_KINDS, forever, forever);

            assertThat(listener.accept()).receives(OF_ALL_KINDS + "\n");
        }

        @Test
        @Tag("7.2")
        @DisplayName("The reply may arrive one byte at a time")
        void may_take_its_time_for_each_byte() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener, wire.longTimeout());
            ScriptedPeer server = listener.accept();

            server.dribble("привет\n".getBytes(UTF_8));

            assertThat(ask).returns("привет");
        }

        @Test
        @Tag("7.2")
        @DisplayName("The reply is returned unchanged, whatever characters it has")
        void may_reply_with_any_characters() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener, wire.longTimeout());

            listener.accept().send(OF_ALL_KINDS + "\n");

            assertThat(ask).returns(OF_ALL_KINDS);
        }

        @Test
        @Tag("7.6")
        @DisplayName("After the reply, the connection is closed")
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
        @Tag("7.1")
        @DisplayName("The server may be at any host")
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
        @Tag("7.3")
        @DisplayName("If the server sends nothing, ask() throws a ReadTimeout")
        void causes_a_read_timeout() {
            ScriptedListener listener = wire.listen();

            Call<String> ask = ask(listener, briefly());
            listener.accept();

            assertThat(ask).timesOut(MessageReader.ReadTimeout.class, SHORT);
        }

        @Test
        @Tag("7.3")
        @DisplayName("ask() does not throw a ReadTimeout before readTimeout is over")
        void is_waited_for_until_the_time_is_over() {
            ScriptedListener listener = wire.listen();

            Call<String> ask = ask(listener, briefly());
            listener.accept();

            assertThat(ask).timesOut(MessageReader.ReadTimeout.class, SHORT).afterAtLeast(SHORT);
        }

        @Test
        @Tag("7.6")
        @DisplayName("After a ReadTimeout, the connection is closed")
        void receives_the_end_after_the_timeout() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener, briefly());
            ScriptedPeer server = listener.accept();

            assertThat(ask).timesOut(MessageReader.ReadTimeout.class, SHORT);

            assertThat(server).receives("hello\n").receivesEnd();
            assertThat(wire).isLeftClean();
        }
    }

    @Nested
    class A_server_that_stops {

        @Test
        @Tag("7.3")
        @DisplayName("If the server stops in the middle of the reply, ask() throws a ReadTimeout")
        void causes_a_read_timeout_in_the_line() {
            ScriptedListener listener = wire.listen();
            int timeout = wire.shortTimeout();
            Call<String> ask = ask(listener, timeout);

            listener.accept().send("hel");

            assertThat(ask).timesOut(MessageReader.ReadTimeout.class, timeout);
        }

        @Test
        @Tag("7.3")
        @DisplayName("readTimeout begins anew with each byte")
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
        @Tag("7.4")
        @DisplayName("If the server closes without sending a byte, ask() throws an EOFException")
        void is_an_end_of_file_if_it_closes_without_a_word() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener, wire.longTimeout());

            listener.accept().end();

            assertThat(ask).throwsA(EOFException.class);
        }

        @Test
        @Tag("7.6")
        @DisplayName("After an EOFException, ask() leaves no socket and no thread behind")
        void is_left_if_it_closes() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener, wire.longTimeout());

            listener.accept().end();

            assertThat(ask).throwsA(EOFException.class);
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("7.5")
        @DisplayName("If the server resets the connection, ask() does not go on waiting")
        void is_noticed_if_it_resets() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener, wire.longTimeout());

            listener.accept().reset();

            assertThat(ask).ends();
        }

        @Test
        @Tag("7.6")
        @DisplayName("After a reset, ask() leaves no socket and no thread behind")
        void is_left_if_it_resets() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener, wire.longTimeout());

            listener.accept().reset();

            assertThat(ask).ends();
            assertThat(wire).isLeftClean();
        }
    }

    @Nested
    class A_server_that_cannot_be_reached {

        @Test
        @Tag("6.1")
        @DisplayName("If the server does not take the connection, ask() throws a ConnectTimeout")
        void is_a_connect_timeout() {
            FullListener nobody = wire.listenWithFullQueue();

            Call<String> ask = ask(nobody.host(), nobody.port(), briefly(), wire.longTimeout());

            assertThat(ask).timesOut(ImpatientClient.ConnectTimeout.class, SHORT);
        }

        @Test
        @Tag("6.2")
        @DisplayName("ask() does not throw a ConnectTimeout before connectTimeout is over")
        void is_waited_for_all_the_time() {
            FullListener nobody = wire.listenWithFullQueue();

            Call<String> ask = ask(nobody.host(), nobody.port(), briefly(), wire.longTimeout());

            assertThat(ask)
                    .timesOut(ImpatientClient.ConnectTimeout.class, SHORT)
                    .afterAtLeast(SHORT);
        }

        @Test
        @Tag("7.6")
        @DisplayName("After a ConnectTimeout, ask() leaves no socket and no thread behind")
        void is_left_after_a_connect_timeout() {
            FullListener nobody = wire.listenWithFullQueue();

            Call<String> ask = ask(nobody.host(), nobody.port(), briefly(), wire.longTimeout());

            assertThat(ask).timesOut(ImpatientClient.ConnectTimeout.class, SHORT);
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("6.3")
        @DisplayName("If the server refuses the connection, ask() throws a ConnectException")
        void is_no_timeout_if_it_refuses() {
            int forever = wire.longTimeout();

            Call<String> ask = ask("127.0.0.1", wire.closedPort(), forever, forever);

            assertThat(ask).throwsA(ConnectException.class);
        }

        @Test
        @Tag("7.6")
        @DisplayName("After a ConnectException, ask() leaves no socket and no thread behind")
        void is_left_if_it_refuses() {
            int forever = wire.longTimeout();

            Call<String> ask = ask("127.0.0.1", wire.closedPort(), forever, forever);

            assertThat(ask).throwsA(ConnectException.class);
            assertThat(wire).isLeftClean();
        }
    }
}
