package lesson02_time_server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
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
class TimeClientTest {

    private static final String LINE = "Sat Nov  1 09:05:07 2025";

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "ask() has ended, but one of its sockets or threads has not. Open the socket in a try-with-resources statement, and end every thread that you started."),
        when(
                seen ->
                        seen.threw(ConnectException.class)
                                || seen.expectedConnection()
                                        && seen.took("new Socket()", "Socket.connect()"),
                "ask() connects to another host or port than those that it is given. Pass both of them to the Socket."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "the client sends something, but nobody reads it: a time server replies without a request. Send nothing."),
        when(
                seen -> seen.expectedSilence() && seen.gotNothing() && seen.waitsForBytes(),
                "ask() ends its stream before the line has arrived. Sending nothing is enough: leave the stream open, no shutdownOutput() here."),
        when(
                seen -> seen.expectedSilence() && seen.threw(SocketException.class, "closed"),
                "ask() closes the connection before the line has arrived. Closing a stream or a writer does that: close it at the end."),
        when(
                seen ->
                        seen.expectedSilence()
                                && seen.gotNothing()
                                && (seen.returned("ask()") || seen.threw(EOFException.class)),
                "ask() ends before the line has arrived. ready(), available() and a sleep show what has arrived so far, not what is still to come: read until the line ends."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop continues after the end of the stream. From then on readLine() returns null and read() returns -1 every time: leave the loop."),
        when(
                seen -> seen.expectedWords("return \"\"") && seen.threw(EOFException.class),
                "ask() treats an empty line as a missing one. readLine() returns \"\" for an empty line, and null only at the end of the stream: compare with null."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.threw(EOFException.class)
                                && !seen.expectedWords("EOF"),
                "readUTF() reads the first two letters as a length. Read bytes until \"\\n\", or call readLine()."),
        when(
                seen -> seen.expectedWords("noon") && seen.gotText().strip().equals("noon"),
                "strip() or trim() removes spaces that belong to the line. Remove only the line ending."),
        when(
                seen -> seen.gotText().endsWith("\n"),
                "ask() returns the line with its line ending, which only marks where the line ends. Return the text in front of it."),
        when(
                seen -> seen.expectedWords("полдень") && !seen.gotNothing(),
                "ask() does not read the line as UTF-8. Give this charset to the InputStreamReader or to the String."),
        when(
                seen -> seen.expectedWords("полночь") && seen.gotText().contains("\uFFFD"),
                "ask() turns each piece into text by itself, and a piece may end within a letter. Collect the bytes of the line first, or use a reader."),
        when(
                seen -> seen.expectedWords("12345678") && seen.gotOnlyTheBeginning(),
                "ask() returns only the beginning of a long line: that of one read, or as much as its buffer holds. Read until \"\\n\", and let what you collect grow."),
        when(
                seen -> seen.gotOnlyTheBeginning(),
                "ask() returns the first piece as if it were the whole line. Read until \"\\n\"."),
        when(
                seen -> seen.expectedWords("EOFException") && seen.returned("ask()"),
                "ask() returns something although the server has sent nothing. A stream that ends without a byte contains no line, not even an empty one: throw an EOFException."),
        when(
                seen -> seen.expectedWords("EOFException") && seen.threw(IOException.class),
                "ask() throws another exception. For a stream that ends without a line, Java has the EOFException: throw new EOFException(\"…\")."),
        when(
                seen -> seen.expectedEnd(),
                "ask() has ended, but the connection is still open. Open the socket in a try-with-resources statement, which also closes it after an exception."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<String> ask(ScriptedListener listener) {
        return wire.call("ask()", () -> TimeClient.ask(listener.host(), listener.port()));
    }

    @Nested
    class The_client {

        @Test
        @Tag("5.1")
        void sends_nothing_and_waits_for_the_line() {
            wire.noteSteps();
            wire.letTimePassFast();
            ScriptedListener listener = wire.listen();

            ask(listener);

            assertThat(listener.accept()).receivesNothing();
        }
    }

    @Nested
    class The_line {

        @Test
        @Tag("5.2")
        void is_returned_without_its_line_ending() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            assertThat(server).receivesNothing();
            server.send(LINE + "\n");
            server.end();

            assertThat(ask).returns(LINE);
        }

        @Test
        @Tag("5.2")
        void of_a_server_at_another_host_is_returned() {
            wire.noteSteps();
            ScriptedListener listener = wire.listenAtSecondAddress();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.send(LINE + "\n");
            server.end();

            assertThat(ask).returns(LINE);
        }

        @Test
        @Tag("5.3")
        void is_returned_in_full_if_it_arrives_in_pieces() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.sendCutAt((LINE + "\n").getBytes(UTF_8), 1, 7, 24);
            server.end();

            assertThat(ask).returns(LINE);
        }

        @Test
        @Tag("5.3")
        void is_returned_in_full_if_it_is_longer_than_any_buffer() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.send("12345678".repeat(2048) + "\n");
            server.end();

            assertThat(ask).returns("12345678".repeat(2048));
        }

        @Test
        @Tag("5.4")
        void is_returned_with_the_spaces_at_its_ends() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.send(" noon \t\n");
            server.end();

            assertThat(ask).returns(" noon \t");
        }

        @Test
        @Tag("5.4")
        void is_returned_as_it_is_if_it_has_only_spaces() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.send("   \n");
            server.end();

            assertThat(ask).returns("   ");
        }

        @Test
        @Tag("5.5")
        void is_returned_with_its_russian_letters() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.send("полдень\n");
            server.end();

            assertThat(ask).returns("полдень");
        }

        @Test
        @Tag("5.5")
        void is_returned_whole_if_it_arrives_in_pieces_that_cut_a_russian_letter() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.sendCutAt("полночь\n".getBytes(UTF_8), 5);
            server.end();

            assertThat(ask).returns("полночь");
        }

        @Test
        @Tag("5.5")
        void is_returned_whole_if_a_letter_lies_across_the_border_of_every_block() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.send("a" + "я".repeat(20_000) + "\n");
            server.end();

            assertThat(ask).returns("a" + "я".repeat(20_000));
        }

        @Test
        @Tag("6.2")
        void is_returned_as_an_empty_text_if_it_is_empty() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.send("\n");
            server.end();

            assertThat(ask).returns("");
        }
    }

    @Nested
    class A_server_that_closes_without_sending_a_byte {

        @Test
        @Tag("6.1")
        @DisplayName("A server that closes without sending a byte causes an EOFException")
        void causes_an_end_of_file() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.end();

            assertThat(ask).throwsA(EOFException.class);
        }
    }

    @Nested
    class A_server_that_resets_the_connection {

        @Test
        @Tag("6.3")
        void is_noticed() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.reset();

            assertThat(ask).ends();
        }
    }

    @Nested
    class The_connection {

        @Test
        @Tag("6.4")
        void is_closed_when_the_line_has_arrived() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.send(LINE + "\n");
            server.end();

            assertThat(ask).returns(LINE);
            assertThat(server).receivesEnd();
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("6.4")
        void is_closed_even_if_no_line_has_arrived() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.end();

            assertThat(ask).throwsA(EOFException.class);
            assertThat(server).receivesEnd();
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("6.4")
        void is_closed_even_if_the_server_resets_it_within_the_line() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.send("Sat");
            wire.settle();
            server.reset();

            assertThat(ask).ends();
            assertThat(wire).isLeftClean();
        }
    }
}
