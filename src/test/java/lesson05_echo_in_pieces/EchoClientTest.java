package lesson05_echo_in_pieces;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.EOFException;
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
class EchoClientTest {

    private static final String MESSAGE = "This is the message. It will be repeated.";

    /** 8 MiB: twice what the buffers between a client and an echoing peer hold. */
    private static final String LONG = "0123456789abcdef".repeat(1 << 19);

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "echo() has come back, but a socket or a thread of it is left. Close the socket whatever happens: that ends a write() too. Shut every executor down."),
        when(
                seen -> seen.threw(ConnectException.class),
                "echo() connects to another place than the host and port that it is given."),
        when(
                seen -> seen.expected("привет") && seen.expectedBytes() && seen.gotSomethingElse(),
                "the message is sent in the computer's own charset, windows-1251 while it is graded. Name the charset: getBytes(UTF_8)."),
        when(
                seen -> seen.expectedEnd() && !seen.gotNothing(),
                "more is sent than the message: println and newLine add a line end. Write the message's bytes."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream. read() then returns -1, for ever, and no byte is counted: leave the loop."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && !seen.threwAnything(),
                "the message has not left the client. A buffered stream or writer keeps it until flush()."),
        when(
                seen -> seen.expectedBytes() && seen.gotOnlyTheBeginning() && seen.waitsForBytes(),
                "the client waits for one piece to come back before it sends the next. Send all; the server may take its time."),
        when(
                seen -> seen.peerHasEnded() && seen.waitsIn("join", "get", "await"),
                "echo() waits for its sender, and that waits in write() for a server that reads no more. Close the socket first: that ends a write()."),
        when(
                seen -> seen.waitsIn("write", "flush") || seen.waitsIn("join", "get", "await"),
                "the client does not read before all is sent, so both ends wait in write(), with full buffers. Let another thread send."),
        when(
                seen -> seen.threw(SocketException.class, "losed"),
                "closing a stream or a writer closes the whole connection. To end only your direction: shutdownOutput()."),
        when(
                seen -> seen.expectedEnd() && seen.waitsForBytes(),
                "the client has sent all, but its direction stays open, and the server waits for more. Call shutdownOutput()."),
        when(
                seen -> seen.expectedEnd(),
                "echo() has come back, but the connection is still open. Use try-with-resources."),
        when(
                seen -> seen.waitsIn("readLine", "nextLine", "hasNextLine"),
                "the client waits for the end of a line, but what comes back is no line. Count the bytes."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.waitsIn("readAllBytes", "transferTo")
                                && !seen.peerHasEnded(),
                "the client waits for the end of the stream, but the server may keep it open. Stop when as many bytes are back as were sent."),
        when(
                seen -> seen.gotText().contains("\uFFFD"),
                "each piece is decoded by itself, and a letter was cut in two. Collect all bytes, then decode once."),
        when(
                seen -> seen.expected("привет") && seen.gotOnlyTheBeginning(),
                "letters are counted where bytes should be: length() of a String is not its length on the wire."),
        when(
                seen -> seen.expected("HELLO, WORLD!") && seen.got("hello, world!"),
                "echo() returns the message itself, not what has come back."),
        when(
                seen -> seen.expected(MESSAGE) && seen.gotLength() == 20,
                "a piece shorter than 16 bytes is taken for the last. The wire cuts where it likes: count the bytes."),
        when(
                seen ->
                        seen.expectedReturn()
                                && (seen.gotOnlyTheBeginning() || seen.gotText().contains("\0")),
                "one read, or what available() tells, is taken for the whole. Read on until as many bytes are back as were sent."),
        when(
                seen -> seen.expectedWords("tells 16") && seen.threw(EOFException.class, "15"),
                "the -1 of the end is added to the sum. Look at what read() returns before you count it."),
        when(
                seen -> seen.expectedWords("tells 16") && seen.threw(EOFException.class, "25"),
                "the exception tells how many bytes are missing. It should tell how many have come."),
        when(
                seen -> seen.expectedWords("tells 16") && seen.threw(EOFException.class),
                "the exception does not tell how many bytes have come. Put the sum into its message."),
        when(
                seen -> seen.expectedWords("without an exception"),
                "an exception comes out of the thread that sends, and Java prints it. Catch it in there: echo() tells by itself that the connection is lost."),
        when(
                seen ->
                        seen.expectedWords("EOFException")
                                && seen.threw(IndexOutOfBoundsException.class, "-1"),
                "the -1 at the end of the stream is taken for a count of bytes. Test for it first; if it comes before the last byte: throw an EOFException."),
        when(
                seen -> seen.expectedWords("EOFException") && !seen.threwAnything(),
                "fewer bytes are back than were sent, and nobody is told. If the stream ends before the last: throw an EOFException."),
        when(
                seen -> seen.expectedWords("EOFException") && seen.threwAnything(),
                "the exception is of another type. If the stream ends before the last byte: throw an EOFException."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<String> echo(ScriptedListener listener, String message) {
        return wire.call(
                "echo()", () -> EchoClient.echo(listener.host(), listener.port(), message));
    }

    @Nested
    @Tag("task-3")
    class What_comes_back {

        @Test
        void is_returned() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, "hello, world!");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello, world!");
            server.send("HELLO, WORLD!");
            server.end();

            assertThat(echo).returns("HELLO, WORLD!");
        }

        @Test
        void is_returned_whole_when_it_comes_in_pieces() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.sendCutAt(MESSAGE.getBytes(UTF_8), 16, 20, 36);
            server.end();

            assertThat(echo).returns(MESSAGE);
        }

        @Test
        void is_returned_whole_when_a_letter_is_cut_in_two() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, "привет");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("привет");
            server.sendCutAt("привет".getBytes(UTF_8), 3);
            server.end();

            assertThat(echo).returns("привет");
        }

        @Test
        void is_complete_even_if_the_server_keeps_its_stream_open() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.send(MESSAGE);

            assertThat(echo).returns(MESSAGE);
        }

        @Test
        void leaves_nothing_open_when_it_is_complete() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.send(MESSAGE);

            assertThat(echo).returns(MESSAGE);
            assertThat(wire).isLeftClean();
        }
    }

    @Nested
    @Tag("task-3")
    class A_server_that_closes_early {

        @Test
        void without_a_word_is_an_end_of_file() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.end();

            assertThat(echo).throwsA(EOFException.class);
        }

        @Test
        void in_the_middle_is_an_end_of_file() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.send("This is the mess");
            server.end();

            assertThat(echo).throwsA(EOFException.class);
        }

        @Test
        void in_the_middle_is_told_with_how_many_bytes_have_come() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.send("This is the mess");
            server.end();

            assertThat(echo).throwsATelling(EOFException.class, "16");
        }

        @Test
        void leaves_nothing_open_either() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.end();

            assertThat(echo).throwsA(EOFException.class);
            assertThat(wire).isLeftClean();
        }

        @Test
        void with_a_reset_is_noticed() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.reset();

            assertThat(echo).ends();
            assertThat(wire).isLeftClean();
        }
    }

    @Nested
    @Tag("task-4")
    class The_message {

        @Test
        void is_sent_as_it_was_given_then_its_direction_ends() {
            ScriptedListener listener = wire.listen();

            echo(listener, MESSAGE);

            assertThat(listener.accept()).receives(MESSAGE).receivesEnd();
        }

        @Test
        void is_sent_as_utf_8() {
            ScriptedListener listener = wire.listen();

            echo(listener, "привет");

            assertThat(listener.accept()).receives("привет");
        }

        @Test
        void is_sent_to_the_host_that_was_given() {
            ScriptedListener listener = wire.listenAtSecondAddress();

            echo(listener, "hello");

            assertThat(listener.accept()).receives("hello");
        }
    }

    @Nested
    @Tag("task-4")
    class A_message_longer_than_all_buffers_on_the_way {

        @Test
        void comes_back_whole() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, LONG);

            listener.acceptAndEcho();

            assertThat(echo).returns(LONG);
        }

        @Test
        void is_given_up_if_the_server_closes_early() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, LONG);
            ScriptedPeer server = listener.accept();

            server.end();

            assertThat(echo).throwsA(EOFException.class);
            assertThat(wire).isLeftClean();
        }

        @Test
        void is_given_up_if_the_server_resets_the_connection() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, LONG);
            ScriptedPeer server = listener.accept();

            server.reset();

            assertThat(echo).ends();
            assertThat(wire).isLeftClean().letsNoExceptionEscape();
        }
    }
}
