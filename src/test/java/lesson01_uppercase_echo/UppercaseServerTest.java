package lesson01_uppercase_echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.net.BindException;
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
class UppercaseServerTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(BindException.class),
                "the constructor binds a port of its own. Bind the one that it is given; 0 means any free port."),
        when(
                seen -> seen.expectedConnection() && seen.waitsForClient(),
                "the constructor waits for a client. Let it bind only; accept() belongs into serve()."),
        when(
                seen -> seen.expectedWords("at every address"),
                "the listener is bound to one address only. new ServerSocket(port, BACKLOG) binds to all of them."),
        when(
                seen -> seen.expectedConnection(),
                "nothing listens when the constructor has returned. Bind there, not in serve()."),
        when(
                seen -> seen.expectedNothingLeft(),
                "close() does not close all that was opened: the listener, the client's socket, every thread."),
        when(
                seen -> seen.expectedReturn() && seen.waitsForClient(),
                "close() does not end the wait in accept(). A flag is not enough: close the listener."),
        when(
                seen -> seen.expectedReturn() && seen.threw(SocketException.class, "closed"),
                "accept() throws when the listener is closed under it. Catch that, and return if listener.isClosed()."),
        when(
                seen -> seen.runsWithoutEnd() && seen.nothingCrossed(),
                "a loop goes on and on, though nobody has connected. When the listener is closed, accept() throws each time: return then."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasReset(),
                "the loop goes on after an exception. When read() throws, the connection is gone: leave the loop."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream. read() then returns -1, for ever: leave the loop."),
        when(
                seen -> seen.expectedEnd() && !seen.gotNothing(),
                "something is sent although nothing more came. At the end of the stream read() returns -1: test for that before you use it."),
        when(
                seen -> seen.expectedEnd() && seen.returned("serve()") && !seen.streamEnded(),
                "serve() has returned, but the client's socket was never closed. Use try-with-resources."),
        when(
                seen -> seen.expectedSilence() && seen.streamEnded(),
                "serve() gives up on a client that has not sent anything yet. Neither available() == 0 nor a time-out is the end; read() == -1 is."),
        when(
                seen -> seen.gotText().startsWith("\0\0\0"),
                "more is written than was read. Only the first n bytes of the buffer are yours: write(piece, 0, n)."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "bytes of an older piece are sent again. Only the first n bytes of the buffer are yours: write(piece, 0, n)."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readLine", "nextLine"),
                "the server waits for the end of a line that never comes. TCP has no lines: use read()."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readNBytes", "readFully"),
                "the server waits until its buffer is full. Answer what one read() has brought."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readAllBytes", "transferTo"),
                "the server reads to the end before it answers. Answer each piece at once."),
        when(
                seen -> !seen.threwAnything() && seen.gotNothing() && seen.waitsForBytes(),
                "the answer has not left the server. A buffered stream or writer keeps it until flush()."),
        when(
                seen -> seen.expectedWords("\\xff") && seen.streamEnded(),
                "a byte 255 is taken for the end. read() returns an int: compare that with -1, and make it a byte afterwards."),
        when(
                seen -> seen.expectedBytes() && seen.streamEnded() && seen.returned("serve()"),
                "serve() reads once. read() returns what has arrived so far; loop until it returns -1."),
        when(
                seen -> seen.expected("TITLE"),
                "toUpperCase() follows the language of the computer: Turkish has another capital of i. Change the bytes a to z."),
        when(
                seen -> seen.gotText().contains("\uFFFD"),
                "the bytes are turned into text and back, and some are no text, or half a letter; or bytes behind 'z' were changed too. Change bytes, not a String, and only those from 'a' to 'z'."),
        when(
                seen -> seen.expectedBytes() && seen.gotSomethingElse(),
                "other bytes than a to z were changed, or not all of those. Look at each byte: only those from 'a' to 'z' become others."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<UppercaseServer> bound() {
        return wire.bind(
                "new UppercaseServer(0)", () -> new UppercaseServer(0), UppercaseServer::port);
    }

    private Served<UppercaseServer> serving() {
        return bound().serve(UppercaseServer::serve);
    }

    @Nested
    class The_listener {

        @Test
        @Tag("task-1")
        void takes_the_port_that_it_is_given() {
            Served<UppercaseServer> one = bound();

            Served<UppercaseServer> other = bound();

            assertThat(one.port()).isNotEqualTo(other.port());
        }

        @Test
        @Tag("task-1")
        void lets_clients_connect_before_serve_is_called() {
            Served<UppercaseServer> server = bound();

            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receivesNothing();
        }

        @Test
        @Tag("task-1")
        void is_reached_at_every_address_of_the_machine() {
            Served<UppercaseServer> server = bound();

            ScriptedPeer client = wire.connectToSecondAddress(server.port());

            assertThat(client).receivesNothing();
        }

        @Test
        @Tag("task-1")
        void leaves_nothing_behind_when_it_is_closed_without_having_served() {
            Served<UppercaseServer> server = bound();

            server.close();

            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("task-2")
        void stops_waiting_for_a_client_when_it_is_closed() {
            Served<UppercaseServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }
    }

    @Nested
    class A_client_that_says_nothing {

        @Test
        @Tag("task-2")
        void has_its_connection_closed_when_it_ends_its_stream() {
            ScriptedPeer client = wire.connect(serving().port());

            client.end();

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("task-3")
        void is_waited_for() {
            Served<UppercaseServer> server = serving();

            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receivesNothing();
        }
    }

    @Nested
    class A_client_that_talks {

        @Test
        @Tag("task-3")
        void is_answered_in_capitals() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello, world!");

            assertThat(client).receives("HELLO, WORLD!");
        }

        @Test
        @Tag("task-3")
        void is_answered_capitals_from_a_to_z() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("abcdefghijklmnopqrstuvwxyz");

            assertThat(client).receives("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        }

        @Test
        @Tag("task-3")
        void is_answered_every_piece_not_only_the_first() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello, ");
            assertThat(client).receives("HELLO, ");
            wire.settle(); // so that a server that reads once has come to its end
            client.send("world!");

            assertThat(client).receives("WORLD!");
        }

        @Test
        @Tag("task-3")
        void is_answered_even_a_single_byte_at_once() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("a");
            assertThat(client).receives("A");
            client.send("b");
            assertThat(client).receives("B");
            client.send("\n");

            assertThat(client).receives("\n");
        }

        @Test
        @Tag("task-3")
        void is_answered_no_more_bytes_than_it_has_sent() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("a long piece first");
            assertThat(client).receives("A LONG PIECE FIRST");
            client.send("then short");

            assertThat(client).receives("THEN SHORT").receivesNothing();
        }

        @Test
        @Tag("task-3")
        void is_answered_a_message_longer_than_the_buffer() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("abcdefg ".repeat(400));

            assertThat(client).receives("ABCDEFG ".repeat(400)).receivesNothing();
        }

        @Test
        @Tag("task-3")
        void is_answered_a_message_that_just_fills_the_buffer() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("abcdefg ".repeat(128));

            assertThat(client).receives("ABCDEFG ".repeat(128)).receivesNothing();
        }

        @Test
        @Tag("task-3")
        void is_answered_what_it_said_last_before_the_end() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("good");
            client.send("bye");
            client.end();

            assertThat(client).receives("GOODBYE").receivesEnd();
        }
    }

    @Nested
    class Bytes_other_than_a_to_z {

        @Test
        @Tag("task-3")
        void pass_unharmed() {
            ScriptedPeer client = wire.connect(serving().port());
            byte[] others = bytesWithoutSmallLetters();

            client.send(others);

            assertThat(client).receives(others).receivesNothing();
        }

        @Test
        @Tag("task-3")
        void pass_unharmed_when_a_letter_is_cut_in_two() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt("привет".getBytes(UTF_8), 3);

            assertThat(client).receives("привет").receivesNothing();
        }

        @Test
        @Tag("task-3")
        void do_not_depend_on_the_language_of_the_computer() {
            wire.locale("tr");
            ScriptedPeer client = wire.connect(serving().port());

            client.send("title");

            assertThat(client).receives("TITLE").receivesNothing();
        }

        private byte[] bytesWithoutSmallLetters() {
            byte[] all = new byte[256];
            for (int i = 0; i < all.length; i++) {
                all[i] = (byte) (i >= 'a' && i <= 'z' ? '.' : i);
            }
            return all;
        }
    }

    @Nested
    class The_end_of_the_conversation {

        @Test
        @Tag("task-3")
        void ends_serve() {
            Served<UppercaseServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());

            client.send("bye");
            assertThat(client).receives("BYE");
            client.end();

            assertThat(client).receivesEnd();
            assertThat(server.serving()).returns();
        }

        @Test
        @Tag("task-3")
        void ends_serve_even_if_the_client_resets_the_connection() {
            Served<UppercaseServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());

            client.send("bye");
            assertThat(client).receives("BYE");
            client.reset();

            assertThat(server.serving()).ends();
            server.close();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("task-3")
        void leaves_nothing_behind_once_closed() {
            Served<UppercaseServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());

            client.end();
            assertThat(server.serving()).returns();
            server.close();

            assertThat(server).leavesNothingBehind();
        }
    }
}
