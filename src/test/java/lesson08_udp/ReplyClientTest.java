package lesson08_udp;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.List;
import kit.Call;
import kit.DatagramPeer;
import kit.Likely;
import kit.Mischief;
import kit.Wire;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-4")
class ReplyClientTest {

    private static final int LONG = 60_000; // milliseconds; no test waits until they are over
    private static final int SHORT = 20; // the same, where nobody answers at all

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "ask() has come back, but a socket or a thread of it is left. Close every socket (try-with-resources), shut every executor down."),
        when(
                seen ->
                        seen.expected("good morning")
                                || seen.expectedBytes()
                                        && seen.threw(PortUnreachableException.class),
                "ask() sends to another place than the host and port that it is given."),
        when(
                seen -> seen.expected("привет") && seen.gotSomethingElse(),
                "the message is sent in another charset than UTF-8: where none is named, in the computer's own, windows-1251 while it is graded. Name it: getBytes(UTF_8)."),
        when(
                seen -> seen.expectedSilence() && seen.got("anybody?"),
                "more than three are sent. Of three tries, the first is one."),
        when(
                seen -> seen.expectedSilence() && seen.got("second"),
                "a message is sent before the one before is answered. Send, wait for its reply, then send the next."),
        when(
                seen -> seen.expectedSilence() && seen.got("two"),
                "the request is sent again because of a datagram that is not its reply. Pass it over and go on waiting: if both sides answer each duplicate, there is no end of them."),
        when(
                seen -> seen.expectedSilence() && seen.got("right"),
                "whoever sends the right text is believed. Connect the socket, and it hears the server only; or compare the packet's address and port."),
        when(
                seen -> seen.gotText().contains("one, Server reply : one"),
                "whatever comes is taken for the reply, even the doubled one of an earlier message. The right one is \"Server reply : \" and your message."),
        when(
                seen -> seen.gotText().endsWith(", Server reply : good evening to you]"),
                "the reply to a message that begins as this one is taken for its reply. Compare the whole."),
        when(
                seen -> seen.gotText().endsWith(", Server reply : and good evening]"),
                "the reply to a message that ends as this one is taken for its reply. Compare the whole."),
        when(
                seen ->
                        seen.expectedWords("Server reply : are you there?")
                                && seen.threw(SocketTimeoutException.class),
                "the third try is sent, but nobody waits for its reply. It has a time-out of its own, as the others."),
        when(
                seen ->
                        seen.expectedWords("Server reply : red, ")
                                && seen.threw(SocketTimeoutException.class),
                "the tries are counted over all messages. Each message has three of its own."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.nothingCrossed()
                                && seen.threw(SocketTimeoutException.class),
                "PortUnreachableException is taken for a time-out. Only SocketTimeoutException is one: catch no more than that."),
        when(
                seen -> seen.expectedReturn() && seen.nothingCrossed() && !seen.threwAnything(),
                "that nobody takes datagrams there is not told to a socket that is not connected. Call connect(address, port): it sends nothing."),
        when(
                seen -> seen.expectedWords("SocketTimeoutException") && seen.returned("ask()"),
                "ask() comes back as if all were well. After the third try, throw the SocketTimeoutException."),
        when(
                seen -> seen.expectedBytes() && seen.threw(SocketTimeoutException.class),
                "after a time-out the request is not sent again. Who asks again must send again: up to three times."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.waitsForDatagram(),
                "nothing ends the wait for a reply that is lost, or not in time. setSoTimeout takes milliseconds, as ask() does."),
        when(
                seen -> seen.expectedReturn() && seen.waitsForDatagram(),
                "the reply has come, but is not known again: it is cut to the room in its packet. A reply has 15 bytes more than its message: up to 1039."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<List<String>> ask(DatagramPeer server, int timeout, String... messages) {
        return ask(server.host(), server.port(), timeout, messages);
    }

    private Call<List<String>> ask(String host, int port, int timeout, String... messages) {
        List<String> all = List.of(messages);
        return wire.call("ask()", () -> ReplyClient.ask(host, port, timeout, all));
    }

    private static String reply(String message) {
        return "Server reply : " + message;
    }

    @Nested
    class A_message {

        @Test
        void is_sent_and_its_reply_is_returned() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "hello");

            assertThat(server).receives("hello");
            server.send("Server reply : hello");

            assertThat(ask).returns(List.of("Server reply : hello"));
            assertThat(server).receivesNothing();
            assertThat(wire).isLeftClean();
        }

        @Test
        void is_sent_to_the_host_that_was_given() {
            DatagramPeer server = wire.receiveDatagramsAtSecondAddress();

            ask(server, LONG, "good morning");

            assertThat(server).receives("good morning");
        }

        @Test
        void is_sent_and_received_as_utf_8() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "привет");

            assertThat(server).receives("привет");
            server.send("Server reply : привет");

            assertThat(ask).returns(List.of("Server reply : привет"));
        }

        @Test
        void of_1024_bytes_is_sent_and_its_reply_returned_whole() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "abcdefg ".repeat(128));

            assertThat(server).receives("abcdefg ".repeat(128));
            server.send(reply("abcdefg ".repeat(128)));

            assertThat(ask).returns(List.of(reply("abcdefg ".repeat(128))));
        }

        @Test
        void waits_for_the_reply_to_the_one_before() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "first", "second");

            assertThat(server).receives("first").receivesNothing();
            server.send("Server reply : first");
            assertThat(server).receives("second");
            server.send("Server reply : second");

            assertThat(ask).returns(List.of("Server reply : first", "Server reply : second"));
        }
    }

    @Nested
    class A_reply_that_is_not_the_one {

        @Test
        void because_it_came_twice_is_ignored() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "one", "two");

            assertThat(server).receives("one");
            server.send("Server reply : one");
            server.send("Server reply : one");
            assertThat(server).receives("two").receivesNothing();
            server.send("Server reply : two");

            assertThat(ask).returns(List.of("Server reply : one", "Server reply : two"));
        }

        @Test
        void because_a_stranger_sent_it_is_ignored() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "left", "right");

            assertThat(server).receives("left");
            server.stranger().send("Server reply : left");
            assertThat(server).receivesNothing();
            server.send("Server reply : left");
            assertThat(server).receives("right");
            server.send("Server reply : right");

            assertThat(ask).returns(List.of("Server reply : left", "Server reply : right"));
        }

        @Test
        void because_its_message_only_begins_as_this_one_is_ignored() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "good evening to you", "good evening");

            assertThat(server).receives("good evening to you");
            server.send("Server reply : good evening to you");
            server.send("Server reply : good evening to you");
            assertThat(server).receives("good evening").receivesNothing();
            server.send("Server reply : good evening");

            assertThat(ask)
                    .returns(
                            List.of(
                                    "Server reply : good evening to you",
                                    "Server reply : good evening"));
        }

        @Test
        void because_its_message_only_ends_as_this_one_is_ignored() {
            DatagramPeer server = wire.receiveDatagrams();
            Call<List<String>> ask = ask(server, LONG, "and good evening", "good evening");

            assertThat(server).receives("and good evening");
            server.send("Server reply : and good evening");
            server.send("Server reply : and good evening");
            assertThat(server).receives("good evening").receivesNothing();
            server.send("Server reply : good evening");

            assertThat(ask)
                    .returns(
                            List.of(
                                    "Server reply : and good evening",
                                    "Server reply : good evening"));
        }
    }

    @Nested
    class A_reply_that_is_lost {

        @Test
        void is_asked_for_again() {
            DatagramPeer server = wire.receiveDatagrams();
            server.answer(Mischief.losing(1), ReplyClientTest::reply);

            Call<List<String>> ask = ask(server, wire.shortTimeout(), "hello");

            assertThat(server).receives("hello").receives("hello");
            assertThat(ask).returns(List.of("Server reply : hello"));
        }

        @Test
        void is_asked_for_three_times_and_no_more() {
            DatagramPeer server = wire.receiveDatagrams();
            wire.shortTimeout();

            Call<List<String>> ask = ask(server, SHORT, "anybody?");

            assertThat(server).receives("anybody?").receives("anybody?").receives("anybody?");
            assertThat(server).receivesNothingBefore(ask);
            assertThat(ask).throwsA(SocketTimeoutException.class);
            assertThat(wire).isLeftClean();
        }

        @Test
        void two_times_is_heard_the_third_time() {
            DatagramPeer server = wire.receiveDatagrams();
            server.answer(Mischief.losing(2), ReplyClientTest::reply);

            Call<List<String>> ask = ask(server, wire.shortTimeout(), "are you there?");

            assertThat(server)
                    .receives("are you there?")
                    .receives("are you there?")
                    .receives("are you there?");
            assertThat(ask).returns(List.of("Server reply : are you there?"));
        }

        @Test
        void once_for_each_message_is_asked_for_again_each_time() {
            DatagramPeer server = wire.receiveDatagrams();
            server.answer(Mischief.losingEveryOther(), ReplyClientTest::reply);

            Call<List<String>> ask = ask(server, wire.shortTimeout(), "red", "green", "blue");

            assertThat(server).receives("red").receives("red");
            assertThat(ask)
                    .returns(
                            List.of(
                                    "Server reply : red",
                                    "Server reply : green",
                                    "Server reply : blue"));
        }

        @Test
        void or_comes_late_or_twice_never_mixes_up_the_others() {
            DatagramPeer server = wire.receiveDatagrams();
            server.answer(Mischief.seeded(24), ReplyClientTest::reply);

            Call<List<String>> ask =
                    ask(server, wire.shortTimeout(), "one", "two", "three", "four", "five");

            assertThat(ask)
                    .returns(
                            List.of(
                                    "Server reply : one",
                                    "Server reply : two",
                                    "Server reply : three",
                                    "Server reply : four",
                                    "Server reply : five"));
        }
    }

    @Nested
    class A_port_at_which_nobody_takes_datagrams {

        @Test
        void is_told_at_once() {
            Call<List<String>> ask = ask("127.0.0.1", wire.deafPort(), LONG, "hello");

            assertThat(ask).throwsA(PortUnreachableException.class);
            assertThat(wire).isLeftClean();
        }
    }
}
