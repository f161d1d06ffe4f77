package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.WireAssertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
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

    private static final Likely[] CAUSES = {};

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
                    List.of("100%s %n", "$1 \\ \"a'", "\0\0\0\0\0\0\0\0", "é€€", "😀😀");

            assertThat(Side.written(wire, (in, out) -> new FixedLength(in, out, LENGTH), texts, ""))
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
            assertThat(side.write("1234567 "))
                    .throwsA(BadFrame.class, BadFrame.PADDING_AT_THE_END);

            assertThat(peer).receivesNothing();
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

            peer.sendCutAt("hi      ".getBytes(UTF_8)); // once the reader waits

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
            byte[] bytes = "😀яa     €   hi      ".getBytes(UTF_8);

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
