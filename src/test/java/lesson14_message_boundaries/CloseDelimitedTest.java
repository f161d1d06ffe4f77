package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import kit.Call;
import kit.Likely;
import kit.ScriptedPeer;
import kit.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CloseDelimitedTest {

    private static final int LIMIT = 20; // bytes of a text
    private static final String TWENTY = "abcdefghijklmnopqrst";

    private static final Likely[] CAUSES = {
        when(
                seen ->
                        seen.called("read()")
                                && !seen.expectedWords("read()")
                                && seen.threw(SocketException.class),
                "read() closes the stream, and with it the connection. The caller may still want to write: leave the stream open."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotText().contains("\uFFFD")
                                && !seen.threwAnything(),
                "the text is not sent as UTF-8. Without a charset, Java takes the computer's own, which is windows-1251 while your code is graded: name UTF_8."),
        when(
                seen ->
                        seen.expectedWords("write() to")
                                && seen.called("read()")
                                && seen.threw(IllegalStateException.class),
                "write() refuses the first text, because read() was called before. Each direction has a message of its own, and needs a field of its own."),
        when(
                seen ->
                        seen.expectedWords("write() to")
                                && !seen.called("read()")
                                && seen.threw(IllegalStateException.class)
                                && seen.bytesFrom("client") == 0,
                "a text that was refused counts as the message of this stream, although nothing was sent. Set the field after the limit has been checked."),
        when(
                seen ->
                        (seen.expectedSilence() && seen.streamEnded() && seen.called("write()"))
                                || seen.threw(SocketException.class),
                "write() closes the stream, and with it the connection. Leave it open, because more messages or answers follow."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && !seen.threwAnything(),
                "nothing was sent. A buffered stream or writer keeps the bytes until you call flush()."),
        when(
                seen -> seen.expectedSilence() && seen.got("\n"),
                "more than the text was sent. The end of the stream is the only mark: add no line ending."),
        when(
                seen -> seen.expectedWords("IllegalStateException") && seen.threw(BadFrame.class),
                "write() looks at the length of a second text before it asks whether a text may follow at all. Ask that first."),
        when(
                seen ->
                        seen.expectedWords("IllegalStateException")
                                && seen.peerSent('n')
                                && !seen.threw(BadFrame.class),
                "write() sends a second message, and the reader takes both for one. A stream carries one message only: remember the first one."),
        when(
                seen -> seen.expectedWords("IllegalStateException"),
                "an empty text does not count as the message of this stream. It is a message like any other: remember that write() was called."),
        when(
                seen ->
                        seen.expectedWords("too long")
                                && seen.returned("write()")
                                && seen.peerSent(0xd0),
                "the limit is compared with length(), which counts letters. Count the bytes."),
        when(
                seen ->
                        seen.expectedWords("too long")
                                && seen.returned("write()")
                                && !seen.peerSent('u')
                                && seen.peerSent('t'),
                "write() cuts the text without an error. Throw a BadFrame, and send nothing."),
        when(
                seen -> seen.expectedWords("too long") && seen.returned("write()"),
                "write() sends a text that the reader has to refuse. Count its bytes, and compare them with the limit before you write."),
        when(
                seen -> seen.expectedToGoOn(),
                "read() returns before the stream has ended, perhaps because it reads only once or asks available(). More may come: read until -1."),
        when(
                seen -> seen.gotText().equals("да") || seen.gotText().equals("да\r"),
                "read() returns the first line. A line ending is a part of the text: read until the end of the stream."),
        when(
                seen -> seen.expected("hello") && seen.got("null") && seen.called("write()"),
                "read() returns null, because write() was called before. Each direction has a message of its own, and needs a field of its own."),
        when(
                seen ->
                        seen.expectedWords("\"\"") && seen.got("null")
                                || seen.expected("") && seen.got("null"),
                "read() returns null because no byte has arrived. Here that is an empty message: return \"\", and null at the next call."),
        when(
                seen -> seen.expected("null") && seen.returned("read()"),
                "read() returns another message, but a stream has only one. Remember that it was read, even if it was empty, and return null."),
        when(
                seen -> seen.expectedWords("too long") && seen.waitsForBytes(),
                "read() waits for the end of the stream before it checks the limit. The end may never come: a good reader does not wait, and throws when limit + 1 bytes have arrived."),
        when(
                seen -> seen.expectedWords("too long") && seen.returned("read()"),
                "read() returns the first limit bytes, and the rest of the text is lost. If one more byte arrives, throw a BadFrame."),
        when(
                seen ->
                        seen.expectedWords("abcdefgh")
                                && seen.threw(BadFrame.class, BadFrame.TOO_LONG),
                "a text that meets the limit exactly is refused. The limit itself is allowed: only one byte more is too long."),
        when(
                seen -> seen.expectedWords("IOException") && seen.returned("read()"),
                "read() catches the exception of a reset, and returns half a message. Let the exception out: only -1 is the end."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Side side;
    private ScriptedPeer peer;

    @BeforeEach
    void connect() {
        side = new Side(wire, (in, out) -> new CloseDelimited(in, out, LIMIT));
        peer = side.peer;
    }

    @AfterEach
    void close() throws IOException {
        side.close();
    }

    @Nested
    class A_close_delimited_text {

        @Test
        @Tag("7.1")
        void is_written_as_it_is_and_the_stream_stays_open() {
            assertThat(side.write(" привет\n")).returns();

            assertThat(peer).receives(" привет\n").receivesNothing();
        }

        @Test
        @Tag("7.1")
        void may_have_as_many_bytes_as_the_limit() {
            assertThat(side.write(TWENTY)).returns();

            assertThat(peer).receives(TWENTY).receivesNothing();
        }

        @Test
        @Tag("7.1")
        void may_be_written_after_the_message_of_the_peer() {
            peer.send("hello");
            peer.end();
            assertThat(side.read()).returns("hello");

            assertThat(side.write("one")).returns();
            assertThat(peer).receives("one");
        }

        @Test
        @Tag("7.2")
        void of_one_byte_more_than_the_limit_is_refused() {
            assertThat(side.write(TWENTY + "u")).throwsA(BadFrame.class, BadFrame.TOO_LONG);

            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("7.2")
        void of_eleven_letters_that_are_twenty_two_bytes_is_refused() {
            assertThat(side.write("абвгдежзийк")).throwsA(BadFrame.class, BadFrame.TOO_LONG);

            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("7.2")
        void may_follow_one_that_was_refused() {
            assertThat(side.write(TWENTY + "u")).throwsA(BadFrame.class, BadFrame.TOO_LONG);

            assertThat(side.write("one")).returns();
            assertThat(peer).receives("one");
        }

        @Test
        @Tag("7.3")
        void after_the_first_one_is_refused() {
            assertThat(side.write("one")).returns();
            assertThat(peer).receives("one");

            assertThat(side.write("two")).throwsA(IllegalStateException.class);
            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("7.3")
        void after_the_first_one_is_refused_even_if_it_is_too_long() {
            assertThat(side.write("one")).returns();

            assertThat(side.write("x".repeat(1000))).throwsA(IllegalStateException.class);
        }

        @Test
        @Tag("7.3")
        void after_an_empty_one_is_refused() {
            assertThat(side.write("")).returns();

            assertThat(side.write("two")).throwsA(IllegalStateException.class);
            assertThat(peer).receivesNothing();
        }
    }

    @Nested
    class A_close_delimited_message {

        @Test
        @Tag("7.4")
        void is_returned_when_the_stream_has_ended() {
            peer.send("привет");
            peer.end();

            assertThat(side.read()).returns("привет");
        }

        @Test
        @Tag("7.4")
        void is_not_returned_while_the_stream_goes_on() {
            Call<String> read = side.read();

            peer.sendCutAt("hello".getBytes(UTF_8));

            assertThat(read).goesOn();
        }

        @Test
        @Tag("7.4")
        void may_arrive_in_pieces() {
            Call<String> read = side.read();

            peer.sendCutAt("да\r\n\n при ".getBytes(UTF_8), 1, 5, 7, 10);
            peer.end();

            assertThat(read).returns("да\r\n\n при ");
        }

        @Test
        @Tag("7.4")
        void may_be_empty() {
            peer.end();

            assertThat(side.read()).returns("");
        }

        @Test
        @Tag("7.4")
        void may_have_as_many_bytes_as_the_limit() {
            peer.send(TWENTY);
            peer.end();

            assertThat(side.read()).returns(TWENTY);
        }

        @Test
        @Tag("7.4")
        void may_follow_a_text_that_was_written() {
            assertThat(side.write("one")).returns();
            peer.send("hello");
            peer.end();

            assertThat(side.read()).returns("hello");
        }

        @Test
        @Tag("7.5")
        void is_too_long_as_soon_as_one_byte_more_than_the_limit_has_arrived() {
            Call<String> read = side.read();

            peer.sendCutAt((TWENTY + "u").getBytes(UTF_8), 20);

            assertThat(read).throwsA(BadFrame.class, BadFrame.TOO_LONG);
        }

        @Test
        @Tag("7.6")
        void is_the_only_one() {
            peer.send("hello");
            peer.end();

            assertThat(side.read()).returns("hello");
            assertThat(side.read()).returns(null);
        }

        @Test
        @Tag("7.6")
        void is_the_only_one_even_if_it_is_empty() {
            peer.end();

            assertThat(side.read()).returns("");
            assertThat(side.read()).returns(null);
        }

        @Test
        @Tag("7.6")
        void is_the_only_one_even_after_a_text_was_written() {
            peer.send("hello");
            peer.end();
            assertThat(side.read()).returns("hello");

            assertThat(side.write("one")).returns();
            assertThat(side.read()).returns(null);
        }

        @Test
        @Tag("7.4")
        @DisplayName("A reset of the connection causes an IOException, not half a message")
        void that_is_cut_off_by_a_reset() {
            Call<String> read = side.read();

            peer.sendCutAt("hel".getBytes(UTF_8));
            peer.reset();

            assertThat(read).throwsA(IOException.class);
        }
    }
}
