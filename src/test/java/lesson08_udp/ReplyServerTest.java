package lesson08_udp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import kit.DatagramPeer;
import kit.Likely;
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
class ReplyServerTest {

    private static final String LONG = "abcdefg ".repeat(128); // 1024 bytes

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "close() does not close all that was opened: the socket, every thread."),
        when(
                seen -> seen.runsWithoutEnd(),
                "every exception is caught and the loop goes on, also when the socket is closed. Then receive() throws for ever: return if socket.isClosed()."),
        when(
                seen -> seen.expectedReturn() && seen.waitsForDatagram(),
                "close() does not end the wait in receive(). A flag is not enough: close the socket."),
        when(
                seen -> seen.expectedReturn() && seen.threw(SocketException.class, "closed"),
                "receive() throws when the socket is closed under it. Catch that, and return if socket.isClosed()."),
        when(
                seen -> seen.threw(SocketTimeoutException.class),
                "a time-out ends the service. A server waits for the next request for as long as it takes."),
        when(
                seen -> seen.gotText().contains("\0"),
                "the whole buffer is sent back. Only the first packet.getLength() bytes are the request."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotText().endsWith("reply : one")
                                && !seen.gotText().startsWith("Server"),
                "the packet still holds the reply, so the next request is read into that. Make a new packet for each request."),
        when(
                seen -> seen.expected("Server reply : short") && seen.gotSomethingElse(),
                "what an older request left in the buffer is sent back. Only the first packet.getLength() bytes are new."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotOnlyTheBeginning()
                                && seen.expected("Server reply : " + LONG),
                "the whole reply does not fit: a request of 1024 bytes makes a reply of 1039."),
        when(
                seen -> seen.got("Server reply : ") && !seen.expected("Server reply : "),
                "the reply is sent in pieces, each of them a datagram. Put prefix and request into one array and send that once."),
        when(
                seen -> seen.expected("Server reply : a much longer request"),
                "the packet has shrunk to what it held before: setData() and setLength() also say how much the next receive() may bring. Make a new packet for each request."),
        when(
                seen -> seen.expected("Server reply : ") && seen.gotNothing(),
                "an empty datagram is taken for the end, or for nothing. It is a request like any other."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "a datagram is sent that nobody asked for. One request, one reply, at the address that it came from."),
        when(
                seen -> seen.expected("Server reply : second") && seen.gotNothing(),
                "only the first client is heard, or answered. Do not connect() a server's socket or keep an address: answer each request at its own packet.getSocketAddress()."),
        when(
                seen -> seen.gotText().contains("\uFFFD") || seen.expectedWords("\\xff"),
                "the request is turned into text and back, and not every byte is text. Copy the bytes."),
        when(
                seen -> seen.expected("Server reply : привет") && !seen.gotNothing(),
                "the reply goes through another charset than UTF-8: where none is named, the computer's own, windows-1251 while it is graded. Copy the bytes."),
        when(
                seen -> seen.gotNothing() && seen.returned("serve()"),
                "serve() returns after one request. Receive the next: a loop."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && seen.waitsForDatagram()
                                && !seen.threwAnything(),
                "the reply went somewhere else. It belongs to where the request came from: packet.getSocketAddress()."),
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
        void is_answered_where_it_came_from() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("hello");

            assertThat(client).receives("Server reply : hello").receivesNothing();
        }

        @Test
        void that_came_before_serve_was_called_is_answered() {
            Served<ReplyServer> server = bound();
            DatagramPeer client = wire.sendTo(server.port());

            client.send("hello");
            server.serve(ReplyServer::serve);

            assertThat(client).receives("Server reply : hello");
        }

        @Test
        void after_another_is_answered_by_itself() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("one");
            assertThat(client).receives("Server reply : one");
            client.send("two");

            assertThat(client).receives("Server reply : two").receivesNothing();
        }

        @Test
        void that_is_empty_is_answered_too() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("");

            assertThat(client).receives("Server reply : ");
        }

        @Test
        void in_russian_is_answered_byte_for_byte() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("привет");

            assertThat(client).receives("Server reply : привет");
        }

        @Test
        void that_is_short_after_a_long_one_is_answered_by_itself() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("a request that is longer");
            assertThat(client).receives("Server reply : a request that is longer");
            client.send("short");

            assertThat(client).receives("Server reply : short");
        }

        @Test
        void that_is_long_after_a_short_one_is_answered_whole() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("hi");
            assertThat(client).receives("Server reply : hi");
            client.send("a much longer request");

            assertThat(client).receives("Server reply : a much longer request");
        }

        @Test
        void of_1024_bytes_is_answered_whole() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send(LONG);

            assertThat(client).receives("Server reply : " + LONG);
        }

        @Test
        void that_is_no_text_is_answered_byte_for_byte() {
            DatagramPeer client = wire.sendTo(serving().port());
            byte[] reply = "Server reply : ....".getBytes(UTF_8);
            reply[15] = (byte) 0xff;
            reply[17] = (byte) 0xd0;

            client.send(Arrays.copyOfRange(reply, 15, 19));

            assertThat(client).receives(reply);
        }
    }

    @Nested
    class Two_clients {

        @Test
        void that_take_turns_are_answered_each_at_its_own_address() {
            Served<ReplyServer> server = serving();
            DatagramPeer client = wire.sendTo(server.port());
            DatagramPeer other = wire.sendTo(server.port());

            client.send("first");
            assertThat(client).receives("Server reply : first");
            other.send("second");
            assertThat(other).receives("Server reply : second");
            client.send("third");

            assertThat(client).receives("Server reply : third").receivesNothing();
            assertThat(other).receivesNothing();
        }

        @Test
        void that_ask_before_anyone_is_answered_get_their_own_replies() {
            Served<ReplyServer> server = bound();
            DatagramPeer client = wire.sendTo(server.port());
            DatagramPeer other = wire.sendTo(server.port());
            client.send("first");
            other.send("second");

            server.serve(ReplyServer::serve);

            assertThat(other).receives("Server reply : second").receivesNothing();
            assertThat(client).receives("Server reply : first").receivesNothing();
        }

        @Test
        void of_whom_one_has_gone_do_not_disturb_each_other() {
            Served<ReplyServer> server = bound();
            DatagramPeer gone = wire.sendTo(server.port());
            DatagramPeer client = wire.sendTo(server.port());
            gone.send("first");
            gone.close();
            client.send("second");

            server.serve(ReplyServer::serve);

            assertThat(client).receives("Server reply : second");
        }
    }

    @Nested
    class The_service {

        @Test
        void ends_when_it_is_closed_while_it_waits() {
            Served<ReplyServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void ends_when_it_is_closed_after_it_has_answered() {
            Served<ReplyServer> server = serving();
            DatagramPeer client = wire.sendTo(server.port());
            client.send("hello");
            assertThat(client).receives("Server reply : hello");

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void frees_its_port_even_if_it_never_began() {
            Served<ReplyServer> server = bound();

            server.close();
            assertThat(server).leavesNothingBehind();

            DatagramPeer client = wire.sendTo(serving().port());
            client.send("hello");
            assertThat(client).receives("Server reply : hello");
        }
    }
}
