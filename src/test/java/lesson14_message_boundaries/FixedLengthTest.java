package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
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
class FixedLengthTest {

    private static final int LENGTH = 8; // bytes of a frame

    private static final Likely[] CAUSES = {
        when(
                seen ->
                        seen.expectedWords("too long")
                                && seen.threw(IllegalArgumentException.class),
                "letters are compared with the length of a frame, so repeat() is asked for a negative number of spaces. Compare the number of bytes."),
        when(
                seen ->
                        seen.called("read()")
                                && !seen.expectedWords("read()")
                                && seen.threw(SocketException.class),
                "read() closes the stream, and with it the connection. The caller may still want to write: leave the stream open."),
        when(
                seen ->
                        (seen.expectedSilence() && seen.streamEnded() && seen.called("write()"))
                                || seen.threw(SocketException.class),
                "write() closes the stream, and with it the connection. Leave it open, because more messages or answers follow."),
        when(
                seen -> seen.expected("        ") && seen.gotNothing() && !seen.threwAnything(),
                "write() sends nothing for an empty text. An empty text is a message as well: send a frame of spaces."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && !seen.threwAnything(),
                "nothing was sent. A buffered stream or writer keeps the bytes until you call flush()."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().contains("i\0"),
                "the frame is filled up with zero bytes, and the reader removes spaces only. Fill it up with spaces."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().startsWith("      h"),
                "the spaces are in front of the text. The reader removes those at the end: write the text first."),
        when(
                seen -> seen.expected("hi      ") && seen.got("hi"),
                "the text is sent without its padding, so the reader waits for the rest of the frame. Add the spaces that are missing."),
        when(
                seen ->
                        seen.expectedWords("to return")
                                && seen.threw(BadFrame.class, BadFrame.TOO_LONG),
                "write() refuses a text that is exactly as long as a frame. Refuse only longer ones: > and not >=."),
        when(
                seen ->
                        seen.expectedWords("to return")
                                && seen.threw(BadFrame.class, BadFrame.PADDING_AT_THE_END),
                "write() refuses a text whose spaces or line endings the reader does not remove. Only a space at the very end is a problem, not white space in other places."),
        when(
                seen -> seen.expectedWords("too long") && seen.returned("write()"),
                "write() cuts the text, or sends a frame that is longer than the others. Count the bytes of the text, and throw a BadFrame if there are too many."),
        when(
                seen -> seen.expectedWords("ends with padding") && seen.returned("write()"),
                "write() sends a text with a space at its end, which the reader will remove. Throw a BadFrame to report it to the caller."),
        when(
                seen -> seen.expectedSilence() && seen.gotText().startsWith("123456789"),
                "the frame was sent before the exception was thrown. Make all checks before you write."),
        when(
                seen -> seen.expectedSilence() && seen.got(" "),
                "a text that fills its frame is followed by one space too many, so all later frames are shifted. Add only the spaces that are missing, perhaps none."),
        when(
                seen ->
                        seen.expectedSilence()
                                && seen.gotText().isBlank()
                                && seen.gotText().startsWith(" ")
                                && !seen.streamEnded(),
                "the frame of a Russian text is longer than the others, because the padding counts letters. Subtract the number of bytes."),
        when(
                seen -> seen.expectedSilence() && seen.gotText().equals("\r\n"),
                "more than the frame was sent. println() adds the end of a line: use write()."),
        when(
                seen -> seen.expected("да    ") && seen.gotText().contains("\uFFFD"),
                "the text is not sent as UTF-8. Without a charset, Java takes the computer's own, which is windows-1251 while your code is graded: name UTF_8."),
        when(
                seen ->
                        seen.threw(ArrayIndexOutOfBoundsException.class)
                                && (seen.expectedWords("\"\"") || seen.expected("")),
                "the loop goes on past the beginning of the array, because the frame consists of spaces only. Stop when end is 0."),
        when(
                seen -> seen.expected("") && seen.got("null"),
                "a frame of spaces is an empty message: return \"\". Null is only the end of the stream, that is, only the end of the stream gives no byte."),
        when(
                seen -> seen.expected("three") && seen.got("null"),
                "the bytes of the next frames are lost, because a buffered stream of this call has taken them. Read from in, or keep one buffered stream for all calls."),
        when(
                seen -> seen.got("null") && !seen.peerHasEnded(),
                "read() returns null although the peer has not sent anything yet. available() == 0 is not the end of the stream: wait in a read."),
        when(
                seen ->
                        (seen.expectedWords("to return null") || seen.expected("null"))
                                && seen.threw(EOFException.class),
                "read() throws an EOFException, which means that a message was cut off. Here the stream ends between two frames: if no byte has arrived, return null."),
        when(
                seen ->
                        seen.expectedWords("EOFException")
                                && seen.returned("read()")
                                && (seen.got("null") || seen.gotNothing()),
                "read() returns null, which means that the stream has ended between two frames. Here it ends in the middle of one: throw an EOFException."),
        when(
                seen -> seen.expectedWords("EOFException") && seen.returned("read()"),
                "read() returns half a frame as if it were complete. If fewer than length bytes have arrived, throw an EOFException."),
        when(
                seen -> seen.threw(EOFException.class) && !seen.peerHasEnded(),
                "a short read is treated as the end of the stream. A read returns whatever has arrived so far: use readNBytes(), or loop until -1."),
        when(
                seen -> seen.expected("hello") && seen.gotText().contains("\0"),
                "one read may return fewer bytes than a frame has, and the rest of the array is still zero. Use readNBytes(), or a loop."),
        when(
                seen -> seen.expected("  a b") && seen.got("a b"),
                "spaces at the beginning of the text are lost. trim() and strip() remove them as well: remove only the spaces at the end."),
        when(
                seen -> seen.expected("  a b") && seen.got(""),
                "the text ends at its first space. A text may contain spaces: go backwards from the end of the frame."),
        when(
                seen ->
                        seen.expected("hello\r\n") && seen.got("hello")
                                || seen.called("the texts that read()")
                                        && seen.gotText().startsWith("["),
                "characters other than spaces are removed at the end. stripTrailing(), trim() and \\s mean all white space: compare with ' '."),
        when(
                seen -> seen.expected("hello  \n") && seen.got("hello\n"),
                "spaces in front of a line feed are removed. In a pattern, $ stands for the place in front of a last line feed, too: write \\z, or go backwards from the end of the frame."),
        when(
                seen -> seen.expected("hi") && seen.got("hi      "),
                "the text is returned with its padding. Remove the spaces at the end of the frame."),
        when(
                seen -> seen.expected("дата") && seen.gotText().startsWith("Рґ"),
                "the bytes are not decoded as UTF-8. Without a charset, Java takes the computer's own, which is windows-1251 while your code is graded: name UTF_8."),
        when(
                seen -> seen.expected("дата") && seen.gotText().startsWith("\u00d0"),
                "each byte has become a letter of its own. Collect the bytes, and decode them as UTF_8 when the frame is complete."),
        when(
                seen -> seen.gotText().contains("\uFFFD"),
                "a letter was cut, and each half was decoded on its own. Decode the bytes when the frame is complete."),
        when(
                seen ->
                        seen.expectedWords("to end")
                                && seen.waitsForBytes()
                                && !seen.peerHasEnded(),
                "the frame has arrived, and read() waits for more, perhaps for the end of the stream. A frame has length bytes: ask for no more."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Side side;
    private ScriptedPeer peer;

    @BeforeEach
    void connect() {
        side = new Side(wire, (in, out) -> new FixedLength(in, out, LENGTH));
        peer = side.peer;
    }

    @AfterEach
    void close() throws IOException {
        side.close();
    }

    private static String padded(String text) {
        return text + " ".repeat(LENGTH - text.getBytes(UTF_8).length);
    }

    @Nested
    class A_text {

        @Test
        @Tag("1.1")
        void that_is_short_is_written_with_spaces_after_it() {
            assertThat(side.write("hi")).returns();

            assertThat(peer).receives("hi      ").receivesNothing();
        }

        @Test
        @Tag("1.1")
        void in_Russian_is_filled_up_to_eight_bytes_not_letters() {
            assertThat(side.write("да")).returns();

            assertThat(peer).receives("да    ").receivesNothing();
        }

        @Test
        @Tag("1.1")
        void that_is_empty_is_written_as_spaces_only() {
            assertThat(side.write("")).returns();

            assertThat(peer).receives("        ").receivesNothing();
        }

        @Test
        @Tag("1.1")
        void may_contain_spaces_and_line_endings_of_its_own() {
            assertThat(side.write(" a  b\n")).returns();

            assertThat(peer).receives(" a  b\n  ").receivesNothing();
        }

        @Test
        @Tag("1.1")
        void may_contain_any_characters() {
            List<String> texts =
                    List.of("100%s%n", "$1 \\\"a'", "\0\0\0", "é€", "😀a", "a\t", "a\u00a0");

            assertThat(
                            Side.written(
                                    wire,
                                    (in, out) -> new FixedLength(in, out, LENGTH),
                                    texts,
                                    FixedLengthTest::padded))
                    .returns(texts);
        }

        @Test
        @Tag("1.2")
        void that_fills_its_frame_is_written_without_padding() {
            assertThat(side.write("12345678")).returns();

            assertThat(peer).receives("12345678").receivesNothing();
        }

        @Test
        @Tag("1.2")
        void in_Russian_that_fills_its_frame_is_written_without_padding() {
            assertThat(side.write("дата")).returns();

            assertThat(peer).receives("дата").receivesNothing();
        }

        @Test
        @Tag("1.3")
        void of_nine_bytes_is_refused() {
            assertThat(side.write("123456789")).throwsA(BadFrame.class, BadFrame.TOO_LONG);

            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("1.3")
        void of_six_letters_that_are_twelve_bytes_is_refused() {
            assertThat(side.write("привет")).throwsA(BadFrame.class, BadFrame.TOO_LONG);

            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("1.3")
        void whose_last_letter_has_only_half_its_room_is_refused() {
            assertThat(side.write("1234567я")).throwsA(BadFrame.class, BadFrame.TOO_LONG);

            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("1.4")
        void that_ends_with_a_space_is_refused() {
            assertThat(side.write("hi ")).throwsA(BadFrame.class, BadFrame.PADDING_AT_THE_END);

            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("1.4")
        void that_ends_with_a_space_and_fills_its_frame_is_refused() {
            assertThat(side.write("1234567 ")).throwsA(BadFrame.class, BadFrame.PADDING_AT_THE_END);

            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("1.4")
        void that_consists_of_spaces_is_refused() {
            assertThat(side.write("   ")).throwsA(BadFrame.class, BadFrame.PADDING_AT_THE_END);

            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("1.5")
        void may_follow_one_that_was_refused() {
            assertThat(side.write("123456789")).throwsA(BadFrame.class, BadFrame.TOO_LONG);
            assertThat(side.write("hi ")).throwsA(BadFrame.class, BadFrame.PADDING_AT_THE_END);

            assertThat(side.write("two")).returns();
            assertThat(peer).receives("two     ").receivesNothing();
        }

        @Test
        @Tag("1.5")
        void may_follow_another() {
            assertThat(side.write("one")).returns();
            assertThat(side.write("two")).returns();

            assertThat(peer).receives("one     two     ").receivesNothing();
        }
    }

    @Nested
    class A_frame {

        @Test
        @Tag("2.1")
        void is_returned_without_its_padding() {
            Call<String> read = side.read();

            peer.sendCutAt("hi      ".getBytes(UTF_8)); // when the reader waits

            assertThat(read).returns("hi");
        }

        @Test
        @Tag("2.1")
        void may_have_no_padding() {
            peer.send("12345678");

            assertThat(side.read()).returns("12345678");
        }

        @Test
        @Tag("2.1")
        void may_contain_Russian_letters() {
            peer.send("дата да      ");

            assertThat(side.read()).returns("дата");
        }

        @Test
        @Tag("2.1")
        void may_arrive_in_one_piece_with_others() {
            peer.send("one     three   four    ");
            peer.end();

            assertThat(side.read()).returns("one");
            assertThat(side.read()).returns("three");
            assertThat(side.read()).returns("four");
        }

        @Test
        @Tag("2.2")
        void may_arrive_in_two_pieces() {
            Call<String> read = side.read();

            peer.sendCutAt("hello   ".getBytes(UTF_8), 3);

            assertThat(read).returns("hello");
        }

        @Test
        @Tag("2.2")
        void may_be_cut_in_the_middle_of_a_letter() {
            Call<String> read = side.read();

            peer.sendCutAt("дата".getBytes(UTF_8), 1, 5);

            assertThat(read).returns("дата");
        }

        @Test
        @Tag("2.2")
        void may_arrive_byte_by_byte() {
            Call<String> read = side.read();

            peer.dribble("hello   ".getBytes(UTF_8));

            assertThat(read).returns("hello");
        }

        @Test
        @Tag("2.2")
        @DisplayName("Frames are the same messages wherever the stream is cut")
        void is_the_same_message_wherever_it_is_cut() {
            byte[] bytes = "😀яa   €       hi        ".getBytes(UTF_8);

            assertThat(
                            Side.readCutEverywhere(
                                    wire, (in, out) -> new FixedLength(in, out, 10), bytes))
                    .returns("[😀яa, €, hi]");
        }

        @Test
        @Tag("2.3")
        void keeps_the_spaces_at_its_beginning_and_in_its_middle() {
            peer.send("  a b   ");

            assertThat(side.read()).returns("  a b");
        }

        @Test
        @Tag("2.3")
        void keeps_a_line_ending_in_front_of_the_padding() {
            peer.send("hello\r\n ");

            assertThat(side.read()).returns("hello\r\n");
        }

        @Test
        @Tag("2.3")
        void keeps_zero_bytes_and_wide_spaces_in_front_of_the_padding() {
            peer.send("a\u2003\t\0  bb\0\0\0\0\0 ");

            assertThat(side.read()).returns("a\u2003\t\0");
            assertThat(side.read()).returns("bb\0\0\0\0\0");
        }

        @Test
        @Tag("2.3")
        void keeps_every_other_kind_of_space_at_the_end_of_its_text() {
            List<String> texts =
                    List.of(
                            "a\u00a0", "a\u2003", "a\u3000", "a\u2028", "a\u0085", "a\t", "a\f",
                            "a\0");

            assertThat(
                            Side.read(
                                    wire,
                                    (in, out) -> new FixedLength(in, out, LENGTH),
                                    texts,
                                    text -> padded(text).getBytes(UTF_8)))
                    .returns(texts);
        }

        @Test
        @Tag("2.3")
        void keeps_spaces_in_front_of_a_line_ending() {
            peer.send("hello  \n");

            assertThat(side.read()).returns("hello  \n");
        }

        @Test
        @Tag("2.4")
        void of_spaces_only_is_an_empty_message() {
            peer.send("        hi      ");

            assertThat(side.read()).returns("");
            assertThat(side.read()).returns("hi");
        }
    }

    @Nested
    class The_end_of_the_stream {

        @Test
        @Tag("2.5")
        void before_any_frame_is_reported_as_null() {
            peer.end();

            assertThat(side.read()).returns(null);
        }

        @Test
        @Tag("2.5")
        void after_a_frame_is_reported_as_null() {
            peer.send("hi      ");
            peer.end();

            assertThat(side.read()).returns("hi");
            assertThat(side.read()).returns(null);
        }

        @Test
        @Tag("2.6")
        @DisplayName("The end of the stream in the middle of a frame causes an EOFException")
        void in_the_middle_of_a_frame() {
            peer.send("hi");
            peer.end();

            assertThat(side.read()).throwsA(EOFException.class);
        }

        @Test
        @Tag("2.5")
        void does_not_end_the_other_direction() {
            peer.end();
            assertThat(side.read()).returns(null);

            assertThat(side.write("hi")).returns();
            assertThat(peer).receives("hi      ");
        }

        @Test
        @Tag("2.6")
        @DisplayName("The end of the stream after a few spaces causes an EOFException")
        void after_a_few_spaces() {
            peer.send("hello      ");
            peer.end();

            assertThat(side.read()).returns("hello");
            assertThat(side.read()).throwsA(EOFException.class);
        }

        @Test
        @Tag("2.6")
        @DisplayName("The end of the stream one byte too early causes an EOFException")
        void one_byte_too_early() {
            peer.send("hello   hello  ");
            peer.end();

            assertThat(side.read()).returns("hello");
            assertThat(side.read()).throwsA(EOFException.class);
        }
    }
}
