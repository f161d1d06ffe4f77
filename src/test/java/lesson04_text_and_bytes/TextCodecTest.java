package lesson04_text_and_bytes;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
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
class TextCodecTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(IllegalCharsetNameException.class),
                "Charset.forName knows two kinds of wrong name: one that no charset has, and one that none can have, such as one with a blank. Catch both exceptions."),
        when(
                seen -> seen.threw(UnsupportedCharsetException.class),
                "Charset.forName throws an UnsupportedCharsetException, which no catch for IOException stops. Catch it, and throw an UnsupportedEncodingException."),
        when(
                seen -> seen.called("charset(") && seen.got("null"),
                "null is returned when a name is unknown; it ends the caller later, far from here. Throw an UnsupportedEncodingException."),
        when(
                seen -> seen.expectedWords("UnsupportedEncoding") && seen.called("charset("),
                "another charset is taken when a name is unknown. Nobody can guess what was meant: throw an UnsupportedEncodingException."),
        when(
                seen -> seen.called("misread(") && seen.expectedWords("CharacterCoding"),
                "a letter that cannot be written in the first charset is replaced in silence. Write with encode()."),
        when(
                seen -> seen.called("misread(") && seen.threw(CharacterCodingException.class),
                "what the reader cannot read ends the program. A screen shows U+FFFD in its place: read with decodeReplacing()."),
        when(
                seen -> seen.called("misread(") && seen.gotText().startsWith("\uFFFD\uFFFD"),
                "the two charsets are swapped: the text is written in the first, read in the second."),
        when(
                seen -> seen.called("repair(") && seen.expectedWords("CharacterCoding"),
                "bytes that are lost are repaired in silence. Go back with encode() and decode(), which tell."),
        when(
                seen -> seen.called("repair(") && seen.gotSomethingElse(),
                "the text is garbled once more. Go the way back: write it as it was read, read it as it was written."),
        when(
                seen -> seen.called("encodeReplacing(") && seen.threwAnything(),
                "a letter that the charset lacks throws an exception. Here replacing was asked for: String.getBytes(Charset) does it."),
        when(
                seen -> seen.called("decodeReplacing(") && seen.threwAnything(),
                "bytes that are no text throw an exception. Here replacing was asked for: new String(bytes, charset) does it, and so does a decoder that is told to REPLACE twice, for what is malformed and for what is unmappable."),
        when(
                seen ->
                        (seen.called("encodeReplacing(") || seen.called("decodeReplacing("))
                                && (seen.got("35 20") || seen.got("При!")),
                "what cannot be turned is left out, without a trace. Replace it; IGNORE leaves it out."),
        when(
                seen -> seen.called("encodeReplacing(") && seen.gotText().endsWith("3f 3f"),
                "one letter is replaced by two question marks. A char is not a letter: 😀 is two chars. String.getBytes(Charset) knows that."),
        when(
                seen -> seen.expectedWords("CharacterCoding") && seen.called("encode("),
                "getBytes() puts a ? in place of a letter that the charset lacks, and says nothing. An encoder tells: charset.newEncoder().encode(…)."),
        when(
                seen -> seen.expectedWords("CharacterCoding") && seen.called("decode("),
                "new String() puts U+FFFD in place of bytes that are no text, and says nothing. A decoder tells: charset.newDecoder().decode(…)."),
        when(
                seen -> seen.called("encode(") && seen.gotText().endsWith(" 00"),
                "the whole array of the buffer is taken; its array may be longer than what it holds. Take remaining() bytes."),
        when(
                seen -> seen.called("encode(\"Как") && seen.threw(CharacterCodingException.class),
                "a ? in the bytes is taken for a sign of replacing. A real one is a letter like others; let an encoder tell."),
        when(
                seen -> seen.called("decode(61 ef bf bd") && seen.threwAnything(),
                "U+FFFD in the text is taken for a sign of replacing. It is a letter like others; let a decoder tell."),
        when(
                seen -> seen.called("encode(") && seen.got("cf f0 e8 e2 e5 f2 21"),
                "the bytes are in the computer's own charset, windows-1251 while it is graded, not in the one that is named."),
        when(
                seen -> seen.called("decode(") && seen.got("РџСЂРёРІРµС‚!"),
                "the bytes are read in the computer's own charset, windows-1251 while it is graded, not in the one that is named."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<String> charset(String name) {
        return wire.call(
                "charset(\"" + name + "\")", () -> String.valueOf(TextCodec.charset(name)));
    }

    /** The bytes in hexadecimal, as {@code "cf f0"}. */
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
    @Tag("task-1")
    class A_text {

        @Test
        void becomes_bytes_of_utf_8() {
            assertThat(encode("Привет!", "UTF-8"))
                    .returns("d0 9f d1 80 d0 b8 d0 b2 d0 b5 d1 82 21");
        }

        @Test
        void becomes_other_bytes_in_windows_1251() {
            assertThat(encode("Привет!", "windows-1251")).returns("cf f0 e8 e2 e5 f2 21");
        }

        @Test
        void becomes_other_bytes_in_koi8() {
            assertThat(encode("Привет!", "KOI8-R")).returns("f0 d2 c9 d7 c5 d4 21");
        }

        @Test
        void becomes_bytes_of_a_charset_by_its_other_name() {
            assertThat(encode("Привет!", "cp1251")).returns("cf f0 e8 e2 e5 f2 21");
        }

        @Test
        void may_have_letters_of_one_to_four_bytes() {
            assertThat(encode("aя€😀", "UTF-8")).returns("61 d1 8f e2 82 ac f0 9f 98 80");
        }

        @Test
        void may_be_empty() {
            assertThat(encode("", "KOI8-R")).returns("");
        }

        @Test
        void keeps_its_question_marks() {
            assertThat(encode("Как дела?", "KOI8-R")).returns("eb c1 cb 20 c4 c5 cc c1 3f");
        }

        @Test
        void with_a_letter_that_the_charset_lacks_is_told() {
            assertThat(encode("5 €", "KOI8-R")).throwsA(CharacterCodingException.class);
        }
    }

    @Nested
    @Tag("task-1")
    class Bytes {

        @Test
        void become_text_that_was_utf_8() {
            assertThat(decode("d0 9f d1 80 d0 b8 d0 b2 d0 b5 d1 82 21", "UTF-8"))
                    .returns("Привет!");
        }

        @Test
        void become_text_that_was_windows_1251() {
            assertThat(decode("cf f0 e8 e2 e5 f2 21", "windows-1251")).returns("Привет!");
        }

        @Test
        void become_text_that_was_koi8() {
            assertThat(decode("f0 d2 c9 d7 c5 d4 21", "KOI8-R")).returns("Привет!");
        }

        @Test
        void may_really_be_those_of_the_replacement_character() {
            assertThat(decode("61 ef bf bd 7a", "UTF-8")).returns("a\uFFFDz");
        }

        @Test
        void that_are_no_text_are_told() {
            assertThat(decode("61 ff 7a", "UTF-8")).throwsA(CharacterCodingException.class);
        }

        @Test
        void that_end_in_the_middle_of_a_letter_are_told() {
            assertThat(decode("d0 9f d1", "UTF-8")).throwsA(CharacterCodingException.class);
        }

        @Test
        void that_the_charset_does_not_have_are_told() {
            assertThat(decode("98", "windows-1251")).throwsA(CharacterCodingException.class);
        }
    }

    @Nested
    @Tag("task-1")
    class An_unknown_charset {

        @Test
        void is_told() {
            assertThat(charset("windows-1215")).throwsA(UnsupportedEncodingException.class);
        }

        @Test
        void is_told_even_if_no_charset_can_have_that_name() {
            assertThat(charset("UTF 8")).throwsA(UnsupportedEncodingException.class);
        }

        @Test
        void is_told_to_who_writes() {
            assertThat(encode("a", "windows-1215")).throwsA(UnsupportedEncodingException.class);
        }

        @Test
        void is_told_to_who_reads() {
            assertThat(decode("61", "windows-1215")).throwsA(UnsupportedEncodingException.class);
        }
    }

    @Nested
    @Tag("task-2")
    class When_asked {

        @Test
        void a_letter_that_the_charset_lacks_is_replaced() {
            assertThat(encodeReplacing("5 €", "KOI8-R")).returns("35 20 3f");
        }

        @Test
        void a_letter_that_is_two_chars_in_Java_is_replaced_by_one_question_mark() {
            assertThat(encodeReplacing("5 😀", "KOI8-R")).returns("35 20 3f");
        }

        @Test
        void bytes_that_are_no_text_are_replaced() {
            assertThat(decodeReplacing("d0 9f d1 80 d0 b8 ff 21", "UTF-8")).returns("При\uFFFD!");
        }

        @Test
        void bytes_that_the_charset_does_not_have_are_replaced() {
            assertThat(decodeReplacing("cf f0 e8 98 21", "windows-1251")).returns("При\uFFFD!");
        }

        @Test
        void what_can_be_turned_is_not_replaced() {
            assertThat(encodeReplacing("Привет!", "KOI8-R")).returns("f0 d2 c9 d7 c5 d4 21");
            assertThat(decodeReplacing("f0 d2 c9 d7 c5 d4 21", "KOI8-R")).returns("Привет!");
        }

        @Test
        void an_unknown_charset_is_still_told() {
            assertThat(encodeReplacing("a", "windows-1215"))
                    .throwsA(UnsupportedEncodingException.class);
            assertThat(decodeReplacing("61", "windows-1215"))
                    .throwsA(UnsupportedEncodingException.class);
        }
    }

    @Nested
    @Tag("task-2")
    class Mojibake {

        @Test
        void of_utf_8_read_as_windows_1251() {
            assertThat(misread("Привет!", "UTF-8", "windows-1251")).returns("РџСЂРёРІРµС‚!");
        }

        @Test
        void of_utf_8_read_as_koi8() {
            assertThat(misread("Привет!", "UTF-8", "KOI8-R")).returns("п÷я─п╦п╡п╣я┌!");
        }

        @Test
        void of_windows_1251_read_as_koi8() {
            assertThat(misread("Привет!", "windows-1251", "KOI8-R")).returns("оПХБЕР!");
        }

        @Test
        void of_koi8_read_as_windows_1251() {
            assertThat(misread("Привет!", "KOI8-R", "windows-1251")).returns("рТЙЧЕФ!");
        }

        @Test
        void has_the_replacement_character_for_what_cannot_be_read() {
            assertThat(misread("Имя", "UTF-8", "windows-1251")).returns("Р\uFFFDРјСЏ");
        }

        @Test
        void of_a_text_that_cannot_be_written_is_told() {
            assertThat(misread("5 €", "KOI8-R", "windows-1251"))
                    .throwsA(CharacterCodingException.class);
        }

        @Test
        void is_repaired_that_was_read_as_windows_1251() {
            assertThat(repair("РџСЂРёРІРµС‚!", "UTF-8", "windows-1251")).returns("Привет!");
        }

        @Test
        void is_repaired_that_was_read_as_koi8() {
            assertThat(repair("п÷я─п╦п╡п╣я┌!", "UTF-8", "KOI8-R")).returns("Привет!");
        }

        @Test
        void that_has_lost_bytes_is_told_and_not_repaired() {
            assertThat(repair("Р\uFFFDРјСЏ", "UTF-8", "windows-1251"))
                    .throwsA(CharacterCodingException.class);
        }

        @Test
        void that_has_lost_a_letter_of_one_byte_is_told_and_not_repaired() {
            assertThat(repair("5 \uFFFD 7", "KOI8-R", "windows-1251"))
                    .throwsA(CharacterCodingException.class);
        }

        @Test
        void that_breaks_off_in_the_middle_of_a_letter_is_told_and_not_repaired() {
            assertThat(repair("РџС", "UTF-8", "windows-1251"))
                    .throwsA(CharacterCodingException.class);
        }
    }
}
