package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
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
@Tag("task-4")
class ConversationServerTest {

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
                "close() waits for a lock that serve() holds while it waits itself; readLine() holds that of its reader. Close the socket, not the reader."),
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
                seen ->
                        (seen.peerHasEnded() && seen.threw(NullPointerException.class))
                                || seen.gotText().startsWith("<null>"),
                "at the end of the stream readLine() returns null, again and again. Test for that first, and leave the loop."),
        when(
                seen -> seen.expectedConnection(),
                "serve() closes the listener with a client. There, close the client only; the listener is for close()."),
        when(
                seen -> seen.gotText().startsWith("you said"),
                "the answer is not what answers makes of the line. Send answers.apply(line)."),
        when(
                seen -> seen.expectedSilence() && seen.gotNothing() && seen.streamEnded(),
                "the connection is closed after the first line. Go on until a farewell or the end of the stream."),
        when(
                seen -> seen.expectedSilence() && seen.gotText().startsWith("<hel"),
                "what one read brings is taken for a line. A line is here when its \"\\n\" is: readLine() waits for that."),
        when(
                seen -> seen.gotText().startsWith("<hello\n>"),
                "answers gets the line with its end. Take the \"\\n\" away first, as readLine() does."),
        when(
                seen -> seen.gotText().endsWith(">\r\n"),
                "the answer ends as lines end on this computer. On the wire it is \"\\n\": no println, %n or lineSeparator()."),
        when(
                seen -> seen.gotText().contains("\r>"),
                "a line may end with \"\\r\\n\". The \"\\r\" is not part of the line: readLine() takes both away."),
        when(
                seen -> seen.gotOnlyTheBeginning() && seen.expected(seen.gotText() + "\n"),
                "the answer lacks the end of the line. Its last byte is \"\\n\"."),
        when(
                seen -> seen.expected("<one>\n<two>\n") && seen.waitsForBytes(),
                "the first reader has taken in the second line, too, and is thrown away. Make one reader for the whole conversation."),
        when(
                seen ->
                        seen.expected("<привет>\n")
                                && seen.gotText().contains("\uFFFD")
                                && seen.gotText().contains("вет"),
                "each piece is decoded by itself, and a letter was cut in two. Let an InputStreamReader decode."),
        when(
                seen ->
                        (seen.expected("<привет>\n") || seen.expected("<да 😀>\n"))
                                && seen.gotSomethingElse()
                                && !seen.gotText().contains("привет"),
                "bytes are taken for letters, or the charset is not UTF-8 (where none is named, it is the computer's own, windows-1251 while it is graded). Name it, UTF_8, both ways."),
        when(
                seen -> seen.expected("<>\n"),
                "an empty line is taken for the end, or left out. It is a line: answer it."),
        when(
                seen -> seen.expected("< hello >\n") && !seen.gotNothing(),
                "blanks at the ends of the line are lost. Hand the line on as it came."),
        when(
                seen -> seen.expected("<how are you?>\n") && seen.gotText().startsWith("<how>"),
                "each word is taken for a line. next() reads a word; nextLine() or readLine() a line."),
        when(
                seen -> seen.expectedEnd() && seen.got("<bye>\n") && seen.streamEnded(),
                "the farewell is answered. Look for it before you answer."),
        when(
                seen -> seen.expectedEnd() && seen.got("<bye>\n"),
                "the farewell is not recognised. Compare texts with equals(), not with ==."),
        when(
                seen -> seen.expectedEnd() && seen.got("<до свидания>\n"),
                "one farewell is known, the other is not. There are two, and both end the conversation."),
        when(
                seen -> seen.expectedEnd() && seen.got("<До Свидания>\n"),
                "a farewell in capitals is not recognised: equalsIgnoreCase(), or toLowerCase(Locale.ROOT)."),
        when(
                seen -> seen.expected("<goodbye>\n<bye bye>\n") && seen.streamEnded(),
                "a line that contains a farewell, or begins or ends with one, is taken for a farewell. Compare the whole line."),
        when(
                seen -> seen.expected("< bye >\n") && seen.streamEnded(),
                "a farewell is looked for in the line without its blanks. Compare the whole line, as it came."),
        when(
                seen -> seen.expectedEnd() && seen.gotNothing() && seen.waitsForBytes(),
                "the server goes on reading after the farewell. Leave the loop, so that the connection is closed."),
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
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.returned("serve()"),
                "the end of one conversation ends the service. Leave the inner loop only, and accept the next client."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readAllBytes"),
                "the server waits for the end of the stream, but the client keeps it open. Answer each line when it is here."),
        when(
                seen -> seen.expected("<hello>\n") && seen.gotNothing() && seen.waitsForBytes(),
                "the answer has not left the server. A buffered writer keeps it until flush(); or the next line is read before this one is answered."),
        when(
                seen -> seen.expectedEnd() && !seen.streamEnded() && seen.waitsForClient(),
                "the connection is not closed when the conversation is over. Use try-with-resources round each client."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<ConversationServer> bound() {
        return wire.bind(
                "new ConversationServer(0, …)",
                () -> new ConversationServer(0, line -> "<" + line + ">"),
                ConversationServer::port);
    }

    private Served<ConversationServer> serving() {
        return bound().serve(ConversationServer::serve);
    }

    @Nested
    class A_line {

        @Test
        void is_answered_at_once() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello\n");

            assertThat(client).receives("<hello>\n").receivesNothing();
        }

        @Test
        void is_answered_although_it_is_not_the_first() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello\n");
            assertThat(client).receives("<hello>\n");
            client.send("how are you?\n");

            assertThat(client).receives("<how are you?>\n").receivesNothing();
        }

        @Test
        void is_not_answered_before_its_end() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hel");
            assertThat(client).receivesNothing();
            client.send("lo\n");

            assertThat(client).receives("<hello>\n");
        }

        @Test
        void may_come_together_with_the_next() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("one\ntwo\nthr");
            assertThat(client).receives("<one>\n<two>\n").receivesNothing();
            client.send("ee\n");

            assertThat(client).receives("<three>\n");
        }

        @Test
        void may_be_russian_and_cut_in_the_middle_of_a_letter() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt("привет\n".getBytes(UTF_8), 3);

            assertThat(client).receives("<привет>\n");
        }

        @Test
        void may_come_one_byte_at_a_time() {
            ScriptedPeer client = wire.connect(serving().port());

            client.dribble("да 😀\n".getBytes(UTF_8));

            assertThat(client).receives("<да 😀>\n");
        }

        @Test
        void may_end_as_lines_end_on_windows() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello\r\n");

            assertThat(client).receives("<hello>\n");
        }

        @Test
        void may_be_empty() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("\n");

            assertThat(client).receives("<>\n").receivesNothing();
        }

        @Test
        void may_have_blanks_at_its_ends() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(" hello \n");

            assertThat(client).receives("< hello >\n");
        }
    }

    @Nested
    class A_farewell {

        @Test
        void ends_the_conversation() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("bye\n");

            assertThat(client).receivesEnd();
        }

        @Test
        void may_be_russian() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("до свидания\n");

            assertThat(client).receivesEnd();
        }

        @Test
        void may_be_in_capitals() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("До Свидания\n");

            assertThat(client).receivesEnd();
        }

        @Test
        void may_end_as_lines_end_on_windows() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("bye\r\n");

            assertThat(client).receivesEnd();
        }

        @Test
        void may_come_in_one_piece_with_another_line() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello\nbye\n");

            assertThat(client).receives("<hello>\n").receivesEnd();
        }

        @Test
        void is_not_a_line_that_only_contains_it() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("goodbye\nbye bye\n");

            assertThat(client).receives("<goodbye>\n<bye bye>\n").receivesNothing();
        }

        @Test
        void is_not_a_line_with_blanks_at_its_ends() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(" bye \n");

            assertThat(client).receives("< bye >\n").receivesNothing();
        }
    }

    @Nested
    class The_end_of_the_stream {

        @Test
        void ends_the_conversation_too() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello\n");
            assertThat(client).receives("<hello>\n");
            client.end();

            assertThat(client).receivesEnd();
        }

        @Test
        void may_come_before_any_line() {
            ScriptedPeer client = wire.connect(serving().port());

            client.end();

            assertThat(client).receivesEnd();
        }
    }

    @Nested
    class The_next_client {

        @Test
        void is_served_after_a_farewell() {
            Served<ConversationServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send("bye\n");
            assertThat(first).receivesEnd();

            ScriptedPeer next = wire.connect(server.port());
            next.send("hello\n");

            assertThat(next).receives("<hello>\n");
        }

        @Test
        void is_served_after_a_client_that_says_nothing() {
            Served<ConversationServer> server = serving();
            ScriptedPeer mute = wire.connect(server.port());
            mute.end();
            assertThat(mute).receivesEnd();

            ScriptedPeer next = wire.connect(server.port());
            next.send("hello\n");

            assertThat(next).receives("<hello>\n");
        }

        @Test
        void is_served_after_a_client_that_resets() {
            Served<ConversationServer> server = serving();
            ScriptedPeer bad = wire.connect(server.port());
            bad.send("hel");
            wire.settle();
            bad.reset();

            ScriptedPeer next = wire.connect(server.port());
            next.send("hello\n");

            assertThat(next).receives("<hello>\n");
        }

        @Test
        void is_served_after_a_client_that_sends_half_a_character() {
            Served<ConversationServer> server = serving();
            ScriptedPeer odd = wire.connect(server.port());
            odd.send(new byte[] {(byte) 0xd0});
            odd.end();

            ScriptedPeer next = wire.connect(server.port());
            next.send("hello\n");

            assertThat(next).receives("<hello>\n");
        }
    }

    @Nested
    class The_end_of_the_service {

        @Test
        void comes_when_it_is_closed_while_it_waits_for_a_client() {
            Served<ConversationServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void comes_when_it_is_closed_in_the_middle_of_a_conversation() {
            Served<ConversationServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("hello\n");
            assertThat(client).receives("<hello>\n");
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(client).receivesEnd();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void comes_when_it_is_closed_after_a_conversation() {
            Served<ConversationServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("bye\n");
            assertThat(client).receivesEnd();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void frees_the_port_even_if_it_never_served() {
            Served<ConversationServer> server = bound();

            server.close();

            assertThat(server).leavesNothingBehind();
        }
    }
}
