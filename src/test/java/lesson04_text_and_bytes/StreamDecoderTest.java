package lesson04_text_and_bytes;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;
import kit.Call;
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
class StreamDecoderTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threwFrom(BufferUnderflowException.class, "throwException"),
                "throwException() is called for an underflow, which is not an error: the decoder only waits for more bytes. Ask result.isError() first."),
        when(
                seen -> seen.threwFrom(BufferOverflowException.class, "throwException"),
                "the buffer for the text has no room for all letters, which is an overflow. Make it large enough for the bytes that you have kept as well, and add a few chars."),
        when(
                seen -> seen.called("end()") && seen.threw(IllegalStateException.class),
                "flush() is called although the decoder still expects more bytes. Call decode(bytes, text, true) first, which says that no more will follow."),
        when(
                seen -> seen.threw(IllegalStateException.class),
                "feed() uses the decoder again after it was told that the text has ended. In feed(), pass false to decode(), and leave flush() to end()."),
        when(
                seen -> seen.expected("Привет!") && seen.gotNothing() && !seen.threwAnything(),
                "feed() returns none of the letters, although all seven are complete. If you fill a buffer, call flip() before you decode it; keep only the bytes of a letter that is not complete."),
        when(
                seen -> seen.gotText().startsWith("\0"),
                "a buffer is read without flip(), so the unused part after its content is read. Call flip() on the buffer of bytes when it is filled, and on that of the text before toString()."),
        when(
                seen -> seen.gotText().contains("\0"),
                "the text contains the whole array of the buffer, not only its content. Call text.flip().toString()."),
        when(
                seen -> seen.called("feed(80 d0") && seen.got("Привет!"),
                "feed() keeps all bytes, even those of letters that it has returned. Keep only those that remain after decode(): copy remaining() bytes into a new array with get()."),
        when(
                seen ->
                        seen.called("feed(d0)")
                                && seen.called("feed(9f)")
                                && seen.called("feed(21)")
                                && (seen.threw(CharacterCodingException.class) || seen.got("П!")),
                "bytes that were used before are still kept. Set what you keep anew in every call of feed(), even if no byte is left."),
        when(
                seen -> seen.called("feed(80)") && seen.gotNothing() && !seen.threwAnything(),
                "the letter is complete, but it is not returned. An emoji is two chars, so the buffer for the text needs room for the bytes that you have kept as well as for the piece, and a few chars more."),
        when(
                seen ->
                        seen.called("feed(21)")
                                && !seen.called("feed(9f)")
                                && seen.threw(CharacterCodingException.class),
                "half a letter of one stream meets a byte of another, because what you keep is static. Make it a field of each StreamDecoder."),
        when(
                seen ->
                        seen.called("feed(d0 9f d1)")
                                && !seen.called("feed(80")
                                && !seen.called("end()"),
                "each piece is decoded separately, and a letter was cut in two. Decode the complete letters, and keep the other bytes for the next piece."),
        when(
                seen -> seen.expectedWords("ривет!") && seen.gotOnlyTheBeginning(),
                "the number of bytes decides which letters are complete. In UTF-8 a letter has one to four bytes: let a decoder find out."),
        when(
                seen -> seen.called("feed(80") && seen.threw(CharacterCodingException.class),
                "the first byte of the letter is not where the decoder looks for it. The decoder leaves it in the buffer and does not keep it: put the bytes that are left in front of the next piece."),
        when(
                seen -> seen.called("feed(array") && (seen.threwAnything() || !seen.gotNothing()),
                "the caller uses its array again for the next piece, so the bytes that you keep have changed. Copy them into an array of your own."),
        when(
                seen -> seen.called("feed(e2)") && seen.threw(CharacterCodingException.class),
                "feed() keeps only one byte of an incomplete letter. The euro sign has three bytes in UTF-8, and each may arrive alone: keep all that are left."),
        when(
                seen -> seen.called("feed(4 of 8"),
                "feed() decodes the whole array. Only the first length bytes belong to the piece."),
        when(
                seen ->
                        (seen.called("feed(1024 bytes)") || seen.called("feed(100000 bytes)"))
                                && seen.gotOnlyTheBeginning(),
                "the end of a long piece is missing. decode() returns OVERFLOW if the buffer has no room for more letters: make it large enough for all of them."),
        when(
                seen -> seen.called("end()") && seen.expectedWords("CharacterCoding"),
                "end() returns although half a letter is left. Throw a CharacterCodingException."),
        when(
                seen -> seen.expectedWords("CharacterCoding"),
                "bytes that are not valid are replaced without a sign. A decoder throws an exception: charset.newDecoder()."),
        when(
                seen ->
                        seen.called("feed() of three pieces in UTF-16")
                                && !seen.called("feed() of three pieces in UTF-16LE"),
                "the decoder forgets the byte order with which UTF-16 begins: it is created again or reset for each piece, and decode(ByteBuffer) resets it, too. Use one decoder for the whole stream, and call decode(bytes, text, false)."),
        when(
                seen ->
                        seen.called("feed() three times, UTF-8 with U+FEFF")
                                && seen.gotText().contains("(cut"),
                "U+FEFF is removed in front of each piece, but a piece may begin anywhere in the text. Only the decoder knows where the text begins: do not remove anything after it."),
        when(
                seen -> seen.called("feed() three times, UTF-16LE with U+FEFF") && seen.got("aя"),
                "U+FEFF at the beginning of the text is removed. UTF-16LE has no byte order mark, so it belongs to the text; where there is a mark, the decoder removes it."),
        when(
                seen ->
                        seen.called("feed() three times, UTF-16LE with U+FEFF")
                                && seen.gotText().startsWith("\uFEFFaя (cut"),
                "U+FEFF is removed if it is in the first piece, so the text depends on where the stream is cut. UTF-16LE has no byte order mark, and in UTF-16 the decoder removes it: do not remove anything after it."),
        when(
                seen -> seen.gotText().contains("(cut"),
                "the text depends on where the stream is cut. Keep all bytes of a letter that is not complete, even if there are several."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final Stream stream = new Stream("UTF-8");

    /** A stream whose pieces the test feeds to a decoder. */
    private final class Stream {
        private final String charset;
        private StreamDecoder decoder;

        Stream(String charset) {
            this.charset = charset;
        }

        private StreamDecoder decoder() throws IOException {
            if (decoder == null) {
                decoder = new StreamDecoder(charset);
            }
            return decoder;
        }

        Call<String> feed(String hex) {
            byte[] piece = HexFormat.ofDelimiter(" ").parseHex(hex);
            return feed(hex, piece, piece.length);
        }

        Call<String> feed(String name, byte[] piece, int length) {
            return wire.call("feed(" + name + ")", () -> decoder().feed(piece, length));
        }

        Call<String> end() {
            return wire.call("end()", () -> decoder().end());
        }

        /** Feeds a last piece and ends the stream. Either call may report bad bytes. */
        Call<String> feedAndEnd(String hex) {
            byte[] piece = HexFormat.ofDelimiter(" ").parseHex(hex);
            return wire.call(
                    "feed(" + hex + ") and end()",
                    () -> decoder().feed(piece, piece.length) + decoder().end());
        }
    }

    /**
     * Decodes bytes that are cut into three pieces, in every possible way. Returns the text if it
     * is always the same, otherwise the first one that differs.
     */
    private Call<String> cutEverywhere(byte[] bytes, String charset) {
        return cutEverywhere("feed() of three pieces in " + charset, bytes, charset, false);
    }

    /** Does the same, and ends the stream after the third piece. */
    private Call<String> cutEverywhereAndEnded(byte[] bytes, String charset) {
        return cutEverywhere(
                "feed() of three pieces in " + charset + " and end()", bytes, charset, true);
    }

    private Call<String> cutEverywhere(String call, byte[] bytes, String charset, boolean end) {
        return wire.call(
                call,
                () -> {
                    String whole = cut(bytes, charset, bytes.length, bytes.length, end);
                    for (int i = 0; i <= bytes.length; i++) {
                        for (int j = i; j <= bytes.length; j++) {
                            String text = cut(bytes, charset, i, j, end);
                            if (!text.equals(whole)) {
                                return text + " (cut after " + i + " and " + j + " bytes)";
                            }
                        }
                    }
                    return whole;
                });
    }

    private static String cut(byte[] bytes, String charset, int i, int j, boolean end)
            throws IOException {
        StreamDecoder decoder = new StreamDecoder(charset);
        return decoder.feed(Arrays.copyOf(bytes, i), i)
                + decoder.feed(Arrays.copyOfRange(bytes, i, j), j - i)
                + decoder.feed(Arrays.copyOfRange(bytes, j, bytes.length), bytes.length - j)
                + (end ? decoder.end() : "");
    }

    @Nested
    class A_piece {

        @Test
        @Tag("6.1")
        void of_complete_letters_is_returned_as_text() {
            assertThat(stream.feed("d0 9f d1 80 d0 b8 d0 b2 d0 b5 d1 82 21")).returns("Привет!");
        }

        @Test
        @Tag("6.1")
        void of_1024_bytes_is_decoded_in_full() {
            String text = "я".repeat(512);
            byte[] bytes = text.getBytes(UTF_8);

            assertThat(stream.feed("1024 bytes", bytes, bytes.length)).returns(text);
        }

        @Test
        @Tag("6.1")
        void of_100000_bytes_is_decoded_in_full() {
            String text = "я".repeat(50_000);
            byte[] bytes = text.getBytes(UTF_8);

            assertThat(stream.feed("100000 bytes", bytes, bytes.length)).returns(text);
        }

        @Test
        @Tag("6.2")
        void that_does_not_fill_its_array_is_decoded_alone() {
            byte[] array = {'t', 'e', 'x', 't', 'o', 'l', 'd', '!'};

            assertThat(stream.feed("4 of 8 bytes", array, 4)).returns("text");
        }
    }

    @Nested
    class A_letter {

        @Test
        @Tag("6.3")
        void that_is_cut_in_two_is_put_together() {
            assertThat(stream.feed("d0 9f d1")).returns("П");
            assertThat(stream.feed("80 d0 b8 d0 b2 d0 b5 d1 82 21")).returns("ривет!");
        }

        @Test
        @Tag("6.3")
        void that_was_cut_in_two_is_not_kept_any_longer() {
            assertThat(stream.feed("d0")).returns("");
            assertThat(stream.feed("9f")).returns("П");
            assertThat(stream.feed("21")).returns("!");
        }

        @Test
        @Tag("6.3")
        void of_three_bytes_may_arrive_byte_by_byte() {
            assertThat(stream.feed("e2")).returns("");
            assertThat(stream.feed("82")).returns("");
            assertThat(stream.feed("ac")).returns("€");
        }

        @Test
        @Tag("6.3")
        void of_four_bytes_may_arrive_byte_by_byte() {
            assertThat(stream.feed("f0")).returns("");
            assertThat(stream.feed("9f")).returns("");
            assertThat(stream.feed("98")).returns("");
            assertThat(stream.feed("80")).returns("😀");
        }

        @Test
        @Tag("6.3")
        void is_kept_while_an_empty_piece_arrives() {
            assertThat(stream.feed("d0")).returns("");
            assertThat(stream.feed("nothing", new byte[8], 0)).returns("");
            assertThat(stream.feed("9f")).returns("П");
        }

        @Test
        @Tag("6.3")
        void of_one_byte_is_never_kept() {
            Stream koi8 = new Stream("KOI8-R");

            assertThat(koi8.feed("f0")).returns("П");
            assertThat(koi8.feed("d2")).returns("р");
        }

        @Test
        @Tag("6.4")
        void that_is_cut_in_two_is_kept_even_if_the_array_is_used_again() {
            byte[] array = {(byte) 0xd0, (byte) 0x9f, (byte) 0xd1};
            assertThat(stream.feed("array", array, 3)).returns("П");

            System.arraycopy(new byte[] {(byte) 0x80, '!', '!'}, 0, array, 0, 3);

            assertThat(stream.feed("array again", array, 3)).returns("р!!");
        }
    }

    @Nested
    class Pieces {

        @Test
        @Tag("6.5")
        @DisplayName("Pieces of UTF-8 give the same text wherever they are cut")
        void of_utf_8() {
            assertThat(cutEverywhere("aя€😀!".getBytes(UTF_8), "UTF-8")).returns("aя€😀!");
        }

        @Test
        @Tag("6.5")
        @DisplayName("Pieces of UTF-16LE give the same text wherever they are cut")
        void of_utf_16_le() {
            assertThat(cutEverywhere("aя€😀!".getBytes(UTF_16LE), "UTF-16LE")).returns("aя€😀!");
        }

        @Test
        @Tag("6.5")
        @DisplayName("Pieces of UTF-16 give the same text wherever they are cut")
        void of_utf_16() {
            byte[] bytes = "\uFEFFaя€😀!".getBytes(UTF_16LE);

            assertThat(cutEverywhere(bytes, "UTF-16")).returns("aя€😀!");
        }

        @Test
        @Tag("6.5")
        @DisplayName("Pieces of ISO-2022-JP give the same text wherever they are cut")
        void of_iso_2022_jp() throws IOException {
            byte[] bytes = "aあb亜".getBytes("ISO-2022-JP");

            assertThat(cutEverywhere(bytes, "ISO-2022-JP")).returns("aあb亜");
        }

        @Test
        @Tag("6.5")
        @DisplayName("Pieces of UTF-8 give the same text if U+FEFF is in the middle of it")
        void of_utf_8_with_a_mark_in_the_middle() {
            Call<String> fed =
                    cutEverywhere(
                            "feed() three times, UTF-8 with U+FEFF",
                            "я\uFEFFb".getBytes(UTF_8),
                            "UTF-8",
                            false);

            assertThat(fed).returns("я\uFEFFb");
        }

        @Test
        @Tag("6.5")
        @DisplayName("Pieces of UTF-16LE give the same text if U+FEFF is at its beginning")
        void of_utf_16_le_with_a_mark_at_the_beginning() {
            Call<String> fed =
                    cutEverywhere(
                            "feed() three times, UTF-16LE with U+FEFF",
                            "\uFEFFaя".getBytes(UTF_16LE),
                            "UTF-16LE",
                            false);

            assertThat(fed).returns("\uFEFFaя");
        }

        @Test
        @Tag("6.6")
        void of_two_streams_do_not_mix() {
            Stream other = new Stream("UTF-8");

            assertThat(stream.feed("d0")).returns("");
            assertThat(other.feed("21")).returns("!");
            assertThat(stream.feed("9f")).returns("П");
        }
    }

    @Nested
    class The_end_of_a_stream {

        @Test
        @Tag("7.1")
        void returns_no_text_if_nothing_has_arrived() {
            assertThat(stream.end()).returns("");
        }

        @Test
        @Tag("7.1")
        void returns_no_text_after_complete_letters() {
            assertThat(stream.feed("d0 9f d1 80 d0 b8 d0 b2 d0 b5 d1 82 21")).returns("Привет!");
            assertThat(stream.end()).returns("");
        }

        @Test
        @Tag("7.1")
        void returns_no_text_after_a_letter_that_was_cut_in_two() {
            assertThat(stream.feed("d0 9f d1")).returns("П");
            assertThat(stream.feed("80 d0 b8 d0 b2 d0 b5 d1 82 21")).returns("ривет!");
            assertThat(stream.end()).returns("");
        }

        @Test
        @Tag("7.1")
        void returns_no_text_after_a_piece_that_does_not_fill_its_array() {
            byte[] array = {'t', 'e', 'x', 't', 'o', 'l', 'd', '!'};

            assertThat(stream.feed("4 of 8 bytes", array, 4)).returns("text");
            assertThat(stream.end()).returns("");
        }

        @Test
        @Tag("7.2")
        @DisplayName(
                "The end of a stream in the middle of a letter causes a CharacterCodingException")
        void in_the_middle_of_a_letter() {
            assertThat(stream.feed("d0 9f d1")).returns("П");
            assertThat(stream.end()).throwsA(CharacterCodingException.class);
        }
    }

    @Nested
    class A_whole_stream {

        @Test
        @Tag("7.3")
        @DisplayName("A whole stream of UTF-8 gives the same text wherever it is cut")
        void of_utf_8() {
            assertThat(cutEverywhereAndEnded("aя€😀!".getBytes(UTF_8), "UTF-8")).returns("aя€😀!");
        }

        @Test
        @Tag("7.3")
        @DisplayName("A whole stream of UTF-16LE gives the same text wherever it is cut")
        void of_utf_16_le() {
            assertThat(cutEverywhereAndEnded("aя€😀!".getBytes(UTF_16LE), "UTF-16LE"))
                    .returns("aя€😀!");
        }

        @Test
        @Tag("7.3")
        @DisplayName("A whole stream of UTF-16 gives the same text wherever it is cut")
        void of_utf_16() {
            byte[] bytes = "\uFEFFaя€😀!".getBytes(UTF_16LE);

            assertThat(cutEverywhereAndEnded(bytes, "UTF-16")).returns("aя€😀!");
        }

        @Test
        @Tag("7.3")
        @DisplayName("A whole stream of ISO-2022-JP gives the same text wherever it is cut")
        void of_iso_2022_jp() throws IOException {
            byte[] bytes = "aあb亜".getBytes("ISO-2022-JP");

            assertThat(cutEverywhereAndEnded(bytes, "ISO-2022-JP")).returns("aあb亜");
        }
    }

    @Nested
    class A_stream_with_an_error {

        @Test
        @Tag("7.4")
        @DisplayName("A byte that occurs nowhere in UTF-8 makes feed() or end() throw an exception")
        void in_utf_8() {
            assertThat(stream.feedAndEnd("d0 9f ff 21")).throwsA(CharacterCodingException.class);
        }

        @Test
        @Tag("7.4")
        @DisplayName("A byte that windows-1251 lacks makes feed() or end() throw an exception")
        void in_windows_1251() {
            Stream windows = new Stream("windows-1251");

            assertThat(windows.feedAndEnd("cf 98")).throwsA(CharacterCodingException.class);
        }

        @Test
        @Tag("7.5")
        @DisplayName(
                "Half a letter followed by another letter makes feed() or end() throw an exception")
        void in_the_middle_of_a_letter() {
            assertThat(stream.feed("d0")).returns("");
            assertThat(stream.feedAndEnd("21")).throwsA(CharacterCodingException.class);
        }
    }
}
