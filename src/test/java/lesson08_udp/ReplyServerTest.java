package lesson08_udp;

import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import kit.DatagramPeer;
import kit.Likely;
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
class ReplyServerTest {

    private static final String FULL = "abcdefg ".repeat(128); // 1024 bytes, the longest request
    private static final byte[] NO_TEXT = {0, (byte) 0xff, '.', (byte) 0x98, '\r', '\n', 0};

    private static final String SHARED =
            "two servers receive into the same array, because it is static. Make a new array for each request.";

    private static final Likely[] CAUSES = {
        whenHeld(
                seen ->
                        seen.held("serve()", "", "")
                                && seen.expectedWords("serve() to return")
                                && seen.threw(SocketException.class),
                "after close(), every call of the socket throws a SocketException, not only receive(). Catch it around all of them, and return if socket.isClosed() is true."),
        whenHeld(
                seen -> seen.expected("first request") && seen.got("other request"),
                "the reply is sent from an array that another request has overwritten. Give each request an array of its own."),
        when(
                seen -> seen.expectedRest(),
                "serve() calls itself for the next datagram, and none of these calls returns. After some thousands of datagrams the stack is full, and the program ends with a StackOverflowError: use a loop."),
        whenHeld(
                seen ->
                        seen.expected("a much longer request")
                                && seen.gotText().startsWith("short"),
                SHARED),
        when(
                seen ->
                        seen.expected("a much longer request")
                                && seen.gotText().startsWith("short"),
                SHARED),
        when(
                seen ->
                        seen.expected("hello again")
                                && seen.gotNothing()
                                && seen.bytesFrom("server") > 0,
                "the second of two equal requests gets no reply. A client whose reply was lost asks again: reply to each datagram."),
        when(
                seen -> seen.expectedBytes() && seen.cameFromAnotherPort(),
                "the reply is sent through another socket, so it comes from another port. A client that has connected never receives it: send it through the socket that received the request."),
        when(
                seen -> seen.expectedNothingLeft(),
                "close() leaves something open. Close the socket, and end every thread that you started."),
        when(
                seen -> seen.runsWithoutEnd(),
                "serve() catches every exception and loops, even after the socket was closed. From then on receive() throws immediately, forever: return if socket.isClosed() is true."),
        when(
                seen -> seen.expectedReturn() && seen.waitsForDatagram(),
                "close() does not wake the thread that waits in receive(). A flag is not enough: close the socket."),
        when(
                seen -> seen.expectedReturn() && seen.threw(SocketException.class, "closed"),
                "receive() throws a SocketException when another thread closes the socket. Catch it, and return if socket.isClosed() is true."),
        when(
                seen -> seen.threw(SocketTimeoutException.class),
                "a time-out ends the service. A server waits for the next request for as long as it takes."),
        when(
                seen -> seen.got("Server reply : hello"),
                "the reply has words in front of the request. On the wire, a reply contains the bytes of the request and nothing else; the client prints the words."),
        when(
                seen -> seen.expected("hello") && seen.gotText().contains("\0"),
                "the whole buffer is sent back. Only the first packet.getLength() bytes are the request."),
        when(
                seen -> seen.expected("short") && seen.gotSomethingElse(),
                "the reply contains bytes of an earlier request that are still in the buffer. Only the first packet.getLength() bytes are new."),
        when(
                seen -> seen.expected("a much longer request") && seen.gotOnlyTheBeginning(),
                "the packet has shrunk to the length of an earlier request. setLength() and setData() also set how much the next receive() may return: make a new packet for each request."),
        when(
                seen -> seen.expectedBytes() && seen.gotOnlyTheBeginning() && seen.expected(FULL),
                "a request of 1024 bytes does not fit into the buffer. What does not fit is lost, and nothing reports it."),
        when(
                seen -> seen.expected("") && seen.gotNothing(),
                "an empty datagram is taken for the end, or for nothing. It is a request like any other, and its reply is empty, too."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "the server sends a datagram that nobody asked for. Each request gets one reply, sent to the sender of that request."),
        when(
                seen -> seen.expected("other") && seen.gotNothing(),
                "the server replies to one client only. A server's socket is not connected to anybody: send each reply to the packet.getSocketAddress() of its own request."),
        when(
                seen -> seen.gotText().startsWith("\uFFFD."),
                "the zero bytes and the white space at the ends are missing. trim() and strip() remove them, but they belong to the request: send its bytes as they are."),
        when(
                seen -> seen.gotText().contains("\uFFFD") || seen.gotText().contains("?\r"),
                "the request is turned into a text and back, but not all bytes are UTF-8. Send the bytes."),
        when(
                seen -> seen.expected("привет") && !seen.gotNothing(),
                "the request is turned into a text and back with another charset than UTF-8. Without a charset, Java takes the computer's own, which is windows-1251 while your code is graded. Send the bytes."),
        when(
                seen -> seen.expected("  two spaces  ") && seen.gotSomethingElse(),
                "the spaces at the ends are missing. Send the bytes of the request as they are."),
        when(
                seen -> seen.expected("\t \t") && !seen.threwAnything(),
                "a request of white space is treated as if it were empty. It is a request like any other: send its bytes back as they are."),
        when(
                seen -> seen.gotNothing() && seen.returned("serve()"),
                "serve() returns after one request. Receive the next one: you need a loop."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && seen.waitsForDatagram()
                                && !seen.threwAnything(),
                "the reply was sent to somewhere else. Send it to the sender of the request: packet.getSocketAddress()."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<ReplyServer> bound() {
        return wire.bindDatagrams(
                "new ReplyServer(0)", () -> new ReplyServer(0), ReplyServer::port);
    }

    private Served<ReplyServer> serving() {
        return bound().serve(ReplyServer::serve);
    }

    @Nested
    class A_request {

        @Test
        @Tag("3.1")
        void gets_its_reply_at_its_own_address() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("hello");

            assertThat(client).receives("hello").receivesNothing();
        }

        @Test
        @Tag("3.1")
        void after_another_gets_its_own_reply() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("one");
            assertThat(client).receives("one");
            client.send("two");

            assertThat(client).receives("two").receivesNothing();
        }

        @Test
        @Tag("3.1")
        void that_is_repeated_gets_another_reply() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("hello again");
            assertThat(client).receives("hello again");
            client.send("hello again");

            assertThat(client).receives("hello again").receivesNothing();
        }

        @Test
        @Tag("3.1")
        @DisplayName(
                "A request gets its reply without one more call of the same method for each request")
        void gets_its_reply_without_a_call_that_never_returns() {
            askEleven(wire.sendTo(serving().port()));

            assertThat(wire).doesNotNestItsCalls();
        }

        private void askEleven(DatagramPeer client) {
            for (int i = 0; i < 11; i++) {
                client.send("hello");
                assertThat(client).receives("hello");
            }
        }

        @Test
        @Tag("3.2")
        @DisplayName("A request in Russian comes back byte for byte")
        void in_russian_comes_back_byte_for_byte() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("привет");

            assertThat(client).receives("привет");
        }

        @Test
        @Tag("3.2")
        void that_is_not_text_comes_back_byte_for_byte() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send(NO_TEXT);

            assertThat(client).receives(NO_TEXT);
        }

        @Test
        @Tag("3.2")
        void comes_back_with_the_spaces_at_its_ends() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("  two spaces  ");

            assertThat(client).receives("  two spaces  ");
        }

        @Test
        @Tag("3.2")
        void of_white_space_comes_back_as_it_is() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("\t \t");

            assertThat(client).receives("\t \t");
        }

        @Test
        @Tag("3.2")
        void of_1024_bytes_comes_back_in_full() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send(FULL);

            assertThat(client).receives(FULL);
        }

        @Test
        @Tag("3.2")
        void that_is_short_after_a_long_one_comes_back_alone() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("a request that is longer");
            assertThat(client).receives("a request that is longer");
            client.send("short");

            assertThat(client).receives("short");
        }

        @Test
        @Tag("3.2")
        void that_is_long_after_a_short_one_comes_back_in_full() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("hi");
            assertThat(client).receives("hi");
            client.send("a much longer request");

            assertThat(client).receives("a much longer request");
        }

        @Test
        @Tag("3.3")
        void that_is_empty_gets_an_empty_reply() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("");

            assertThat(client).receives("").receivesNothing();
        }

        @Test
        @Tag("3.3")
        void after_an_empty_one_still_gets_its_reply() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("");
            assertThat(client).receives("");
            client.send("more");

            assertThat(client).receives("more");
        }

        @Test
        @Tag("3.4")
        void that_arrived_before_serve_was_called_gets_its_reply() {
            Served<ReplyServer> server = bound();
            DatagramPeer client = wire.sendTo(server.port());

            client.send("hello");
            server.serve(ReplyServer::serve);

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("3.1")
        @DisplayName("A request gets its reply, however long the server has waited for it")
        void gets_its_reply_after_a_long_wait() {
            wire.letTimePassFast();
            Served<ReplyServer> server = serving();
            assertThat(server.serving()).goesOn();
            DatagramPeer client = wire.sendTo(server.port());
            client.send("hello");
            assertThat(client).receives("hello");

            assertThat(server.serving()).goesOn();
            client.send("HELLO");

            assertThat(client).receives("HELLO");
        }
    }

    @Nested
    class Two_clients {

        @Test
        @Tag("3.1")
        void that_take_turns_get_their_own_replies() {
            Served<ReplyServer> server = serving();
            DatagramPeer client = wire.sendTo(server.port());
            DatagramPeer other = wire.sendTo(server.port());

            client.send("first");
            assertThat(client).receives("first");
            other.send("other");
            assertThat(other).receives("other");
            client.send("third");

            assertThat(client).receives("third").receivesNothing();
            assertThat(other).receivesNothing();
        }

        @Test
        @Tag("3.4")
        void that_ask_before_serve_is_called_get_their_own_replies() {
            Served<ReplyServer> server = bound();
            DatagramPeer client = wire.sendTo(server.port());
            DatagramPeer other = wire.sendTo(server.port());
            client.send("first");
            other.send("other");

            server.serve(ReplyServer::serve);

            assertThat(other).receives("other").receivesNothing();
            assertThat(client).receives("first").receivesNothing();
        }

        @Test
        @Tag("3.1")
        void of_two_servers_in_one_program_get_their_own_replies() {
            DatagramPeer client = wire.sendTo(serving().port());
            DatagramPeer other = wire.sendTo(serving().port());

            client.send("a much longer request");
            other.send("short");

            assertThat(client).receives("a much longer request").receivesNothing();
            assertThat(other).receives("short").receivesNothing();
        }

        @Test
        @Tag("3.2")
        void that_ask_at_the_same_time_get_their_own_bytes() {
            wire.atEachPause(
                    round -> {
                        Served<ReplyServer> server = serving();
                        DatagramPeer client = wire.sendTo(server.port());
                        DatagramPeer other = wire.sendTo(server.port());
                        client.send("first request");

                        round.meanwhile(() -> other.send("other request"));

                        assertThat(client).receives("first request").receivesNothing();
                        assertThat(other).receives("other request").receivesNothing();
                    });
        }

        @Test
        @Tag("3.2")
        void of_two_servers_that_ask_at_the_same_time_get_their_own_bytes() {
            wire.atEachPause(
                    round -> {
                        DatagramPeer client = wire.sendTo(serving().port());
                        DatagramPeer other = wire.sendTo(serving().port());
                        client.send("first request");

                        round.meanwhile(() -> other.send("other request"));

                        assertThat(client).receives("first request").receivesNothing();
                        assertThat(other).receives("other request").receivesNothing();
                    });
        }

        @Test
        @Tag("3.5")
        void do_not_depend_on_each_other_if_one_has_gone_away() {
            Served<ReplyServer> server = bound();
            DatagramPeer gone = wire.sendTo(server.port());
            DatagramPeer client = wire.sendTo(server.port());
            gone.send("first");
            gone.close();
            client.send("other");

            server.serve(ReplyServer::serve);

            assertThat(client).receives("other");
        }
    }

    @Nested
    class The_service {

        @Test
        @Tag("3.6")
        void returns_if_it_is_closed_while_it_waits() {
            Served<ReplyServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("3.6")
        void returns_if_it_is_closed_after_a_reply() {
            Served<ReplyServer> server = serving();
            DatagramPeer client = wire.sendTo(server.port());
            client.send("hello");
            assertThat(client).receives("hello");

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("3.6")
        void returns_wherever_its_thread_is_when_it_is_closed() {
            wire.atEachPause(
                    round -> {
                        Served<ReplyServer> server = serving();
                        wire.sendTo(server.port()).send("hello");

                        round.meanwhile(server::beginToClose);

                        assertThat(server.closing()).returns();
                        assertThat(server.serving()).returns();
                        assertThat(server).leavesNothingBehind();
                    });
        }

        @Test
        @Tag("3.6")
        void frees_its_port_even_if_serve_was_never_called() {
            Served<ReplyServer> server = bound();

            server.close();
            assertThat(server).leavesNothingBehind();

            DatagramPeer client = wire.sendTo(serving().port());
            client.send("hello");
            assertThat(client).receives("hello");
        }
    }
}
