package lesson01_uppercase_echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.net.ConnectException;
import java.net.SocketException;
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
class UppercaseClientTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "shout() has come back, but a socket or a thread of it is left. Close every socket (try-with-resources), shut every executor down."),
        when(
                seen -> seen.threw(ConnectException.class),
                "shout() connects to another place than the host and port that it is given."),
        when(
                seen -> seen.expected("привет") && seen.gotSomethingElse(),
                "the message is sent in the computer's own charset, windows-1251 while it is graded. Name the charset: getBytes(UTF_8)."),
        when(
                seen -> seen.expectedSilence() && seen.gotText().strip().isEmpty(),
                "println and newLine send a line end that is not part of the message. Write the message's bytes."),
        when(
                seen -> !seen.threwAnything() && seen.gotNothing() && seen.expectedBytes(),
                "the message has not left the client. A buffered stream or writer keeps it until flush()."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream. read() then returns -1, for ever: leave the loop."),
        when(
                seen -> seen.threw(SocketException.class, "closed"),
                "closing a stream or a writer closes the whole connection. To end only your direction: shutdownOutput()."),
        when(
                seen -> seen.waitsIn("readLine", "nextLine", "hasNextLine"),
                "the client waits for the end of a line, but the answer is no line. Read until the end of the stream."),
        when(
                seen -> seen.expectedEnd() && seen.waitsForBytes(),
                "each waits for the other's end: the server ends its stream when yours ends. After sending, call shutdownOutput()."),
        when(
                seen -> seen.expectedEnd() && seen.returned("shout()"),
                "shout() has returned, but the connection is still open. Use try-with-resources."),
        when(
                seen -> seen.gotText().contains("\uFFFD"),
                "each piece is decoded by itself, and a letter was cut in two. Collect all bytes, then decode once."),
        when(
                seen -> seen.gotOnlyTheBeginning() && seen.expectedWords("\\n"),
                "the client reads one line, but the answer has many. Read until the end of the stream."),
        when(
                seen -> seen.gotOnlyTheBeginning() && seen.expectedWords("привет"),
                "letters are counted where bytes should be: length() of a String is not its length on the wire."),
        when(
                seen -> seen.expectedReturn() && (seen.gotOnlyTheBeginning() || seen.gotNothing()),
                "shout() takes the first piece for the whole answer. Read until read() returns -1, or readAllBytes()."),
        when(
                seen -> seen.expectedReturn() && seen.gotSomethingElse(),
                "the answer is decoded in the computer's own charset, windows-1251 while it is graded. Name the charset: new String(bytes, UTF_8)."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<String> shout(ScriptedListener listener, String message) {
        return wire.call(
                "shout()", () -> UppercaseClient.shout(listener.host(), listener.port(), message));
    }

    @Nested
    class The_message {

        @Test
        void is_sent_as_it_was_given() {
            ScriptedListener listener = wire.listen();

            shout(listener, "good morning");

            assertThat(listener.accept()).receives("good morning").receivesNoMoreBytes();
        }

        @Test
        void is_sent_to_the_host_that_was_given() {
            ScriptedListener listener = wire.listenAtSecondAddress();

            shout(listener, "good morning");

            assertThat(listener.accept()).receives("good morning");
        }

        @Test
        void is_sent_as_utf_8() {
            ScriptedListener listener = wire.listen();

            shout(listener, "привет");

            assertThat(listener.accept()).receives("привет");
        }
    }

    @Nested
    class The_answer {

        @Test
        void is_returned() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello, world!");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello, world!");
            server.send("HELLO, WORLD!");
            assertThat(server).receivesEnd();
            server.end();

            assertThat(shout).returns("HELLO, WORLD!");
        }

        @Test
        void is_returned_whole_when_it_comes_in_pieces() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello, world!");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello, world!");
            server.sendCutAt("HELLO, WORLD!".getBytes(UTF_8), 1, 7);
            assertThat(server).receivesEnd();
            server.end();

            assertThat(shout).returns("HELLO, WORLD!");
        }

        @Test
        void is_returned_whole_when_a_letter_is_cut_in_two() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "привет, world");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("привет, world");
            server.sendCutAt("привет, WORLD".getBytes(UTF_8), 3);
            assertThat(server).receivesEnd();
            server.end();

            assertThat(shout).returns("привет, WORLD");
        }

        @Test
        void is_returned_whole_when_it_has_many_lines() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "abcdefg\n".repeat(400));
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("abcdefg\n".repeat(400));
            server.send("ABCDEFG\n".repeat(400));
            assertThat(server).receivesEnd();
            server.end();

            assertThat(shout).returns("ABCDEFG\n".repeat(400));
        }
    }

    @Nested
    class A_server_that_goes_away {

        @Test
        void in_the_middle_of_the_answer_is_noticed() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello, world!");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello, world!");
            server.send("HELLO");
            server.end();

            assertThat(shout).returnsOrFails("HELLO");
        }

        @Test
        void without_a_word_is_noticed() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello, world!");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello, world!");
            server.end();

            assertThat(shout).returnsOrFails("");
        }

        @Test
        void with_a_reset_is_noticed() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello, world!");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello, world!");
            server.reset();

            assertThat(shout).ends();
        }

        @Test
        void has_its_connection_closed() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello");
            server.end();

            assertThat(shout).ends();
            assertThat(server).receivesEnd();
            assertThat(wire).isLeftClean();
        }

        @Test
        void has_its_connection_closed_even_after_a_reset() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello");
            server.reset();

            assertThat(shout).ends();
            assertThat(wire).isLeftClean();
        }
    }
}
