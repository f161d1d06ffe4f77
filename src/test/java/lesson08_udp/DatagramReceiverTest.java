package lesson08_udp;

import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.IllegalFormatException;
import java.util.regex.Pattern;
import kit.Call;
import kit.DatagramPeer;
import kit.Likely;
import kit.Served;
import kit.Wire;
import lesson08_udp.DatagramReceiver.Message;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DatagramReceiverTest {

    private static final String FULL = "abcdefg ".repeat(128); // 1024 bytes, as many as are kept
    private static final String ZERO = "0123456 ".repeat(128); // 1024 bytes; a zero byte follows
    private static final String SPACE = "spaces, ".repeat(128); // 1024 bytes; a space follows
    private static final String RUSSIAN = "привет, ".repeat(72) + "пока"; // 1016 bytes, 580 letters

    private static final Pattern PORT_IN_PARTS =
            Pattern.compile("(?<!\\d)\\d{1,2}[,\u00a0\u202f\u2019]\\d{3}(?!\\d)");

    private static final Likely[] CAUSES = {
        whenHeld(
                seen ->
                        seen.held("serve()", "", "")
                                && seen.expectedWords("serve() to return")
                                && seen.threw(SocketException.class),
                "after close(), every call of the socket throws a SocketException, not only receive(). Catch it around all of them, and return if socket.isClosed() is true."),
        when(
                seen -> seen.expectedRest(),
                "serve() calls itself for the next datagram, and none of these calls returns. After some thousands of datagrams the stack is full, and the program ends with a StackOverflowError: use a loop."),
        when(
                seen -> seen.expectedNothingLeft(),
                "close() leaves something open. Close the socket, and end every thread that you started."),
        when(
                seen -> seen.expectedWords("serve() to end") && seen.runsWithoutEnd(),
                "serve() catches every exception and loops, even after the socket was closed. From then on receive() throws immediately, forever: return if socket.isClosed() is true."),
        when(
                seen ->
                        seen.runsWithoutEnd() && seen.threw(SocketException.class, "closed")
                                || seen.runsWithoutEnd() && seen.printed().contains("closed"),
                "the loop goes on after the socket was closed. From then on receive() throws immediately, forever: return if socket.isClosed() is true."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop runs without waiting for anything. receive() blocks until the next datagram arrives."),
        when(
                seen -> seen.expectedWords("serve() to") && seen.waitsForDatagram(),
                "close() does not wake the thread that waits in receive(). A flag is not enough: close the socket."),
        when(
                seen ->
                        seen.expectedWords("serve() to return")
                                && seen.threw(SocketException.class, "closed"),
                "receive() throws a SocketException when another thread closes the socket. Catch it, and return if socket.isClosed() is true."),
        when(
                seen -> seen.threw(SocketTimeoutException.class),
                "a time-out ends the wait. A receiver waits for the next datagram for as long as it takes."),
        when(
                seen -> seen.gotText().contains("sender=null"),
                "the sender is taken from the socket, which is not connected to anybody. The packet has it: packet.getSocketAddress()."),
        when(
                seen ->
                        seen.expectedWords("text=zero\0")
                                && seen.gotText().contains("text=")
                                && !seen.gotText().contains("\0"),
                "zero bytes are removed from the text, but they may be part of a datagram. The text has as many bytes as packet.getLength() returns, 1024 at most, whatever their values are."),
        when(
                seen -> seen.gotText().contains("\0") || seen.printed().contains("\0"),
                "the text contains the whole buffer. Only the first packet.getLength() bytes belong to the datagram."),
        when(
                seen -> seen.expectedWords("text=short") && seen.gotText().contains("text=short"),
                "the text contains bytes of an earlier datagram that are still in the buffer. Only the first packet.getLength() bytes are new."),
        when(
                seen -> seen.expectedWords("text=a longer") && seen.gotText().contains("text=a lo"),
                "the packet has shrunk to the length of an earlier datagram. setLength() and setData() also set how much the next receive() may return: make a new packet for each."),
        when(
                seen ->
                        seen.expectedWords("text=another long")
                                && seen.gotText().contains("cut=false, text=another long"),
                "the packet has shrunk to 1024 bytes after an earlier datagram, so nothing shows that this one is longer. setLength() also sets how much the next receive() may return: make a new packet for each."),
        when(
                seen -> seen.expected("  two  spaces\t") && seen.printed().contains("two  spaces"),
                "white space at the ends of the text is missing in the line. It is part of the datagram: print the text as it is."),
        when(
                seen ->
                        seen.expectedWords("text=  two spaces  ")
                                && seen.gotText().contains("text=two spaces"),
                "spaces at the ends of the text are removed. They are part of the datagram: return the text as it is."),
        when(
                seen -> seen.expectedWords("text=\t \t") && seen.gotText().contains("text="),
                "a text of white space is treated as if it were empty. It is part of the datagram: return it as it is."),
        when(
                seen ->
                        seen.expected("\t \t")
                                && !seen.printed().isBlank()
                                && !seen.threwAnything(),
                "a text of white space is treated as if it were empty. It is part of the datagram: print it as it is."),
        when(
                seen -> seen.expectedWords("text=привет and 😀") && seen.gotSomethingElse(),
                "the text is not decoded as UTF-8. Without a charset, Java takes the computer's own, which is windows-1251 while your code is graded: name UTF_8."),
        when(
                seen -> seen.expectedWords("after the empty one") && seen.returned("serve()"),
                "serve() takes an empty datagram for the end. UDP has no end of stream: a length of 0 is a message without text."),
        when(
                seen ->
                        seen.expectedWords("cut=true, text=привет")
                                && seen.gotText().contains("cut=false"),
                "letters are counted, not bytes. A Russian letter has two bytes in UTF-8: compare packet.getLength()."),
        when(
                seen ->
                        (seen.expectedWords("text=0123456 ") || seen.expectedWords("text=spaces, "))
                                && seen.gotText().contains("cut=false"),
                "the value of byte 1025 decides whether the datagram was truncated, but that byte may be zero or a space. Compare packet.getLength() with 1024."),
        when(
                seen -> seen.expectedWords("cut=true") && seen.gotText().contains("cut=false"),
                "a datagram longer than the buffer is truncated, and nothing reports it, so its length looks like 1024. Make the buffer one byte longer: if that byte is used, there was more."),
        when(
                seen -> seen.expectedWords("cut=false") && seen.gotText().contains("cut=true"),
                "a full buffer is taken as a sign that something is missing, but a datagram of exactly 1024 bytes is complete. Make the buffer one byte longer, and see whether that byte is used."),
        when(
                seen ->
                        seen.expectedWords("cut=true") && seen.gotText().contains("cut=true")
                                || seen.expected(FULL) && seen.gotText().startsWith(FULL),
                "the text has more than the first 1024 bytes. Decode Math.min(packet.getLength(), 1024) bytes."),
        when(
                seen -> seen.expectedWords("127.0.0.200") && seen.printed().contains("127.0.0.-56"),
                "the address is made of the bytes of getAddress(), but a byte of Java is at most 127, so 200 becomes -56. Print packet.getSocketAddress(), or getHostAddress() of the InetAddress."),
        when(
                seen -> seen.expectedPrint() && PORT_IN_PARTS.matcher(seen.printed()).find(),
                "the port is printed with a separator between its digits, as in 40,000. The comma in the format %,d does that: leave it out."),
        when(
                seen -> seen.threw(IllegalFormatException.class),
                "the text of a datagram is used as a format. Print it with println, or pass it to printf as an argument for %s."),
        when(
                seen -> seen.expectedWords("no printed line with \"cut\""),
                "every line contains the word cut, even for a complete datagram. Print it only if cut is true."),
        when(
                seen -> seen.expectedWords("no printed line with"),
                "all datagrams are printed on one line. println ends the line after each."),
        when(
                seen -> seen.expectedPrint() && seen.expected("cut"),
                "the line does not show that the datagram was truncated. Add the word cut if cut is true."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.returned("serve()")
                                && !seen.printed().isBlank(),
                "serve() returns after one datagram. Receive the next one: you need a loop."),
        when(
                seen -> seen.expectedPrint() && seen.printed().isBlank() && seen.waitsForDatagram(),
                "serve() prints nothing for a datagram that has arrived. Print a line for each, even for an empty one."),
        when(
                seen -> seen.expectedReturn() && seen.waitsForDatagram(),
                "receive() waits for another datagram. One call returns one complete message, so there is nothing to collect."),
        when(
                seen -> seen.expectedReturn() && seen.gotText().contains("text="),
                "sender or text are not those of the datagram. Take packet.getSocketAddress() and the first packet.getLength() bytes."),
        when(
                seen -> seen.expectedPrint() && !seen.printed().isBlank() && !seen.threwAnything(),
                "the line lacks a part of the datagram. Print address, port and text: packet.getSocketAddress() has the first two."),
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

    private static Message whole(DatagramPeer client, String text) {
        return new Message(client.address(), false, text);
    }

    private static Message cut(DatagramPeer client, String text) {
        return new Message(client.address(), true, text);
    }

    @Nested
    class A_datagram {

        @Test
        @Tag("1.1")
        void is_received_with_its_sender() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());
            Call<Message> receive = receive(receiver);

            client.send("hello");

            assertThat(receive).returns(whole(client, "hello"));
        }

        @Test
        @Tag("1.1")
        void that_arrived_before_receive_was_called_is_received() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("early");

            assertThat(receive(receiver)).returns(whole(client, "early"));
        }

        @Test
        @Tag("1.1")
        void is_not_joined_with_the_next_one() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("hello,");
            client.send("world!");

            assertThat(receive(receiver)).returns(whole(client, "hello,"));
            assertThat(receive(receiver)).returns(whole(client, "world!"));
        }

        @Test
        @Tag("1.1")
        void has_its_own_sender_and_not_the_first_one() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer first = wire.sendTo(receiver.port());
            DatagramPeer second = wire.sendTo(receiver.port());

            first.send("one");
            second.send("two");
            first.send("six");

            assertThat(receive(receiver)).returns(whole(first, "one"));
            assertThat(receive(receiver)).returns(whole(second, "two"));
            assertThat(receive(receiver)).returns(whole(first, "six"));
        }

        @Test
        @Tag("1.2")
        @DisplayName("A datagram is decoded as UTF-8")
        void is_decoded_as_utf_8() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("привет and 😀");

            assertThat(receive(receiver)).returns(whole(client, "привет and 😀"));
        }

        @Test
        @Tag("1.2")
        void keeps_the_spaces_at_its_ends() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("  two spaces  ");

            assertThat(receive(receiver)).returns(whole(client, "  two spaces  "));
        }

        @Test
        @Tag("1.2")
        void keeps_white_space_if_it_contains_nothing_else() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("\t \t");

            assertThat(receive(receiver)).returns(whole(client, "\t \t"));
        }

        @Test
        @Tag("1.2")
        void keeps_the_zero_bytes_at_its_end() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("zero\0");

            assertThat(receive(receiver)).returns(whole(client, "zero\0"));
        }

        @Test
        @Tag("1.2")
        void of_1025_bytes_has_a_text_of_1024() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());
            Call<String> text = receiver.call("receive().text()", r -> r.receive().text());

            client.send(FULL + "!");

            assertThat(text).returns(FULL);
        }

        @Test
        @Tag("1.3")
        void of_1024_bytes_is_complete() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send(FULL);

            assertThat(receive(receiver)).returns(whole(client, FULL));
        }

        @Test
        @Tag("1.3")
        void of_1025_bytes_is_truncated_to_1024() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send(FULL + "!");

            assertThat(receive(receiver)).returns(cut(client, FULL));
        }

        @Test
        @Tag("1.3")
        void of_8000_bytes_is_truncated_to_1024() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("abcdefg ".repeat(1000));

            assertThat(receive(receiver)).returns(cut(client, FULL));
        }

        @Test
        @Tag("1.3")
        void is_truncated_after_another_one_was_truncated() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());
            String another = "another long packet, ".repeat(100);

            client.send(FULL + "!");
            client.send(another);

            assertThat(receive(receiver)).returns(cut(client, FULL));
            assertThat(receive(receiver)).returns(cut(client, another.substring(0, 1024)));
        }

        @Test
        @Tag("1.3")
        @DisplayName("A Russian datagram is truncated by its bytes, not by its letters")
        void in_russian_is_truncated_by_its_bytes_not_by_its_letters() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send(RUSSIAN + "12345678, 10 more");

            assertThat(receive(receiver)).returns(cut(client, RUSSIAN + "12345678"));
        }

        @Test
        @Tag("1.3")
        @DisplayName(
                "A datagram of 1025 bytes is truncated even if the last one is a zero byte or a space")
        void of_1025_bytes_is_truncated_whatever_the_last_one_is() {
            isTruncatedAfter(FULL, "!");
            isTruncatedAfter(ZERO, "\0");
            isTruncatedAfter(SPACE, " ");
        }

        private void isTruncatedAfter(String kept, String more) {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send(kept + more);

            assertThat(receive(receiver)).returns(cut(client, kept));
        }

        @Test
        @Tag("1.4")
        void may_be_empty() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());
            Call<Message> receive = receive(receiver);

            client.send("");

            assertThat(receive).returns(whole(client, ""));
        }

        @Test
        @Tag("1.5")
        void contains_nothing_of_a_longer_one_before_it() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("a longer one");
            client.send("short");

            assertThat(receive(receiver)).returns(whole(client, "a longer one"));
            assertThat(receive(receiver)).returns(whole(client, "short"));
        }

        @Test
        @Tag("1.5")
        void contains_nothing_of_a_truncated_one_before_it() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("abcdefg ".repeat(1000));
            client.send("short");

            assertThat(receive(receiver)).returns(cut(client, FULL));
            assertThat(receive(receiver)).returns(whole(client, "short"));
        }

        @Test
        @Tag("1.6")
        void is_received_in_full_after_a_shorter_one() {
            Served<DatagramReceiver> receiver = bound();
            DatagramPeer client = wire.sendTo(receiver.port());

            client.send("tiny");
            client.send("a longer one");

            assertThat(receive(receiver)).returns(whole(client, "tiny"));
            assertThat(receive(receiver)).returns(whole(client, "a longer one"));
        }
    }

    @Nested
    class The_service {

        @Test
        @Tag("2.1")
        @DisplayName("The service prints address, port and text of each datagram")
        void prints_address_port_and_text_of_each_datagram() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("one");
            client.send("two");

            assertThat(wire)
                    .prints("127.0.0.1", port(client), "one")
                    .prints("127.0.0.1", port(client), "two");
        }

        @Test
        @Tag("2.1")
        void prints_each_datagram_on_its_own_line() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("good morning");
            client.send("good night");

            assertThat(wire)
                    .prints("good morning")
                    .prints("good night")
                    .printsNoLineWith("good morning", "good night");
        }

        @Test
        @Tag("2.1")
        void prints_which_sender_sent_which_text() {
            Served<DatagramReceiver> receiver = serving();
            DatagramPeer first = wire.sendTo(receiver.port());
            DatagramPeer second = wire.sendTo(receiver.port());

            first.send("good morning");
            second.send("good night");

            assertThat(wire).prints(port(first), "good morning").prints(port(second), "good night");
        }

        @Test
        @Tag("2.1")
        void prints_percent_signs_and_backslashes_as_they_are() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("100 %d, $1 and \\n");

            assertThat(wire).prints("100 %d, $1 and \\n");
        }

        @Test
        @Tag("2.1")
        void prints_the_white_space_at_the_ends_of_a_text() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("  two  spaces\t");

            assertThat(wire).prints("  two  spaces\t");
        }

        @Test
        @Tag("2.1")
        void prints_a_text_of_white_space_as_it_is() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("\t \t");

            assertThat(wire).prints("\t \t");
        }

        @Test
        @Tag("2.1")
        void prints_the_address_of_a_sender_at_another_address() {
            DatagramPeer client = wire.sendFrom("127.0.0.200", serving().port());

            client.send("good day");

            assertThat(wire).prints("127.0.0.200", port(client), "good day");
        }

        @Test
        @Tag("2.2")
        void prints_the_word_cut_if_a_datagram_was_truncated() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("abcdefg ".repeat(129));

            assertThat(wire).prints("cut");
        }

        @Test
        @Tag("2.2")
        void prints_no_word_cut_if_a_datagram_is_complete() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("whole");

            assertThat(wire).prints("whole").printsNoLineWith("cut");
        }

        @Test
        @Tag("2.1")
        @DisplayName(
                "The service prints datagrams without one more call of the same method for each of them")
        void prints_datagrams_without_a_call_that_never_returns() {
            printEleven(wire.sendTo(serving().port()));

            assertThat(wire).doesNotNestItsCalls();
        }

        private void printEleven(DatagramPeer client) {
            for (int i = 0; i < 11; i++) {
                client.send("datagram " + i + ".");
                assertThat(wire).prints("datagram " + i + ".");
            }
        }

        @Test
        @Tag("2.3")
        void prints_a_line_for_an_empty_datagram() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("");

            assertThat(wire).prints(port(client));
        }

        @Test
        @Tag("2.3")
        void continues_after_an_empty_datagram() {
            DatagramPeer client = wire.sendTo(serving().port());

            client.send("");
            client.send("after the empty one");

            assertThat(wire).prints("after the empty one");
        }

        @Test
        @Tag("2.4")
        void returns_if_it_is_closed_while_it_waits() {
            Served<DatagramReceiver> receiver = serving();
            wire.settle();

            receiver.close();

            assertThat(receiver.serving()).returns();
            assertThat(receiver).leavesNothingBehind();
        }

        @Test
        @Tag("2.4")
        void returns_if_it_is_closed_after_a_datagram() {
            Served<DatagramReceiver> receiver = serving();
            DatagramPeer client = wire.sendTo(receiver.port());
            client.send("hello");
            assertThat(wire).prints("hello");

            receiver.close();

            assertThat(receiver.serving()).returns();
            assertThat(receiver).leavesNothingBehind();
        }

        @Test
        @Tag("2.4")
        void returns_wherever_its_thread_is_when_it_is_closed() {
            wire.atEachPause(
                    round -> {
                        Served<DatagramReceiver> receiver = serving();
                        wire.sendTo(receiver.port()).send("hello");

                        round.meanwhile(receiver::beginToClose);

                        assertThat(receiver.closing()).returns();
                        assertThat(receiver.serving()).returns();
                        assertThat(receiver).leavesNothingBehind();
                    });
        }
    }
}
