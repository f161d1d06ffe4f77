package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import kit.Call;
import kit.Likely;
import kit.ScriptedPeer;
import kit.Served;
import kit.Wire;
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
        when(
                seen -> seen.expectedNothingLeft(),
                "close() does not close all that was opened: the listener, the client's socket, every thread."),
        when(
                seen ->
                        seen.expectedWords("close() to return")
                                && seen.threw(NullPointerException.class),
                "before the first client has come, current is null. Ask for that before you close it."),
        when(
                seen -> seen.expectedWords("close() to return") && !seen.threwAnything(),
                "close() waits for a lock that serve() holds while it waits itself. Hold no lock in accept() and read(): no synchronized on serve()."),
        when(
                seen -> seen.runsWithoutEnd() && seen.returned("close()"),
                "the loop goes on for ever after close(): accept() throws at once, again and again. Leave it when listener.isClosed()."),
        when(
                seen -> seen.expectedReturn() && seen.returned("close()") && seen.waitsForClient(),
                "close() does not end the wait in accept(). A flag or an interrupt is not enough: close the listener."),
        when(
                seen -> seen.expectedReturn() && seen.returned("close()") && seen.waitsForBytes(),
                "close() closes only the listener, and serve() waits for bytes of the client. Let serve() note the client in current, and close that too."),
        when(
                seen -> seen.expectedReturn() && seen.threw(SocketException.class, "closed"),
                "accept() and read() throw when a socket is closed under them. Catch that, and return if listener.isClosed()."),
        when(
                seen -> seen.expectedEnd() && seen.returned("close()") && seen.waitsForBytes(),
                "serve() is over, but a thread of yours still waits for the client. close() must close the sockets of all who are being served."),
        when(
                seen -> seen.expectedConnection(),
                "serve() closes the listener with its first client. There, close the client only; the listener is for close()."),
        when(
                seen ->
                        seen.threw(IndexOutOfBoundsException.class)
                                && seen.expectedWords("return \"\""),
                "an empty text has no first character and no last one. Look before you take them: while (left < right)."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.expected("\nowt\neno ")
                                && !seen.gotNothing()
                                && seen.gotLength() < 9,
                "blanks and ends of lines are lost. They are characters like any other."),
        when(
                seen -> seen.expectedReturn() && seen.gotText().startsWith("\uFFFD"),
                "bytes are turned round, and a Russian letter is two bytes. Turn the code points of the text round."),
        when(
                seen -> seen.expectedReturn() && seen.gotText().equals("?? ад"),
                "😀 is two chars of a String, and they have changed places. Take code points: codePoints(), or StringBuilder.reverse()."),
        when(
                seen -> seen.threw(IndexOutOfBoundsException.class) && !seen.expectedReturn(),
                "the -1 at the end of the stream is taken for a count of bytes. Test for it first."),
        when(
                seen -> seen.expectedSilence() && seen.streamEnded(),
                "the answer is sent before the client's stream has ended. Neither one read nor available() tells that this is all: read until -1."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "the server answers each piece by itself, but the last letter goes out first. Read until the end of the stream, then answer."),
        when(
                seen -> seen.expectedEnd() && seen.gotText().isBlank() && !seen.gotNothing(),
                "a line end is sent that is not part of the answer, as println does. Write the answer's bytes."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.expected("\nowt\neno ")
                                && seen.gotText().contains("\n"),
                "what stands at the ends of the text is lost: strip() and trim() take it away. Turn all characters round."),
        when(
                seen -> seen.expectedBytes() && seen.expected("\nowt\neno ") && !seen.gotNothing(),
                "the server reads a line where it should read all: readLine() takes the end of the line away. Read bytes until -1."),
        when(
                seen -> seen.expected(" ,тевирп".repeat(700)) && !seen.gotNothing(),
                "only the beginning of a long text is answered. Read until the end of the stream, however long that is."),
        when(
                seen -> seen.expected("\uFFFDвирп") && seen.streamEnded(),
                "half a character is no error and not nothing: it counts as U+FFFD. new String(bytes, UTF_8) puts that in its place."),
        when(
                seen -> seen.expected("тевирп") && seen.gotText().startsWith("теви\uFFFD"),
                "each piece is decoded by itself, and a letter was cut in two. Collect all bytes, then decode once."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().startsWith("\0\u000Cтевирп"),
                "two bytes come before the text: writeUTF() tells its length first. Write the bytes of the text only."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.expected("тевирп")
                                && !seen.gotText().matches("[привет]*"),
                "bytes are taken for letters, or the charset is not UTF-8 (where none is named, it is the computer's own, windows-1251 while it is graded). Name it: new String(bytes, UTF_8), getBytes(UTF_8)."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.peerHasReset()
                                && seen.threw(IOException.class),
                "the failure of one client ends the loop. Catch it inside the loop, and go on with the next."),
        when(
                seen -> seen.expectedBytes() && seen.peerHasReset() && seen.returned("serve()"),
                "a client that is lost is taken for a closed listener. Ask listener.isClosed(), not the exception and not the client."),
        when(
                seen -> seen.expected("txen") && seen.returned("serve()"),
                "a client that says nothing ends the service. Close its connection, and go on with the next."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.returned("serve()"),
                "serve() returns after the first client. Accept the next: a loop."),
        when(
                seen -> seen.expected("eno") && !seen.streamEnded() && seen.waitsForClient(),
                "the listener is static: all servers share one. Give each its own."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && seen.streamEnded()
                                && seen.printed().isBlank()
                                && !seen.threwAnything(),
                "the answer was still in a buffer when the connection was closed. Flush it, or write to the stream itself."),
        when(
                seen -> seen.expectedEnd() && !seen.streamEnded() && seen.waitsForClient(),
                "the connection is not closed when the answer is sent. Use try-with-resources round each client."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<ReversingServer> bound() {
        return wire.bind(
                "new ReversingServer(0)", () -> new ReversingServer(0), ReversingServer::port);
    }

    private Served<ReversingServer> serving() {
        return bound().serve(ReversingServer::serve);
    }

    @Nested
    @Tag("task-1")
    class A_text {

        private Call<String> reverse(String text) {
            return wire.call("reverse()", () -> ReversingServer.reverse(text));
        }

        @Test
        void is_turned_round() {
            assertThat(reverse("hello")).returns("olleh");
        }

        @Test
        void is_turned_round_in_every_language() {
            assertThat(reverse("привет")).returns("тевирп");
        }

        @Test
        void keeps_a_character_of_two_chars_whole() {
            assertThat(reverse("да 😀")).returns("😀 ад");
        }

        @Test
        void keeps_its_blanks_and_ends_of_lines() {
            assertThat(reverse(" one\ntwo\n")).returns("\nowt\neno ");
        }

        @Test
        void may_be_a_single_letter() {
            assertThat(reverse("ж")).returns("ж");
        }

        @Test
        void may_be_empty() {
            assertThat(reverse("")).returns("");
        }
    }

    @Nested
    @Tag("task-2")
    class A_client {

        @Test
        void gets_its_text_reversed() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("привет");
            client.end();

            assertThat(client).receives("тевирп").receivesEnd();
        }

        @Test
        void is_not_answered_before_its_stream_ends() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello");
            assertThat(client).receivesNothing();
            client.send(", world");
            client.end();

            assertThat(client).receives("dlrow ,olleh").receivesEnd();
        }

        @Test
        void may_cut_a_letter_in_two() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt("привет".getBytes(UTF_8), 3);
            client.end();

            assertThat(client).receives("тевирп").receivesEnd();
        }

        @Test
        void may_send_one_byte_at_a_time() {
            ScriptedPeer client = wire.connect(serving().port());

            client.dribble("да 😀".getBytes(UTF_8));
            client.end();

            assertThat(client).receives("😀 ад").receivesEnd();
        }

        @Test
        void may_send_many_lines() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(" one\ntwo\n");
            client.end();

            assertThat(client).receives("\nowt\neno ").receivesEnd();
        }

        @Test
        void may_send_a_long_text() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("привет, ".repeat(700));
            client.end();

            assertThat(client).receives(" ,тевирп".repeat(700)).receivesEnd();
        }

        @Test
        void may_say_nothing() {
            ScriptedPeer client = wire.connect(serving().port());

            client.end();

            assertThat(client).receivesEnd();
        }

        @Test
        void may_end_with_half_a_character() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("прив");
            client.send(new byte[] {HALF_A_LETTER});
            client.end();

            assertThat(client).receives("\uFFFDвирп").receivesEnd();
        }
    }

    @Nested
    @Tag("task-2")
    class The_service {

        @Test
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
        void serves_two_ports_side_by_side() {
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
        void outlives_a_client_that_resets_in_the_middle() {
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
        void outlives_clients_that_reset_before_they_are_served() {
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
        void outlives_a_client_that_says_nothing() {
            Served<ReversingServer> server = serving();
            ScriptedPeer mute = wire.connect(server.port());
            mute.end();
            assertThat(mute).receivesEnd();

            ScriptedPeer next = wire.connect(server.port());
            next.send("next");
            next.end();

            assertThat(next).receives("txen").receivesEnd();
        }

        @Test
        void outlives_a_client_that_ends_with_half_a_character() {
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
    }

    @Nested
    @Tag("task-3")
    class The_server {

        @Test
        void ends_when_it_is_closed_while_it_waits_for_a_client() {
            Served<ReversingServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void ends_when_it_is_closed_while_it_waits_for_a_silent_client() {
            Served<ReversingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(client).receivesEnd();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void ends_when_it_is_closed_in_the_middle_of_a_text() {
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
        void ends_when_it_is_closed_after_it_has_served() {
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
        void ends_when_it_is_closed_after_a_client_has_reset() {
            Served<ReversingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("прив");
            wire.settle();
            client.reset();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void frees_its_port_even_if_it_never_served() {
            Served<ReversingServer> server = bound();

            server.close();

            assertThat(server).leavesNothingBehind();
        }
    }
}
