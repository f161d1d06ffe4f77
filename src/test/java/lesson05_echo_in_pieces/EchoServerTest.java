package lesson05_echo_in_pieces;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
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
class EchoServerTest {

    private static final String MESSAGE = "This is the message. It will be repeated.";

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(BindException.class),
                "the constructor binds a port of its own. Bind the one that it is given; 0 means any free port."),
        when(
                seen -> seen.expectedWords("at every address"),
                "the listener is bound to one address only. new ServerSocket(port, BACKLOG) binds to all of them."),
        when(
                seen -> seen.expectedConnection(),
                "nothing listens when the constructor has returned. Bind there, not in serve()."),
        when(
                seen -> seen.expectedNothingLeft(),
                "close() does not close all that was opened: the listener, the clients' sockets, every thread."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasReset(),
                "the loop goes on after an exception. When read() throws, the connection is gone: leave the loop."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasEnded(),
                "the loop goes on after the end of the stream. read() then returns -1, for ever: leave the loop."),
        when(
                seen -> seen.runsWithoutEnd(),
                "every exception is caught and the loop goes on, also when the listener is closed. Then accept() throws for ever: return if listener.isClosed()."),
        when(
                seen -> seen.expectedPrint() && seen.printed().contains("41 bytes"),
                "one read takes the whole message. Give read() an array of 16 bytes."),
        when(
                seen -> seen.expectedPrint() && seen.printed().contains("\"repeated.ill be \""),
                "more is printed than was read. Only the first n bytes of the array are new: new String(piece, 0, n, UTF_8)."),
        when(
                seen -> seen.expectedPrint() && seen.printed().isEmpty(),
                "nothing is printed. Each piece takes a line: how many bytes, and the text in double quotes."),
        when(
                seen -> seen.expectedPrint() && seen.printed().contains("\"привет\""),
                "letters are counted where bytes should be. read() tells how many bytes have come."),
        when(
                seen -> seen.expectedPrint() && seen.expected("12 \"привет\""),
                "the bytes are made text in another charset than UTF-8. Name it: new String(piece, 0, n, UTF_8)."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "more is sent back than was read. Only the first n bytes of the array are new: write(piece, 0, n)."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readLine", "nextLine", "hasNextLine"),
                "the server waits for the end of a line that never comes. TCP has no lines: use read()."),
        when(
                seen -> seen.expectedBytes() && seen.waitsIn("readNBytes", "readFully"),
                "the server waits until its 16 bytes are full. Send back what one read() has brought."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readAllBytes", "transferTo"),
                "the server reads to the end before it sends anything back. Send each piece back at once."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.waitsForBytes(),
                "the echo has not left the server. A buffered stream or writer keeps it until flush()."),
        when(
                seen -> seen.expectedWords("\\xff") && seen.gotNothing() && !seen.waitsForBytes(),
                "a byte 255 is taken for the end. read() returns an int: compare that with -1, and make it a byte afterwards."),
        when(
                seen -> seen.gotText().contains("\uFFFD"),
                "each piece is turned into text and back, and a letter was cut in two. Send back the bytes themselves."),
        when(
                seen -> seen.gotText().indexOf('?') >= 0 && seen.gotSomethingElse(),
                "the bytes are turned into text and back, in a charset that has not all letters. Send back the bytes themselves."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.peerHasReset()
                                && seen.threw(IOException.class),
                "the failure of one client ends the loop. Catch it inside the loop, and go on with the next."),
        when(
                seen -> seen.expectedBytes() && seen.peerHasReset() && seen.returned("serve()"),
                "a client that is gone is taken for a closed listener: both throw. Ask listener.isClosed()."),
        when(
                seen -> seen.expectedBytes() && seen.returned("serve()"),
                "serve() returns after the first client. Accept the next: a loop."),
        when(
                seen ->
                        seen.expected(MESSAGE)
                                && seen.got(MESSAGE.substring(0, 16))
                                && (seen.streamEnded() || seen.reset()),
                "the server reads once, and a read takes 16 bytes at most. Go on until read() returns -1."),
        when(
                seen ->
                        (seen.expectedBytes() || seen.expectedSilence())
                                && (seen.streamEnded() || seen.reset()),
                "the server stops before the client's stream has ended. Neither a short piece nor available() == 0 is the end; read() == -1 is."),
        when(
                seen -> seen.expectedReturn() && seen.waitsForClient(),
                "close() does not end the wait in accept(). A flag is not enough: close the listener."),
        when(
                seen -> seen.expectedReturn() && seen.threw(SocketException.class, "closed"),
                "accept() throws when the listener is closed under it. Catch that, and return if listener.isClosed()."),
        when(
                seen -> seen.expectedEnd() && seen.gotNothing() && !seen.streamEnded(),
                "the client has ended its direction, but the server's stays open. End yours, then close the connection: try-with-resources."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<EchoServer> bound() {
        return wire.bind("new EchoServer(0)", () -> new EchoServer(0), EchoServer::port);
    }

    private Served<EchoServer> serving() {
        return bound().serve(EchoServer::serve);
    }

    @Nested
    @Tag("task-1")
    class A_client {

        @Test
        void gets_back_what_it_sends() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        void gets_back_all_of_a_message_longer_than_16_bytes() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(MESSAGE);

            assertThat(client).receives(MESSAGE).receivesNothing();
        }

        @Test
        void gets_each_piece_back_at_once() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello, ");
            assertThat(client).receives("hello, ");
            client.send("\n");
            assertThat(client).receives("\n");
            client.send("world!");

            assertThat(client).receives("world!");
        }

        @Test
        void gets_back_a_message_that_fills_two_pieces_exactly() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("0123456789abcdef".repeat(2));

            assertThat(client).receives("0123456789abcdef".repeat(2)).receivesNothing();
        }

        @Test
        void gets_back_no_more_than_it_has_sent() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("sixteen bytes ok");
            assertThat(client).receives("sixteen bytes ok");
            client.send("short");

            assertThat(client).receives("short").receivesNothing();
        }

        @Test
        void gets_back_letters_that_are_cut_in_two() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt("привет".getBytes(UTF_8), 3);

            assertThat(client).receives("привет").receivesNothing();
        }

        @Test
        void gets_back_every_byte_there_is() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(everyByte());

            assertThat(client).receives(everyByte()).receivesNothing();
        }

        @Test
        void is_waited_for_while_it_says_nothing() {
            Served<EchoServer> server = serving();

            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receivesNothing();
            client.send("hello");
            assertThat(client).receives("hello");
        }

        @Test
        void gets_back_what_it_said_before_the_end() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(MESSAGE.repeat(200));
            client.end();

            assertThat(client).receives(MESSAGE.repeat(200));
        }

        private byte[] everyByte() {
            byte[] all = new byte[256];
            for (int i = 0; i < all.length; i++) {
                all[i] = (byte) (255 - i);
            }
            return all;
        }
    }

    @Nested
    @Tag("task-1")
    class The_screen {

        @Test
        void shows_each_piece_of_at_most_16_bytes() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(MESSAGE);

            assertThat(client).receives(MESSAGE);
            assertThat(wire)
                    .prints("16", "\"This is the mess\"")
                    .prints("16", "\"age. It will be \"")
                    .prints("9", "\"repeated.\"");
        }

        @Test
        void shows_letters_that_have_two_bytes_each() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("привет");

            assertThat(client).receives("привет");
            assertThat(wire).prints("12", "\"привет\"");
        }
    }

    @Nested
    @Tag("task-2")
    class The_service {

        @Test
        void ends_its_direction_when_the_client_has_ended_its_own() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(MESSAGE);
            client.end();

            assertThat(client).receives(MESSAGE).receivesEnd();
        }

        @Test
        void ends_its_direction_for_a_client_that_says_nothing() {
            ScriptedPeer client = wire.connect(serving().port());

            client.end();

            assertThat(client).receivesEnd();
        }

        @Test
        void serves_one_client_after_another() {
            Served<EchoServer> server = serving();

            ScriptedPeer first = wire.connect(server.port());
            first.send("one");
            first.end();
            assertThat(first).receives("one").receivesEnd();
            ScriptedPeer second = wire.connect(server.port());
            second.send("two");

            assertThat(second).receives("two");
        }

        @Test
        void serves_a_client_that_came_before_it_began() {
            Served<EchoServer> server = bound();
            ScriptedPeer client = wire.connect(server.port());
            client.send("early");

            server.serve(EchoServer::serve);

            assertThat(client).receives("early");
        }

        @Test
        void serves_two_ports_side_by_side() {
            Served<EchoServer> one = serving();
            Served<EchoServer> other = serving();
            ScriptedPeer client = wire.connect(one.port());
            ScriptedPeer another = wire.connect(other.port());

            another.send("there");
            client.send("here");

            assertThat(another).receives("there");
            assertThat(client).receives("here");
        }

        @Test
        void serves_every_address_of_the_machine() {
            ScriptedPeer client = wire.connectToSecondAddress(serving().port());

            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        void outlives_a_client_that_resets_the_connection() {
            Served<EchoServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send("one");
            assertThat(first).receives("one");
            first.reset();

            ScriptedPeer second = wire.connect(server.port());
            second.send("two");

            assertThat(second).receives("two");
        }

        @Test
        void ends_when_it_is_closed_while_it_waits_for_a_client() {
            Served<EchoServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void ends_when_it_is_closed_after_it_has_served() {
            Served<EchoServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.end();
            assertThat(client).receivesEnd();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void ends_after_its_last_client_when_it_is_closed_meanwhile() {
            Served<EchoServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("hello");
            assertThat(client).receives("hello");

            server.close();
            client.end();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void frees_its_port_even_if_it_never_began() {
            Served<EchoServer> idle = bound();
            idle.close();
            assertThat(idle).leavesNothingBehind();

            ScriptedPeer client = wire.connect(serving().port());
            client.send("hello");

            assertThat(client).receives("hello");
        }
    }
}
