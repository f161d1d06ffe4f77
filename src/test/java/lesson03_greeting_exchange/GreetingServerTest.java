package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.net.SocketException;
import kit.Likely;
import kit.ScriptedPeer;
import kit.Served;
import kit.Wire;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GreetingServerTest {

    private static final Likely[] CAUSES = {
        when(
                seen ->
                        seen.threw(IndexOutOfBoundsException.class, "Range")
                                && !seen.threw(IndexOutOfBoundsException.class, "-1"),
                "a read() asks for more bytes than the array has room for. After the first n bytes there is room for length - n: read(bytes, n, bytes.length - n)."),
        when(
                seen -> seen.threw(IndexOutOfBoundsException.class, "-1"),
                "the -1 at the end of the stream is used as if it were a number of bytes. Check for -1 first."),
        when(
                seen -> seen.expectedNothingLeft(),
                "converse() leaves something open. Close every socket that you opened, and end every thread that you started."),
        when(
                seen -> seen.runsWithoutEnd() && seen.bytesFrom("client") > 1000,
                "the loop never ends. read() returns -1 every time at the end of the stream, and 0 if the array has no room left: make room for a text of any length, and leave the loop at -1."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasEnded(),
                "the loop continues after the end of the stream. From then on read() returns -1 immediately, forever: leave the loop."),
        when(
                seen -> seen.expectedSilence() && seen.gotText().isBlank() && !seen.gotNothing(),
                "println sends a line ending that is not part of the greeting. Write only the bytes of the greeting."),
        when(
                seen -> seen.expectedSilence() && seen.threw(SocketException.class, "closed"),
                "the server closes the connection after the greeting. Closing a stream or a writer does that: use flush() instead."),
        when(
                seen -> seen.expectedSilence() && seen.gotNothing() && seen.waitsForBytes(),
                "the server ends its stream after the greeting, before the client has replied. Leave it open: no shutdownOutput() here."),
        when(
                seen -> seen.expectedSilence() && seen.returned("serve()"),
                "converse() returns after the greeting, without waiting for the client, and serve() closes the connection. Read until the client ends its stream."),
        when(
                seen -> !seen.threwAnything() && seen.expectedBytes() && seen.gotNothing(),
                "the greeting has not left the server. Send it before you read, and call flush() if you write to a buffered stream or a writer."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().startsWith("\u001f@825B!"),
                "only the low byte of each letter is sent: writeBytes(String) drops the high one. Write getBytes(UTF_8)."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().startsWith("\0\rП"),
                "two bytes with the length come in front of the greeting, as writeUTF() sends them. Write the bytes of the text and nothing else: getBytes(UTF_8)."),
        when(
                seen ->
                        seen.expectedBytes()
                                && (seen.gotText().startsWith("\uFFFD\uFFFD")
                                        || seen.gotText().startsWith("????")
                                        || seen.gotText().startsWith("? ????")),
                "the greeting is not encoded as UTF-8. Without a charset, Java uses the computer's own, which is windows-1251 while your code is graded: getBytes(UTF_8)."),
        when(
                seen -> seen.expectedPrint() && seen.printed().contains("\0"),
                "the text contains the whole buffer. Only the first n bytes are yours: new String(buffer, 0, n, UTF_8)."),
        when(
                seen -> seen.expectedPrint() && seen.printed().contains("Р"),
                "the bytes are not decoded as UTF-8. Without a charset, Java uses the computer's own, which is windows-1251 while your code is graded: new String(bytes, UTF_8)."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.printed().contains("\uFFFD")
                                && (seen.printed().contains("привет") || seen.expectedWords("€€")),
                "each piece is decoded separately, and a letter was cut in two. Collect all bytes, then decode once."),
        when(
                seen -> seen.expectedWords("\\n") && seen.printed().contains("тебе"),
                "line breaks are missing, because readLine() removes them. Read bytes, and print all of them as they arrived."),
        when(
                seen ->
                        seen.expectedWords("один")
                                && seen.printed().contains("один")
                                && seen.printed().contains("три"),
                "characters are missing or changed: a class that reads lines takes \\r for a line ending as well, and strip() removes line breaks at the end. Read bytes, and print all of them as they arrived."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.printed().contains("тебе")
                                && seen.printed().contains("привет!"),
                "each piece is printed on a line of its own. Collect all pieces, then print them together."),
        when(
                seen -> seen.expectedPrint() && seen.printed().isBlank(),
                "nothing is printed. Print the text with System.out.println after the client has ended its stream."),
        when(
                seen -> seen.expectedPrint() && seen.printedOnlyTheBeginning(),
                "the server stops reading before the end of the stream. Read until read() returns -1, or use readAllBytes()."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.threwAnything()
                                && seen.peerHasEnded()
                                && seen.bytesFrom("client") == 0,
                "converse() throws an exception if the client ends its stream without sending anything. The client may do that, so return as after any other text."),
        when(
                seen -> seen.expectedEnd(),
                "the client has ended its stream, but the connection stays open. Return from converse(); serve() then closes it."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<GreetingServer> serving() {
        return wire.bind("new GreetingServer(0)", () -> new GreetingServer(0), GreetingServer::port)
                .serve(GreetingServer::serve);
    }

    /**
     * Connects a client that waits for the greeting, sends these bytes and ends its stream. Expects
     * that the server closes the connection.
     */
    private void said(byte[] reply, int... cuts) {
        ScriptedPeer client = wire.connect(serving().port());
        assertThat(client).receives("Привет!");
        client.sendCutAt(reply, cuts);
        client.end();
        assertThat(client).receivesEnd();
    }

    @Nested
    class A_client {

        @Test
        @Tag("4.1")
        void is_greeted_before_it_has_sent_anything() {
            wire.letTimePassFast();
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("Привет!").receivesNothing();
        }
    }

    @Nested
    class The_text {

        @Test
        @Tag("4.2")
        @DisplayName("The text is decoded as UTF-8 and printed")
        void is_decoded_as_utf_8_and_printed() {
            said("И тебе привет!".getBytes(UTF_8));

            assertThat(wire).prints("И тебе привет!");
        }

        @Test
        @Tag("4.3")
        void is_printed_together_if_it_arrives_in_pieces() {
            said("И тебе привет!".getBytes(UTF_8), 3, 12);

            assertThat(wire).prints("И тебе привет!");
        }

        @Test
        @Tag("4.3")
        void is_complete_if_a_letter_is_cut_in_two() {
            said("И тебе привет!".getBytes(UTF_8), 1);

            assertThat(wire).prints("И тебе привет!");
        }

        @Test
        @Tag("4.3")
        void is_complete_if_it_has_6500_bytes() {
            said("привет ".repeat(500).getBytes(UTF_8));

            assertThat(wire).prints("привет ".repeat(500).strip());
        }

        @Test
        @Tag("4.3")
        void is_complete_if_it_has_1000003_bytes() {
            said(("x".repeat(1_000_002) + "!").getBytes(UTF_8));

            assertThat(wire).prints("xxxx!");
        }

        @Test
        @Tag("4.3")
        void is_complete_if_letters_of_three_and_four_bytes_are_cut() {
            said("€€😀😀😀!".getBytes(UTF_8), 1, 5, 7, 12, 17);

            assertThat(wire).prints("€€😀😀😀!");
        }

        @Test
        @Tag("4.4")
        void keeps_its_line_breaks() {
            said("И тебе\nпривет!".getBytes(UTF_8));

            assertThat(wire).printsText("И тебе\nпривет!");
        }

        @Test
        @Tag("4.4")
        void keeps_line_breaks_of_every_kind_and_those_at_its_end() {
            said("один\rдва\t\u0007три\n\n".getBytes(UTF_8));

            assertThat(wire).printsText("один\rдва\t\u0007три\n\n");
        }

        @Test
        @Tag("4.4")
        void keeps_spaces_punctuation_and_emoji() {
            said("  100 % {0} $1\n\n\t€ 😀  ".getBytes(UTF_8));

            assertThat(wire).printsText("  100 % {0} $1\n\n\t€ 😀  ");
        }

        @Test
        @Tag("4.4")
        void is_printed_even_if_it_consists_of_spaces() {
            said("     ".getBytes(UTF_8));

            assertThat(wire).printsText("     ");
        }
    }

    @Nested
    class The_server {

        @Test
        @Tag("4.5")
        void ends_if_the_client_ends_its_stream_without_sending_anything() {
            Served<GreetingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receives("Привет!");
            client.end();

            assertThat(client).receivesEnd();
            assertThat(server.serving()).returns();
        }

        @Test
        @Tag("4.5")
        void ends_if_the_client_resets_the_connection() {
            Served<GreetingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receives("Привет!");
            client.reset();

            assertThat(server.serving()).ends();
        }

        @Test
        @Tag("4.6")
        void leaves_no_socket_or_thread_behind_after_the_end_of_the_stream() {
            Served<GreetingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            assertThat(client).receives("Привет!");
            client.end();

            assertThat(server.serving()).returns();
            server.close();

            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.6")
        void leaves_no_socket_or_thread_behind_after_a_reset() {
            Served<GreetingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            assertThat(client).receives("Привет!");
            client.reset();
            assertThat(server.serving()).ends();

            server.close();

            assertThat(server).leavesNothingBehind();
        }
    }
}
