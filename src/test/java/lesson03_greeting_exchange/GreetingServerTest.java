package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

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
@Tag("task-3")
class GreetingServerTest {

    private static final Likely[] CAUSES = {
        when(
                seen ->
                        seen.threw(IndexOutOfBoundsException.class)
                                && !seen.threw(IndexOutOfBoundsException.class, "-1"),
                "a read is asked for more bytes than the array has room for. Behind the first n there is room for length - n: read(bytes, n, bytes.length - n)."),
        when(
                seen -> seen.threw(IndexOutOfBoundsException.class),
                "the -1 at the end of the stream is taken for a count of bytes. Test for it first."),
        when(
                seen -> seen.expectedNothingLeft(),
                "close() does not close all that was opened: the listener, the client's socket, every thread."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream. read() then returns -1, for ever: leave the loop."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "println sends a line end that is not part of the greeting. Write the greeting's bytes."),
        when(
                seen -> seen.expectedSilence(),
                "the server ends its stream after the greeting. Closing a stream or a writer closes the connection: flush instead."),
        when(
                seen -> !seen.threwAnything() && seen.expectedBytes() && seen.gotNothing(),
                "the greeting has not left the server. Send it before you read, and flush it if it goes through a buffer."),
        when(
                seen -> seen.expectedBytes(),
                "the greeting is sent in the computer's own charset, windows-1251 while it is graded. Name the charset: getBytes(UTF_8)."),
        when(
                seen -> seen.expectedPrint() && seen.printed().contains("\0"),
                "more is printed than was read. Only the first n bytes of the buffer are yours: new String(buffer, 0, n, UTF_8)."),
        when(
                seen -> seen.expectedPrint() && seen.printed().contains("Р"),
                "what came is decoded in the computer's own charset, windows-1251 while it is graded. Name the charset: new String(bytes, UTF_8)."),
        when(
                seen -> seen.expectedPrint() && seen.printed().contains("\uFFFD"),
                "each piece is decoded by itself, and a letter was cut in two. Collect all bytes, then decode once."),
        when(
                seen -> seen.expectedWords("\\n") && seen.printed().contains("тебе"),
                "line breaks are lost: readLine() takes them off. Read bytes, and print all of them as they came."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.printed().contains("тебе")
                                && seen.printed().contains("привет!"),
                "each piece is printed by itself. Collect all of it, then print one line."),
        when(
                seen -> seen.expectedPrint(),
                "the server stops listening before the end of the stream. Read until read() returns -1, or readAllBytes()."),
        when(
                seen -> seen.expectedEnd(),
                "the conversation is over, but the connection is still open."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<GreetingServer> serving() {
        return wire.bind("new GreetingServer(0)", () -> new GreetingServer(0), GreetingServer::port)
                .serve(GreetingServer::serve);
    }

    @Nested
    class A_client {

        @Test
        void is_greeted_before_it_has_said_a_word() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("Привет!").receivesNothing();
        }

        @Test
        void is_heard_and_printed() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("Привет!");
            client.send("И тебе привет!");
            client.end();

            assertThat(client).receivesEnd();
            assertThat(wire).prints("И тебе привет!");
        }

        @Test
        void is_heard_to_the_end_when_it_speaks_in_pieces() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("Привет!");
            client.sendCutAt("И тебе привет!".getBytes(UTF_8), 3, 12);
            client.end();

            assertThat(client).receivesEnd();
            assertThat(wire).prints("И тебе привет!");
        }

        @Test
        void is_heard_to_the_end_when_a_letter_is_cut_in_two() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("Привет!");
            client.sendCutAt("И тебе привет!".getBytes(UTF_8), 1);
            client.end();

            assertThat(client).receivesEnd();
            assertThat(wire).prints("И тебе привет!");
        }

        @Test
        void is_heard_to_the_end_when_it_has_much_to_say() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("Привет!");
            client.send("привет ".repeat(500));
            client.end();

            assertThat(client).receivesEnd();
            assertThat(wire).prints("привет ".repeat(500).strip());
        }

        @Test
        void is_heard_to_the_end_when_it_has_very_much_to_say() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("Привет!");
            client.send("x".repeat(100_000) + "!");
            client.end();

            assertThat(client).receivesEnd();
            assertThat(wire).prints("xxxx!");
        }

        @Test
        void is_printed_with_its_line_breaks() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("Привет!");
            client.send("И тебе\nпривет!");
            client.end();

            assertThat(client).receivesEnd();
            assertThat(wire).printsText("И тебе\nпривет!");
        }

        @Test
        void may_end_its_stream_without_a_word() {
            Served<GreetingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receives("Привет!");
            client.end();

            assertThat(client).receivesEnd();
            assertThat(server.serving()).returns();
        }

        @Test
        void may_reset_the_connection() {
            Served<GreetingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receives("Привет!");
            client.reset();

            assertThat(server.serving()).ends();
        }
    }

    @Nested
    class The_end_of_the_conversation {

        @Test
        void leaves_nothing_behind_once_closed() {
            Served<GreetingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            assertThat(client).receives("Привет!");
            client.end();

            assertThat(server.serving()).returns();
            server.close();

            assertThat(server).leavesNothingBehind();
        }
    }
}
