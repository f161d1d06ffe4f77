package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import kit.Call;
import kit.Likely;
import kit.ScriptedListener;
import kit.ScriptedPeer;
import kit.Wire;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GreetingClientTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "greet() has returned, but a socket or a thread of it is left. Close every socket (try-with-resources), and shut down every executor."),
        when(
                seen ->
                        seen.threw(IndexOutOfBoundsException.class, "Range")
                                && !seen.threw(IndexOutOfBoundsException.class, "-1"),
                "a read() asks for more bytes than the array has room for. After the first n bytes there is room for length - n: read(bytes, n, bytes.length - n)."),
        when(
                seen -> seen.threw(IndexOutOfBoundsException.class, "-1"),
                "the -1 at the end of the stream is used as if it were a number of bytes. Check for -1 first."),
        when(
                seen -> seen.threw(ConnectException.class),
                "greet() connects to another address than the one it is given. Use both parameters: new Socket(host, port)."),
        when(
                seen ->
                        seen.runsWithoutEnd()
                                && !seen.peerHasEnded()
                                && seen.bytesFrom("server") >= 13,
                "the loop goes on although all 13 bytes have arrived. A read() returns 0 immediately if the array has no room left: leave the loop when you have 13."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasEnded(),
                "the loop continues after the end of the stream. From then on read() returns -1 immediately, forever: leave the loop."),
        when(
                seen -> seen.expectedSilence() && seen.gotNothing() && seen.waitsForBytes(),
                "greet() ends its stream before it has the greeting, and then it can't send its reply. Leave the stream open: no shutdownOutput() before the reply."),
        when(
                seen ->
                        seen.expectedSilence()
                                && !seen.gotNothing()
                                && seen.bytesFrom("server") == 0,
                "greet() sends its reply before the server has sent anything. The server speaks first: read its greeting before you write."),
        when(
                seen ->
                        seen.expectedSilence()
                                && !seen.peerSent('!')
                                && (seen.threw(EOFException.class) || !seen.gotNothing()),
                "greet() takes the first piece for the whole greeting. One read() returns whatever has arrived so far, so read until you have all 13 bytes."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing() && !seen.peerSent('r'),
                "greet() stops reading at 7, which is the number of letters. The greeting has 13 bytes in UTF-8: count bytes, up to getBytes(UTF_8).length, and decode them afterwards."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "greet() replies before all 13 bytes have arrived. Any number of reads may be needed: count the bytes, and stop at 13."),
        when(
                seen ->
                        seen.expectedEnd()
                                && seen.threw(EOFException.class)
                                && seen.gotText().startsWith("И тебе"),
                "greet() sends the reply, and only then compares the length. Compare first: to a part of a greeting, the client sends nothing."),
        when(
                seen ->
                        seen.expectedEnd()
                                && seen.threw(EOFException.class)
                                && seen.gotNothing()
                                && !seen.streamEnded(),
                "greet() throws the EOFException and leaves its socket open. Close it however greet() ends: use try-with-resources."),
        when(
                seen -> seen.bytesFrom("client") >= 25 && seen.waitsForBytes(),
                "greet() has sent its reply, and then it waits for the server. The server need not send or end anything more: close the connection after the reply."),
        when(
                seen -> seen.waitsIn("readLine", "nextLine"),
                "the client waits for the end of a line, but the greeting has no line ending. Count its 13 bytes."),
        when(
                seen -> seen.bytesFrom("client") == 0 && seen.waitsIn("readAllBytes", "transferTo"),
                "each side waits for the other: the server ends its stream only after your reply. Read the 13 bytes of the greeting and no more."),
        when(
                seen ->
                        seen.bytesFrom("client") == 0
                                && seen.bytesFrom("server") >= 13
                                && seen.waitsInReader(),
                "greet() waits for more letters, but the 13 bytes may be only 7 letters, and the server leaves its stream open until it has the reply. Count bytes, and decode them afterwards."),
        when(
                seen ->
                        seen.bytesFrom("client") == 0
                                && seen.bytesFrom("server") >= 13
                                && seen.waitsInReadOfBytes(),
                "greet() reads on although all 13 bytes have arrived. The server leaves its stream open until it has the reply, so no -1 comes: count the bytes, and stop at 13."),
        when(
                seen -> seen.expectedWords("EOFException") && seen.threw(IOException.class),
                "greet() throws another exception. A stream that ends before the 13th byte is an EOFException: throw new EOFException(\"…\")."),
        when(
                seen -> seen.expectedReturn() && seen.expectedWords("Hello") && seen.got("Привет!"),
                "greet() returns the constant GREETING, whatever the server has sent. Return the text of the 13 bytes that have arrived."),
        when(
                seen ->
                        seen.threwAnything()
                                && seen.peerSent('H')
                                && seen.bytesFrom("server") >= 13,
                "greet() accepts only one greeting. Any 13 bytes are a greeting: return their text."),
        when(
                seen -> seen.threw(EOFException.class) && !seen.peerHasEnded(),
                "greet() takes the first piece for the whole greeting. One read() returns whatever has arrived so far, so read until you have all 13 bytes."),
        when(
                seen ->
                        !seen.threwAnything()
                                && seen.expectedBytes()
                                && seen.gotNothing()
                                && (seen.returned("greet()") || seen.bytesFrom("server") >= 13),
                "the reply has not left the client. Write it when you have the greeting, and call flush() if you write to a buffered stream or a writer."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().startsWith("\u0018 B515 ?@825B!"),
                "only the low byte of each letter is sent: writeBytes(String) drops the high one. Write getBytes(UTF_8)."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().startsWith("\0\u0019И"),
                "two bytes with the length come in front of the reply, as writeUTF() sends them. Write the bytes of the text and nothing else: getBytes(UTF_8)."),
        when(
                seen ->
                        seen.expectedBytes()
                                && (seen.gotText().startsWith("\uFFFD\uFFFD")
                                        || seen.gotText().startsWith("????")
                                        || seen.gotText().startsWith("? ????")),
                "the reply is not encoded as UTF-8. Without a charset, Java uses the computer's own, which is windows-1251 while your code is graded: getBytes(UTF_8)."),
        when(
                seen -> seen.gotText().contains("\0"),
                "one read() need not fill the array, and the rest of it is still 0. Read until you have all 13 bytes."),
        when(
                seen -> seen.gotText().contains("\uFFFD"),
                "each piece is decoded separately, and a letter was cut in two. Collect all bytes, then decode once."),
        when(
                seen -> seen.expectedWords("EOFException") && seen.returned("greet()"),
                "greet() returns an incomplete greeting. If fewer than 13 bytes arrive before the end of the stream, throw an EOFException."),
        when(
                seen -> seen.expectedReturn() && seen.gotText().startsWith("Привет! Как"),
                "greet() reads more than the greeting. Read 13 bytes and leave the rest unread."),
        when(
                seen -> seen.expectedReturn() && seen.gotOnlyTheBeginning(),
                "greet() takes the first piece for the whole greeting. One read() returns whatever has arrived so far, so read until you have all 13 bytes."),
        when(
                seen -> seen.expectedReturn() && seen.got("Hello, me"),
                "spaces at the ends of the greeting are removed. They belong to its 13 bytes: return the text without strip() or trim()."),
        when(
                seen ->
                        seen.expectedReturn()
                                && (seen.gotText().startsWith("Рџ")
                                        || seen.gotText().startsWith("Ð")),
                "the bytes are not decoded as UTF-8. Use new String(bytes, UTF_8)."),
        when(
                seen -> seen.expectedEnd() && seen.gotText().isBlank() && !seen.gotNothing(),
                "println sends a line ending that is not part of the reply. Write only the bytes of the reply."),
        when(
                seen -> seen.expectedEnd(),
                "greet() has sent the reply, but the connection is still open. Close it: use try-with-resources."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<String> greet(ScriptedListener listener) {
        return wire.call("greet()", () -> GreetingClient.greet(listener.host(), listener.port()));
    }

    @Nested
    class The_client {

        @Test
        @Tag("5.1")
        void connects_to_the_host_that_was_given_and_waits() {
            wire.letTimePassFast();
            ScriptedListener listener = wire.listenAtSecondAddress();

            greet(listener);

            assertThat(listener.accept()).receivesNothing();
        }

        @Test
        @Tag("5.1")
        void sends_nothing_while_only_6_of_13_bytes_have_arrived() {
            ScriptedListener listener = wire.listen();
            greet(listener);
            ScriptedPeer server = listener.accept();

            server.send("We are");

            assertThat(server).receivesNothing();
        }

        @Test
        @Tag("5.1")
        void sends_nothing_while_only_7_of_13_bytes_have_arrived() {
            ScriptedListener listener = wire.listen();
            greet(listener);
            ScriptedPeer server = listener.accept();

            server.send("Welcom!");

            assertThat(server).receivesNothing();
        }

        @Test
        @Tag("5.1")
        void sends_nothing_while_one_of_13_bytes_is_missing() {
            ScriptedListener listener = wire.listen();
            greet(listener);
            ScriptedPeer server = listener.accept();

            server.sendCutAt("Welcom! Here".getBytes(UTF_8), 7);

            assertThat(server).receivesNothing();
        }
    }

    @Nested
    class The_greeting {

        private void isReturned(String greeting, int... cuts) {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.sendCutAt(greeting.getBytes(UTF_8), cuts);

            assertThat(greet).returns(greeting);
        }

        @Test
        @Tag("5.2")
        void is_returned() {
            isReturned("Привет!");
        }

        @Test
        @Tag("5.2")
        void is_returned_by_a_server_at_another_address() {
            ScriptedListener listener = wire.listenAtSecondAddress();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.send("Привет!");

            assertThat(greet).returns("Привет!");
        }

        @Test
        @Tag("5.2")
        void is_returned_in_full_if_it_arrives_in_pieces() {
            isReturned("Привет!", 4, 12);
        }

        @Test
        @Tag("5.2")
        void is_returned_in_full_if_a_letter_is_cut_in_two() {
            isReturned("Привет!", 3);
        }

        @Test
        @Tag("5.3")
        void may_have_other_words() {
            isReturned("Hello, world!");
        }

        @Test
        @Tag("5.3")
        void may_have_letters_of_four_bytes() {
            isReturned("😀😀😀!", 1, 6, 11);
        }

        @Test
        @Tag("5.3")
        void keeps_the_spaces_at_its_ends() {
            isReturned("  Hello, me  ");
        }

        @Test
        @Tag("5.3")
        void is_returned_without_what_the_server_sends_after_it() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.send("Привет! Как дела?");

            assertThat(greet).returns("Привет!");
        }
    }

    @Nested
    class The_reply {

        private void follows(String greeting, int... cuts) {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.sendCutAt(greeting.getBytes(UTF_8), cuts);

            assertThat(server).receives("И тебе привет!").receivesEnd();
            assertThat(greet).returns(greeting);
        }

        @Test
        @Tag("5.4")
        @DisplayName("The reply is sent as UTF-8 after the greeting, and the connection is closed")
        void is_sent_as_utf_8_after_the_greeting_and_the_connection_is_closed() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            assertThat(server).receivesNothing();
            server.send("Привет!");

            assertThat(server).receives("И тебе привет!").receivesEnd();
            assertThat(greet).returns("Привет!");
        }

        @Test
        @Tag("5.4")
        void is_sent_after_a_greeting_that_arrives_in_pieces() {
            follows("Привет!", 4, 12);
        }

        @Test
        @Tag("5.4")
        void is_sent_after_a_greeting_with_a_letter_that_is_cut_in_two() {
            follows("Привет!", 3);
        }

        @Test
        @Tag("5.4")
        void is_sent_after_a_greeting_in_other_words() {
            follows("Hello, world!");
        }

        @Test
        @Tag("5.4")
        void is_sent_after_a_greeting_with_letters_of_four_bytes() {
            follows("😀😀😀!");
        }

        @Test
        @Tag("5.4")
        void is_sent_after_the_last_byte_and_not_before() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.send("Hello, world");
            assertThat(server).receivesNothing();
            server.send("!");

            assertThat(server).receives("И тебе привет!").receivesEnd();
            assertThat(greet).returns("Hello, world!");
        }
    }

    @Nested
    class A_stream_that_ends_too_soon {

        @Test
        @Tag("5.5")
        @DisplayName("A stream that ends in the middle of the greeting causes an EOFException")
        void in_the_middle_of_the_greeting() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.send("При");
            server.end();

            assertThat(greet).throwsA(EOFException.class);
        }

        @Test
        @Tag("5.5")
        @DisplayName("A stream that ends one byte before the last causes an EOFException")
        void one_byte_before_the_last() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.send("Hello, world");
            server.end();

            assertThat(greet).throwsA(EOFException.class);
            assertThat(server).receivesEnd();
        }

        @Test
        @Tag("5.5")
        @DisplayName("A stream that ends without a byte causes an EOFException")
        void without_a_byte() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.end();

            assertThat(greet).throwsA(EOFException.class);
            assertThat(server).receivesEnd();
        }
    }

    @Nested
    class Nothing_is_left_open {

        @Test
        @Tag("5.6")
        void after_the_reply() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.send("Привет!");

            assertThat(greet).returns("Привет!");
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("5.6")
        void after_an_incomplete_greeting() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.send("Hello, world");
            server.end();

            assertThat(greet).throwsA(EOFException.class);
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("5.6")
        void after_a_stream_without_a_byte() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.end();

            assertThat(greet).throwsA(EOFException.class);
            assertThat(server).receivesEnd();
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("5.6")
        void after_a_reset() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.reset();

            assertThat(greet).ends();
            assertThat(wire).isLeftClean();
        }
    }
}
