package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;
import static lesson19_xor_chat.Frames.JAVA;
import static lesson19_xor_chat.Frames.OPEN;
import static lesson19_xor_chat.Frames.frame;
import static lesson19_xor_chat.Frames.frames;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kit.Call;
import kit.Likely;
import kit.ScriptedListener;
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
class ChatWireTest {

    private static final int LIMIT = 1024;

    private static final String REPLACEMENT = "what does \uFFFD mean?"; // valid in UTF-8

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("the key after"),
                "the key was changed, but the array belongs to the caller and the next frame needs it. Change only arrays of your own."),
        when(
                seen ->
                        seen.called("the texts that send()")
                                && !seen.threwAnything()
                                && !seen.gotText().contains("😀")
                                && seen.gotText().contains("я"),
                "an emoji or a NUL is sent in other bytes than in UTF-8, because writeUTF() has its own kind of UTF-8. Use text.getBytes(UTF_8)."),
        when(
                seen -> seen.expectedSilence() && (seen.streamEnded() || seen.reset()),
                "send() closes the stream, and this closes the connection. Leave it open for the next frame."),
        when(
                seen -> seen.expectedWords(REPLACEMENT) && seen.threw(IOException.class),
                "a text is rejected because U+FFFD is in it, but that is a character like any other, which a peer may send. Let a decoder find bytes that are not UTF-8: UTF_8.newDecoder().decode() throws."),
        when(
                seen -> seen.called("send()") && seen.gotText().contains("\uFFFD"),
                "the text is sent in the computer's own charset, which is windows-1251 while your code is graded. Name the charset: UTF_8."),
        when(
                seen -> seen.returned("receive()") && seen.waitsForBytes(),
                "bytes that arrived together with this frame are lost, because a buffer has read them. Read only the bytes of this frame from the stream."),
        when(
                seen ->
                        seen.expectedWords("to end")
                                && seen.waitsForBytes()
                                && (seen.peerSent(4) || seen.peerSent(0xff)),
                "the length is above the limit, but receive() still waits for the text. Throw as soon as the length has arrived."),
        when(
                seen ->
                        seen.expectedWords("xxx")
                                && seen.threw(IOException.class)
                                && seen.peerSent(4),
                "a text exactly as long as the limit is rejected, but it is allowed. Compare with >, not >=."),
        when(
                seen ->
                        seen.peerSent('J')
                                && seen.expectedWords("hello")
                                && (seen.gotLength() == 5
                                        || seen.threw(CharacterCodingException.class)),
                "the key starts again between length and text, so the text is wrong. The text's first byte was XORed with the key's third."),
        when(
                seen -> seen.expectedWords("привет") && seen.threw(IOException.class),
                "the frame arrived in pieces, and its rest is missing. One read may return fewer bytes than you ask for: read on until all have arrived."),
        when(
                seen -> seen.called("send()") && seen.threw(SocketException.class),
                "send() closes the stream, and this closes the connection. Leave it open for the next frame."),
        when(
                seen -> seen.expectedWords("IllegalArgumentException"),
                "a text is accepted that is too long, so its length starts again at 0 in two bytes. Check the number of bytes, not of letters, before you send anything."),
        when(
                seen -> seen.called("send()") && seen.threw(IllegalArgumentException.class),
                "a text is rejected that is not too long. send() accepts up to 65,535 bytes; the limit belongs to receive()."),
        when(
                seen -> seen.expected("\0\0") && seen.gotNothing(),
                "nothing is sent for an empty text. Its frame has two bytes, which are 0."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && !seen.threwAnything(),
                "the frame is still in a buffer. Flush the buffered stream, or do without one."),
        when(
                seen -> seen.expected("\0\5hello") && seen.got("\5\0hello"),
                "the low byte of the length is sent first. Send the high byte first."),
        when(
                seen -> seen.expected("\0\14привет") && seen.gotText().startsWith("\0\6"),
                "the length counts letters instead of bytes. Turn the text into bytes first, and count those."),
        when(
                seen -> seen.expected("JD>$&-9") && seen.gotText().startsWith("\0\5"),
                "the length is sent without the key. XOR the whole frame, with its length."),
        when(
                seen -> seen.expected("JD>$&-9") && seen.got("JD\"$:-%"),
                "the key starts again between length and text. XOR the frame as a whole, so that the text's first byte meets the key's third."),
        when(
                seen -> seen.expectedBytes() && seen.expectedWords("xxx") && !seen.gotNothing(),
                "the length is wrong if it needs more than one byte. The high byte is length >> 8, the low one length & 0xff."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop never ends, because read() returns -1 again and again after the end of the stream. Leave the loop at -1."),
        when(
                seen ->
                        seen.called("receive()") && seen.threw(NegativeArraySizeException.class)
                                || seen.expectedWords("xxx") && seen.threwAnything(),
                "the length becomes negative, because a byte is -128 to 127 in Java and a short goes up to 32,767. Use each byte & 0xff."),
        when(
                seen ->
                        seen.expected("null") && seen.threw(EOFException.class)
                                || seen.expectedWords("to return null")
                                        && seen.threw(EOFException.class),
                "receive() throws an EOFException, which means that a frame was cut off. Here the stream ends before the first byte of a frame: return null."),
        when(
                seen -> seen.expectedWords("to return null"),
                "receive() does not report the end of the stream. If the stream ends before the first byte of a frame, return null."),
        when(
                seen -> seen.expectedWords("EOFException"),
                "the stream ends inside a frame, and receive() does not report that. Throw an EOFException if fewer bytes arrive than the frame needs."),
        when(
                seen -> seen.expectedWords("an IOException") && seen.gotText().contains("\uFFFD"),
                "new String() silently puts U+FFFD in place of bytes that are not UTF-8. Use UTF_8.newDecoder().decode(), which throws."),
        when(
                seen -> seen.expectedWords("an IOException") && !seen.threwAnything(),
                "a bad frame is accepted: its length is above the limit, or its bytes are not UTF-8. Throw an IOException."),
        when(
                seen ->
                        seen.expected("") && seen.gotText().equals("null")
                                || seen.expectedWords("\"\"") && seen.gotNothing(),
                "an empty text is treated as the end of the stream. Return \"\" for it; only the end is null."),
        when(
                seen -> seen.gotText().contains("\0") && !seen.called("the texts that"),
                "one read may return fewer bytes than the array has, and the rest of it is still zero. Read on until all have arrived: readNBytes()."),
        when(
                seen -> seen.expected("привет") && seen.gotText().startsWith("Рї"),
                "the text is decoded in the computer's own charset, which is windows-1251 while your code is graded. Name the charset: UTF_8."),
        when(
                seen -> seen.expected("hello"),
                "the text differs from the one that was sent. XOR length and text as a whole, from the first byte of the key."),
        when(
                seen -> seen.waitsForBytes(),
                "the frame is complete, but receive() waits for more bytes. Read two bytes, then as many as they say."),
    };

    private static final byte[] ANY_BYTES = {-1, 0, 127, -128, 'k', -86, 85}; // a key

    /** Characters of 1 to 4 bytes, and characters with a special meaning in some library. */
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "   ",
                    "%",
                    "100% of %s %n",
                    "$1 \\",
                    "a\rb\r\n",
                    "\0",
                    "é",
                    "я",
                    "€",
                    "\uFEFFa",
                    "\u2028",
                    "😀",
                    "a𝄞я€",
                    "e\u0301",
                    "\u212B");

    /**
     * Lengths in bytes, around those where the low byte is 0 again, or where a byte or a short
     * becomes negative.
     */
    private static final List<Integer> LENGTHS =
            List.of(
                    0, 1, 127, 128, 129, 255, 256, 257, 1023, 1024, 4096, 8192, 32_767, 32_768,
                    65_533, 65_534, 65_535);

    private static final List<Integer> KEYS =
            List.of(1, 2, 3, 127, 128, 129, 255, 256, 257, 1000); // bytes

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Socket socket;
    private ScriptedPeer peer;

    @BeforeEach
    void connect() throws IOException {
        ScriptedListener listener = wire.listen();
        socket = new Socket(listener.host(), listener.port());
        peer = listener.accept();
    }

    @AfterEach
    void hang_up() throws IOException {
        socket.close();
    }

    private static boolean isSent(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChatWire.send(out, text, JAVA.clone());
        return Arrays.equals(out.toByteArray(), frame(text, JAVA));
    }

    private static boolean isReceived(String text) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(frame(text, JAVA));
        all.writeBytes(frame("next", JAVA));
        InputStream in = new ByteArrayInputStream(all.toByteArray());
        return text.equals(ChatWire.receive(in, JAVA.clone(), 65_535))
                && "next".equals(ChatWire.receive(in, JAVA.clone(), 65_535));
    }

    /** Returns a text of this many bytes, mostly letters of four bytes. */
    private static String letters(int bytes) {
        return "x".repeat(bytes % 4) + "😀".repeat(bytes / 4);
    }

    private static byte[] keyOf(int length) {
        byte[] key = new byte[length];
        for (int i = 0; i < length; i++) {
            key[i] = (byte) (i * 7 + i / 256 + 1);
        }
        return key;
    }

    private static boolean isSentWith(byte[] key) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChatWire.send(out, "x".repeat(600), key.clone());
        return Arrays.equals(out.toByteArray(), frame("x".repeat(600), key));
    }

    private static boolean isReceivedWith(byte[] key) throws IOException {
        InputStream in = new ByteArrayInputStream(frame("x".repeat(600), key));
        return "x".repeat(600).equals(ChatWire.receive(in, key.clone(), LIMIT));
    }

    private interface Question<T> {
        boolean isRight(T of) throws IOException;
    }

    private static <T> List<T> rightOf(List<T> all, Question<T> question) throws IOException {
        List<T> right = new ArrayList<>();
        for (T each : all) {
            if (question.isRight(each)) {
                right.add(each);
            }
        }
        return right;
    }

    private Call<Void> send(String text, byte[] key) {
        byte[] own = key.clone(); // keep the constants of this class unchanged
        return wire.call(
                "send()",
                () -> {
                    ChatWire.send(socket.getOutputStream(), text, own);
                    return null;
                });
    }

    private Call<String> receive(byte[] key, int limit) {
        byte[] own = key.clone(); // keep the constants of this class unchanged
        return wire.call("receive()", () -> ChatWire.receive(socket.getInputStream(), own, limit));
    }

    private Call<String> receive() {
        return receive(OPEN, LIMIT);
    }

    @Nested
    class A_frame_that_is_sent {

        @Test
        @Tag("2.1")
        void consists_of_the_length_in_two_bytes_and_the_text() {
            send("hello", OPEN);

            assertThat(peer).receives("\0\5hello").receivesNothing();
        }

        @Test
        @Tag("2.1")
        void has_the_length_in_bytes_not_in_letters() {
            send("привет", OPEN);

            assertThat(peer).receives("\0\14привет").receivesNothing();
        }

        @Test
        @Tag("2.3")
        void consists_of_two_bytes_if_the_text_is_empty() {
            send("", OPEN);

            assertThat(peer).receives("\0\0").receivesNothing();
        }

        @Test
        @Tag("2.3")
        void may_contain_a_text_of_200_bytes() {
            send("x".repeat(200), OPEN);

            assertThat(peer).receives(frames("x".repeat(200))).receivesNothing();
        }

        @Test
        @Tag("2.3")
        @DisplayName("A frame that is sent may contain a text of 40,000 bytes")
        void may_contain_a_text_of_40000_bytes() {
            send("x".repeat(40_000), OPEN);

            assertThat(peer).receives(frames("x".repeat(40_000))).receivesNothing();
        }

        @Test
        @Tag("2.3")
        @DisplayName("A frame that is sent may contain a text of 65,535 bytes")
        void may_contain_a_text_of_65535_bytes() {
            send("x".repeat(65_535), OPEN);

            assertThat(peer).receives(frames("x".repeat(65_535))).receivesNothing();
        }

        @Test
        @Tag("2.2")
        void is_XORed_as_a_whole_including_its_length() {
            send("hello", JAVA);

            assertThat(peer).receives("JD>$&-9").receivesNothing();
        }

        @Test
        @Tag("2.2")
        void starts_with_the_first_byte_of_the_key_each_time() {
            assertThat(send("hello", JAVA)).returns();
            assertThat(send("hello", JAVA)).returns();

            assertThat(peer).receives("JD>$&-9").receives("JD>$&-9").receivesNothing();
        }

        @Test
        @Tag("2.6")
        @DisplayName("send() leaves the stream open for further frames")
        void leaves_the_stream_open() {
            assertThat(send("one", OPEN)).returns();
            assertThat(peer).receives(frames("one")).receivesNothing();

            assertThat(send("two", OPEN)).returns();
            assertThat(peer).receives(frames("two")).receivesNothing();
        }

        @Test
        @Tag("2.5")
        @DisplayName("A text of 65,536 bytes is rejected, and nothing is sent")
        void is_rejected_if_its_text_has_65536_bytes() {
            Call<Void> send = send("x".repeat(65_536), OPEN);

            assertThat(send).throwsA(IllegalArgumentException.class);
            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("2.5")
        @DisplayName("A text of 40,000 letters with 80,000 bytes is rejected, and nothing is sent")
        void is_rejected_if_its_letters_have_more_than_65535_bytes() {
            Call<Void> send = send("я".repeat(40_000), OPEN);

            assertThat(send).throwsA(IllegalArgumentException.class);
            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("2.4")
        void may_contain_any_characters() {
            Call<List<String>> right =
                    wire.call(
                            "the texts that send() sent rightly",
                            () -> rightOf(TEXTS, ChatWireTest::isSent));

            assertThat(right).returns(TEXTS);
        }

        @Test
        @Tag("2.4")
        void may_contain_a_text_of_any_length() {
            Call<List<Integer>> right =
                    wire.call(
                            "the lengths that send() sent rightly",
                            () ->
                                    rightOf(
                                            LENGTHS,
                                            n -> isSent("x".repeat(n)) && isSent(letters(n))));

            assertThat(right).returns(LENGTHS);
        }

        @Test
        @Tag("2.2")
        @DisplayName("A frame that is sent is XORed with the key, whatever bytes the key has")
        void is_XORed_with_any_bytes_of_a_key() {
            byte[] key = ANY_BYTES.clone();

            Call<Void> send =
                    wire.call(
                            "send()",
                            () -> {
                                ChatWire.send(socket.getOutputStream(), "привет", key);
                                return null;
                            });
            assertThat(send).returns();
            assertThat(peer).receives(frame("привет", ANY_BYTES)).receivesNothing();
        }

        @Test
        @Tag("2.6")
        @DisplayName("send() does not change the key")
        void leaves_the_key_unchanged() {
            byte[] key = ANY_BYTES.clone();

            Call<Void> send =
                    wire.call(
                            "send()",
                            () -> {
                                ChatWire.send(socket.getOutputStream(), "привет", key);
                                return null;
                            });
            assertThat(send).returns();

            assertThat(wire.call("the key after send()", () -> Arrays.toString(key)))
                    .returns(Arrays.toString(ANY_BYTES));
        }

        @Test
        @Tag("2.3")
        void is_XORed_with_a_key_of_any_length() {
            Call<List<Integer>> right =
                    wire.call(
                            "the keys with which send() sent rightly, in bytes",
                            () -> rightOf(KEYS, n -> isSentWith(keyOf(n))));

            assertThat(right).returns(KEYS);
        }
    }

    @Nested
    class A_frame_that_arrives {

        @Test
        @Tag("3.1")
        void is_returned_as_its_text() {
            peer.send(frames("hello"));

            assertThat(receive()).returns("hello");
        }

        @Test
        @Tag("3.1")
        void is_returned_as_its_text_with_the_key() {
            peer.send("JD>$&-9");

            assertThat(receive(JAVA, LIMIT)).returns("hello");
        }

        @Test
        @Tag("3.2")
        void may_arrive_one_byte_at_a_time() {
            Call<String> receive = receive(JAVA, LIMIT);

            peer.dribble(frame("привет", JAVA));

            assertThat(receive).returns("привет");
        }

        @Test
        @Tag("3.2")
        void may_arrive_cut_inside_its_length() {
            Call<String> receive = receive();

            peer.sendCutAt(frames("привет"), 1);

            assertThat(receive).returns("привет");
        }

        @Test
        @Tag("3.2")
        void may_arrive_cut_inside_a_letter() {
            Call<String> receive = receive();

            peer.sendCutAt(frames("привет"), 5);

            assertThat(receive).returns("привет");
        }

        @Test
        @Tag("3.3")
        void may_arrive_together_with_others() {
            peer.send(frames("one", "two", "three"));

            assertThat(receive()).returns("one");
            assertThat(receive()).returns("two");
            assertThat(receive()).returns("three");
        }

        @Test
        @Tag("3.4")
        void may_contain_an_empty_text() {
            peer.send(frames("", "two"));

            assertThat(receive()).returns("");
            assertThat(receive()).returns("two");
        }

        @Test
        @Tag("3.4")
        void may_contain_a_text_of_200_bytes() {
            peer.send(frames("x".repeat(200)));

            assertThat(receive()).returns("x".repeat(200));
        }

        @Test
        @Tag("3.4")
        @DisplayName("A frame that arrives may contain a text of 40,000 bytes")
        void may_contain_a_text_of_40000_bytes() {
            peer.send(frames("x".repeat(40_000)));

            assertThat(receive(OPEN, 65_535)).returns("x".repeat(40_000));
        }

        @Test
        @Tag("3.4")
        void may_contain_a_text_exactly_as_long_as_the_limit() {
            peer.send(frames("x".repeat(LIMIT)));

            assertThat(receive()).returns("x".repeat(LIMIT));
        }

        @Test
        @Tag("3.5")
        void may_contain_any_characters() {
            Call<List<String>> right =
                    wire.call(
                            "the texts that receive() returned rightly",
                            () -> rightOf(TEXTS, ChatWireTest::isReceived));

            assertThat(right).returns(TEXTS);
        }

        @Test
        @Tag("3.4")
        void may_contain_a_text_of_any_length() {
            Call<List<Integer>> right =
                    wire.call(
                            "the lengths that receive() returned rightly",
                            () ->
                                    rightOf(
                                            LENGTHS,
                                            n ->
                                                    isReceived("x".repeat(n))
                                                            && isReceived(letters(n))));

            assertThat(right).returns(LENGTHS);
        }

        @Test
        @Tag("3.1")
        void is_returned_as_its_text_with_a_key_of_any_bytes() {
            byte[] key = ANY_BYTES.clone();
            peer.send(frame("привет", ANY_BYTES));

            Call<String> receive =
                    wire.call(
                            "receive()",
                            () -> ChatWire.receive(socket.getInputStream(), key, LIMIT));
            assertThat(receive).returns("привет");
        }

        @Test
        @Tag("3.6")
        @DisplayName("receive() does not change the key")
        void leaves_the_key_unchanged() {
            byte[] key = ANY_BYTES.clone();
            peer.send(frame("привет", ANY_BYTES));

            Call<String> receive =
                    wire.call(
                            "receive()",
                            () -> ChatWire.receive(socket.getInputStream(), key, LIMIT));
            assertThat(receive).returns("привет");

            assertThat(wire.call("the key after receive()", () -> Arrays.toString(key)))
                    .returns(Arrays.toString(ANY_BYTES));
        }

        @Test
        @Tag("3.1")
        void is_returned_as_its_text_with_a_key_that_is_longer_than_the_frame() {
            byte[] key = "a key that is longer than the frame".getBytes(UTF_8);
            peer.send(frame("hello", key));

            assertThat(receive(key, LIMIT)).returns("hello");
        }

        @Test
        @Tag("3.4")
        void may_contain_an_empty_text_if_the_limit_is_0() {
            peer.send(frames(""));

            assertThat(receive(OPEN, 0)).returns("");
        }

        @Test
        @Tag("3.5")
        @DisplayName("A frame that arrives may contain the character U+FFFD")
        void may_contain_the_replacement_character() {
            peer.send(frames(REPLACEMENT));

            assertThat(receive()).returns(REPLACEMENT);
        }

        @Test
        @Tag("3.1")
        void may_be_XORed_with_a_key_of_any_length() {
            Call<List<Integer>> right =
                    wire.call(
                            "the keys with which receive() returned rightly, in bytes",
                            () -> rightOf(KEYS, n -> isReceivedWith(keyOf(n))));

            assertThat(right).returns(KEYS);
        }
    }

    @Nested
    class A_bad_frame {

        @Test
        @Tag("4.1")
        void is_rejected_if_it_contains_one_byte_and_the_limit_is_0() {
            peer.send(frames("", "x"));

            assertThat(receive(OPEN, 0)).returns("");
            assertThat(receive(OPEN, 0)).throwsA(IOException.class);
        }

        @Test
        @Tag("4.1")
        void is_rejected_if_its_length_is_one_above_the_limit() {
            peer.send(new byte[] {4, 1}); // 1025

            assertThat(receive()).throwsA(IOException.class);
        }

        @Test
        @Tag("4.1")
        void is_rejected_if_its_length_is_far_above_the_limit() {
            peer.send(new byte[] {-1, -1});

            assertThat(receive()).throwsA(IOException.class);
        }

        @Test
        @Tag("4.1")
        void is_rejected_if_another_key_makes_its_length_too_large() {
            peer.send(frame("hello", JAVA));

            assertThat(receive()).throwsA(IOException.class);
        }

        @Test
        @Tag("4.2")
        @DisplayName("A bad frame is rejected if its bytes are not UTF-8")
        void is_rejected_if_its_bytes_are_not_UTF_8() {
            peer.send(frame(new byte[] {'h', 'i', -1}, OPEN));

            assertThat(receive()).throwsA(IOException.class);
        }

        @Test
        @Tag("4.2")
        void is_rejected_if_it_ends_with_half_a_letter() {
            peer.send(frame("hié".getBytes(ISO_8859_1), OPEN));

            assertThat(receive()).throwsA(IOException.class);
        }

        @Test
        @Tag("4.2")
        @DisplayName("A bad frame is rejected if only Java's readUTF() would accept its bytes")
        void is_rejected_if_only_readUTF_would_accept_its_bytes() {
            peer.send(frame(new byte[] {'a', (byte) 0xc0, (byte) 0x80}, OPEN)); // writeUTF's NUL

            assertThat(receive()).throwsA(IOException.class);
        }

        @Test
        @Tag("4.2")
        void is_rejected_if_it_contains_half_an_emoji() {
            peer.send(frame(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0xbd}, OPEN));

            assertThat(receive()).throwsA(IOException.class);
        }
    }

    @Nested
    class The_end_of_the_stream {

        @Test
        @Tag("4.3")
        void is_returned_as_null_if_no_frame_was_sent() {
            peer.end();

            assertThat(receive()).returns(null);
        }

        @Test
        @Tag("4.3")
        void is_returned_as_null_after_a_complete_frame() {
            peer.send(frames("one"));
            peer.end();

            assertThat(receive()).returns("one");
            assertThat(receive()).returns(null);
        }

        @Test
        @Tag("4.4")
        void is_an_EOFException_inside_a_length() {
            peer.send(new byte[] {0});
            peer.end();

            assertThat(receive()).throwsA(EOFException.class);
        }

        @Test
        @Tag("4.4")
        void is_an_EOFException_between_length_and_text() {
            peer.send(new byte[] {0, 5});
            peer.end();

            assertThat(receive()).throwsA(EOFException.class);
        }

        @Test
        @Tag("4.4")
        void is_an_EOFException_inside_a_text() {
            peer.send("\0\5hel");
            peer.end();

            assertThat(receive()).throwsA(EOFException.class);
        }

        @Test
        @Tag("4.5")
        @DisplayName("A reset of the connection ends receive()")
        void is_noticed_as_well_if_the_connection_is_reset() {
            Call<String> receive = receive();

            peer.reset();

            assertThat(receive).ends();
        }
    }
}
