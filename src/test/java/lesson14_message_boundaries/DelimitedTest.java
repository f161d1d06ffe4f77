package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.WireAssertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
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
class DelimitedTest {

    private static final int LIMIT = 20; // bytes of a frame
    private static final String TWENTY = "abcdefghijklmnopqrst";

    private static final Likely[] CAUSES = {};

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Side side;
    private ScriptedPeer peer;

    @BeforeEach
    void connect() {
        side = new Side(wire, (in, out) -> new Delimited(in, out, LIMIT));
        peer = side.peer;
    }

    @AfterEach
    void close() throws IOException {
        side.close();
    }

    @Nested
    class A_text {

        @Test
        @Tag("3.1")
        void is_written_with_a_line_feed_after_it() {
            assertThat(side.write("hello")).returns();

            assertThat(peer).receives("hello\n").receivesNothing();
        }

        @Test
        @Tag("3.1")
        void in_Russian_is_written_in_UTF_8() {
            assertThat(side.write("привет")).returns();

            assertThat(peer).receives("привет\n").receivesNothing();
        }

        @Test
        @Tag("3.2")
        void with_a_line_feed_is_written_on_one_line() {
            assertThat(side.write("a\nb")).returns();

            assertThat(peer).receives("a\\nb\n").receivesNothing();
        }

        @Test
        @Tag("3.2")
        void with_a_carriage_return_is_written_with_an_escape() {
            assertThat(side.write("a\r\r\nb\r")).returns();

            assertThat(peer).receives("a\\r\\r\\nb\\r\n").receivesNothing();
        }

        @Test
        @Tag("3.2")
        void with_a_backslash_is_written_with_two() {
            assertThat(side.write("C:\\temp\\")).returns();

            assertThat(peer).receives("C:\\\\temp\\\\\n").receivesNothing();
        }

        @Test
        @Tag("3.2")
        void that_looks_like_an_escape_is_written_with_two_backslashes() {
            assertThat(side.write("\\n or \n")).returns();

            assertThat(peer).receives("\\\\n or \\n\n").receivesNothing();
        }

        @Test
        @Tag("3.3")
        void may_contain_any_other_characters() {
            List<String> texts =
                    List.of(
                            " a ",
                            "100% %s %n",
                            "$1 \"'",
                            "\t",
                            "\0a\0",
                            "\u2028\u0085\f",
                            "é€",
                            "a𝄞я");

            assertThat(Side.written(wire, (in, out) -> new Delimited(in, out, LIMIT), texts, "\n"))
                    .returns(texts);
        }

        @Test
        @Tag("3.4")
        void may_have_as_many_bytes_as_the_limit() {
            assertThat(side.write(TWENTY)).returns();

            assertThat(peer).receives(TWENTY + "\n").receivesNothing();
        }

        @Test
        @Tag("3.4")
        void of_one_byte_more_than_the_limit_is_refused() {
            assertThat(side.write(TWENTY + "u")).throwsA(BadFrame.class, BadFrame.TOO_LONG);

            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("3.4")
        void of_eleven_letters_that_are_twenty_two_bytes_is_refused() {
            assertThat(side.write("приветпривет".substring(1)))
                    .throwsA(BadFrame.class, BadFrame.TOO_LONG);

            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("3.4")
        void that_is_too_long_only_with_its_escape_is_refused() {
            assertThat(side.write("abcdefghijklmnopqrs\n"))
                    .throwsA(BadFrame.class, BadFrame.TOO_LONG);

            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("3.5")
        void may_follow_another_and_may_be_empty() {
            assertThat(side.write("one")).returns();
            assertThat(side.write("")).returns();
            assertThat(side.write("two")).returns();

            assertThat(peer).receives("one\n\ntwo\n").receivesNothing();
        }
    }

    @Nested
    class A_frame {

        @Test
        @Tag("4.1")
        void is_returned_as_soon_as_its_line_feed_arrives() {
            Call<String> read = side.read();

            peer.sendCutAt("hello\n".getBytes(UTF_8)); // once the reader waits

            assertThat(read).returns("hello");
        }

        @Test
        @Tag("4.1")
        void is_not_returned_before_its_line_feed_arrives() {
            Call<String> read = side.read();

            peer.sendCutAt("hello".getBytes(UTF_8));

            assertThat(read).goesOn();
        }

        @Test
        @Tag("4.1")
        void may_contain_Russian_letters() {
            peer.send("привет\n");

            assertThat(side.read()).returns("привет");
        }

        @Test
        @Tag("4.1")
        void may_contain_any_characters() {
            List<String> texts =
                    List.of(
                            " a ",
                            "\t",
                            "100% %s %n",
                            "$1 \"'",
                            "\0a\0",
                            "\u2028\u0085\f",
                            "é€",
                            "\uFEFFa",
                            "a𝄞я");

            assertThat(
                            Side.read(
                                    wire,
                                    (in, out) -> new Delimited(in, out, LIMIT),
                                    texts,
                                    text -> (text + "\n").getBytes(UTF_8)))
                    .returns(texts);
        }

        @Test
        @Tag("4.2")
        void may_arrive_in_one_piece_with_others() {
            peer.send("one\nthree\nfour\n");

            assertThat(side.read()).returns("one");
            assertThat(side.read()).returns("three");
            assertThat(side.read()).returns("four");
        }

        @Test
        @Tag("4.2")
        void may_arrive_with_the_beginning_of_the_next() {
            Call<String> first = side.read();
            peer.sendCutAt("one\nthr".getBytes(UTF_8));
            assertThat(first).returns("one");

            Call<String> second = side.read();
            peer.sendCutAt("ee\n".getBytes(UTF_8));

            assertThat(second).returns("three");
        }

        @Test
        @Tag("4.2")
        @DisplayName("A thousand frames on one stream are a thousand messages")
        void may_be_one_of_a_thousand() {
            byte[] bytes = (TWENTY + "\nhello\n").repeat(500).getBytes(UTF_8);
            Call<Integer> read =
                    wire.call(
                            "the messages that read() returned correctly",
                            () -> {
                                Framing framing =
                                        new Delimited(
                                                new CutStream(bytes),
                                                OutputStream.nullOutputStream(),
                                                LIMIT);
                                int right = 0;
                                for (int i = 0; i < 500; i++) {
                                    right += TWENTY.equals(framing.read()) ? 1 : 0;
                                    right += "hello".equals(framing.read()) ? 1 : 0;
                                }
                                return right;
                            });

            assertThat(read).returns(1000);
        }

        @Test
        @Tag("4.3")
        void may_arrive_in_two_pieces() {
            Call<String> read = side.read();

            peer.sendCutAt("hello\n".getBytes(UTF_8), 3);

            assertThat(read).returns("hello");
        }

        @Test
        @Tag("4.3")
        void may_arrive_without_its_line_feed_at_first() {
            Call<String> read = side.read();

            peer.sendCutAt("hello\n".getBytes(UTF_8), 5);

            assertThat(read).returns("hello");
        }

        @Test
        @Tag("4.3")
        void may_be_cut_in_the_middle_of_a_letter() {
            Call<String> read = side.read();

            peer.sendCutAt("привет\n".getBytes(UTF_8), 1, 7);

            assertThat(read).returns("привет");
        }

        @Test
        @Tag("4.3")
        void may_arrive_byte_by_byte() {
            Call<String> read = side.read();

            peer.dribble("привет\n".getBytes(UTF_8));

            assertThat(read).returns("привет");
        }

        @Test
        @Tag("4.3")
        @DisplayName("Frames are the same messages wherever the stream is cut")
        void is_the_same_message_wherever_it_is_cut() {
            byte[] bytes = "aя€😀\n\nhello\n".getBytes(UTF_8);

            assertThat(
                            Side.readCutEverywhere(
                                    wire, (in, out) -> new Delimited(in, out, LIMIT), bytes))
                    .returns("[aя€😀, , hello]");
        }

        @Test
        @Tag("4.4")
        void may_end_with_a_carriage_return_and_a_line_feed() {
            peer.send("hello\r\nhi\r\n");

            assertThat(side.read()).returns("hello");
            assertThat(side.read()).returns("hi");
        }

        @Test
        @Tag("4.4")
        void may_be_cut_between_carriage_return_and_line_feed() {
            Call<String> read = side.read();

            peer.sendCutAt("hello\r\nhi\r\n".getBytes(UTF_8), 6);

            assertThat(read).returns("hello");
            assertThat(side.read()).returns("hi");
        }

        @Test
        @Tag("4.5")
        void may_contain_a_carriage_return() {
            peer.send("a\rb\nhi\n");

            assertThat(side.read()).returns("a\rb");
            assertThat(side.read()).returns("hi");
        }

        @Test
        @Tag("4.5")
        void may_have_a_carriage_return_at_the_end_of_a_piece() {
            Call<String> read = side.read();

            peer.sendCutAt("a\rb\n".getBytes(UTF_8), 2);

            assertThat(read).returns("a\rb");
        }

        @Test
        @Tag("4.5")
        void loses_only_one_of_two_carriage_returns() {
            peer.send("\ra\r\r\n");

            assertThat(side.read()).returns("\ra\r");
        }

        @Test
        @Tag("4.6")
        void may_be_empty() {
            peer.send("\n\r\nhi\n");

            assertThat(side.read()).returns("");
            assertThat(side.read()).returns("");
            assertThat(side.read()).returns("hi");
        }
    }

    @Nested
    class An_escape {

        @Test
        @Tag("5.1")
        void is_replaced_by_the_character_that_it_stands_for() {
            peer.send("a\\nb\\rc\\\\d\n");

            assertThat(side.read()).returns("a\nb\rc\\d");
        }

        @Test
        @Tag("5.1")
        void of_a_backslash_may_be_followed_by_a_letter_n() {
            peer.send("\\\\n\\\\\\n\n");

            assertThat(side.read()).returns("\\n\\\n");
        }

        @Test
        @Tag("5.1")
        void of_a_line_feed_does_not_end_a_frame() {
            peer.send("a\\nb\nhi\n");

            assertThat(side.read()).returns("a\nb");
            assertThat(side.read()).returns("hi");
        }

        @Test
        @Tag("5.1")
        void of_a_carriage_return_may_stand_in_front_of_the_line_ending() {
            peer.send("a\\r\nb\\r\r\n");

            assertThat(side.read()).returns("a\r");
            assertThat(side.read()).returns("b\r");
        }

        @Test
        @Tag("5.1")
        void may_be_cut_in_two() {
            Call<String> read = side.read();

            peer.sendCutAt("a\\nb\\\\\n".getBytes(UTF_8), 2, 5);

            assertThat(read).returns("a\nb\\");
        }

        @Test
        @Tag("5.2")
        void of_another_character_is_refused() {
            peer.send("a\\tb\n");

            assertThat(side.read()).throwsA(BadFrame.class, BadFrame.BAD_ESCAPE);
        }

        @Test
        @Tag("5.2")
        void that_lacks_its_second_byte_is_refused() {
            peer.send("a\\\n");

            assertThat(side.read()).throwsA(BadFrame.class, BadFrame.BAD_ESCAPE);
        }
    }

    @Nested
    class The_limit {

        @Test
        @Tag("5.3")
        void may_be_met_exactly_again_and_again() {
            peer.send(TWENTY + "\n" + TWENTY + "\r\n" + TWENTY + "\n");

            assertThat(side.read()).returns(TWENTY);
            assertThat(side.read()).returns(TWENTY);
            assertThat(side.read()).returns(TWENTY);
        }

        @Test
        @Tag("5.3")
        void is_exceeded_by_one_byte_more() {
            peer.send(TWENTY + "u\n");

            assertThat(side.read()).throwsA(BadFrame.class, BadFrame.TOO_LONG);
        }

        @Test
        @Tag("5.3")
        void counts_bytes_not_letters() {
            peer.send("абвгдежзийк\n"); // 11 letters

            assertThat(side.read()).throwsA(BadFrame.class, BadFrame.TOO_LONG);
        }

        @Test
        @Tag("5.3")
        void counts_both_bytes_of_an_escape() {
            peer.send("abcdefghijklmnopqr\\n\nabcdefghijklmnopqrs\\n\n");

            assertThat(side.read()).returns("abcdefghijklmnopqr\n");
            assertThat(side.read()).throwsA(BadFrame.class, BadFrame.TOO_LONG);
        }

        @Test
        @Tag("5.4")
        void is_exceeded_even_if_no_line_feed_arrives() {
            Call<String> read = side.read();

            peer.sendCutAt((TWENTY + "uv").getBytes(UTF_8), 10);

            assertThat(read).throwsA(BadFrame.class, BadFrame.TOO_LONG);
        }

        @Test
        @Tag("5.4")
        void is_exceeded_even_after_a_good_frame_in_the_same_piece() {
            peer.send("hi\n" + TWENTY + "uv");

            assertThat(side.read()).returns("hi");
            assertThat(side.read()).throwsA(BadFrame.class, BadFrame.TOO_LONG);
        }

        @Test
        @Tag("5.3")
        void leaves_room_for_a_carriage_return_whose_line_feed_is_late() {
            Call<String> read = side.read();

            peer.sendCutAt((TWENTY + "\r\n").getBytes(UTF_8), 21);

            assertThat(read).returns(TWENTY);
        }
    }

    @Nested
    class The_end_of_the_stream {

        @Test
        @Tag("5.5")
        void before_any_frame_is_reported_as_null() {
            peer.end();

            assertThat(side.read()).returns(null);
        }

        @Test
        @Tag("5.5")
        void after_a_frame_is_reported_as_null() {
            peer.send("hi\n\n");
            peer.end();

            assertThat(side.read()).returns("hi");
            assertThat(side.read()).returns("");
            assertThat(side.read()).returns(null);
        }

        @Test
        @Tag("5.6")
        @DisplayName("The end of the stream in the middle of a frame causes an EOFException")
        void in_the_middle_of_a_frame() {
            peer.send("hi\nhel");
            peer.end();

            assertThat(side.read()).returns("hi");
            assertThat(side.read()).throwsA(EOFException.class);
        }

        @Test
        @Tag("5.6")
        @DisplayName("The end of the stream after a lone carriage return causes an EOFException")
        void after_a_lone_carriage_return() {
            peer.send("\r");
            peer.end();

            assertThat(side.read()).throwsA(EOFException.class);
        }
    }
}
