package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.WireAssertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import kit.Call;
import kit.Likely;
import kit.ScriptedPeer;
import kit.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LengthPrefixedTest {

    private static final int LIMIT = 1000; // bytes of a text

    private static final int MUCH = 10_000_000; // bytes; everything else in a call needs far less

    private static final Likely[] CAUSES = {};

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Side side;
    private ScriptedPeer peer;

    @BeforeEach
    void connect() {
        side = new Side(wire, (in, out) -> new LengthPrefixed(in, out, LIMIT));
        peer = side.peer;
    }

    @AfterEach
    void close() throws IOException {
        side.close();
    }

    private static byte[] frame(int length, String text) {
        byte[] body = text.getBytes(UTF_8);
        return ByteBuffer.allocate(4 + body.length).putInt(length).put(body).array();
    }

    private static byte[] frame(String text) {
        return frame(text.getBytes(UTF_8).length, text);
    }

    private static byte[] frames(String... texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String text : texts) {
            bytes.writeBytes(frame(text));
        }
        return bytes.toByteArray();
    }

    /** The reason of the BadFrame, and whether much memory was reserved before. */
    private Call<String> readAndLookAtMemory() {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean memory)
                || !memory.isThreadAllocatedMemorySupported()) {
            return Assumptions.abort("this Java does not report how much memory a thread uses");
        }
        memory.setThreadAllocatedMemoryEnabled(true);
        return wire.call(
                "read()",
                () -> {
                    long thread = Thread.currentThread().getId();
                    long before = memory.getThreadAllocatedBytes(thread);
                    try {
                        return side.framing().read();
                    } catch (BadFrame e) {
                        long taken = memory.getThreadAllocatedBytes(thread) - before;
                        return e.getMessage()
                                + (taken < MUCH ? "" : ", but memory was taken first");
                    }
                });
    }

    @Nested
    class A_text {

        @Test
        @Tag("6.1")
        void is_written_after_its_length() {
            assertThat(side.write("hello")).returns();

            assertThat(peer).receives("\0\0\0\5hello").receivesNothing();
        }

        @Test
        @Tag("6.1")
        void in_Russian_has_a_length_in_bytes() {
            assertThat(side.write("привет")).returns();

            assertThat(peer).receives("\0\0\0\14привет").receivesNothing();
        }

        @Test
        @Tag("6.1")
        void of_many_bytes_has_the_most_significant_byte_of_its_length_first() {
            String text = "abcdefghij".repeat(30);
            assertThat(side.write(text)).returns();

            assertThat(peer).receives(frame(text)).receivesNothing();
        }

        @Test
        @Tag("6.1")
        void may_follow_another_and_may_be_empty() {
            assertThat(side.write("")).returns();
            assertThat(side.write(" a\r\n")).returns();

            assertThat(peer).receives(frames("", " a\r\n")).receivesNothing();
        }

        @Test
        @Tag("6.2")
        void may_have_as_many_bytes_as_the_limit() {
            String text = "abcdefgh".repeat(125);
            assertThat(side.write(text)).returns();

            assertThat(peer).receives(frame(text)).receivesNothing();
        }

        @Test
        @Tag("6.2")
        void of_one_byte_more_than_the_limit_is_refused() {
            assertThat(side.write("abcdefgh".repeat(125) + "i"))
                    .throwsA(BadFrame.class, BadFrame.TOO_LONG);

            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("6.2")
        void of_six_hundred_letters_that_are_more_bytes_than_the_limit_is_refused() {
            assertThat(side.write("привет".repeat(100))).throwsA(BadFrame.class, BadFrame.TOO_LONG);

            assertThat(peer).receivesNothing();
        }
    }

    @Nested
    class A_frame {

        @Test
        @Tag("6.3")
        void is_returned_as_soon_as_it_is_complete() {
            Call<String> read = side.read();

            peer.sendCutAt(frame("hello")); // once the reader waits

            assertThat(read).returns("hello");
        }

        @Test
        @Tag("6.3")
        void may_contain_Russian_letters() {
            peer.send(frames("привет", "hi"));

            assertThat(side.read()).returns("привет");
        }

        @Test
        @Tag("6.3")
        void may_arrive_in_one_piece_with_others() {
            peer.send(frames("one", "", " three\r\n", "four"));

            assertThat(side.read()).returns("one");
            assertThat(side.read()).returns("");
            assertThat(side.read()).returns(" three\r\n");
            assertThat(side.read()).returns("four");
        }

        @Test
        @Tag("6.3")
        void may_be_cut_in_its_length() {
            Call<String> read = side.read();

            peer.sendCutAt(frame("hello"), 1, 3);

            assertThat(read).returns("hello");
        }

        @Test
        @Tag("6.3")
        void may_be_cut_in_the_middle_of_a_letter() {
            Call<String> read = side.read();

            peer.sendCutAt(frame("привет"), 5, 11);

            assertThat(read).returns("привет");
        }

        @Test
        @Tag("6.3")
        void may_have_a_length_whose_last_byte_is_negative_in_Java() {
            String text = "abcdefgh".repeat(25); // 200 bytes
            peer.send(frame(text));

            assertThat(side.read()).returns(text);
        }

        @Test
        @Tag("6.3")
        void may_have_as_many_bytes_as_the_limit() {
            String text = "abcdefgh".repeat(125);
            peer.send(frame(text));

            assertThat(side.read()).returns(text);
        }

        @Test
        @Tag("6.3")
        @DisplayName("Frames are the same messages wherever the stream is cut")
        void is_the_same_message_wherever_it_is_cut() {
            assertThat(
                            Side.readCutEverywhere(
                                    wire,
                                    (in, out) -> new LengthPrefixed(in, out, LIMIT),
                                    frames("aя€😀", "", "hi")))
                    .returns("[aя€😀, , hi]");
        }
    }

    @Nested
    class A_length {

        @Test
        @Tag("6.4")
        void of_minus_one_is_refused() {
            peer.send(frame(-1, ""));

            assertThat(side.read()).throwsA(BadFrame.class, BadFrame.NEGATIVE);
        }

        @Test
        @Tag("6.4")
        void that_is_the_smallest_int_is_refused() {
            peer.send(frame(Integer.MIN_VALUE, "hello"));

            assertThat(side.read()).throwsA(BadFrame.class, BadFrame.NEGATIVE);
        }

        @Test
        @Tag("6.5")
        void of_one_more_than_the_limit_is_refused_before_the_text_arrives() {
            peer.send(frame(LIMIT + 1, ""));

            assertThat(side.read()).throwsA(BadFrame.class, BadFrame.TOO_LONG);
        }

        @Test
        @Tag("6.5")
        void that_consists_of_letters_is_refused() {
            peer.send("GET ");

            assertThat(side.read()).throwsA(BadFrame.class, BadFrame.TOO_LONG);
        }

        @Test
        @Tag("6.5")
        void is_refused_before_memory_is_reserved_for_the_text() {
            peer.send(frame(20_000_000, ""));

            assertThat(readAndLookAtMemory()).returns(BadFrame.TOO_LONG);
        }
    }

    @Nested
    class The_end_of_the_stream {

        @Test
        @Tag("6.6")
        void before_any_frame_is_reported_as_null() {
            peer.end();

            assertThat(side.read()).returns(null);
        }

        @Test
        @Tag("6.6")
        void after_a_frame_is_reported_as_null() {
            peer.send(frame("hi"));
            peer.end();

            assertThat(side.read()).returns("hi");
            assertThat(side.read()).returns(null);
        }

        @Test
        @Tag("6.6")
        @DisplayName("The end of the stream in the middle of a text causes an EOFException")
        void in_the_middle_of_a_text() {
            peer.send(frame(5, "hell"));
            peer.end();

            assertThat(side.read()).throwsA(EOFException.class);
        }

        @Test
        @Tag("6.6")
        @DisplayName("The end of the stream in the middle of a length causes an EOFException")
        void in_the_middle_of_a_length() {
            peer.send("\0\0\0");
            peer.end();

            assertThat(side.read()).throwsA(EOFException.class);
        }
    }
}
