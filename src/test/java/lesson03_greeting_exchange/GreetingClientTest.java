package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import kit.Call;
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
class GreetingClientTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "greet() has come back, but a socket or a thread of it is left. Close every socket (try-with-resources), shut every executor down."),
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
                "greet() connects to another place than the host and port that it is given."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream. read() then returns -1, for ever: leave the loop."),
        when(
                seen -> seen.expectedSilence(),
                "greet() does not wait for the server to speak first."),
        when(
                seen -> seen.waitsIn("readLine", "nextLine"),
                "the client waits for the end of a line, but the greeting is no line. Count its 13 bytes."),
        when(
                seen -> seen.waitsIn("readAllBytes", "transferTo"),
                "each waits for the other: the server's stream ends only after your answer. Read the greeting's 13 bytes and no more."),
        when(
                seen -> seen.threwAnything() && seen.peerSent('H'),
                "greet() expects one greeting only. Any 13 bytes are a greeting; return what came."),
        when(
                seen -> seen.expectedBytes() && seen.threw(EOFException.class),
                "greet() takes the first piece for the whole greeting. Read until all 13 bytes are here."),
        when(
                seen -> !seen.threwAnything() && seen.expectedBytes() && seen.gotNothing(),
                "the answer has not left the client. A buffered stream or writer keeps it until flush()."),
        when(
                seen -> seen.expectedBytes() && !seen.gotNothing(),
                "the answer is sent in the computer's own charset, windows-1251 while it is graded. Name the charset: getBytes(UTF_8)."),
        when(
                seen -> seen.gotText().contains("\0"),
                "one read() need not fill the array: what it did not reach is still 0. Read until all 13 bytes are here."),
        when(
                seen -> seen.gotText().contains("\uFFFD") && !seen.gotText().contains("вет"),
                "letters are counted where bytes should be: 7 letters are 13 bytes."),
        when(
                seen -> seen.gotText().contains("\uFFFD"),
                "each piece is decoded by itself, and a letter was cut in two. Collect all bytes, then decode once."),
        when(
                seen -> seen.expectedWords("EOFException") && seen.returned("greet()"),
                "a greeting that was cut short is taken for a whole one. If fewer than 13 bytes came, throw an EOFException."),
        when(
                seen -> seen.expectedReturn() && seen.gotText().startsWith("Привет!"),
                "more is read than the greeting has. Read its 13 bytes and leave the rest."),
        when(
                seen -> seen.expectedReturn() && seen.gotOnlyTheBeginning(),
                "greet() takes the first piece for the whole greeting. Read until all 13 bytes are here."),
        when(
                seen -> seen.expectedReturn() && seen.gotSomethingElse(),
                "the bytes are not decoded as UTF-8: new String(bytes, UTF_8)."),
        when(
                seen -> seen.expectedEnd(),
                "greet() has come back, but the connection is still open. Use try-with-resources."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<String> greet(ScriptedListener listener) {
        return wire.call("greet()", () -> GreetingClient.greet(listener.host(), listener.port()));
    }

    @Nested
    class A_server_that_greets {

        @Test
        void is_waited_for_then_answered_and_the_connection_closed() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            assertThat(server).receivesNothing();
            server.send("Привет!");

            assertThat(server).receives("И тебе привет!").receivesEnd();
            assertThat(greet).returns("Привет!");
        }

        @Test
        void sees_nothing_left_behind() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.send("Привет!");

            assertThat(greet).returns("Привет!");
            assertThat(wire).isLeftClean();
        }

        @Test
        void may_greet_in_pieces() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.sendCutAt("Привет!".getBytes(UTF_8), 4, 12);

            assertThat(server).receives("И тебе привет!").receivesEnd();
            assertThat(greet).returns("Привет!");
        }

        @Test
        void may_cut_a_letter_in_two() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.sendCutAt("Привет!".getBytes(UTF_8), 3);

            assertThat(server).receives("И тебе привет!").receivesEnd();
            assertThat(greet).returns("Привет!");
        }

        @Test
        void may_go_on_talking() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.send("Привет! Как дела?");

            assertThat(greet).returns("Привет!");
        }

        @Test
        void may_greet_in_other_words() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.send("Hello, world!");

            assertThat(server).receives("И тебе привет!").receivesEnd();
            assertThat(greet).returns("Hello, world!");
        }

        @Test
        void may_be_at_any_host() {
            ScriptedListener listener = wire.listenAtSecondAddress();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.send("Привет!");

            assertThat(greet).returns("Привет!");
        }
    }

    @Nested
    class A_server_that_ends_its_stream_too_soon {

        @Test
        void in_the_middle_of_the_greeting_is_an_end_of_file() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.send("При");
            server.end();

            assertThat(greet).throwsA(EOFException.class);
        }

        @Test
        void without_a_word_is_an_end_of_file() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.end();

            assertThat(greet).throwsA(EOFException.class);
            assertThat(server).receivesEnd();
            assertThat(wire).isLeftClean();
        }
    }

    @Nested
    class A_server_that_resets_the_connection {

        @Test
        void is_noticed() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.reset();

            assertThat(greet).ends();
        }
    }
}
