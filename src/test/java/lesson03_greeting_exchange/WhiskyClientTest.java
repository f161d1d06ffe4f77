package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.net.ConnectException;
import java.net.SocketException;
import java.util.Arrays;
import kit.Call;
import kit.Likely;
import kit.ScriptedListener;
import kit.ScriptedPeer;
import kit.Wire;
import lesson03_greeting_exchange.WhiskyClient.Reply;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-2")
class WhiskyClientTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "ask() has come back, but a socket or a thread of it is left. Close every socket (try-with-resources), shut every executor down."),
        when(
                seen ->
                        seen.threw(IndexOutOfBoundsException.class)
                                && !seen.threw(IndexOutOfBoundsException.class, "-1"),
                "a read is asked for more bytes than the array has room for. Behind the first n there is room for length - n: read(bytes, n, bytes.length - n)."),
        when(
                seen -> seen.threw(IndexOutOfBoundsException.class),
                "the -1 at the end of the stream is taken for a count of bytes. Test for it first."),
        when(
                seen -> seen.threw(ConnectException.class),
                "ask() connects to another place than the host and port that it is given."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream. read() then returns -1, for ever: leave the loop."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "println sends a line end that is not part of the greeting. Write the greeting's bytes."),
        when(
                seen -> seen.threw(SocketException.class, "closed"),
                "closing a stream or a writer closes the whole connection, and the answer with it. Flush, and close at the end."),
        when(
                seen -> seen.expectedSilence() && seen.returned("ask()"),
                "ask() gives up before the answer has come. available() and a sleep tell what is here now, not what is still to come."),
        when(
                seen -> seen.expectedSilence(),
                "ask() ends its stream before it is answered. Here it stays open: no shutdownOutput()."),
        when(
                seen -> seen.expectedBytes() && seen.gotSomethingElse(),
                "the greeting is sent in the computer's own charset, windows-1251 while it is graded. Name the charset: getBytes(UTF_8)."),
        when(
                seen -> !seen.threwAnything() && seen.expectedBytes() && seen.gotNothing(),
                "the greeting has not left the client. A buffered stream or writer keeps it until flush()."),
        when(
                seen -> seen.waitsIn("readLine", "nextLine"),
                "the client waits for the end of a line, but the answer is no line. Read until the end of the stream."),
        when(
                seen -> seen.expectedWords("bytes=7") && seen.gotText().contains("Куп"),
                "the text is counted, not what came: encoded anew it has another length. Keep the bytes and count them."),
        when(
                seen -> seen.gotText().contains("\uFFFD"),
                "each piece is decoded by itself, and a letter was cut in two. Collect all bytes, then decode once."),
        when(
                seen -> seen.gotText().contains("bytes=10"),
                "letters are counted in place of bytes: length() of a String is not its length on the wire."),
        when(
                seen -> seen.expectedEnd(),
                "ask() has come back, but the connection is still open. Use try-with-resources."),
        when(
                seen -> seen.expectedReturn() && seen.returned("ask()"),
                "ask() takes the first piece for the whole answer. Read until read() returns -1, or readAllBytes()."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<Reply> ask(ScriptedListener listener) {
        return wire.call("ask()", () -> WhiskyClient.ask(listener.host(), listener.port()));
    }

    @Nested
    class The_greeting {

        @Test
        void is_sent_and_the_stream_stays_open() {
            ScriptedListener listener = wire.listen();

            ask(listener);

            assertThat(listener.accept()).receives("Привет, сервер").receivesNothing();
        }

        @Test
        void is_sent_to_the_host_that_was_given() {
            ScriptedListener listener = wire.listenAtSecondAddress();

            ask(listener);

            assertThat(listener.accept()).receives("Привет, сервер");
        }
    }

    @Nested
    class The_answer {

        @Test
        void is_returned_with_its_length_in_bytes() {
            ScriptedListener listener = wire.listen();
            Call<Reply> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("Привет, сервер");
            server.send("Купи виски");
            server.end();

            assertThat(ask).returns(new Reply("Купи виски", 19));
        }

        @Test
        void is_returned_whole_when_it_comes_in_pieces() {
            ScriptedListener listener = wire.listen();
            Call<Reply> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("Привет, сервер");
            server.sendCutAt("Купи виски".getBytes(UTF_8), 8, 17);
            server.end();

            assertThat(ask).returns(new Reply("Купи виски", 19));
        }

        @Test
        void is_returned_whole_when_a_letter_is_cut_in_two() {
            ScriptedListener listener = wire.listen();
            Call<Reply> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("Привет, сервер");
            server.sendCutAt("Купи виски".getBytes(UTF_8), 3);
            server.end();

            assertThat(ask).returns(new Reply("Купи виски", 19));
        }

        @Test
        void is_returned_whole_whatever_it_is() {
            ScriptedListener listener = wire.listen();
            Call<Reply> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("Привет, сервер");
            server.send("Купи хлеба\n".repeat(200));
            server.end();

            assertThat(ask).returns(new Reply("Купи хлеба\n".repeat(200), 4000));
        }

        @Test
        void is_counted_in_bytes_even_if_it_ends_in_the_middle_of_a_letter() {
            ScriptedListener listener = wire.listen();
            Call<Reply> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("Привет, сервер");
            server.send(Arrays.copyOf("Купи".getBytes(UTF_8), 7));
            server.end();

            assertThat(ask).returnsOrFails(new Reply("Куп\uFFFD", 7));
        }

        @Test
        void is_followed_by_a_close() {
            ScriptedListener listener = wire.listen();
            Call<Reply> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("Привет, сервер");
            server.send("Купи виски");
            server.end();

            assertThat(ask).returns();
            assertThat(server).receivesEnd();
            assertThat(wire).isLeftClean();
        }
    }

    @Nested
    class A_server_that_goes_away {

        @Test
        void without_a_word_is_noticed() {
            ScriptedListener listener = wire.listen();
            Call<Reply> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("Привет, сервер");
            server.end();

            assertThat(ask).returnsOrFails(new Reply("", 0));
        }

        @Test
        void with_a_reset_is_noticed() {
            ScriptedListener listener = wire.listen();
            Call<Reply> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("Привет, сервер");
            server.reset();

            assertThat(ask).ends();
        }
    }
}
