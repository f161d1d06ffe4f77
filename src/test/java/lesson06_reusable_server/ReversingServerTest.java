package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import kit.Call;
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
class ReversingServerTest {

    private static final byte HALF_A_LETTER = (byte) 0xd0;

    private static final Likely[] CAUSES = {
        whenHeld(
                seen ->
                        seen.held("close()", "the look at", "the look at")
                                && seen.threw(NullPointerException.class),
                "close() reads a field twice, and serve() has set it to null in between. Read it once: Socket client = current."),
        whenHeld(
                seen ->
                        seen.held("close()", "", "ServerSocket")
                                && seen.returned("close()")
                                && seen.waitsForBytes(),
                "close() had not closed the listener yet, so serve() accepted one more client, which nobody closes. Close the listener first, then the client in current."),
        whenHeld(
                seen ->
                        seen.held("close()", "", "")
                                && !seen.held("close()", "", "ServerSocket")
                                && seen.runsWithoutEnd(),
                "serve() goes on after the listener was closed, and accept() throws again and again until close() has done its last step. Ask listener.isClosed(), or set your own field before you close anything."),
        whenHeld(
                seen ->
                        seen.held("serve()", "ServerSocket", "")
                                && seen.returned("close()")
                                && seen.waitsForBytes(),
                "serve() had accepted a client, but close() could not find it in current yet, so nobody closes it. Put the client into current first, then ask listener.isClosed() once more."),
        whenHeld(
                seen ->
                        seen.held("serve()", "ServerSocket", "")
                                && seen.expectedEnd()
                                && seen.returned("serve()"),
                "close() came after serve() had accepted a client, and serve() returns without closing that client's socket. Put accept() into the head of a try-with-resources statement, and return only inside it."),
        whenHeld(
                seen ->
                        seen.held("serve()", "", "")
                                && seen.expectedWords("serve() to return")
                                && seen.threw(IOException.class),
                "a call in serve() throws because close() came before it, and serve() passes the exception on. Catch it, and return if listener.isClosed() is true."),
        when(
                seen ->
                        seen.expected("retal")
                                && seen.gotNothing()
                                && (seen.streamEnded() || seen.reset())
                                && seen.returned("close()"),
                "close() of one server has closed the client of another one, because current is static. Make it a field of each server, without static."),
        when(
                seen ->
                        seen.expectedWords("close() to return")
                                && !seen.threwAnything()
                                && !seen.called("serve()"),
                "close() waits for something that only serve() does, but serve() was never called. Close the sockets, and return."),
        when(
                seen -> seen.expectedRest(),
                "serve() calls itself for the next client, and none of these calls returns. After some thousands of clients the stack is full, and the server ends with a StackOverflowError: use a loop."),
        when(
                seen -> seen.expectedNothingLeft(),
                "a socket or a thread of the server is left. close() must close the listener and the client's socket, and every thread must end."),
        when(
                seen ->
                        seen.expectedWords("close() to return")
                                && seen.threw(NullPointerException.class),
                "close() is called before the first client has come, and current is null. Test for null before you close it."),
        when(
                seen -> seen.expectedWords("close() to return") && !seen.threwAnything(),
                "close() waits for a lock that serve() holds while it waits itself. Hold no lock in accept() and read(): no synchronized on serve()."),
        when(
                seen -> seen.runsWithoutEnd() && seen.returned("close()"),
                "the loop goes on after close(), and accept() throws immediately, forever. Leave the loop if listener.isClosed() is true."),
        when(
                seen -> seen.expectedReturn() && seen.returned("close()") && seen.waitsForClient(),
                "close() does not wake the thread that waits in accept(). A flag or an interrupt is not enough: close the listener."),
        when(
                seen -> seen.expectedReturn() && seen.returned("close()") && seen.waitsForBytes(),
                "close() has not closed the client's socket, and serve() waits for its bytes. Let serve() put the client into the field current (a new variable of that name would hide the field), and let close() close that as well."),
        when(
                seen -> seen.expectedReturn() && seen.threw(SocketException.class, "closed"),
                "accept() and read() throw a SocketException when another thread closes their socket. Catch it, and return if listener.isClosed() is true."),
        when(
                seen ->
                        seen.expectedEnd()
                                && seen.returned("close()")
                                && seen.gotText().startsWith("вирп"),
                "close() has ended only the server's input. That looks like the end of the client's stream, so serve() replies to half a text: close the socket itself."),
        when(
                seen -> seen.expectedEnd() && seen.returned("close()") && seen.waitsForBytes(),
                "serve() has returned, but a thread that it started still waits for the client. close() must close the sockets of all clients that are being served."),
        when(
                seen -> seen.expectedConnection(),
                "serve() closes the listener together with its first client. Close only the client there; the listener belongs to close()."),
        when(
                seen ->
                        seen.threw(IndexOutOfBoundsException.class)
                                && seen.expectedWords("return \"\""),
                "an empty text has no first character and no last one. Compare the positions before you use them: while (left < right)."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.expected("\nowt\neno ")
                                && !seen.gotNothing()
                                && seen.gotLength() < 9,
                "spaces or line ends are lost. They are characters like any other: reverse them, too."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.expected("1\u212B\u00E9")
                                && (seen.gotText().contains("\u00C5")
                                        || seen.gotText().contains("\u0301")),
                "the text has other code points than before. A Normalizer replaces them: reverse the text as it is."),
        when(
                seen ->
                        seen.expected("п".repeat(35_000) + "a")
                                && seen.gotLength() > 70_000
                                && seen.gotText().contains("\uFFFD"),
                "a letter that is divided between two blocks of bytes is decoded in two halves. Collect all bytes first, then decode them once."),
        when(
                seen -> seen.expected("tsrif") && seen.gotSomethingElse(),
                "two servers collect their bytes in the same variable, because it is static. Give each client its own."),
        when(
                seen -> seen.expectedReturn() && seen.gotText().startsWith("\uFFFD"),
                "the bytes are reversed, but a Russian letter has two of them. Reverse the code points of the text."),
        when(
                seen ->
                        seen.expectedReturn()
                                && (seen.expected("😀 ад") || seen.expected("🐬a🐳😀"))
                                && seen.gotText().contains("?"),
                "😀 has two chars in a String, and you have swapped them. Reverse code points: use codePoints(), or StringBuilder.reverse()."),
        when(
                seen -> seen.threw(IndexOutOfBoundsException.class) && !seen.expectedReturn(),
                "the -1 at the end of the stream is used as a number of bytes. Test for -1 first."),
        when(
                seen ->
                        seen.expectedSilence()
                                && !seen.gotNothing()
                                && seen.bytesFrom("client") == 100_000
                                && seen.streamEnded(),
                "the server replies when it has a certain number of bytes, although the client has not ended its stream. A text may have fewer bytes than that, or as many: read until -1."),
        when(
                seen ->
                        seen.expected("\u0007тевирп\uFEFF")
                                && seen.expectedBytes()
                                && !seen.gotNothing()
                                && seen.streamEnded(),
                "characters that cannot be seen, such as U+FEFF at the beginning, are removed or changed. They belong to the text: reverse them, too."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing() && seen.streamEnded(),
                "the server replies before the client's stream has ended. One read() is not the whole text, and available() == 0 does not mean that it is: read until -1."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "the server replies to each piece by itself, but the last letter must go out first. Read until the end of the stream, then reply."),
        when(
                seen -> seen.expectedEnd() && seen.gotText().isBlank() && !seen.gotNothing(),
                "a line end follows the reply, as println() writes it. Write the bytes of the reply only."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.expected("\nowt\neno ")
                                && seen.gotText().contains("\n"),
                "the spaces or line ends around the text are lost. Do not use strip() or trim(): reverse all characters."),
        when(
                seen -> seen.expectedBytes() && seen.expected("\nowt\neno ") && !seen.gotNothing(),
                "the server reads lines, and readLine() takes their ends away. Read bytes until the end of the stream."),
        when(
                seen ->
                        seen.expected(" ,тевирп".repeat(700)) && !seen.gotNothing()
                                || seen.expected("п".repeat(35_000) + "a")
                                        && !seen.gotNothing()
                                        && seen.gotLength() < 70_000,
                "only the beginning of a long text is answered. Read until the end of the stream, however long the text is."),
        when(
                seen ->
                        seen.expected(" \n   ")
                                && seen.expectedBytes()
                                && seen.gotNothing()
                                && seen.streamEnded()
                                && !seen.threwAnything(),
                "a text of spaces and line ends gets no reply, as if the client had sent nothing. It is a text like any other: do not test it with strip(), trim() or isBlank()."),
        when(
                seen -> seen.expected("\uFFFDвирп") && seen.streamEnded(),
                "half a letter is treated as an error, or is left out. It counts as U+FFFD, and new String(bytes, UTF_8) puts that in its place."),
        when(
                seen -> seen.expected("тевирп") && seen.gotText().startsWith("теви\uFFFD"),
                "each piece is decoded by itself, and a letter was cut in two. Collect all bytes first, then decode them once."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().startsWith("\0\u000Cтевирп"),
                "two bytes are sent in front of the text: writeUTF() writes its length first. Write the bytes of the text only."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.expected("тевирп")
                                && !seen.gotText().matches("[привет]*"),
                "each byte is treated as a letter, or the charset is not UTF-8. Name UTF_8 both ways; without it, Java takes the computer's own charset, which is windows-1251 while your code is graded."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.peerHasReset()
                                && seen.threw(IOException.class),
                "the exception of one client ends the service. Catch it inside the loop, and accept the next client."),
        when(
                seen -> seen.expectedBytes() && seen.peerHasReset() && seen.returned("serve()"),
                "serve() returns because a client was lost. Catch that exception inside the loop, and return only if listener.isClosed() is true, not because of the exception or the client."),
        when(
                seen -> seen.expected("retfa") && seen.returned("serve()"),
                "serve() returns after a client that sends nothing. Close its connection, and accept the next client in the loop."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.returned("serve()"),
                "serve() returns after the first client. Accept the next one: you need a loop."),
        when(
                seen -> seen.expected("eno") && !seen.streamEnded() && seen.waitsForClient(),
                "all servers share one listener, because it is static. Give each server its own."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && seen.streamEnded()
                                && seen.printed().isBlank()
                                && !seen.threwAnything(),
                "the reply was still in a buffer when the connection was closed. Call flush(), or write to the socket's own stream."),
        when(
                seen -> seen.expectedEnd() && !seen.streamEnded() && seen.waitsForClient(),
                "the connection stays open after the reply. Accept each client in a try-with-resources statement."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<ReversingServer> bound() {
        return wire.bind(
                "new ReversingServer(0)", () -> new ReversingServer(0), ReversingServer::port);
    }

    private Served<ReversingServer> serving() {
        return bound().serve(ReversingServer::serve);
    }

    private ClosingScenarios closings() {
        return new ClosingScenarios(wire, this::serving);
    }

    @Nested
    class A_text {

        private Call<String> reverse(String text) {
            return wire.call("reverse()", () -> ReversingServer.reverse(text));
        }

        @Test
        @Tag("1.1")
        void is_reversed() {
            assertThat(reverse("hello")).returns("olleh");
        }

        @Test
        @Tag("1.1")
        @DisplayName("A text in Russian is reversed")
        void in_russian_is_reversed() {
            assertThat(reverse("привет")).returns("тевирп");
        }

        @Test
        @Tag("1.1")
        @DisplayName("A text keeps its code points, even if others look the same")
        void keeps_its_code_points_even_if_others_look_the_same() {
            assertThat(reverse("\u00E9\u212B1")).returns("1\u212B\u00E9"); // é, Ångström sign
        }

        @Test
        @Tag("1.2")
        void keeps_a_character_of_two_chars_whole() {
            assertThat(reverse("да 😀")).returns("😀 ад");
        }

        @Test
        @Tag("1.2")
        void keeps_several_characters_of_two_chars_whole() {
            assertThat(reverse("😀🐳a🐬")).returns("🐬a🐳😀");
        }

        @Test
        @Tag("1.3")
        void keeps_its_spaces_and_line_ends() {
            assertThat(reverse(" one\ntwo\n")).returns("\nowt\neno ");
        }

        @Test
        @Tag("1.3")
        void of_spaces_only_stays_a_text_of_spaces() {
            assertThat(reverse("   ")).returns("   ");
        }

        @Test
        @Tag("1.3")
        @DisplayName("A text keeps tabs, percent signs, braces and backslashes")
        void keeps_characters_that_have_a_meaning_elsewhere() {
            assertThat(reverse("\t100 % $1 {0} \\")).returns("\\ }0{ 1$ % 001\t");
        }

        @Test
        @Tag("1.4")
        void may_be_a_single_letter() {
            assertThat(reverse("ж")).returns("ж");
        }

        @Test
        @Tag("1.4")
        void may_be_empty() {
            assertThat(reverse("")).returns("");
        }

        @Test
        @Tag("1.4")
        void may_be_very_long() {
            assertThat(reverse("ab".repeat(32_768))).returns("ba".repeat(32_768));
        }
    }

    @Nested
    class A_client {

        @Test
        @Tag("2.1")
        void gets_its_text_reversed() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("привет");
            client.end();

            assertThat(client).receives("тевирп");
        }

        @Test
        @Tag("2.2")
        @DisplayName("A client receives nothing more than the end of the stream after its reply")
        void gets_only_the_end_of_the_stream_after_its_answer() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("привет");
            client.end();

            assertThat(client).receives("тевирп").receivesEnd();
        }

        @Test
        @Tag("2.3")
        void is_not_answered_before_its_stream_ends() {
            wire.letTimePassFast();
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello");
            assertThat(client).receivesNothing();
            client.send(", world");
            client.end();

            assertThat(client).receives("dlrow ,olleh").receivesEnd();
        }

        @Test
        @Tag("2.4")
        void may_cut_a_letter_in_two() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt("привет".getBytes(UTF_8), 3);
            client.end();

            assertThat(client).receives("тевирп").receivesEnd();
        }

        @Test
        @Tag("2.4")
        void may_send_one_byte_at_a_time() {
            ScriptedPeer client = wire.connect(serving().port());

            client.dribble("да 😀".getBytes(UTF_8));
            client.end();

            assertThat(client).receives("😀 ад").receivesEnd();
        }

        @Test
        @Tag("2.5")
        void may_send_several_lines() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(" one\ntwo\n");
            client.end();

            assertThat(client).receives("\nowt\neno ").receivesEnd();
        }

        @Test
        @Tag("2.5")
        void may_send_a_long_text() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("привет, ".repeat(700));
            client.end();

            assertThat(client).receives(" ,тевирп".repeat(700)).receivesEnd();
        }

        @Test
        @Tag("2.5")
        @DisplayName("A client may send 65,536 letters")
        void may_send_65536_letters() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("ab".repeat(32_768));
            client.end();

            assertThat(client).receives("ba".repeat(32_768)).receivesEnd();
        }

        @Test
        @Tag("2.5")
        @DisplayName("A client may send 35,000 Russian letters that begin at odd positions")
        void may_send_35000_russian_letters_that_begin_at_odd_positions() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("a" + "п".repeat(35_000));
            client.end();

            assertThat(client).receives("п".repeat(35_000) + "a").receivesEnd();
        }

        @Test
        @Tag("2.5")
        @DisplayName("A client that sends only spaces and a line end is answered")
        void that_sends_only_spaces_is_answered() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("   \n ");
            client.end();

            assertThat(client).receives(" \n   ").receivesEnd();
        }

        @Test
        @Tag("2.5")
        void that_sends_nothing_gets_an_answer_of_no_bytes() {
            ScriptedPeer client = wire.connect(serving().port());

            client.end();

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("2.5")
        void may_send_characters_that_cannot_be_seen() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("\uFEFFпривет\u0007");
            client.end();

            assertThat(client).receives("\u0007тевирп\uFEFF").receivesEnd();
        }

        @Test
        @Tag("2.3")
        @DisplayName("A client that has sent 100,000 bytes gets no reply before its stream ends")
        void that_has_sent_100000_bytes_is_not_answered_before_its_stream_ends() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("ab".repeat(50_000));
            assertThat(client).receivesNothing();
            client.end();

            assertThat(client).receives("ba".repeat(50_000)).receivesEnd();
        }

        @Test
        @Tag("2.6")
        void may_end_its_stream_after_half_a_letter() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("прив");
            client.send(new byte[] {HALF_A_LETTER});
            client.end();

            assertThat(client).receives("\uFFFDвирп").receivesEnd();
        }

        @Test
        @Tag("2.6")
        @DisplayName("A client may send a byte that is not UTF-8")
        void may_send_a_byte_that_is_not_utf_8() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(new byte[] {'a', (byte) 0xff, 'b'});
            client.end();

            assertThat(client).receives("b\uFFFDa").receivesEnd();
        }
    }

    @Nested
    class The_service {

        @Test
        @Tag("3.1")
        void serves_one_client_after_another() {
            Served<ReversingServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send("one");
            first.end();
            assertThat(first).receives("eno").receivesEnd();
            ScriptedPeer second = wire.connect(server.port());
            second.send("two");
            second.end();
            assertThat(second).receives("owt").receivesEnd();

            ScriptedPeer third = wire.connect(server.port());
            third.send("three");
            third.end();

            assertThat(third).receives("eerht").receivesEnd();
        }

        @Test
        @Tag("3.1")
        void serves_clients_that_had_to_wait() {
            Served<ReversingServer> server = serving();
            ScriptedPeer slow = wire.connect(server.port());
            ScriptedPeer next = wire.connect(server.port());
            next.send("next");
            next.end();
            wire.settle();

            slow.send("slow");
            slow.end();

            assertThat(slow).receives("wols").receivesEnd();
            assertThat(next).receives("txen").receivesEnd();
        }

        @Test
        @Tag("3.1")
        void does_not_call_itself_again_for_each_client() {
            closings().serveEleven(serving(), "hello", "olleh");

            assertThat(wire).doesNotNestItsCalls();
        }

        @Test
        @Tag("3.2")
        void goes_on_after_a_client_that_resets_in_the_middle() {
            Served<ReversingServer> server = serving();
            ScriptedPeer bad = wire.connect(server.port());
            bad.send("при");
            wire.settle();
            bad.reset();

            ScriptedPeer next = wire.connect(server.port());
            next.send("next");
            next.end();

            assertThat(next).receives("txen").receivesEnd();
        }

        @Test
        @Tag("3.2")
        void goes_on_after_clients_that_reset_before_they_are_served() {
            Served<ReversingServer> server = bound();
            wire.connect(server.port()).reset();
            wire.connect(server.port()).reset();
            ScriptedPeer next = wire.connect(server.port());
            next.send("next");
            next.end();

            server.serve(ReversingServer::serve);

            assertThat(next).receives("txen").receivesEnd();
        }

        @Test
        @Tag("3.3")
        void goes_on_after_a_client_that_sends_nothing() {
            Served<ReversingServer> server = serving();
            ScriptedPeer mute = wire.connect(server.port());
            mute.end();
            assertThat(mute).receivesEnd();

            ScriptedPeer next = wire.connect(server.port());
            next.send("after");
            next.end();

            assertThat(next).receives("retfa").receivesEnd();
        }

        @Test
        @Tag("3.3")
        void goes_on_after_a_client_that_sends_half_a_letter() {
            Served<ReversingServer> server = serving();
            ScriptedPeer odd = wire.connect(server.port());
            odd.send(new byte[] {HALF_A_LETTER});
            odd.end();
            assertThat(odd).receives("\uFFFD").receivesEnd();

            ScriptedPeer next = wire.connect(server.port());
            next.send("next");
            next.end();

            assertThat(next).receives("txen").receivesEnd();
        }

        @Test
        @Tag("3.4")
        void is_not_affected_by_another_server() {
            Served<ReversingServer> one = bound();
            Served<ReversingServer> other = bound();
            one.serve(ReversingServer::serve);
            ScriptedPeer client = wire.connect(one.port());
            client.send("one");
            client.end();
            assertThat(client).receives("eno").receivesEnd();

            other.serve(ReversingServer::serve);
            ScriptedPeer another = wire.connect(other.port());
            another.send("other");
            another.end();

            assertThat(another).receives("rehto").receivesEnd();
        }

        @Test
        @Tag("3.4")
        void does_not_mix_its_text_with_that_of_another_server() {
            ScriptedPeer client = wire.connect(serving().port());
            ScriptedPeer another = wire.connect(serving().port());

            client.send("fir");
            wire.settle();
            another.send("other");
            another.end();
            assertThat(another).receives("rehto");
            client.send("st");
            client.end();

            assertThat(client).receives("tsrif").receivesEnd();
        }
    }

    @Nested
    class Closing_the_server {

        @Test
        @Tag("4.1")
        void ends_it_while_it_waits_for_a_client() {
            Served<ReversingServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.2")
        void ends_it_while_it_waits_for_a_silent_client() {
            Served<ReversingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(client).receivesEnd();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.2")
        void ends_it_in_the_middle_of_a_text() {
            Served<ReversingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("прив");
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(client).receivesEnd();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.3")
        void leaves_nothing_open_after_a_client_was_served() {
            Served<ReversingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("hello");
            client.end();
            assertThat(client).receives("olleh").receivesEnd();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.3")
        void leaves_nothing_open_after_a_client_has_reset() {
            Served<ReversingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("прив");
            wire.settle();
            client.reset();
            ScriptedPeer next = wire.connect(server.port());
            next.send("next");
            next.end();
            assertThat(next).receives("txen").receivesEnd();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.3")
        void leaves_nothing_open_after_eleven_clients() {
            Served<ReversingServer> server = serving();
            closings().serveEleven(server, "hello", "olleh");

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.4")
        void frees_its_port_even_if_it_never_served() {
            Served<ReversingServer> server = bound();

            server.close();

            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.5")
        void leaves_another_server_alone() {
            Served<ReversingServer> one = serving();
            Served<ReversingServer> other = serving();
            ScriptedPeer client = wire.connect(one.port());
            wire.settle();
            ScriptedPeer another = wire.connect(other.port());
            wire.settle();

            other.close();

            assertThat(other.serving()).returns();
            assertThat(another).receivesEnd();
            client.send("hello");
            client.end();
            assertThat(client).receives("olleh").receivesEnd();
            one.close();
            assertThat(one.serving()).returns();
            assertThat(one).leavesNothingBehind();
        }

        @Test
        @Tag("4.5")
        @DisplayName(
                "Closing the server does not close the client of another server that came later")
        void does_not_close_the_client_of_another_server_that_came_later() {
            closings().theFirstOfTwo("later", "retal");
        }

        @Test
        @Tag("4.5")
        void twice_is_the_same_as_once() {
            Served<ReversingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            wire.settle();

            server.close();
            server.close();

            assertThat(server.serving()).returns();
            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("4.6")
        void ends_it_wherever_one_of_its_threads_is() {
            closings().whereverAThreadIs("hello");
        }

        @Test
        @Tag("4.6")
        void ends_it_although_the_client_leaves_at_the_same_time() {
            closings().whereverCloseIsWhenTheClientLeaves();
        }
    }
}
