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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UppercaseClientTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "shout() has ended, but one of its sockets or threads has not. Open the socket in a try-with-resources statement, and end every thread that you started."),
        when(
                seen ->
                        seen.threw(ConnectException.class)
                                || seen.expectedConnection()
                                        && seen.took("new Socket()", "Socket.connect()"),
                "shout() connects to another host or port than those that it is given. Pass both of them to the Socket."),
        when(
                seen -> seen.expectedConnection() && seen.returned("shout()"),
                "shout() returns without connecting. An empty message is sent, too: it is nothing but the end of the stream."),
        when(
                seen -> seen.expected("привет") && seen.got("?@825B"),
                "only half of each letter is sent, because writeBytes(String) drops the high byte of each char. Send message.getBytes(UTF_8)."),
        when(
                seen ->
                        seen.expected("привет")
                                && seen.gotSomethingElse()
                                && seen.gotText().contains("\uFFFD"),
                "the message is not sent as UTF-8. Without a charset, Java takes the computer's own, which is windows-1251 while your code is graded: getBytes(UTF_8)."),
        when(
                seen ->
                        seen.expectedSilence()
                                && !seen.gotNothing()
                                && seen.gotText().strip().isEmpty(),
                "println() and newLine() send a line ending that is not part of the message. Write the bytes of the message, and nothing else."),
        when(
                seen -> seen.expectedWords("😀") && seen.gotText().contains("€ ??"),
                "the message is encoded char by char, but an emoji is two chars, and half of it cannot be encoded. Encode the whole message at once: message.getBytes(UTF_8)."),
        when(
                seen -> !seen.threwAnything() && seen.gotNothing() && seen.expectedBytes(),
                "the message is still in the client. A buffered stream or a writer keeps bytes until flush() is called."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop continues after the end of the stream. From then on read() returns -1 every time: leave the loop."),
        when(
                seen -> seen.threw(SocketException.class, "closed"),
                "closing a stream or a writer closes the whole connection, and then nothing can be read. To end only your own stream, call shutdownOutput()."),
        when(
                seen -> seen.waitsIn("readLine", "nextLine", "hasNextLine"),
                "the client waits for the end of a line, but the reply is not a line. Read until the end of the stream."),
        when(
                seen -> seen.expectedEnd() && seen.waitsForBytes(),
                "the client waits for the server's end of stream, and the server for the client's. Call shutdownOutput() after you have sent the message."),
        when(
                seen -> seen.expectedEnd() && seen.returned("shout()"),
                "shout() has returned, but the connection is still open. Open the socket in a try-with-resources statement."),
        when(
                seen -> seen.gotText().contains("\uFFFD") && !seen.gotText().endsWith("\uFFFD"),
                "each piece is decoded by itself, but a piece may end within a letter. Collect all bytes first, then decode them once."),
        when(
                seen -> seen.gotOnlyTheBeginning() && seen.expectedWords("\\n"),
                "the client reads one line, but the reply has many. Read until the end of the stream."),
        when(
                seen -> seen.expectedWords("HELLO, WORLD!") && seen.got("HELLO"),
                "shout() stops after as many bytes as the message has, but the reply may be longer. It ends where the server's stream ends: read until read() returns -1."),
        when(
                seen -> seen.expectedReturn() && (seen.gotOnlyTheBeginning() || seen.gotNothing()),
                "shout() returns the first piece as if it were the whole reply. Read until read() returns -1, or call readAllBytes()."),
        when(
                seen -> seen.expectedReturn() && seen.gotText().startsWith("[B@"),
                "toString() of an array returns its type and a number, not its content. Decode the bytes: new String(bytes, UTF_8)."),
        when(
                seen -> seen.expectedReturn() && seen.gotSomethingElse(),
                "the reply is not decoded as UTF-8. Without a charset, Java takes the computer's own, which is windows-1251 while your code is graded: new String(bytes, UTF_8)."),
    };

    /**
     * Letters of one to four bytes, spaces, line breaks, and what a format string would replace.
     */
    private static final String OF_ALL_KINDS = " 100 %s $1 é привет € 😀\r\n\t ";

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<String> shout(ScriptedListener listener, String message) {
        return wire.call(
                "shout()", () -> UppercaseClient.shout(listener.host(), listener.port(), message));
    }

    @Nested
    class The_message {

        @Test
        @Tag("6.1")
        void is_sent_to_the_given_port() {
            wire.noteSteps();
            ScriptedListener listener = wire.listen();

            shout(listener, "good morning");

            assertThat(listener.accept()).receives("good morning");
        }

        @Test
        @Tag("6.1")
        void is_sent_to_the_given_host() {
            wire.noteSteps();
            ScriptedListener listener = wire.listenAtSecondAddress();

            shout(listener, "good morning");

            assertThat(listener.accept()).receives("good morning");
        }

        @Test
        @Tag("6.2")
        void is_sent_without_any_other_bytes() {
            ScriptedListener listener = wire.listen();

            shout(listener, "good morning");

            assertThat(listener.accept()).receives("good morning").receivesNoMoreBytes();
        }

        @Test
        @Tag("6.2")
        @DisplayName("The message is sent as UTF-8")
        void is_sent_as_utf_8() {
            ScriptedListener listener = wire.listen();

            shout(listener, "привет");

            assertThat(listener.accept()).receives("привет");
        }

        @Test
        @Tag("6.2")
        void is_sent_unchanged_whatever_characters_it_has() {
            ScriptedListener listener = wire.listen();

            shout(listener, OF_ALL_KINDS);

            assertThat(listener.accept()).receives(OF_ALL_KINDS).receivesNoMoreBytes();
        }

        @Test
        @Tag("6.3")
        void is_followed_by_the_end_of_the_stream() {
            ScriptedListener listener = wire.listen();

            shout(listener, "good morning");

            assertThat(listener.accept()).receives("good morning").receivesEnd();
        }

        @Test
        @Tag("6.3")
        void is_nothing_but_the_end_of_the_stream_if_it_is_empty() {
            ScriptedListener listener = wire.listen();

            shout(listener, "");

            assertThat(listener.accept()).receivesEnd();
        }
    }

    @Nested
    class The_reply {

        @Test
        @Tag("7.1")
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
        @Tag("7.1")
        void is_returned_in_full_if_it_comes_in_pieces() {
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
        @Tag("7.1")
        void is_returned_however_late_it_comes() {
            wire.letTimePassFast();
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello, world!");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello, world!");
            assertThat(shout).goesOn();
            server.send("HELLO, ");
            assertThat(shout).goesOn();
            server.send("WORLD!");
            server.end();

            assertThat(shout).returns("HELLO, WORLD!");
        }

        @Test
        @Tag("7.1")
        void is_returned_in_full_if_it_has_many_lines() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "abcdefg\n".repeat(400));
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("abcdefg\n".repeat(400));
            server.send("ABCDEFG\n".repeat(400));
            assertThat(server).receivesEnd();
            server.end();

            assertThat(shout).returns("ABCDEFG\n".repeat(400));
        }

        @Test
        @Tag("7.1")
        void is_returned_in_full_if_it_is_longer_than_any_buffer() {
            isReturnedAsItIs("abcdefg\n".repeat(9000), "ABCDEFG\n".repeat(9000));
        }

        @Test
        @Tag("7.1")
        void is_returned_in_full_if_its_length_is_a_power_of_two() {
            isReturnedAsItIs("abcdefg\n".repeat(1024), "ABCDEFG\n".repeat(1024));
        }

        @Test
        @Tag("7.1")
        void is_returned_in_full_if_it_is_longer_than_the_message() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello");
            server.sendCutAt("HELLO, WORLD!".getBytes(UTF_8), 5); // first as many as were sent
            assertThat(server).receivesEnd();
            server.end();

            assertThat(shout).returns("HELLO, WORLD!");
        }

        @Test
        @Tag("7.1")
        void is_returned_if_it_is_shorter_than_the_message() {
            isReturnedAsItIs("hello, world!", "HI");
        }

        @Test
        @Tag("7.2")
        void is_decoded_correctly_if_a_piece_ends_within_a_letter() {
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
        @Tag("7.2")
        void is_decoded_correctly_if_a_letter_lies_across_the_border_of_every_block() {
            isReturnedAsItIs("a" + "я".repeat(20_000), "A" + "я".repeat(20_000));
        }

        @Test
        @Tag("7.2")
        void is_returned_unchanged_whatever_characters_it_has() {
            isReturnedAsItIs(OF_ALL_KINDS, OF_ALL_KINDS);
        }

        @Test
        @Tag("7.2")
        void is_returned_unchanged_if_it_is_empty() {
            isReturnedAsItIs("", "");
        }

        @Test
        @Tag("7.2")
        void is_returned_unchanged_if_it_has_only_spaces() {
            isReturnedAsItIs("   ", "   ");
        }

        private void isReturnedAsItIs(String message, String reply) {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, message);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(message).receivesEnd();
            server.send(reply);
            server.end();

            assertThat(shout).returns(reply);
        }
    }

    @Nested
    class The_client {

        @Test
        @Tag("7.3")
        void notices_a_server_that_ends_its_stream_in_the_middle_of_the_reply() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello, world!");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello, world!");
            server.send("HELLO");
            server.end();

            assertThat(shout).returnsOrFails("HELLO");
        }

        @Test
        @Tag("7.3")
        void notices_a_server_that_ends_its_stream_without_a_reply() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello, world!");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello, world!");
            server.end();

            assertThat(shout).returnsOrFails("");
        }

        @Test
        @Tag("7.4")
        void notices_a_server_that_resets_the_connection() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello, world!");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello, world!");
            server.reset();

            assertThat(shout).ends();
        }

        @Test
        @Tag("7.5")
        void closes_its_socket_when_it_has_the_reply() {
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
        @Tag("7.5")
        void closes_its_socket_even_if_the_server_resets_the_connection() {
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
