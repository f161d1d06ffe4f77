package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
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
class ConversationServerTest {

    /** 8 MiB: twice as much as fits into the buffers between a server and a client. */
    private static final String LONG = "12345678".repeat(1 << 20);

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
                        seen.expected("<later>\n")
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
                "close() waits for a lock that serve() holds while it waits itself: readLine() holds the lock of its reader. Close the socket, not the reader."),
        when(
                seen -> seen.runsWithoutEnd() && seen.returned("close()"),
                "the loop goes on after close(), and accept() throws immediately, forever. Leave the loop if listener.isClosed() is true."),
        when(
                seen -> seen.expectedReturn() && seen.returned("close()") && seen.waitsForClient(),
                "close() does not wake the thread that waits in accept(). A flag or an interrupt is not enough: close the listener."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.returned("close()")
                                && seen.waitsIn("write", "flush"),
                "close() has not closed the client's socket, and serve() waits in write() because the client does not read. Close the whole socket: that ends a read() and a write()."),
        when(
                seen -> seen.expectedReturn() && seen.returned("close()") && seen.waitsForBytes(),
                "close() has not closed the client's socket, and serve() waits for its bytes. Let serve() put the client into the field current (a new variable of that name would hide the field), and let close() close that as well."),
        when(
                seen -> seen.expectedReturn() && seen.threw(SocketException.class, "closed"),
                "accept() and read() throw a SocketException when another thread closes their socket. Catch it, and return if listener.isClosed() is true."),
        when(
                seen -> seen.expectedEnd() && seen.returned("close()") && seen.waitsForBytes(),
                "serve() has returned, but a thread that it started still waits for the client. close() must close the sockets of all clients that are being served."),
        when(
                seen ->
                        (seen.peerHasEnded() && seen.threw(NullPointerException.class))
                                || seen.gotText().startsWith("<null>"),
                "at the end of the stream readLine() returns null, again and again. Test for null first, and leave the loop."),
        when(
                seen -> seen.expectedConnection(),
                "serve() closes the listener together with a client. Close only the client there; the listener belongs to close()."),
        when(
                seen -> seen.gotText().startsWith("you said"),
                "the server does not use the function that it was given. Send what answers.apply(line) returns."),
        when(
                seen -> seen.expectedSilence() && seen.gotNothing() && seen.streamEnded(),
                "the connection is closed after the first line. Go on until a farewell or the end of the stream."),
        when(
                seen -> seen.expectedSilence() && seen.gotText().startsWith("<hel"),
                "one read() is treated as one line. A line is complete when its \"\\n\" has arrived: readLine() waits for that."),
        when(
                seen -> seen.gotText().startsWith("<hello\n>"),
                "the function answers gets the line with its end. Remove the \"\\n\" first, as readLine() does."),
        when(
                seen -> seen.gotText().endsWith(">\r\n"),
                "the reply ends with the line end of this computer. Write \"\\n\": no println(), no %n, no lineSeparator()."),
        when(
                seen -> seen.gotText().contains("\r>"),
                "the \"\\r\" of a line that ends with \"\\r\\n\" is treated as part of the line. Remove both: readLine() does that."),
        when(
                seen -> seen.gotOnlyTheBeginning() && seen.expected(seen.gotText() + "\n"),
                "the reply has no line end. Write \"\\n\" after it."),
        when(
                seen ->
                        seen.expected("<one>\n<two>\n")
                                && seen.gotNothing()
                                && seen.waitsForBytes(),
                "replies are held back while a part of the next line is there, because flush() is called only if ready() returns false. Flush after every reply."),
        when(
                seen -> seen.expected("<   >\n<\t>\n"),
                "a line of spaces is treated as an empty line, or is left out. It is a line like any other: do not use strip(), trim() or isBlank()."),
        when(
                seen ->
                        seen.expected("[hello]\n")
                                || seen.expected("<hello>\n") && seen.gotText().startsWith("["),
                "all servers share one answers, because the field is static. Give each server its own."),
        when(
                seen ->
                        seen.expectedEnd()
                                && seen.gotNothing()
                                && seen.peerHasEnded()
                                && (seen.sleeps() || seen.runsWithoutEnd()),
                "the server does not notice the end of the stream: ready() returns false there forever, and available() returns 0. Let readLine() wait; it returns null at the end."),
        when(
                seen -> seen.expected("<one>\n<two>\n") && seen.waitsForBytes(),
                "the first reader has already read the second line into its buffer, and is thrown away with it. Make one reader for the whole conversation."),
        when(
                seen ->
                        seen.expected("<привет>\n")
                                && seen.gotText().contains("\uFFFD")
                                && seen.gotText().contains("вет"),
                "each piece is decoded by itself, and a letter was cut in two. Let an InputStreamReader decode the stream."),
        when(
                seen ->
                        (seen.expected("<привет>\n") || seen.expected("<да 😀>\n"))
                                && seen.gotSomethingElse()
                                && !seen.gotText().contains("привет"),
                "each byte is treated as a letter, or the charset is not UTF-8. Name UTF_8 both ways; without it, Java takes the computer's own charset, which is windows-1251 while your code is graded."),
        when(
                seen ->
                        seen.expected("<\uFEFFhi\u0007\u200B>\n")
                                && seen.expectedBytes()
                                && !seen.gotNothing(),
                "characters that cannot be seen, such as U+FEFF at the beginning, are removed or changed. They belong to the line: pass it to answers unchanged."),
        when(
                seen -> seen.expected("<>\n"),
                "an empty line is treated as the end, or is left out. It is a line: reply to it."),
        when(
                seen -> seen.expected("< hello >\n") && !seen.gotNothing(),
                "the spaces at the ends of the line are lost. Pass the line to answers unchanged."),
        when(
                seen -> seen.expected("<how are you?>\n") && seen.gotText().startsWith("<how>"),
                "each word is treated as a line. The method next() reads a word; nextLine() or readLine() reads a line."),
        when(
                seen -> seen.expectedEnd() && seen.got("<bye>\n") && seen.streamEnded(),
                "the farewell is answered before the connection is closed. Test for it before you reply."),
        when(
                seen -> seen.expectedEnd() && seen.got("<bye>\n"),
                "the farewell is answered like any other line. Look for it before you reply. If you do already, compare texts with equals(), not with ==."),
        when(
                seen -> seen.expectedEnd() && seen.got("<до свидания>\n"),
                "the Russian farewell is answered like any other line. Both end the conversation: bye and до свидания."),
        when(
                seen -> seen.expectedEnd() && seen.got("<bYe>\n"),
                "a farewell is recognised in some spellings only, but capital and small letters may be mixed in any way. Compare line.toLowerCase(Locale.ROOT)."),
        when(
                seen ->
                        seen.expected("<next>\n")
                                && seen.gotNothing()
                                && seen.waitsForBytes()
                                && !seen.waitsForClient(),
                "after a farewell, the server waits for the client to end its stream, and accepts nobody meanwhile. Return from converse(): serve() closes the connection."),
        when(
                seen -> seen.expectedEnd() && seen.got("<До Свидания>\n"),
                "a farewell in capital letters is not recognised. Use equalsIgnoreCase(), or compare line.toLowerCase(Locale.ROOT)."),
        when(
                seen -> seen.expected("<goodbye>\n<bye bye>\n") && seen.streamEnded(),
                "a line that only contains a farewell, or begins or ends with one, is treated as a farewell. Compare the whole line."),
        when(
                seen -> seen.expected("< bye >\n") && seen.streamEnded(),
                "a farewell is looked for after the spaces around it were removed. Compare the whole line, as it arrived."),
        when(
                seen -> seen.expectedEnd() && seen.gotNothing() && seen.waitsForBytes(),
                "the server goes on reading after the farewell. Leave the loop, so that the connection is closed."),
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
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.returned("serve()"),
                "serve() returns after one conversation. Accept the next client: you need a loop around accept(), and the end of a conversation must not leave that one."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readAllBytes"),
                "the server waits for the end of the stream, but the client keeps it open. Reply to each line when its end has arrived."),
        when(
                seen -> seen.expected("<hello>\n") && seen.gotNothing() && seen.waitsForBytes(),
                "the reply has not been sent. Either it is in a buffered writer, which keeps it until flush(), or the server reads the next line before it replies to this one."),
        when(
                seen -> seen.expectedEnd() && !seen.streamEnded() && seen.waitsForClient(),
                "the connection stays open after the conversation. Accept each client in a try-with-resources statement."),
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

    private ClosingScenarios closings() {
        return new ClosingScenarios(wire, this::serving);
    }

    @Nested
    class A_line {

        @Test
        @Tag("5.1")
        void is_answered_at_once() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello\n");

            assertThat(client).receives("<hello>\n").receivesNothing();
        }

        @Test
        @Tag("5.1")
        void is_answered_even_if_it_is_not_the_first() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello\n");
            assertThat(client).receives("<hello>\n");
            client.send("how are you?\n");

            assertThat(client).receives("<how are you?>\n").receivesNothing();
        }

        @Test
        @Tag("5.1")
        @DisplayName("A line in Russian is answered in UTF-8")
        void in_russian_is_answered_in_utf_8() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("привет\n");

            assertThat(client).receives("<привет>\n").receivesNothing();
        }

        @Test
        @Tag("5.2")
        void is_not_answered_before_its_end() {
            wire.letTimePassFast();
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hel");
            assertThat(client).receivesNothing();
            client.send("lo\n");

            assertThat(client).receives("<hello>\n").receivesNothing();
        }

        @Test
        @Tag("5.2")
        void may_arrive_together_with_the_next() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("one\ntwo\nthr");
            assertThat(client).receives("<one>\n<two>\n").receivesNothing();
            client.send("ee\n");

            assertThat(client).receives("<three>\n");
        }

        @Test
        @Tag("5.2")
        void may_be_cut_in_the_middle_of_a_letter() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt("привет\n".getBytes(UTF_8), 3);

            assertThat(client).receives("<привет>\n");
        }

        @Test
        @Tag("5.2")
        void may_arrive_one_byte_at_a_time() {
            ScriptedPeer client = wire.connect(serving().port());

            client.dribble("да 😀\n".getBytes(UTF_8));

            assertThat(client).receives("<да 😀>\n");
        }

        @Test
        @Tag("5.3")
        @DisplayName("A line may end as on Windows, with a carriage return and a line feed")
        void may_end_as_lines_end_on_windows() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello\r\n");

            assertThat(client).receives("<hello>\n");
        }

        @Test
        @Tag("5.4")
        void may_be_empty() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("\n");

            assertThat(client).receives("<>\n").receivesNothing();
        }

        @Test
        @Tag("5.4")
        void keeps_the_spaces_at_its_ends() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(" hello \n");

            assertThat(client).receives("< hello >\n");
        }

        @Test
        @Tag("5.4")
        void of_spaces_or_tabs_only_is_answered_like_any_other() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("   \n\t\n");

            assertThat(client).receives("<   >\n<\t>\n").receivesNothing();
        }

        @Test
        @Tag("5.4")
        void may_contain_any_characters() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("100 % $1 {0} é € 😀\n");

            assertThat(client).receives("<100 % $1 {0} é € 😀>\n").receivesNothing();
        }

        @Test
        @Tag("5.4")
        void may_contain_characters_that_cannot_be_seen() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("\uFEFFhi\u0007\u200B\n");

            assertThat(client).receives("<\uFEFFhi\u0007\u200B>\n").receivesNothing();
        }

        @Test
        @Tag("5.4")
        @DisplayName("A line may have 16,384 characters")
        void may_have_16384_characters() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("12345678".repeat(2048) + "\n");

            assertThat(client).receives("<" + "12345678".repeat(2048) + ">\n").receivesNothing();
        }

        @Test
        @Tag("5.5")
        @DisplayName("A line is answered by the function that its own server was given")
        void is_answered_by_the_answers_of_its_own_server() {
            Served<ConversationServer> server = serving();
            Served<ConversationServer> other =
                    wire.bind(
                                    "new ConversationServer(0, … other)",
                                    () -> new ConversationServer(0, line -> "[" + line + "]"),
                                    ConversationServer::port)
                            .serve(ConversationServer::serve);
            ScriptedPeer client = wire.connect(server.port());
            ScriptedPeer another = wire.connect(other.port());

            client.send("hello\n");
            another.send("hello\n");

            assertThat(client).receives("<hello>\n");
            assertThat(another).receives("[hello]\n");
        }
    }

    @Nested
    class The_end_of_the_stream {

        @Test
        @Tag("5.6")
        void ends_the_conversation() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello\n");
            assertThat(client).receives("<hello>\n");
            client.end();

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("5.6")
        void may_come_before_any_line() {
            ScriptedPeer client = wire.connect(serving().port());

            client.end();

            assertThat(client).receivesEnd();
        }
    }

    @Nested
    class A_farewell {

        @Test
        @Tag("6.1")
        void ends_the_conversation() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("bye\n");

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("6.1")
        @DisplayName("A farewell may be Russian")
        void may_be_russian() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("до свидания\n");

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("6.2")
        void may_begin_with_capital_letters() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("До Свидания\n");

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("6.2")
        void may_mix_capital_and_small_letters() {
            ScriptedPeer client = wire.connect(serving().port());
            ScriptedPeer other = wire.connect(serving().port());

            client.send("bYe\n");
            other.send("дО СвиданиЯ\n");

            assertThat(client).receivesEnd();
            assertThat(other).receivesEnd();
        }

        @Test
        @Tag("6.2")
        void may_consist_of_capital_letters_in_any_locale() {
            wire.locale("tr");
            ScriptedPeer client = wire.connect(serving().port());
            ScriptedPeer other = wire.connect(serving().port());

            client.send("BYE\n");
            other.send("ДО СВИДАНИЯ\n");

            assertThat(client).receivesEnd();
            assertThat(other).receivesEnd();
            assertThat(wire).keepsItsSettings();
        }

        @Test
        @Tag("6.3")
        @DisplayName("A farewell may end as on Windows, with a carriage return and a line feed")
        void may_end_as_lines_end_on_windows() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("bye\r\n");

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("6.3")
        void may_arrive_in_one_piece_with_another_line() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello\nbye\n");

            assertThat(client).receives("<hello>\n").receivesEnd();
        }

        @Test
        @Tag("6.4")
        @DisplayName("A line that only contains a farewell is not a farewell")
        void is_not_a_line_that_only_contains_it() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("goodbye\nbye bye\n");

            assertThat(client).receives("<goodbye>\n<bye bye>\n").receivesNothing();
        }

        @Test
        @Tag("6.4")
        @DisplayName("A farewell between spaces is not a farewell")
        void is_not_a_line_with_spaces_at_its_ends() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(" bye \n");

            assertThat(client).receives("< bye >\n").receivesNothing();
        }
    }

    @Nested
    class The_next_client {

        @Test
        @Tag("7.1")
        void is_served_after_a_farewell() {
            Served<ConversationServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send("bye\n");
            assertThat(first).receivesEnd();

            ScriptedPeer next = wire.connect(server.port());
            next.send("next\n");

            assertThat(next).receives("<next>\n");
        }

        @Test
        @Tag("7.1")
        @DisplayName(
                "The next client is served without one more call of the same method for each client")
        void is_served_without_a_call_that_never_returns() {
            closings().serveEleven(serving(), "hello\nbye\n", "<hello>\n");

            assertThat(wire).doesNotNestItsCalls();
        }

        @Test
        @Tag("7.1")
        void is_served_after_a_client_that_sends_nothing() {
            Served<ConversationServer> server = serving();
            ScriptedPeer mute = wire.connect(server.port());
            mute.end();
            assertThat(mute).receivesEnd();

            ScriptedPeer next = wire.connect(server.port());
            next.send("hello\n");

            assertThat(next).receives("<hello>\n");
        }

        @Test
        @Tag("7.2")
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
        @Tag("7.2")
        void is_served_after_a_client_that_sends_half_a_letter() {
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
    class Closing_the_server {

        @Test
        @Tag("7.3")
        void ends_it_while_it_waits_for_a_client() {
            Served<ConversationServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("7.3")
        void ends_it_while_it_waits_for_a_line() {
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
        @Tag("7.3")
        @DisplayName("Closing the server ends it while it waits in write()")
        void ends_it_while_it_waits_in_write() {
            Served<ConversationServer> server =
                    wire.bind(
                                    "new ConversationServer(0, … 8 megabytes)",
                                    () -> new ConversationServer(0, line -> LONG),
                                    ConversationServer::port)
                            .serve(ConversationServer::serve);
            ScriptedPeer client = wire.connectWithoutReading(server.port());
            client.send("hello\n");
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("7.4")
        void leaves_another_server_alone() {
            Served<ConversationServer> one = serving();
            Served<ConversationServer> other = serving();
            ScriptedPeer client = wire.connect(one.port());
            wire.settle();
            ScriptedPeer another = wire.connect(other.port());
            wire.settle();

            other.close();

            assertThat(other.serving()).returns();
            assertThat(another).receivesEnd();
            client.send("hello\n");
            client.end();
            assertThat(client).receives("<hello>\n").receivesEnd();
            one.close();
            assertThat(one.serving()).returns();
            assertThat(one).leavesNothingBehind();
        }

        @Test
        @Tag("7.4")
        @DisplayName(
                "Closing the server does not close the client of another server that came later")
        void does_not_close_the_client_of_another_server_that_came_later() {
            closings().theFirstOfTwo("later\n", "<later>\n");
        }

        @Test
        @Tag("7.4")
        void twice_is_the_same_as_once() {
            Served<ConversationServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            wire.settle();

            server.close();
            server.close();

            assertThat(server.serving()).returns();
            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("7.5")
        void leaves_nothing_open_after_a_conversation() {
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
        @Tag("7.5")
        void leaves_nothing_open_after_a_client_has_reset() {
            Served<ConversationServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("hel");
            wire.settle();
            client.reset();
            ScriptedPeer next = wire.connect(server.port());
            next.send("hello\nbye\n");
            assertThat(next).receives("<hello>\n").receivesEnd();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("7.5")
        void leaves_nothing_open_after_eleven_clients() {
            Served<ConversationServer> server = serving();
            closings().serveEleven(server, "hello\n", "<hello>\n");

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("7.5")
        void frees_its_port_even_if_it_never_served() {
            Served<ConversationServer> server = bound();

            server.close();

            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("7.6")
        void ends_it_wherever_one_of_its_threads_is() {
            closings().whereverAThreadIs("hello\nbye\n");
        }

        @Test
        @Tag("7.6")
        void ends_it_although_the_client_leaves_at_the_same_time() {
            closings().whereverCloseIsWhenTheClientLeaves();
        }
    }
}
