package lesson08_udp;

import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.net.BindException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import kit.Call;
import kit.DatagramPeer;
import kit.Evidence;
import kit.FaultyNetwork;
import kit.Likely;
import kit.Wire;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplyClientTest {

    private static final int LONG = 60_000; // milliseconds; no test waits until they are over
    private static final int SHORT = 20; // milliseconds; for tests in which nobody replies
    private static final String FULL = "abcdefg ".repeat(128); // 1024 bytes, the longest message
    private static final UnaryOperator<String> SAME = message -> message;

    private static final String AFTER_A_LATE_ONE = "ask() with a late wrong reply";

    private static final String SHARED_REPLIES =
            "another call of ask() changes what this one returns. All calls share a static field, so keep what belongs to one call in local variables.";

    private static final String SHARED_TRIES =
            "another call of ask() changes how many times this one sends its message. All calls share a static field, so count the tries in a local variable.";

    private static final String NO_TIME_LEFT =
            "after an ignored datagram, ask() waits without a time-out. setSoTimeout(0) means to wait forever: if no time is left, do not receive.";

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(BindException.class),
                "the client asks for a fixed port, which another socket has already. A client needs none: new DatagramSocket() lets the system pick one."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.waitsForLock(),
                "this call of ask() waits for a lock that another call holds while it waits for its reply. Two calls share nothing: leave synchronized out."),
        when(ReplyClientTest::returnsOther, SHARED_REPLIES),
        whenHeld(ReplyClientTest::returnsOther, SHARED_REPLIES),
        when(ReplyClientTest::countsOther, SHARED_TRIES),
        whenHeld(ReplyClientTest::countsOther, SHARED_TRIES),
        when(
                seen ->
                        seen.expectedWords("to wait for")
                                && seen.called(AFTER_A_LATE_ONE)
                                && seen.threw(SocketTimeoutException.class),
                "a try after an ignored datagram is shorter than the time-out. A value of setSoTimeout() stays until you set another: set the whole time-out before each try."),
        when(
                seen ->
                        seen.expectedWords("to wait for")
                                && seen.threw(SocketTimeoutException.class),
                "the three tries together are shorter than three time-outs. Each try waits for the whole time-out."),
        when(
                seen -> seen.expectedNothingLeft() && seen.called("ask() with a wrong"),
                "ask() has thrown an exception before it sent anything, and its socket is still open. Open the socket in the parentheses of try, so that it is closed even if connect() throws."),
        when(
                seen -> seen.expectedNothingLeft(),
                "ask() has ended, but one of its sockets or threads has not. Close every socket (try-with-resources), and shut every executor down."),
        when(
                seen ->
                        seen.expected("good morning")
                                || seen.expectedBytes()
                                        && seen.threw(PortUnreachableException.class),
                "ask() sends to another address than the host and port that it was given."),
        when(
                seen -> seen.expected("привет") && seen.gotText().equals("при"),
                "the packet has as many bytes as the message has letters. A Russian letter has two bytes in UTF-8: the length is bytes.length, not message.length()."),
        when(
                seen -> seen.expected("привет") && seen.gotSomethingElse(),
                "the message is not sent as UTF-8. Without a charset, Java takes the computer's own, which is windows-1251 while your code is graded: getBytes(UTF_8)."),
        when(
                seen -> seen.expectedSilence() && seen.got("anybody?"),
                "the message is sent more than three times. The first time counts."),
        when(
                seen -> seen.expectedSilence() && seen.got("second"),
                "a message is sent before the reply to the one before it has arrived. Send, wait for its reply, then send the next."),
        when(
                seen -> seen.expectedSilence() && seen.got("two"),
                "a datagram that is not the reply makes the client send its message again. Ignore it and keep waiting: if both sides react to each duplicate, they never stop."),
        when(
                seen -> seen.expectedSilence() && seen.got("next"),
                "a longer datagram was truncated to the size of the buffer, and what is left looks like the reply. Make the buffer larger than the longest reply."),
        when(
                seen -> seen.expectedSilence() && seen.got("north"),
                "a datagram that is neither the reply nor an earlier one is taken for the reply. Compare all of its bytes with those of the message."),
        when(
                seen -> seen.expectedSilence() && seen.got("east"),
                "texts are compared, but different bytes can become the same text: all that is not valid UTF-8 becomes U+FFFD. Compare the bytes."),
        when(ReplyClientTest::waitsAfterAnIgnoredDatagram, NO_TIME_LEFT),
        whenHeld(ReplyClientTest::waitsAfterAnIgnoredDatagram, NO_TIME_LEFT),
        when(
                seen -> seen.expectedSilence() && (seen.got("right") || seen.got("up")),
                "the client believes anybody who sends the right bytes. Connect the socket, so that it receives from the server only, or compare the packet's address and port."),
        when(
                seen -> seen.expectedWords("[zero\0]") && seen.gotText().equals("[zero]"),
                "the zero byte at the end of the reply is removed. The reply has as many bytes as packet.getLength() returns, whatever their values are."),
        when(
                seen ->
                        seen.expectedWords("[nil, nil\0]")
                                && seen.gotText().startsWith("[nil, nil"),
                "a datagram that only lacks the zero byte at the end is taken for the reply. The length counts, too: compare exactly packet.getLength() bytes with those of the message."),
        when(
                seen -> seen.gotText().contains("[one, one]"),
                "whatever arrives next is taken for the reply, even the duplicate of an earlier one. A reply contains the same bytes as its message: compare them."),
        when(
                seen -> seen.gotText().endsWith(", good evening to you]"),
                "a datagram that only begins like the message is taken for its reply. Compare all of its bytes."),
        when(
                seen -> seen.gotText().endsWith(", and good evening]"),
                "a datagram that only ends like the message is taken for its reply. Compare all of its bytes."),
        when(
                seen -> seen.expectedWords("[HELLO, hello]") && seen.gotSomethingElse(),
                "upper and lower case are taken for the same. Compare the bytes."),
        when(
                seen -> seen.expectedWords("[hi, hi ]") && seen.gotText().contains("[hi, hi]"),
                "spaces at the end are ignored or removed. They are part of the message: compare and return all of its bytes."),
        when(
                seen ->
                        seen.expectedWords("are you there?")
                                && seen.threw(SocketTimeoutException.class),
                "the message is sent a third time, but nobody waits for the reply. The third try has a time-out of its own, like the others."),
        when(
                seen ->
                        seen.expectedWords("red, green")
                                && seen.threw(SocketTimeoutException.class),
                "the tries are counted over all messages. Each message has three tries of its own."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.nothingCrossed()
                                && seen.threw(SocketTimeoutException.class),
                "a PortUnreachableException is treated like a time-out. Catch SocketTimeoutException and nothing more."),
        when(
                seen -> seen.expectedReturn() && seen.nothingCrossed() && !seen.threwAnything(),
                "the system reports an unreachable port to connected sockets only. Call connect(address): it sends nothing."),
        when(
                seen -> seen.expectedWords("SocketTimeoutException") && seen.returned("ask()"),
                "ask() returns as if it had a reply. After the third time-out, throw the SocketTimeoutException."),
        when(
                seen -> seen.expected("hello?") && seen.gotText().startsWith("nobody"),
                "the packet that is sent also receives, so it holds the bytes of an ignored datagram when it is sent again. Use one packet for sending and another for receiving."),
        when(
                seen -> seen.expectedBytes() && seen.threw(SocketTimeoutException.class),
                "after a time-out the message is not sent again. Send it up to three times."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.waitsForDatagram(),
                "the client waits for a lost reply without a time-out, or with one that is too long. setSoTimeout takes milliseconds, as ask() does."),
        when(
                seen -> seen.expectedReturn() && seen.waitsForDatagram(),
                "the reply has arrived, but ask() does not recognise it. Compare all packet.getLength() bytes with those of the message, in a buffer with room for 1024."),
    };

    private static boolean returnsOther(Evidence seen) {
        return seen.called("another ask()")
                && (seen.expectedWords("[mine]") || seen.expectedWords("[yours]"))
                && (seen.gotText().contains("mine") || seen.gotText().contains("yours"));
    }

    private static boolean countsOther(Evidence seen) {
        boolean fewer =
                (seen.expected("me?") || seen.expected("you?"))
                        && seen.gotNothing()
                        && seen.threw(SocketTimeoutException.class);
        boolean more = seen.expectedSilence() && (seen.got("me?") || seen.got("you?"));
        return seen.called("another ask()") && (fewer || more);
    }

    private static boolean waitsAfterAnIgnoredDatagram(Evidence seen) {
        return seen.called("ask() with wrong replies") && seen.waitsForDatagram();
    }

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<List<String>> ask(DatagramPeer server, int timeout, String... messages) {
        return ask(server.host(), server.port(), timeout, messages);
    }

    private Call<List<String>> ask(String host, int port, int timeout, String... messages) {
        List<String> all = List.of(messages);
        return wire.call("ask()", () -> ReplyClient.ask(host, port, timeout, all));
    }

    private Call<List<String>> askNamed(
            String name, DatagramPeer server, int timeout, String message) {
        String host = server.host();
        int port = server.port();
        return wire.call(name, () -> ReplyClient.ask(host, port, timeout, List.of(message)));
    }

    /** Returns a little less than three time-outs, because a wait may end a moment early. */
    private static int nearlyThree(int timeout) {
        return 2 * timeout + timeout / 2;
    }

    @Nested
    class A_message {

        @Test
        @Tag("4.1")
        void is_sent_to_the_host_and_port_that_were_given() {
            DatagramPeer server = wire.receiveDatagramsAtSecondAddress();

            ask(server, LONG, "good morning");

            assertThat(server).receives("good morning");
        }

        @Test
        @Tag("4.1")
        @DisplayName("A message is sent as UTF-8")
        void is_sent_as_utf_8() {
            DatagramPeer server = wire.receiveDatagrams();

            ask(server, LONG, "привет");

            assertThat(server).receives("привет").receivesNothing();
        }

        @Test
        @Tag("4.1")
        void of_1024_bytes_is_sent_in_one_datagram() {
            DatagramPeer server = wire.receiveDatagrams();

            ask(server, LONG, FULL);

            assertThat(server).receives(FULL).receivesNothing();
        }

        @Test
        @Tag("4.3")
        void is_sent_only_after_the_reply_to_the_one_before() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "first", "second");

            assertThat(server).receives("first").receivesNothing();
            server.send("first");
            assertThat(server).receives("second");
            server.send("second");

            assertThat(ask).returns(List.of("first", "second"));
        }
    }

    @Nested
    class A_reply {

        @Test
        @Tag("4.2")
        void is_returned() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "hello");

            assertThat(server).receives("hello");
            server.send("hello");

            assertThat(ask).returns(List.of("hello"));
            assertThat(server).receivesNothing();
        }

        @Test
        @Tag("4.2")
        @DisplayName("A reply is decoded as UTF-8")
        void is_decoded_as_utf_8() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "привет", "and 😀");

            assertThat(server).receives("привет");
            server.send("привет");
            assertThat(server).receives("and 😀");
            server.send("and 😀");

            assertThat(ask).returns(List.of("привет", "and 😀"));
        }

        @Test
        @Tag("4.2")
        void of_1024_bytes_is_returned_in_full() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, FULL);

            assertThat(server).receives(FULL);
            server.send(FULL);

            assertThat(ask).returns(List.of(FULL));
        }

        @Test
        @Tag("4.2")
        void is_returned_with_the_zero_byte_at_its_end() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "zero\0");

            assertThat(server).receives("zero\0");
            server.send("zero\0");

            assertThat(ask).returns(List.of("zero\0"));
        }
    }

    @Nested
    class Two_calls_at_the_same_time {

        @Test
        @Tag("4.2")
        @DisplayName("A call of ask() gets its reply while another call waits for its own")
        void get_their_replies() {
            DatagramPeer server = wire.receiveDatagrams();
            ask(server, LONG, "one");
            assertThat(server).receives("one");
            Call<List<String>> another = askNamed("another ask()", server, LONG, "two");

            assertThat(server).receives("two");
            server.send("two");

            assertThat(another).returns(List.of("two"));
        }

        @Test
        @Tag("4.2")
        @DisplayName("Two calls of ask() at the same time return their own replies")
        void return_their_own_replies() {
            wire.atEachPause(
                    round -> {
                        DatagramPeer server = wire.receiveDatagrams();
                        server.answer(FaultyNetwork.losing(0), SAME);
                        Call<List<String>> ask = ask(server, LONG, "mine");
                        AtomicReference<Call<List<String>>> another = new AtomicReference<>();

                        round.meanwhile(
                                () ->
                                        another.set(
                                                askNamed("another ask()", server, LONG, "yours")));

                        assertThat(ask).returns(List.of("mine"));
                        assertThat(another.get()).returns(List.of("yours"));
                    });
        }
    }

    @Nested
    class When_ask_ends {

        @Test
        @Tag("4.4")
        @DisplayName("A port that no program is bound to is reported without waiting")
        void a_port_that_no_program_is_bound_to_is_reported_without_waiting() {
            Call<List<String>> ask = ask("127.0.0.1", wire.deafPort(), LONG, "hello");

            assertThat(ask).throwsA(PortUnreachableException.class);
        }

        @Test
        @Tag("4.5")
        @DisplayName("ask leaves no socket and no thread behind when it returns")
        void nothing_is_left_behind_by_a_return() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "hello");
            assertThat(server).receives("hello");
            server.send("hello");

            assertThat(ask).returns(List.of("hello"));
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("4.5")
        @DisplayName("ask leaves no socket and no thread behind when it throws")
        void nothing_is_left_behind_by_an_exception() {
            Call<List<String>> ask = ask("127.0.0.1", wire.deafPort(), LONG, "hello");

            assertThat(ask).throwsA(PortUnreachableException.class);
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("4.5")
        @DisplayName("ask leaves no socket behind if the port is too large or the host is unknown")
        void nothing_is_left_behind_by_an_exception_before_the_first_request() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "hello");
            assertThat(server).receives("hello");
            server.send("hello");
            assertThat(ask).returns(List.of("hello"));
            assertThat(wire).isLeftClean();

            assertThat(askAt("a wrong port", "127.0.0.1", 70_000)).throwsA(Exception.class);
            assertThat(askAt("a wrong host", "[::1", 5000)).throwsA(Exception.class);
            assertThat(wire).isLeftClean();
        }

        /** Java knows without asking anybody that {@code [::1} is not a host. */
        private Call<List<String>> askAt(String what, String host, int port) {
            return wire.call(
                    "ask() with " + what,
                    () -> ReplyClient.ask(host, port, LONG, List.of("hello")));
        }
    }

    @Nested
    class A_lost_reply {

        @Test
        @Tag("5.1")
        void makes_the_client_send_its_message_again() {
            DatagramPeer server = wire.receiveDatagrams();
            server.answer(FaultyNetwork.losing(1), SAME);

            Call<List<String>> ask = ask(server, wire.shortTimeout(), "hello");

            assertThat(server).receives("hello").receives("hello");
            assertThat(ask).returns(List.of("hello"));
        }

        @Test
        @Tag("5.1")
        void may_be_lost_twice() {
            DatagramPeer server = wire.receiveDatagrams();
            server.answer(FaultyNetwork.losing(2), SAME);

            Call<List<String>> ask = ask(server, wire.shortTimeout(), "are you there?");

            assertThat(server)
                    .receives("are you there?")
                    .receives("are you there?")
                    .receives("are you there?");
            assertThat(ask).returns(List.of("are you there?"));
        }

        @Test
        @Tag("5.1")
        void costs_each_message_only_its_own_tries() {
            DatagramPeer server = wire.receiveDatagrams();
            server.answer(FaultyNetwork.losingEveryOther(), SAME);

            Call<List<String>> ask = ask(server, wire.shortTimeout(), "red", "green", "blue");

            assertThat(server).receives("red").receives("red");
            assertThat(ask).returns(List.of("red", "green", "blue"));
        }

        @Test
        @Tag("5.2")
        @DisplayName("If no reply arrives, the message is sent three times, then ask throws")
        void never_found_is_a_time_out_after_three_tries() {
            DatagramPeer server = wire.receiveDatagrams();
            wire.shortTimeout();

            Call<List<String>> ask = ask(server, SHORT, "anybody?");

            assertThat(server).receives("anybody?").receives("anybody?").receives("anybody?");
            assertThat(server).receivesNothingBefore(ask);
            assertThat(ask).throwsA(SocketTimeoutException.class);
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("5.2")
        @DisplayName("If no reply arrives, each of the three tries lasts the whole time-out")
        void never_found_takes_three_whole_time_outs() {
            DatagramPeer server = wire.receiveDatagrams();
            int timeout = 2 * wire.shortTimeout();

            Call<List<String>> ask = ask(server, timeout, "hello?");

            assertThat(ask)
                    .throwsA(SocketTimeoutException.class)
                    .afterAtLeast(nearlyThree(timeout));
        }

        @Test
        @Tag("5.2")
        @DisplayName("Of two calls at the same time, each sends its message three times")
        void never_found_is_searched_three_times_by_each_of_two_calls() {
            wire.atEachPauseOf(
                    "ask()",
                    round -> {
                        DatagramPeer server = wire.receiveDatagrams();
                        DatagramPeer other = wire.receiveDatagrams();
                        int millis = wire.silentTimeout(1);
                        Call<List<String>> ask = ask(server, millis, "me?");
                        AtomicReference<Call<List<String>>> another = new AtomicReference<>();

                        round.meanwhile(
                                () ->
                                        another.set(
                                                askNamed("another ask()", other, millis, "you?")));

                        assertThat(server).receives("me?").receives("me?").receives("me?");
                        assertThat(server).receivesNothingBefore(ask);
                        assertThat(ask).throwsA(SocketTimeoutException.class);
                        assertThat(other).receives("you?").receives("you?").receives("you?");
                        assertThat(other).receivesNothingBefore(another.get());
                        assertThat(another.get()).throwsA(SocketTimeoutException.class);
                    });
        }
    }

    @Nested
    class A_datagram_that_is_not_the_reply {

        @Test
        @Tag("5.3")
        void is_ignored_if_it_is_a_duplicate_of_an_earlier_reply() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "one", "two");

            assertThat(server).receives("one");
            server.send("one");
            server.send("one");
            assertThat(server).receives("two").receivesNothing();
            server.send("two");

            assertThat(ask).returns(List.of("one", "two"));
        }

        @Test
        @Tag("5.3")
        void is_ignored_if_it_only_begins_like_the_message() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "good evening to you", "good evening");

            assertThat(server).receives("good evening to you");
            server.send("good evening to you");
            assertThat(server).receives("good evening");
            server.send("good evening to you");
            assertThat(server).receivesNothing();
            server.send("good evening");

            assertThat(ask).returns(List.of("good evening to you", "good evening"));
        }

        @Test
        @Tag("5.3")
        void is_ignored_if_it_only_ends_like_the_message() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "and good evening", "good evening");

            assertThat(server).receives("and good evening");
            server.send("and good evening");
            assertThat(server).receives("good evening");
            server.send("and good evening");
            assertThat(server).receivesNothing();
            server.send("good evening");

            assertThat(ask).returns(List.of("and good evening", "good evening"));
        }

        @Test
        @Tag("5.3")
        void is_ignored_if_it_differs_in_upper_and_lower_case() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "HELLO", "hello");

            assertThat(server).receives("HELLO");
            server.send("HELLO");
            assertThat(server).receives("hello");
            server.send("HELLO");
            assertThat(server).receivesNothing();
            server.send("hello");

            assertThat(ask).returns(List.of("HELLO", "hello"));
        }

        @Test
        @Tag("5.3")
        void is_ignored_if_it_differs_in_a_space_at_the_end() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "hi", "hi ");

            assertThat(server).receives("hi");
            server.send("hi");
            assertThat(server).receives("hi ");
            server.send("hi");
            assertThat(server).receivesNothing();
            server.send("hi ");

            assertThat(ask).returns(List.of("hi", "hi "));
        }

        @Test
        @Tag("5.3")
        void is_ignored_if_it_differs_in_a_zero_byte_at_the_end() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "nil", "nil\0");

            assertThat(server).receives("nil");
            server.send("nil");
            assertThat(server).receives("nil\0");
            server.send("nil");
            assertThat(server).receivesNothing();
            server.send("nil\0");

            assertThat(ask).returns(List.of("nil", "nil\0"));
        }

        @Test
        @Tag("5.3")
        void is_ignored_if_it_has_other_bytes_than_any_message() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "south", "north");

            assertThat(server).receives("south");
            server.send("another word");
            assertThat(server).receivesNothing();
            server.send("south");
            assertThat(server).receives("north");
            server.send("north");

            assertThat(ask).returns(List.of("south", "north"));
        }

        @Test
        @Tag("5.3")
        @DisplayName("A datagram is ignored if its bytes differ, even if its text is the same")
        void is_ignored_if_its_bytes_differ_but_its_text_does_not() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "w\uFFFDst", "east");

            assertThat(server).receives("w\uFFFDst");
            server.send(new byte[] {'w', (byte) 0xff, 's', 't'});
            assertThat(server).receivesNothing();
            server.send("w\uFFFDst");
            assertThat(server).receives("east");
            server.send("east");

            assertThat(ask).returns(List.of("w\uFFFDst", "east"));
        }

        @Test
        @Tag("5.3")
        void is_ignored_if_it_is_longer_than_any_reply() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, FULL, "next");

            assertThat(server).receives(FULL);
            server.send(FULL + "and more");
            assertThat(server).receivesNothing();
            server.send(FULL);
            assertThat(server).receives("next");
            server.send("next");

            assertThat(ask).returns(List.of(FULL, "next"));
        }

        @Test
        @Tag("5.3")
        @DisplayName(
                "Each message gets its own reply, even if replies are lost, late and duplicated")
        void never_takes_the_place_of_a_reply_if_replies_are_lost_late_and_duplicated() {
            DatagramPeer server = wire.receiveDatagrams();
            server.answer(FaultyNetwork.seeded(24), SAME);

            Call<List<String>> ask =
                    ask(server, wire.shortTimeout(), "one", "two", "three", "four", "five");

            assertThat(ask).returns(List.of("one", "two", "three", "four", "five"));
        }

        @Test
        @Tag("5.3")
        void does_not_change_the_message_that_is_sent_again() {
            DatagramPeer server = wire.receiveDatagrams();
            server.answer(FaultyNetwork.losing(0), message -> "nobody!");

            Call<List<String>> ask = ask(server, wire.shortTimeout(), "hello?");

            assertThat(server).receives("hello?").receives("hello?").receives("hello?");
            assertThat(ask).throwsA(SocketTimeoutException.class);
        }

        @Test
        @Tag("5.3")
        @DisplayName("If only wrong datagrams arrive, ask throws after its time-outs")
        void does_not_remove_the_time_out() {
            wire.atEachPause(
                    round -> {
                        DatagramPeer server = wire.receiveDatagrams();
                        server.answer(FaultyNetwork.losing(0), message -> "nobody!");
                        int millis = wire.silentTimeout(1);
                        Call<List<String>> ask =
                                askNamed("ask() with wrong replies", server, millis, "anybody?");

                        round.meanwhile();

                        assertThat(ask).throwsA(SocketTimeoutException.class);
                    });
        }

        @Test
        @Tag("5.3")
        @DisplayName("If a wrong datagram arrives late, the next tries last the whole time-out")
        void does_not_shorten_the_next_tries() {
            DatagramPeer server = wire.receiveDatagrams();
            int timeout = 2 * wire.shortTimeout();
            Call<List<String>> ask = askNamed(AFTER_A_LATE_ONE, server, timeout, "hello?");
            assertThat(server).receives("hello?");

            wire.letPass(timeout / 2);
            server.send("nobody!");

            assertThat(ask)
                    .throwsA(SocketTimeoutException.class)
                    .afterAtLeast(nearlyThree(timeout));
        }

        @Test
        @Tag("5.4")
        void is_ignored_if_a_stranger_sends_it() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "left", "right", "up");

            assertThat(server).receives("left");
            server.stranger().send("left");
            assertThat(server).receivesNothing();
            server.send("left");
            assertThat(server).receives("right");
            server.stranger().send("right");
            assertThat(server).receivesNothing();
            server.send("right");
            assertThat(server).receives("up");
            server.send("up");

            assertThat(ask).returns(List.of("left", "right", "up"));
        }
    }
}
