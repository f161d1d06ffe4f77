package lesson04_text_and_bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
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
class TextCodecTest {

    private static final String WIDE = "24 22 1b 28 42"; // the end of あ in ISO-2022-JP

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(IllegalCharsetNameException.class),
                "Charset.forName throws an IllegalCharsetNameException for a name that no charset can have, such as one with a space. Catch that exception as well, and throw an UnsupportedEncodingException."),
        when(
                seen -> seen.threw(UnsupportedCharsetException.class) && !seen.called("charset("),
                "an UnsupportedCharsetException leaves the method. Use your own charset() in place of Charset.forName(): it throws an UnsupportedEncodingException."),
        when(
                seen -> seen.threw(UnsupportedCharsetException.class),
                "Charset.forName throws an UnsupportedCharsetException, which is not an IOException, so callers do not catch it. Catch it, and throw an UnsupportedEncodingException."),
        when(
                seen -> seen.called("charset(") && seen.got("null"),
                "charset() returns null for an unknown name, so the caller fails later, far from here. Throw an UnsupportedEncodingException."),
        when(
                seen -> seen.called("charset(\" UTF-8 \")") && seen.got("UTF-8"),
                "charset() removes the spaces around a name, so a wrong name is not reported. Pass the name to Charset.forName() as it is."),
        when(
                seen ->
                        seen.called("charset(\"ko\u01318-r")
                                && (seen.got("KOI8-R") || seen.got("windows-1251")),
                "the name is put into capitals or small letters, which turns some foreign letters into those from A to Z. Pass the name to Charset.forName() as it is."),
        when(
                seen -> seen.expectedWords("UnsupportedEncoding") && seen.called("charset("),
                "charset() returns another charset for an unknown name. Nobody can guess which one was meant: throw an UnsupportedEncodingException."),
        when(
                seen -> seen.called("misread(") && seen.expectedWords("CharacterCoding"),
                "misread() replaces a letter that the first charset lacks, without a sign. Write the text with encode(), which throws."),
        when(
                seen -> seen.called("misread(") && seen.threw(CharacterCodingException.class),
                "misread() throws an exception if a byte is not valid in the second charset. A screen shows U+FFFD in its place: read with decodeReplacing()."),
        when(
                seen -> seen.called("misread(") && seen.gotText().startsWith("\uFFFD\uFFFD"),
                "misread() uses the two charsets in the wrong order. Write the text in the first one, and read it in the second."),
        when(
                seen -> seen.called("repair(") && seen.expectedWords("CharacterCoding"),
                "repair() returns a text although bytes were lost. Use encode() and decode() on the way back, which throw an exception."),
        when(
                seen -> seen.called("repair(") && seen.gotSomethingElse(),
                "repair() garbles the text once more. Go backwards: encode it in the charset in which it was read, and decode it in the one in which it was written."),
        when(
                seen -> seen.called("encodeReplacing(\"5 \uD83D\"") && seen.threwAnything(),
                "half of a surrogate pair throws an exception. It counts as malformed, not as unmappable: an encoder needs onMalformedInput(REPLACE) as well."),
        when(
                seen -> seen.called("encodeReplacing(") && seen.threwAnything(),
                "a letter that the charset lacks throws an exception, but this method replaces it. String.getBytes(Charset) does that."),
        when(
                seen -> seen.called("decodeReplacing(") && seen.threwAnything(),
                "bytes that are not valid throw an exception, but this method replaces them. new String(bytes, charset) does that, and so does a decoder with both onMalformedInput(REPLACE) and onUnmappableCharacter(REPLACE)."),
        when(
                seen ->
                        (seen.called("encodeReplacing(") || seen.called("decodeReplacing("))
                                && (seen.got("35 20") || seen.got("При!")),
                "letters or bytes are left out without a sign. Replace them: IGNORE leaves them out, REPLACE does not."),
        when(
                seen -> seen.called("encodeReplacing(") && seen.gotText().endsWith("3f 3f"),
                "one letter is replaced by two question marks, because 😀 is two chars in Java. String.getBytes(Charset) replaces whole letters."),
        when(
                seen ->
                        seen.expectedWords("CharacterCoding")
                                && (seen.called("encode(\"aé\", \"ISO-2022-JP\")")
                                        || seen.called("encode(\"5 \uD83D\", \"UTF-16\")")),
                "a letter that cannot be encoded is not noticed. UTF-16 puts U+FFFD in its place and ISO-2022-JP a wide question mark, so do not look for ?: an encoder throws an exception, charset.newEncoder().encode(…)."),
        when(
                seen ->
                        seen.called("encode(\"aя€😀\"")
                                && seen.threw(CharacterCodingException.class),
                "each char of the text is asked for or encoded on its own, but an emoji is two chars, and half of it cannot be encoded. Give the encoder the whole text."),
        when(
                seen ->
                        seen.called("encode(\"a\" and 50000 emoji")
                                && seen.threw(CharacterCodingException.class),
                "a long text is encoded in blocks, and the border of two blocks cuts an emoji, which is two chars. Encode the whole text at once."),
        when(
                seen ->
                        seen.called("encode(50000 letters, \"UTF-16\")")
                                && seen.gotText().lastIndexOf("fe ff") > 0,
                "a long text is encoded in blocks, and UTF-16 puts its mark in front of each. Encode the whole text at once."),
        when(
                seen ->
                        seen.called("encodeReplacing(\"aя\", \"UTF-16\")")
                                && seen.gotText().lastIndexOf("fe ff") > 0,
                "each letter is encoded on its own, and UTF-16 puts its mark in front of each. Encode the whole text at once: String.getBytes(Charset)."),
        when(
                seen ->
                        seen.called("decode(\"a\" and 50000 letters")
                                && seen.threw(CharacterCodingException.class),
                "many bytes are decoded in blocks, and the border of two blocks cuts a letter. Decode all bytes at once."),
        when(
                seen -> seen.called("encode(\"あいう") && seen.gotOnlyTheBeginning(),
                "the buffer for the bytes has no room for all letters, and the overflow is not noticed. A char may need more bytes than you think: maxBytesPerChar() of the encoder, or newEncoder().encode(CharBuffer), which makes room itself."),
        when(
                seen -> seen.expectedWords("CharacterCoding") && seen.called("encode("),
                "getBytes() puts a ? in place of a letter that the charset lacks, without a sign. An encoder throws an exception: charset.newEncoder().encode(…)."),
        when(
                seen -> seen.called("decode(1b 24 42 24 22 24,") && seen.got("あ$"),
                "half a letter at the end is decoded as an ASCII letter, because the decoder was reset before the last byte. An InputStreamReader does that: decode all bytes at once with newDecoder().decode(…)."),
        when(
                seen -> seen.expectedWords("CharacterCoding") && seen.called("decode("),
                "new String() puts U+FFFD in place of bytes that are not valid, without a sign. A decoder throws an exception: charset.newDecoder().decode(…)."),
        when(
                seen ->
                        seen.called("encode(\"あああ")
                                && seen.gotText().startsWith("22 24 22 24 22")
                                && !seen.gotText().endsWith("(4 letters)"),
                "the bytes after the text are missing if the buffer is full at that moment. flush() of the encoder returns OVERFLOW then: empty the buffer, and call flush() again."),
        when(
                seen -> seen.called("encode(\"あ") && seen.got("1b 24 42 24 22"),
                "the last bytes of the text are missing. In some charsets, flush() of the encoder writes a few more at the end: newEncoder().encode(CharBuffer) includes them."),
        when(
                seen -> seen.called("decode(ff fe 61 00, \"UTF-16LE\")") && seen.got("a"),
                "U+FEFF at the beginning of the text is removed. UTF-16LE has no byte order mark, so it belongs to the text; where there is a mark, the decoder removes it."),
        when(
                seen ->
                        (seen.called("decode(ff fe") || seen.called("decode(1b 28"))
                                && seen.threw(CharacterCodingException.class),
                "the text is encoded again and compared with the bytes, but the same text may have several encodings. Let a decoder find out which bytes are not valid."),
        when(
                seen ->
                        seen.called("charset(\"windows-1251\")")
                                && seen.threw(UnsupportedEncodingException.class),
                "the name is put into capitals by the rules of the computer's language, and Turkish has another capital i. Pass the name to Charset.forName() as it is."),
        when(
                seen -> seen.called("encode(\"Привет!") && seen.got("d0 9f d1 80 d0 b8 d0"),
                "the result has a byte for each of the 7 letters, but they are 13 bytes in UTF-8. Make the array as long as the buffer says: remaining()."),
        when(
                seen -> seen.called("encode(") && seen.gotText().endsWith(" 00"),
                "the whole array of the buffer is returned, and its array may be longer than the text. Return remaining() bytes."),
        when(
                seen -> seen.called("encode(\"Как") && seen.threw(CharacterCodingException.class),
                "a ? in the bytes is taken for a sign that a letter was replaced, but it may be a real question mark. Let an encoder find out which letters are missing."),
        when(
                seen -> seen.called("decode(61 ef bf bd") && seen.threwAnything(),
                "U+FFFD in the text is taken for a sign that bytes were replaced, but it may be a real character. Let a decoder find out which bytes are not valid."),
        when(
                seen -> seen.called("encode(") && seen.got("cf f0 e8 e2 e5 f2 21"),
                "the text is encoded in the computer's own charset, which is windows-1251 while your code is graded. Use the charset that is named."),
        when(
                seen -> seen.called("decode(") && seen.got("РџСЂРёРІРµС‚!"),
                "the bytes are decoded in the computer's own charset, which is windows-1251 while your code is graded. Use the charset that is named."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<String> charset(String name) {
        return wire.call(
                "charset(\"" + name + "\")", () -> String.valueOf(TextCodec.charset(name)));
    }

    /** Encodes a text; returns the bytes in hexadecimal, such as {@code "cf f0"}. */
    private Call<String> encode(String text, String charset) {
        return wire.call(
                "encode(\"" + text + "\", \"" + charset + "\")",
                () -> hex(TextCodec.encode(text, charset)));
    }

    private Call<String> encodeReplacing(String text, String charset) {
        return wire.call(
                "encodeReplacing(\"" + text + "\", \"" + charset + "\")",
                () -> hex(TextCodec.encodeReplacing(text, charset)));
    }

    private Call<String> decode(String hex, String charset) {
        return wire.call(
                "decode(" + hex + ", \"" + charset + "\")",
                () -> TextCodec.decode(bytes(hex), charset));
    }

    private Call<String> decodeReplacing(String hex, String charset) {
        return wire.call(
                "decodeReplacing(" + hex + ", \"" + charset + "\")",
                () -> TextCodec.decodeReplacing(bytes(hex), charset));
    }

    private Call<String> misread(String text, String writtenAs, String readAs) {
        return wire.call(
                "misread(\"" + text + "\", \"" + writtenAs + "\", \"" + readAs + "\")",
                () -> TextCodec.misread(text, writtenAs, readAs));
    }

    private Call<String> repair(String garbled, String writtenAs, String readAs) {
        return wire.call(
                "repair(\"" + garbled + "\", \"" + writtenAs + "\", \"" + readAs + "\")",
                () -> TextCodec.repair(garbled, writtenAs, readAs));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.ofDelimiter(" ").parseHex(hex);
    }

    @Nested
    class A_charset {

        @Test
        @Tag("1.1")
        void is_found_in_capitals_or_small_letters() {
            assertThat(charset("koi8-r")).returns("KOI8-R");
            assertThat(charset("WINDOWS-1251")).returns("windows-1251");
        }

        @Test
        @Tag("1.1")
        void is_found_by_another_of_its_names() {
            assertThat(charset("cp1251")).returns("windows-1251");
        }

        @Test
        @Tag("1.2")
        void is_found_if_the_computer_speaks_turkish() {
            wire.locale("tr");

            assertThat(charset("windows-1251")).returns("windows-1251");
            assertThat(charset("ISO-8859-5")).returns("ISO-8859-5");
        }

        @Test
        @Tag("1.3")
        @DisplayName("A charset that does not exist causes an UnsupportedEncodingException")
        void that_does_not_exist() {
            assertThat(charset("windows-1215")).throwsA(UnsupportedEncodingException.class);
        }

        @Test
        @Tag("1.4")
        @DisplayName("A name with a space in it causes an UnsupportedEncodingException")
        void with_a_space_in_its_name() {
            assertThat(charset("UTF 8")).throwsA(UnsupportedEncodingException.class);
        }

        @Test
        @Tag("1.4")
        @DisplayName("A name with spaces around it causes an UnsupportedEncodingException")
        void with_spaces_around_its_name() {
            assertThat(charset(" UTF-8 ")).throwsA(UnsupportedEncodingException.class);
        }

        @Test
        @Tag("1.4")
        @DisplayName("A name with a slash in it causes an UnsupportedEncodingException")
        void with_a_slash_in_its_name() {
            assertThat(charset("UTF/8")).throwsA(UnsupportedEncodingException.class);
        }

        @Test
        @Tag("1.4")
        @DisplayName("An empty name causes an UnsupportedEncodingException")
        void without_a_name() {
            assertThat(charset("")).throwsA(UnsupportedEncodingException.class);
        }

        @Test
        @Tag("1.4")
        @DisplayName(
                "A name with a letter that is not one of A to Z causes an UnsupportedEncodingException")
        void with_a_letter_that_is_not_one_of_a_to_z() {
            String dotless = "ko\u01318-r"; // its capital is I
            String kelvin = "\u212AOI8-R"; // its small letter is k

            assertThat(charset(dotless)).throwsA(UnsupportedEncodingException.class);
            assertThat(charset(kelvin)).throwsA(UnsupportedEncodingException.class);
        }
    }

    @Nested
    class A_text {

        @Test
        @Tag("2.1")
        @DisplayName("A text becomes the bytes of UTF-8")
        void becomes_the_bytes_of_utf_8() {
            assertThat(encode("Привет!", "UTF-8"))
                    .returns("d0 9f d1 80 d0 b8 d0 b2 d0 b5 d1 82 21");
        }

        @Test
        @Tag("2.1")
        @DisplayName("A text becomes other bytes in windows-1251")
        void becomes_other_bytes_in_windows_1251() {
            assertThat(encode("Привет!", "windows-1251")).returns("cf f0 e8 e2 e5 f2 21");
        }

        @Test
        @Tag("2.1")
        @DisplayName("A text becomes other bytes in KOI8-R")
        void becomes_other_bytes_in_koi8() {
            assertThat(encode("Привет!", "KOI8-R")).returns("f0 d2 c9 d7 c5 d4 21");
        }

        @Test
        @Tag("2.1")
        void becomes_the_bytes_of_a_charset_by_another_of_its_names() {
            assertThat(encode("Привет!", "cp1251")).returns("cf f0 e8 e2 e5 f2 21");
        }

        @Test
        @Tag("2.1")
        void may_have_letters_of_one_to_four_bytes() {
            assertThat(encode("aя€😀", "UTF-8")).returns("61 d1 8f e2 82 ac f0 9f 98 80");
        }

        @Test
        @Tag("2.1")
        void may_have_only_letters_of_three_bytes() {
            assertThat(encode("あいう", "UTF-8")).returns("e3 81 82 e3 81 84 e3 81 86");
        }

        @Test
        @Tag("2.1")
        void may_be_empty() {
            assertThat(encode("", "KOI8-R")).returns("");
        }

        @Test
        @Tag("2.1")
        void may_have_8192_letters() {
            assertThat(encode("я".repeat(8192), "KOI8-R")).returns("d1 ".repeat(8191) + "d1");
        }

        @Test
        @Tag("2.1")
        @DisplayName("A text may have an \"a\" and 50000 emoji")
        void may_have_50000_emoji() {
            String text = "a" + "😀".repeat(50_000); // each even index lies inside a pair

            assertThat(
                            wire.call(
                                    "encode(\"a\" and 50000 emoji, \"UTF-8\")",
                                    () -> hex(TextCodec.encode(text, "UTF-8"))))
                    .returns("61" + " f0 9f 98 80".repeat(50_000));
        }

        @Test
        @Tag("2.2")
        void keeps_its_question_marks() {
            assertThat(encode("Как дела?", "KOI8-R")).returns("eb c1 cb 20 c4 c5 cc c1 3f");
        }

        @Test
        @Tag("2.3")
        @DisplayName("A text in ISO-2022-JP ends with three more bytes")
        void in_iso_2022_jp_ends_with_three_more_bytes() {
            assertThat(encode("あ", "ISO-2022-JP")).returns("1b 24 42 24 22 1b 28 42");
        }

        @Test
        @Tag("2.3")
        @DisplayName("A text in UTF-16 begins with its byte order")
        void in_utf_16_begins_with_its_byte_order() {
            assertThat(encode("aя", "UTF-16")).returns("fe ff 00 61 04 4f");
        }

        @Test
        @Tag("2.3")
        @DisplayName("A text of 50000 letters in UTF-16 shows its byte order only once")
        void of_50000_letters_in_utf_16_shows_its_byte_order_only_once() {
            assertThat(
                            wire.call(
                                    "encode(50000 letters, \"UTF-16\")",
                                    () -> hex(TextCodec.encode("я".repeat(50_000), "UTF-16"))))
                    .returns("fe ff" + " 04 4f".repeat(50_000));
        }

        @Test
        @Tag("2.3")
        @DisplayName("A text in ISO-2022-JP ends with three more bytes, however long it is")
        void in_iso_2022_jp_ends_with_three_more_bytes_however_long_it_is() {
            assertThat(
                            wire.call(
                                    "encode(\"あああ…\", \"ISO-2022-JP\")",
                                    () -> lastBytesOfManyLengths()))
                    .returns(WIDE);
        }

        /**
         * Encodes texts that nearly fill a buffer of 16, 32, 64 … bytes. Returns the last bytes of
         * the first text that does not end as it should.
         */
        private String lastBytesOfManyLengths() throws IOException {
            for (int size = 16; size <= 65_536; size *= 2) {
                for (int letters = size / 2 - 4; letters <= size / 2; letters++) {
                    String bytes = hex(TextCodec.encode("あ".repeat(letters), "ISO-2022-JP"));
                    if (!bytes.endsWith(WIDE)) {
                        int last = Math.max(0, bytes.length() - WIDE.length());
                        return bytes.substring(last) + " (" + letters + " letters)";
                    }
                }
            }
            return WIDE;
        }

        @Test
        @Tag("2.4")
        @DisplayName("A letter that the charset lacks causes a CharacterCodingException")
        void with_a_letter_that_the_charset_lacks() {
            assertThat(encode("5 €", "KOI8-R")).throwsA(CharacterCodingException.class);
        }

        @Test
        @Tag("2.5")
        @DisplayName("Half of a surrogate pair causes a CharacterCodingException")
        void with_half_of_a_surrogate_pair() {
            assertThat(encode("5 \uD83D", "UTF-8")).throwsA(CharacterCodingException.class);
        }

        @Test
        @Tag("2.4")
        @DisplayName("A letter that ISO-2022-JP lacks causes a CharacterCodingException")
        void with_a_letter_that_iso_2022_jp_lacks() {
            assertThat(encode("aé", "ISO-2022-JP")).throwsA(CharacterCodingException.class);
        }

        @Test
        @Tag("2.5")
        @DisplayName("Half of a surrogate pair in UTF-16 causes a CharacterCodingException")
        void with_half_of_a_surrogate_pair_in_utf_16() {
            assertThat(encode("5 \uD83D", "UTF-16")).throwsA(CharacterCodingException.class);
        }

        @Test
        @Tag("2.6")
        @DisplayName(
                "Encoding in a charset that does not exist causes an UnsupportedEncodingException")
        void in_a_charset_that_does_not_exist() {
            assertThat(encode("a", "windows-1215")).throwsA(UnsupportedEncodingException.class);
        }
    }

    @Nested
    class Bytes {

        @Test
        @Tag("3.1")
        @DisplayName("Bytes of UTF-8 become text")
        void of_utf_8_become_text() {
            assertThat(decode("d0 9f d1 80 d0 b8 d0 b2 d0 b5 d1 82 21", "UTF-8"))
                    .returns("Привет!");
        }

        @Test
        @Tag("3.1")
        @DisplayName("Bytes of windows-1251 become text")
        void of_windows_1251_become_text() {
            assertThat(decode("cf f0 e8 e2 e5 f2 21", "windows-1251")).returns("Привет!");
        }

        @Test
        @Tag("3.1")
        @DisplayName("Bytes of KOI8-R become text")
        void of_koi8_become_text() {
            assertThat(decode("f0 d2 c9 d7 c5 d4 21", "KOI8-R")).returns("Привет!");
        }

        @Test
        @Tag("3.1")
        void may_be_none() {
            assertThat(decode("", "UTF-8")).returns("");
        }

        @Test
        @Tag("3.1")
        void of_letters_of_one_to_four_bytes_become_text() {
            assertThat(decode("61 d1 8f e2 82 ac f0 9f 98 80 20 0d 0a", "UTF-8"))
                    .returns("aя€😀 \r\n");
        }

        @Test
        @Tag("3.1")
        @DisplayName("Bytes of 8192 letters become text")
        void of_8192_letters_become_text() {
            assertThat(decode("d1 8f ".repeat(8191) + "d1 8f", "UTF-8")).returns("я".repeat(8192));
        }

        @Test
        @Tag("3.1")
        @DisplayName("Bytes of an \"a\" and 50000 letters become text")
        void of_50000_letters_become_text() {
            String text = "a" + "я".repeat(50_000); // each even offset lies inside a letter

            assertThat(
                            wire.call(
                                    "decode(\"a\" and 50000 letters, \"UTF-8\")",
                                    () -> TextCodec.decode(text.getBytes(UTF_8), "UTF-8")))
                    .returns(text);
        }

        @Test
        @Tag("3.2")
        void of_a_real_replacement_character_become_that_character() {
            assertThat(decode("61 ef bf bd 7a", "UTF-8")).returns("a\uFFFDz");
        }

        @Test
        @Tag("3.3")
        @DisplayName("Bytes of UTF-16 may have the other byte order")
        void of_utf_16_may_have_the_other_byte_order() {
            assertThat(decode("ff fe 61 00 4f 04", "UTF-16")).returns("aя");
        }

        @Test
        @Tag("3.3")
        @DisplayName("Bytes of ISO-2022-JP may contain an escape sequence without effect")
        void of_iso_2022_jp_may_contain_an_escape_sequence_without_effect() {
            assertThat(decode("1b 28 42 61", "ISO-2022-JP")).returns("a");
        }

        @Test
        @Tag("3.2")
        @DisplayName("Bytes of a real replacement character in UTF-16 become that character")
        void of_a_real_replacement_character_in_utf_16_become_that_character() {
            assertThat(decode("ff fe 61 00 fd ff", "UTF-16")).returns("a\uFFFD");
        }

        @Test
        @Tag("3.2")
        @DisplayName("Bytes of U+FEFF at the beginning of UTF-16LE become that character")
        void of_a_mark_in_utf_16_le_become_that_character() {
            assertThat(decode("ff fe 61 00", "UTF-16LE")).returns("\uFEFFa");
        }

        @Test
        @Tag("3.4")
        @DisplayName("A byte that occurs nowhere in UTF-8 causes a CharacterCodingException")
        void that_occur_nowhere_in_utf_8() {
            assertThat(decode("61 ff 7a", "UTF-8")).throwsA(CharacterCodingException.class);
        }

        @Test
        @Tag("3.4")
        @DisplayName("A byte that windows-1251 lacks causes a CharacterCodingException")
        void that_windows_1251_lacks() {
            assertThat(decode("98", "windows-1251")).throwsA(CharacterCodingException.class);
        }

        @Test
        @Tag("3.4")
        @DisplayName("A letter in more bytes than it needs causes a CharacterCodingException")
        void that_are_more_than_a_letter_needs() {
            assertThat(decode("c1 a1", "UTF-8")).throwsA(CharacterCodingException.class);
        }

        @Test
        @Tag("3.4")
        @DisplayName("Bytes of half a surrogate pair cause a CharacterCodingException")
        void of_half_a_surrogate_pair() {
            assertThat(decode("ed a0 bd", "UTF-8")).throwsA(CharacterCodingException.class);
        }

        @Test
        @Tag("3.5")
        @DisplayName("Bytes that end in the middle of a letter cause a CharacterCodingException")
        void that_end_in_the_middle_of_a_letter() {
            assertThat(decode("d0 9f d1", "UTF-8")).throwsA(CharacterCodingException.class);
        }

        @Test
        @Tag("3.5")
        @DisplayName(
                "Bytes of ISO-2022-JP that end in the middle of a letter cause a CharacterCodingException")
        void of_iso_2022_jp_that_end_in_the_middle_of_a_letter() {
            assertThat(decode("1b 24 42 24 22 24", "ISO-2022-JP"))
                    .throwsA(CharacterCodingException.class);
        }

        @Test
        @Tag("3.6")
        @DisplayName(
                "Decoding from a charset that does not exist causes an UnsupportedEncodingException")
        void of_a_charset_that_does_not_exist() {
            assertThat(decode("61", "windows-1215")).throwsA(UnsupportedEncodingException.class);
        }
    }

    @Nested
    class Replacing {

        @Test
        @Tag("4.1")
        @DisplayName("A letter that the charset lacks is replaced by a question mark")
        void of_a_letter_that_the_charset_lacks() {
            assertThat(encodeReplacing("5 €", "KOI8-R")).returns("35 20 3f");
        }

        @Test
        @Tag("4.1")
        @DisplayName("An emoji is replaced by one question mark, not by two")
        void of_an_emoji() {
            assertThat(encodeReplacing("5 😀", "KOI8-R")).returns("35 20 3f");
        }

        @Test
        @Tag("4.2")
        @DisplayName("Half of a surrogate pair is replaced by a question mark")
        void of_half_of_a_surrogate_pair() {
            assertThat(encodeReplacing("5 \uD83D", "KOI8-R")).returns("35 20 3f");
        }

        @Test
        @Tag("4.3")
        @DisplayName("A byte that is not valid is replaced by U+FFFD")
        void of_a_byte_that_is_not_valid() {
            assertThat(decodeReplacing("d0 9f d1 80 d0 b8 ff 21", "UTF-8")).returns("При\uFFFD!");
        }

        @Test
        @Tag("4.3")
        @DisplayName("A byte that windows-1251 lacks is replaced by U+FFFD")
        void of_a_byte_that_windows_1251_lacks() {
            assertThat(decodeReplacing("cf f0 e8 98 21", "windows-1251")).returns("При\uFFFD!");
        }

        @Test
        @Tag("4.4")
        @DisplayName("Half a letter at the end is replaced by U+FFFD")
        void of_half_a_letter_at_the_end() {
            assertThat(decodeReplacing("d0 9f d1", "UTF-8")).returns("П\uFFFD");
        }

        @Test
        @Tag("4.5")
        @DisplayName("A text that needs no replacing is encoded and decoded unchanged")
        void of_nothing() {
            assertThat(encodeReplacing("Привет!", "KOI8-R")).returns("f0 d2 c9 d7 c5 d4 21");
            assertThat(decodeReplacing("f0 d2 c9 d7 c5 d4 21", "KOI8-R")).returns("Привет!");
        }

        @Test
        @Tag("4.5")
        @DisplayName(
                "A text in UTF-16 is encoded and decoded with one mark in the replacing methods, too")
        void of_nothing_in_utf_16() {
            assertThat(encodeReplacing("aя", "UTF-16")).returns("fe ff 00 61 04 4f");
            assertThat(decodeReplacing("ff fe 61 00 4f 04", "UTF-16")).returns("aя");
        }

        @Test
        @Tag("4.6")
        @DisplayName(
                "A charset that does not exist causes an exception in the replacing methods, too")
        void in_a_charset_that_does_not_exist() {
            assertThat(encodeReplacing("a", "windows-1215"))
                    .throwsA(UnsupportedEncodingException.class);
            assertThat(decodeReplacing("61", "windows-1215"))
                    .throwsA(UnsupportedEncodingException.class);
        }
    }

    @Nested
    class Mojibake {

        @Test
        @Tag("5.1")
        @DisplayName("misread() shows what windows-1251 makes of UTF-8")
        void of_utf_8_read_as_windows_1251() {
            assertThat(misread("Привет!", "UTF-8", "windows-1251")).returns("РџСЂРёРІРµС‚!");
        }

        @Test
        @Tag("5.1")
        @DisplayName("misread() shows what KOI8-R makes of UTF-8")
        void of_utf_8_read_as_koi8() {
            assertThat(misread("Привет!", "UTF-8", "KOI8-R")).returns("п÷я─п╦п╡п╣я┌!");
        }

        @Test
        @Tag("5.1")
        @DisplayName("misread() shows what KOI8-R makes of windows-1251")
        void of_windows_1251_read_as_koi8() {
            assertThat(misread("Привет!", "windows-1251", "KOI8-R")).returns("оПХБЕР!");
        }

        @Test
        @Tag("5.1")
        @DisplayName("misread() shows what windows-1251 makes of KOI8-R")
        void of_koi8_read_as_windows_1251() {
            assertThat(misread("Привет!", "KOI8-R", "windows-1251")).returns("рТЙЧЕФ!");
        }

        @Test
        @Tag("5.2")
        @DisplayName("misread() shows U+FFFD for a byte that is not valid")
        void of_a_byte_that_is_not_valid() {
            assertThat(misread("Имя", "UTF-8", "windows-1251")).returns("Р\uFFFDРјСЏ");
        }

        @Test
        @Tag("5.3")
        @DisplayName(
                "A letter that the first charset lacks makes misread() throw a CharacterCodingException")
        void of_a_letter_that_cannot_be_written() {
            assertThat(misread("5 €", "KOI8-R", "windows-1251"))
                    .throwsA(CharacterCodingException.class);
        }

        @Test
        @Tag("5.4")
        @DisplayName("repair() restores UTF-8 that was read as windows-1251")
        void restored_from_windows_1251() {
            assertThat(repair("РџСЂРёРІРµС‚!", "UTF-8", "windows-1251")).returns("Привет!");
        }

        @Test
        @Tag("5.4")
        @DisplayName("repair() restores UTF-8 that was read as KOI8-R")
        void restored_from_koi8() {
            assertThat(repair("п÷я─п╦п╡п╣я┌!", "UTF-8", "KOI8-R")).returns("Привет!");
        }

        @Test
        @Tag("5.5")
        @DisplayName("repair() throws a CharacterCodingException if half of a letter was lost")
        void without_half_of_a_letter() {
            assertThat(repair("Р\uFFFDРјСЏ", "UTF-8", "windows-1251"))
                    .throwsA(CharacterCodingException.class);
        }

        @Test
        @Tag("5.5")
        @DisplayName("repair() throws a CharacterCodingException if a letter of one byte was lost")
        void without_a_letter_of_one_byte() {
            assertThat(repair("5 \uFFFD 7", "KOI8-R", "windows-1251"))
                    .throwsA(CharacterCodingException.class);
        }

        @Test
        @Tag("5.6")
        @DisplayName(
                "repair() throws a CharacterCodingException if the text ends in the middle of a letter")
        void that_ends_in_the_middle_of_a_letter() {
            assertThat(repair("РџС", "UTF-8", "windows-1251"))
                    .throwsA(CharacterCodingException.class);
        }
    }
}
