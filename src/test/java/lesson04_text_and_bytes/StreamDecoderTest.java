package lesson04_text_and_bytes;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;
import kit.Call;
import kit.Likely;
import kit.Wire;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-3")
class StreamDecoderTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expected("Привет!") && seen.gotNothing() && !seen.threwAnything(),
                "letters that are complete are held back until the end. feed() returns them at once."),
        when(
                seen ->
                        seen.called("feed(d0 9f d1)")
                                && !seen.called("feed(80")
                                && !seen.called("end()"),
                "each piece is decoded by itself, and a letter was cut in two. Decode what is complete; keep the bytes of the rest for the next piece."),
        when(
                seen -> seen.expectedWords("ривет!") && seen.gotOnlyTheBeginning(),
                "whole letters are told by the number of bytes. In UTF-8 a letter has one to four of them: let a decoder find out."),
        when(
                seen -> seen.called("feed(80") && seen.threw(CharacterCodingException.class),
                "the first byte of the letter is lost. Nobody but you keeps the bytes that the decoder leaves in its buffer: put them in front of the next piece."),
        when(
                seen -> seen.called("feed(array") && (seen.threwAnything() || !seen.gotNothing()),
                "the caller uses its array again, for the next piece. Copy the bytes that you keep."),
        when(
                seen -> seen.called("feed(e2)") && seen.threw(CharacterCodingException.class),
                "more than one byte can be waiting: the euro sign has three in UTF-8, and each may come alone."),
        when(
                seen -> seen.called("feed(4 of 8"),
                "the whole array is decoded. Only the first length bytes are the piece."),
        when(
                seen -> seen.called("feed(1024 bytes)") && seen.gotOnlyTheBeginning(),
                "a part of a long piece is not there. decode() answers OVERFLOW when there is no room for more letters: make room for all of them."),
        when(
                seen -> seen.called("end()") && seen.expectedWords("CharacterCoding"),
                "half a letter is left when the stream ends, and nobody is told. end() throws then."),
        when(
                seen -> seen.expectedWords("CharacterCoding"),
                "bytes that are no text are replaced in silence. A decoder tells: charset.newDecoder()."),
        when(
                seen ->
                        seen.called("feed(), three times, UTF-16")
                                && !seen.called("feed(), three times, UTF-16LE"),
                "what a decoder has learnt is forgotten, such as the byte order with which UTF-16 begins. One decoder serves the whole stream."),
        when(
                seen -> seen.gotText().contains("(cut"),
                "what comes out depends on where the stream is cut. Keep the bytes of a letter that is not complete, however many they are."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final Stream stream = new Stream("UTF-8");

    /** A stream of which piece after piece is fed. */
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

        /** Feeds a last piece and ends: bad bytes may be told by either. */
        Call<String> feedAndEnd(String hex) {
            byte[] piece = HexFormat.ofDelimiter(" ").parseHex(hex);
            return wire.call(
                    "feed(" + hex + "), end",
                    () -> decoder().feed(piece, piece.length) + decoder().end());
        }
    }

    /** The text, if it is the same wherever the bytes are cut in three; else the first other. */
    private Call<String> cutEverywhere(byte[] bytes, String charset) {
        return wire.call(
                "feed(), three times, " + charset,
                () -> {
                    String whole = cut(bytes, charset, bytes.length, bytes.length);
                    for (int i = 0; i <= bytes.length; i++) {
                        for (int j = i; j <= bytes.length; j++) {
                            String text = cut(bytes, charset, i, j);
                            if (!text.equals(whole)) {
                                return text + " (cut after " + i + " and " + j + " bytes)";
                            }
                        }
                    }
                    return whole;
                });
    }

    private static String cut(byte[] bytes, String charset, int i, int j) throws IOException {
        StreamDecoder decoder = new StreamDecoder(charset);
        return decoder.feed(Arrays.copyOf(bytes, i), i)
                + decoder.feed(Arrays.copyOfRange(bytes, i, j), j - i)
                + decoder.feed(Arrays.copyOfRange(bytes, j, bytes.length), bytes.length - j)
                + decoder.end();
    }

    @Nested
    class A_piece {

        @Test
        void of_whole_letters_is_text_at_once() {
            assertThat(stream.feed("d0 9f d1 80 d0 b8 d0 b2 d0 b5 d1 82 21")).returns("Привет!");
            assertThat(stream.end()).returns("");
        }

        @Test
        void that_does_not_fill_its_array_is_decoded_alone() {
            byte[] array = {'t', 'e', 'x', 't', 'o', 'l', 'd', '!'};

            assertThat(stream.feed("4 of 8 bytes", array, 4)).returns("text");
            assertThat(stream.end()).returns("");
        }

        @Test
        void that_is_long_is_decoded_whole() {
            String text = "я".repeat(512);
            byte[] bytes = text.getBytes(UTF_8);

            assertThat(stream.feed("1024 bytes", bytes, bytes.length)).returns(text);
        }
    }

    @Nested
    class A_letter {

        @Test
        void that_is_cut_in_two_is_put_together() {
            assertThat(stream.feed("d0 9f d1")).returns("П");
            assertThat(stream.feed("80 d0 b8 d0 b2 d0 b5 d1 82 21")).returns("ривет!");
            assertThat(stream.end()).returns("");
        }

        @Test
        void that_is_cut_in_two_may_come_in_an_array_used_again() {
            byte[] array = {(byte) 0xd0, (byte) 0x9f, (byte) 0xd1};
            assertThat(stream.feed("array", array, 3)).returns("П");

            System.arraycopy(new byte[] {(byte) 0x80, '!', '!'}, 0, array, 0, 3);

            assertThat(stream.feed("array again", array, 3)).returns("р!!");
        }

        @Test
        void of_three_bytes_may_come_byte_by_byte() {
            assertThat(stream.feed("e2")).returns("");
            assertThat(stream.feed("82")).returns("");
            assertThat(stream.feed("ac")).returns("€");
        }

        @Test
        void of_four_bytes_may_come_byte_by_byte() {
            assertThat(stream.feed("f0")).returns("");
            assertThat(stream.feed("9f")).returns("");
            assertThat(stream.feed("98")).returns("");
            assertThat(stream.feed("80")).returns("😀");
        }

        @Test
        void may_be_waiting_while_nothing_comes() {
            assertThat(stream.feed("d0")).returns("");
            assertThat(stream.feed("nothing", new byte[8], 0)).returns("");
            assertThat(stream.feed("9f")).returns("П");
        }

        @Test
        void of_one_byte_never_waits() {
            Stream koi8 = new Stream("KOI8-R");

            assertThat(koi8.feed("f0")).returns("П");
            assertThat(koi8.feed("d2")).returns("р");
        }
    }

    @Nested
    class A_text {

        @Test
        void is_the_same_wherever_it_is_cut() {
            assertThat(cutEverywhere("aя€😀!".getBytes(UTF_8), "UTF-8")).returns("aя€😀!");
        }

        @Test
        void is_the_same_in_a_charset_that_cuts_otherwise() {
            assertThat(cutEverywhere("aя€😀!".getBytes(UTF_16LE), "UTF-16LE")).returns("aя€😀!");
        }

        @Test
        void is_the_same_in_a_charset_that_begins_with_its_byte_order() {
            byte[] bytes = "\uFEFFaя€😀!".getBytes(UTF_16LE);

            assertThat(cutEverywhere(bytes, "UTF-16")).returns("aя€😀!");
        }

        @Test
        void of_another_stream_has_nothing_to_do_with_it() {
            Stream other = new Stream("UTF-8");

            assertThat(stream.feed("d0")).returns("");
            assertThat(other.feed("21")).returns("!");
            assertThat(stream.feed("9f")).returns("П");
        }
    }

    @Nested
    class A_stream {

        @Test
        void that_ends_in_the_middle_of_a_letter_is_told() {
            assertThat(stream.feed("d0 9f d1")).returns("П");
            assertThat(stream.end()).throwsA(CharacterCodingException.class);
        }

        @Test
        void with_bytes_that_are_no_text_is_told() {
            assertThat(stream.feedAndEnd("d0 9f ff 21")).throwsA(CharacterCodingException.class);
        }

        @Test
        void with_half_a_letter_before_a_whole_one_is_told() {
            assertThat(stream.feed("d0")).returns("");
            assertThat(stream.feedAndEnd("21")).throwsA(CharacterCodingException.class);
        }

        @Test
        void with_bytes_that_the_charset_does_not_have_is_told() {
            Stream windows = new Stream("windows-1251");

            assertThat(windows.feedAndEnd("cf 98")).throwsA(CharacterCodingException.class);
        }
    }
}
