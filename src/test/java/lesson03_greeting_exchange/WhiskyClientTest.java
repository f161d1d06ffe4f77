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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WhiskyClientTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "ask() has returned, but a socket or a thread of it is left. Close every socket (try-with-resources), and shut down every executor."),
        when(
                seen ->
                        seen.threw(IndexOutOfBoundsException.class, "Range")
                                && !seen.threw(IndexOutOfBoundsException.class, "-1"),
                "a read() asks for more bytes than the array has room for. After the first n bytes there is room for length - n: read(bytes, n, bytes.length - n)."),
        when(
                seen -> seen.threw(IndexOutOfBoundsException.class, "-1"),
                "the -1 at the end of the stream is used as if it were a number of bytes. Check for -1 first."),
        when(
                seen -> seen.threw(ConnectException.class),
                "ask() connects to another address than the one it is given. Use both parameters: new Socket(host, port)."),
        when(
                seen -> seen.runsWithoutEnd() && seen.bytesFrom("server") > 1000,
                "the loop never ends. read() returns -1 every time at the end of the stream, and 0 if the array has no room left: make room for a text of any length, and leave the loop at -1."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasEnded(),
                "the loop continues after the end of the stream. From then on read() returns -1 immediately, forever: leave the loop."),
        when(
                seen -> seen.expectedSilence() && seen.gotText().isBlank() && !seen.gotNothing(),
                "println sends a line ending that is not part of the greeting. Write only the bytes of the greeting."),
        when(
                seen -> seen.threw(SocketException.class, "closed"),
                "closing a stream or a writer closes the whole connection, so the reply can't arrive. Use flush() after writing, and close at the end."),
        when(
                seen -> seen.expectedSilence() && seen.returned("ask()"),
                "ask() returns before the reply has arrived. Neither available() nor a pause shows whether more will come: read until read() returns -1."),
        when(
                seen -> seen.expectedSilence() && seen.gotNothing() && seen.waitsForBytes(),
                "ask() ends its stream before it has the reply. Leave it open: no shutdownOutput() here."),
        when(
                seen -> seen.expectedBytes() && seen.got("\u001f@825B, A5@25@"),
                "only the low byte of each letter is sent: writeBytes(String) drops the high one. Write getBytes(UTF_8)."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().startsWith("\0\u001aП"),
                "two bytes with the length come in front of the greeting, as writeUTF() sends them. Write the bytes of the text and nothing else: getBytes(UTF_8)."),
        when(
                seen ->
                        seen.expectedBytes()
                                && (seen.gotText().startsWith("\uFFFD\uFFFD")
                                        || seen.gotText().startsWith("????")
                                        || seen.gotText().startsWith("? ????")),
                "the greeting is not encoded as UTF-8. Without a charset, Java uses the computer's own, which is windows-1251 while your code is graded: getBytes(UTF_8)."),
        when(
                seen -> !seen.threwAnything() && seen.expectedBytes() && seen.gotNothing(),
                "the greeting has not left the client. Send it before you read the reply, and call flush() if you write to a buffered stream or a writer."),
        when(
                seen -> seen.waitsIn("readLine", "nextLine"),
                "the client waits for the end of a line, but the reply has no line ending. Read until the end of the stream."),
        when(
                seen -> seen.expectedWords("bytes=7") && seen.gotText().contains("Куп"),
                "the text is counted, not the bytes that arrived. A damaged text has another length when it is encoded again: keep the bytes and count them."),
        when(
                seen -> seen.expectedReturn() && seen.gotText().contains("Рљ"),
                "the bytes are not decoded as UTF-8. Without a charset, Java uses the computer's own, which is windows-1251 while your code is graded: new String(bytes, UTF_8)."),
        when(
                seen ->
                        seen.expectedReturn()
                                && (seen.expected(seen.gotText() + "\n")
                                        || seen.got("Купи хлеба".repeat(200))),
                "line breaks of the reply are missing. readLine() removes them, and strip() and trim() remove those at the end: decode all bytes, and return the text unchanged."),
        when(
                seen -> seen.gotText().contains("\uFFFD"),
                "each piece is decoded separately, and a letter was cut in two. Collect all bytes, then decode once."),
        when(
                seen -> seen.gotText().contains("bytes=10"),
                "letters are counted, not bytes. length() of a String is not its length on the wire: count the bytes that you have read."),
        when(
                seen -> seen.expectedEnd(),
                "ask() has returned, but the connection is still open. Close it: use try-with-resources."),
        when(
                seen -> seen.expectedReturn() && seen.gotOnlyTheBeginning(),
                "ask() stops before the end of the reply. The reply may have any length and several lines, so read until read() returns -1, or use readAllBytes()."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<Reply> ask(ScriptedListener listener) {
        return wire.call("ask()", () -> WhiskyClient.ask(listener.host(), listener.port()));
    }

    /** Calls {@code ask()} and replies to it with these bytes, cut at these offsets. */
    private Call<Reply> reply(ScriptedListener listener, byte[] reply, int... cuts) {
        Call<Reply> ask = ask(listener);
        ScriptedPeer server = listener.accept();
        assertThat(server).receives("Привет, сервер");
        server.sendCutAt(reply, cuts);
        server.end();
        return ask;
    }

    @Nested
    class The_greeting {

        @Test
        @Tag("3.1")
        @DisplayName("The greeting is sent as UTF-8, and nothing else is sent")
        void is_sent_as_utf_8_and_nothing_else_is_sent() {
            ScriptedListener listener = wire.listen();

            ask(listener);

            assertThat(listener.accept()).receives("Привет, сервер").receivesNoMoreBytes();
        }

        @Test
        @Tag("3.1")
        void is_sent_to_the_host_that_was_given() {
            ScriptedListener listener = wire.listenAtSecondAddress();

            ask(listener);

            assertThat(listener.accept()).receives("Привет, сервер");
        }
    }

    @Nested
    class The_stream_of_the_client {

        @Test
        @Tag("3.2")
        void stays_open_until_the_reply_arrives() {
            wire.letTimePassFast();
            ScriptedListener listener = wire.listen();

            ask(listener);

            assertThat(listener.accept()).receives("Привет, сервер").receivesNothing();
        }

        @Test
        @Tag("3.2")
        void stays_open_until_the_reply_is_complete() {
            wire.letTimePassFast();
            ScriptedListener listener = wire.listen();
            ask(listener);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("Привет, сервер");
            server.send("Купи ");

            assertThat(server).receivesNothing();
        }
    }

    @Nested
    class The_text_of_the_reply {

        /**
         * Returns the text of the reply only, because the number of its bytes is another
         * requirement.
         */
        private Call<String> text(byte[] reply, int... cuts) {
            ScriptedListener listener = wire.listen();
            Call<String> text =
                    wire.call(
                            "ask()",
                            () -> WhiskyClient.ask(listener.host(), listener.port()).text());
            ScriptedPeer server = listener.accept();
            assertThat(server).receives("Привет, сервер");
            server.sendCutAt(reply, cuts);
            server.end();
            return text;
        }

        private void isComplete(String text, int... cuts) {
            assertThat(text(text.getBytes(UTF_8), cuts)).returns(text);
        }

        @Test
        @Tag("3.3")
        void is_returned() {
            isComplete("Купи виски");
        }

        @Test
        @Tag("3.3")
        void is_complete_if_the_reply_arrives_in_pieces() {
            isComplete("Купи виски", 8, 17);
        }

        @Test
        @Tag("3.3")
        void is_complete_if_a_letter_is_cut_in_two() {
            isComplete("Купи виски", 3);
        }

        @Test
        @Tag("3.3")
        void is_complete_if_the_reply_is_long() {
            isComplete("Купи хлеба\n".repeat(200));
        }

        @Test
        @Tag("3.3")
        void is_complete_if_the_reply_has_8192_bytes() {
            isComplete("a" + "я".repeat(4095) + "!"); // each even offset lies inside a letter
        }

        @Test
        @Tag("3.3")
        void keeps_its_spaces_and_line_breaks() {
            isComplete("  Купи\r\nвиски \n");
        }

        @Test
        @Tag("3.3")
        void is_returned_even_if_it_consists_of_spaces() {
            isComplete("   ");
        }

        @Test
        @Tag("3.3")
        void may_have_letters_of_one_to_four_bytes() {
            isComplete("100 % $1 é € 😀", 10, 14, 19); // each time before a letter's last byte
        }

        @Test
        @Tag("3.3")
        void is_complete_if_the_reply_has_1200001_bytes() {
            isComplete("a" + "я".repeat(600_000));
        }
    }

    @Nested
    class The_number_of_bytes {

        private void isCounted(String text, int... cuts) {
            byte[] bytes = text.getBytes(UTF_8);
            assertThat(reply(wire.listen(), bytes, cuts)).returns(new Reply(text, bytes.length));
        }

        @Test
        @Tag("3.4")
        void is_19_for_10_russian_letters() {
            assertThat(reply(wire.listen(), "Купи виски".getBytes(UTF_8)))
                    .returns(new Reply("Купи виски", 19));
        }

        @Test
        @Tag("3.4")
        void includes_every_piece() {
            isCounted("Купи виски", 8, 17);
        }

        @Test
        @Tag("3.4")
        void includes_both_halves_of_a_letter_that_is_cut_in_two() {
            isCounted("Купи виски", 3);
        }

        @Test
        @Tag("3.4")
        void is_4000_for_200_lines() {
            assertThat(reply(wire.listen(), "Купи хлеба\n".repeat(200).getBytes(UTF_8)))
                    .returns(new Reply("Купи хлеба\n".repeat(200), 4000));
        }

        @Test
        @Tag("3.4")
        void includes_spaces_and_line_breaks() {
            isCounted("  Купи\r\nвиски \n");
        }

        @Test
        @Tag("3.4")
        void is_right_for_letters_of_one_to_four_bytes() {
            isCounted("100 % $1 é € 😀");
        }

        @Test
        @Tag("3.4")
        void is_8192_for_8192_letters_of_one_byte() {
            isCounted("12345678".repeat(1024));
        }

        @Test
        @Tag("3.4")
        void includes_half_a_letter_at_the_end_of_the_reply() {
            byte[] half = Arrays.copyOf("Купи".getBytes(UTF_8), 7);

            assertThat(reply(wire.listen(), half)).returnsOrFails(new Reply("Куп\uFFFD", 7));
        }
    }

    @Nested
    class A_server_that_sends_no_reply {

        @Test
        @Tag("3.5")
        void but_ends_its_stream_is_noticed() {
            ScriptedListener listener = wire.listen();
            Call<Reply> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("Привет, сервер");
            server.end();

            assertThat(ask).returnsOrFails(new Reply("", 0));
        }

        @Test
        @Tag("3.5")
        void but_resets_the_connection_is_noticed() {
            ScriptedListener listener = wire.listen();
            Call<Reply> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("Привет, сервер");
            server.reset();

            assertThat(ask).ends();
        }
    }

    @Nested
    class The_connection {

        @Test
        @Tag("3.6")
        void is_closed_after_the_reply() {
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

        @Test
        @Tag("3.6")
        void leaves_no_socket_or_thread_behind_after_a_reset() {
            ScriptedListener listener = wire.listen();
            Call<Reply> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("Привет, сервер");
            server.reset();

            assertThat(ask).ends();
            assertThat(wire).isLeftClean();
        }
    }
}
