package lesson08_udp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import kit.Call;
import kit.DatagramPeer;
import kit.Likely;
import kit.Served;
import kit.Wire;
import lesson08_udp.DatagramReceiver.Message;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DatagramReceiverTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "close() does not close all that was opened: the socket, every thread."),
        when(
                seen -> seen.expectedWords("serve() to come back") && seen.runsWithoutEnd(),
                "every exception is caught and the loop goes on, also when the socket is closed. Then receive() throws for ever: return if socket.isClosed()."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop turns without waiting for anything. receive() blocks until the next datagram is there."),
        when(
                seen -> seen.expectedWords("serve() to") && seen.waitsForDatagram(),
                "close() does not end the wait in receive(). A flag is not enough: close the socket."),
        when(
                seen ->
                        seen.expectedWords("serve() to return")
                                && seen.threw(SocketException.class, "closed"),
                "receive() throws when the socket is closed under it. Catch that, and return if socket.isClosed()."),
        when(
                seen -> seen.threw(SocketTimeoutException.class),
                "a time-out ends the wait. A receiver waits for the next datagram for as long as it takes."),
        when(
                seen -> seen.gotText().contains("sender=null"),
                "the socket is connected to nobody and knows no sender. The packet does: packet.getSocketAddress()."),
        when(
                seen -> seen.gotText().contains("\0") || seen.printed().contains("\0"),
                "the whole buffer is taken for the text. Only the first packet.getLength() bytes are the datagram's."),
        when(
                seen -> seen.expectedWords("text=short") && seen.gotText().contains("text=short"),
                "what an older datagram left in the buffer is taken for text. Only the first packet.getLength() bytes are new."),
        when(
                seen -> seen.expectedWords("text=a longer") && seen.gotText().contains("text=a lo"),
                "the packet has shrunk to the length of an older datagram: setLength() and setData() also say how much the next may bring. Make a new packet for each."),
        when(
                seen -> seen.expectedWords("text=привет"),
                "the text is decoded in another charset than UTF-8: where none is named, in the computer's own, windows-1251 while it is graded. Name it: UTF_8."),
        when(
                seen -> seen.expected("empty") && seen.returned("serve()"),
                "an empty datagram is taken for the end. UDP has no end: length 0 is a message without text."),
        when(
                seen -> seen.expectedWords("cut=true") && seen.gotText().contains("cut=false"),
                "a datagram that is longer than the buffer is cut in silence. Make the buffer one byte longer than 1024: if that byte comes, there was more."),
        when(
                seen -> seen.expectedWords("cut=false") && seen.gotText().contains("cut=true"),
                "a full buffer does not mean that something is missing: exactly 1024 bytes are whole. Make the buffer one byte longer, and see whether that byte comes."),
        when(
                seen -> seen.expectedWords("cut=true") && seen.gotText().contains("cut=true"),
                "more than the first 1024 bytes are taken. The text has min(length, 1024) of them."),
        when(
                seen -> seen.expectedWords("no printed line with \"cut\""),
                "each line says cut, also where nothing was. Print the word only if it is true."),
        when(
                seen -> seen.expectedWords("no printed line with"),
                "what is printed is all on one line. println ends the line of each datagram."),
        when(
                seen -> seen.expectedPrint() && seen.expected("cut"),
                "the line does not say that the datagram was cut."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.returned("serve()")
                                && !seen.printed().isBlank(),
                "serve() returns after one datagram. Receive the next: a loop."),
        when(
                seen -> seen.expectedPrint() && seen.printed().isBlank() && seen.waitsForDatagram(),
                "nothing is printed for a datagram that came. Each has a line, an empty one too."),
        when(
                seen -> seen.expectedReturn() && seen.waitsForDatagram(),
                "receive() waits for another datagram. One receive brings one whole message: there is no more to collect."),
        when(
                seen -> seen.expectedReturn() && seen.gotText().contains("text="),
                "sender or text are not those of the datagram: packet.getSocketAddress(), and the first packet.getLength() bytes."),
        when(
                seen -> seen.expectedPrint() && seen.printed().contains("127.0.0.1"),
                "the line does not tell all that it should. A sender is an address and a port: packet.getSocketAddress() has both."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<DatagramReceiver> bound() {
        return wire.bindDatagrams(
                "new DatagramReceiver(0)", () -> new DatagramReceiver(0), DatagramReceiver::port);
    }

    private Served<DatagramReceiver> serving() {
        return bound().serve(DatagramReceiver::serve);
    }

    private static String port(DatagramPeer client) {
        return String.valueOf(client.port());
    }

    private static Call<Message> receive(Served<DatagramReceiver> receiver) {
        return receiver.call("receive()", DatagramReceiver::receive);
    }

    @Nested
    @Tag("task-1")
    class A_datagram {

        @Test
        void is_received_with_its_sender() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());
            Call<Message> receive = receive(receiver);

            client.send("hello");

            assertThat(receive).returns(new Message(client.address(), false, "hello"));
        }

        @Test
        void that_was_sent_before_anybody_waited_is_received() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("early");

            assertThat(receive(receiver)).returns(new Message(client.address(), false, "early"));
        }

        @Test
        void is_received_as_utf_8() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("привет");

            assertThat(receive(receiver)).returns(new Message(client.address(), false, "привет"));
        }

        @Test
        void is_never_joined_with_the_next() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("hello, ");
            client.send("world!\n");

            assertThat(receive(receiver)).returns(new Message(client.address(), false, "hello, "));
            assertThat(receive(receiver)).returns(new Message(client.address(), false, "world!\n"));
        }

        @Test
        void may_be_empty() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());
            Call<Message> receive = receive(receiver);

            client.send("");

            assertThat(receive).returns(new Message(client.address(), false, ""));
        }

        @Test
        void has_nothing_of_a_longer_one_before() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("a longer one");
            client.send("short");

            assertThat(receive(receiver))
                    .returns(new Message(client.address(), false, "a longer one"));
            assertThat(receive(receiver)).returns(new Message(client.address(), false, "short"));
        }

        @Test
        void is_whole_after_a_shorter_one() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("tiny");
            client.send("a longer one");

            assertThat(receive(receiver)).returns(new Message(client.address(), false, "tiny"));
            assertThat(receive(receiver))
                    .returns(new Message(client.address(), false, "a longer one"));
        }

        @Test
        void of_1024_bytes_is_whole() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("abcdefg ".repeat(128));

            assertThat(receive(receiver))
                    .returns(new Message(client.address(), false, "abcdefg ".repeat(128)));
        }

        @Test
        void of_1025_bytes_is_cut() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("abcdefg ".repeat(128) + "!");

            assertThat(receive(receiver))
                    .returns(new Message(client.address(), true, "abcdefg ".repeat(128)));
        }

        @Test
        void of_many_bytes_is_cut_and_the_next_is_not() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("abcdefg ".repeat(1000));
            client.send("next");

            assertThat(receive(receiver))
                    .returns(new Message(client.address(), true, "abcdefg ".repeat(128)));
            assertThat(receive(receiver)).returns(new Message(client.address(), false, "next"));
        }
    }

    @Nested
    @Tag("task-2")
    class The_service {

        @Test
        void prints_sender_and_text_of_each_datagram() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("one");
            client.send("two");

            assertThat(wire).prints(port(client), "one").prints(port(client), "two");
        }

        @Test
        void prints_each_datagram_on_a_line_of_its_own() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("good morning");
            client.send("good night");

            assertThat(wire)
                    .prints("good morning")
                    .prints("good night")
                    .printsNoLineWith("good morning", "good night");
        }

        @Test
        void prints_which_client_said_what() {
            Served<DatagramReceiver> receiver = serving();
            DatagramPeer first = wire.sendTo(receiver.port());
            DatagramPeer second = wire.sendTo(receiver.port());

            first.send("good morning");
            second.send("good night");

            assertThat(wire).prints(port(first), "good morning").prints(port(second), "good night");
        }

        @Test
        void tells_when_a_datagram_was_cut() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("abcdefg ".repeat(129));

            assertThat(wire).prints("cut");
        }

        @Test
        void says_nothing_of_a_datagram_that_was_not_cut() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("whole");

            assertThat(wire).prints("whole").printsNoLineWith("cut");
        }

        @Test
        void goes_on_after_an_empty_datagram() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("");
            client.send("empty".getBytes(UTF_8));

            assertThat(wire).prints("empty");
        }

        @Test
        void prints_a_line_for_an_empty_datagram_too() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("");

            assertThat(wire).prints(port(client));
        }

        @Test
        void ends_when_it_is_closed_while_it_waits() {
            Served<DatagramReceiver> receiver = serving();
            wire.settle();

            receiver.close();

            assertThat(receiver.serving()).returns();
            assertThat(receiver).leavesNothingBehind();
        }

        @Test
        void ends_when_it_is_closed_after_it_has_received() {
            Served<DatagramReceiver> receiver = serving();
            DatagramPeer client = wire.sendTo(receiver.port());
            client.send("hello");
            assertThat(wire).prints("hello");

            receiver.close();

            assertThat(receiver.serving()).returns();
            assertThat(receiver).leavesNothingBehind();
        }
    }
}
