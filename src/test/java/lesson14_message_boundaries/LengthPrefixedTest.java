package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
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

    private static final Likely[] CAUSES = {
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
                seen ->
                        seen.expected("\0\0\0\0\0\0\0\4 a\r\n")
                                && seen.gotText().startsWith("\0\0\0\4"),
                "write() sends nothing for an empty text. An empty text is a message as well: send a length of 0."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && !seen.threwAnything(),
                "nothing was sent. A buffered stream or writer keeps the bytes until you call flush()."),
        when(
                seen -> seen.expected("\0\0\0\5hello") && seen.gotText().startsWith("5"),
                "the length is sent in decimal digits. Send it in binary: ByteBuffer.putInt() makes four bytes."),
        when(
                seen -> seen.expected("\0\0\0\5hello") && seen.gotText().startsWith("\5h"),
                "the length is sent as one byte, because out.write(n) sends only the lowest one. Use ByteBuffer.putInt()."),
        when(
                seen -> seen.expected("\0\0\0\5hello") && seen.gotText().startsWith("\0\5h"),
                "the length has two bytes, as writeUTF() sends it. Send an int of four bytes, then getBytes(UTF_8)."),
        when(
                seen -> seen.expected("\0\0\0\5hello") && seen.gotText().startsWith("\5\0\0\0"),
                "the lowest byte of the length is sent first. Send the most significant byte first, which is how a ByteBuffer does it by itself."),
        when(
                seen -> seen.expected("\0\0\0\5hello") && seen.gotText().startsWith("\0\0\0\11h"),
                "the length counts its own four bytes. It is the number of bytes that follow it."),
        when(
                seen -> seen.expected("\0\0\0\14привет") && seen.gotText().contains("\uFFFD"),
                "the text is not sent as UTF-8. Without a charset, Java takes the computer's own, which is windows-1251 while your code is graded: name UTF_8."),
        when(
                seen -> seen.expected("00011170") && seen.got("00001170"),
                "the first two bytes of the length are always 0, so 70000 is sent as 4464. Send all four bytes of the int."),
        when(
                seen -> seen.expected("\0\0\0\14привет") && seen.gotText().startsWith("\0\0\0\6"),
                "the length counts letters, but the reader must know the number of bytes. Use the length of getBytes(UTF_8)."),
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
                                && !seen.peerSent('i'),
                "write() cuts the text without an error. Throw a BadFrame, and send nothing."),
        when(
                seen -> seen.expectedWords("too long") && seen.returned("write()"),
                "write() sends a frame that the reader has to refuse. Count its bytes, and compare them with the limit before you write."),
        when(
                seen ->
                        seen.expectedWords("negative")
                                && (seen.threw(NegativeArraySizeException.class)
                                        || seen.threw(IllegalArgumentException.class)),
                "read() asks for a negative number of bytes, and throws an exception that is not an IOException. A stranger may send any number: check the length first."),
        when(
                seen ->
                        seen.expectedWords("negative")
                                && seen.threw(BadFrame.class, BadFrame.TOO_LONG),
                "a negative length is reported as too long. The reason is NEGATIVE: compare with 0 first."),
        when(
                seen -> seen.expectedWords("negative") && seen.waitsForBytes(),
                "read() loses the sign of the length, and waits for a text. Compare the int with 0 before you change it."),
        when(
                seen ->
                        seen.threw(OutOfMemoryError.class)
                                || seen.gotText().contains("memory was taken"),
                "read() creates the array first, and checks its length afterwards. Compare the length with the limit before you create it."),
        when(
                seen ->
                        seen.expectedWords("too long")
                                && (seen.waitsForBytes() || seen.threw(EOFException.class)),
                "the length is larger than the limit, but read() waits for the text. Check the limit as soon as the four bytes have arrived."),
        when(
                seen -> seen.called("the lengths with which read() failed"),
                "not every length is put together correctly. A byte in Java is a number from -128 to 127: use ByteBuffer.getInt(), or add & 0xff to each of the four bytes."),
        when(
                seen ->
                        seen.threw(BadFrame.class, BadFrame.TOO_LONG)
                                && seen.called("write()")
                                && seen.peerSent('h'),
                "write() counts too many bytes for a character above U+FFFF, which is two chars in Java, but four bytes. Count the bytes of getBytes(UTF_8)."),
        when(
                seen ->
                        seen.threw(BadFrame.class, BadFrame.TOO_LONG)
                                && seen.expectedWords("abcdefgh"),
                "a length equal to the limit is refused. The limit itself is allowed: > and not >=."),
        when(
                seen ->
                        seen.threw(BadFrame.class, BadFrame.NEGATIVE)
                                && seen.expectedWords("abcdefgh"),
                "a byte in Java is a number from -128 to 127, so 200 is read as -56. Use ByteBuffer.getInt(), or add & 0xff to each byte."),
        when(
                seen ->
                        seen.expectedWords("abcdefgh")
                                && seen.returned("read()")
                                && seen.gotOnlyTheBeginning(),
                "only one of the four bytes is used, so 1000 is read as 232. Use ByteBuffer.getInt()."),
        when(
                seen -> seen.expected("") && seen.got("null") && seen.peerSent('f'),
                "a length of 0 is an empty message: return \"\". Null is the end of the stream, and only the end of the stream."),
        when(
                seen ->
                        (seen.expectedWords("to return null") || seen.expected("null"))
                                && seen.threw(EOFException.class),
                "read() throws an EOFException, which means that a message was cut off. Here the stream ends between two frames: if no byte has arrived, return null."),
        when(
                seen ->
                        seen.expectedWords("EOFException")
                                && (seen.got("null") || seen.gotNothing()),
                "read() returns null, which means that the stream has ended between two frames. Here it ends in the middle of one: throw an EOFException."),
        when(
                seen -> seen.expectedWords("EOFException"),
                "read() returns half a text as if it were complete. If fewer bytes have arrived than the length says, throw an EOFException."),
        when(
                seen -> seen.gotText().contains("\0") || seen.gotText().contains("\uFFFD"),
                "one read may return fewer bytes than you ask for, and the rest of the array is still zero. Use readNBytes(), or a loop."),
        when(
                seen -> seen.threw(EOFException.class) && !seen.peerHasEnded(),
                "a short read is treated as the end of the stream. A read returns whatever has arrived so far: use readNBytes(), or loop until -1."),
        when(
                seen ->
                        (seen.expectedWords("to end") && seen.waitsForBytes() || seen.got("null"))
                                && seen.peerSent('f'),
                "the bytes of the next frames are lost, because a buffered stream of this call has taken them. Read from in, or keep one buffered stream for all calls."),
    };

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

    /**
     * Reads a message; returns the message of the BadFrame, and whether much memory was reserved
     * first.
     */
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

    /** Returns the length and what is wrong, if {@code read()} fails with it. */
    private static Stream<String> failure(int length) {
        String text = "a".repeat(length);
        try {
            Framing framing =
                    new LengthPrefixed(
                            new ByteArrayInputStream(frame(text)),
                            OutputStream.nullOutputStream(),
                            1_000_000);
            return text.equals(framing.read())
                    ? Stream.empty()
                    : Stream.of(length + ": another text");
        } catch (IOException | RuntimeException e) {
            return Stream.of(length + ": " + e.getMessage());
        }
    }

    @Nested
    class A_prefixed_text {

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
        void of_seventy_thousand_bytes_needs_three_bytes_of_its_length() {
            Call<String> length =
                    wire.call(
                            "the length that write() sends, in hex",
                            () -> {
                                ByteArrayOutputStream out = new ByteArrayOutputStream();
                                new LengthPrefixed(InputStream.nullInputStream(), out, 100_000)
                                        .write("a".repeat(70_000));
                                return HexFormat.of().formatHex(out.toByteArray(), 0, 4);
                            });

            assertThat(length).returns("00011170");
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
            assertThat(peer).receives(frame(text));

            assertThat(side.write("😀".repeat(250))).returns();

            assertThat(peer).receives(frame("😀".repeat(250))).receivesNothing();
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
    class A_prefixed_frame {

        @Test
        @Tag("6.3")
        void is_returned_as_soon_as_it_is_complete() {
            Call<String> read = side.read();

            peer.sendCutAt(frame("hello")); // when the reader waits

            assertThat(read).returns("hello");
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
        @DisplayName("A prefixed frame may have any length up to a limit of a million")
        void may_have_any_length() {
            List<Integer> lengths =
                    List.of(127, 128, 255, 256, 32_767, 32_768, 65_535, 65_536, 100_000, 999_999);

            Call<List<String>> read =
                    wire.call(
                            "the lengths with which read() failed",
                            () -> lengths.stream().flatMap(LengthPrefixedTest::failure).toList());

            assertThat(read).returns(List.of());
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
    class The_end_of_a_prefixed_stream {

        @Test
        @Tag("6.6")
        void before_any_frame_is_reported_as_null() {
            peer.end();

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
        void does_not_end_the_other_direction() {
            peer.send(frame("hi"));
            peer.end();
            assertThat(side.read()).returns("hi");
            assertThat(side.read()).returns(null);

            assertThat(side.write("hi")).returns();
            assertThat(peer).receives(frame("hi"));
        }

        @Test
        @Tag("6.6")
        @DisplayName("The end of the stream directly after a length causes an EOFException")
        void directly_after_a_length() {
            peer.send(frame(5, ""));
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
