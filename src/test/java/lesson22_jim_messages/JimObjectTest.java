package lesson22_jim_messages;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.nio.charset.Charset;
import kit.Call;
import kit.Likely;
import kit.Wire;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import workbook.wire.Bytes;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-2")
class JimObjectTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("parse(two fields"),
                "Jackson takes the last of two fields of one name. Enable StreamReadFeature.STRICT_DUPLICATE_DETECTION."),
        when(
                seen -> seen.called("parse(two objects"),
                "Jackson stops at the end of the first object, and does not look behind it. Enable DeserializationFeature.FAIL_ON_TRAILING_TOKENS."),
        when(
                seen -> seen.called("parse(half an emoji"),
                "half of a surrogate pair is no character. JSON lets it pass: look at text.codePoints(), where it stands alone."),
        when(
                seen -> seen.called("parse(no UTF-8") || seen.called("parse(UTF-16"),
                "the bytes are not read strictly as UTF-8. new String replaces what is none, and Jackson guesses UTF-16: decode with UTF_8.newDecoder()."),
        when(
                seen -> seen.called("parse(Cyrillic") && seen.gotText().startsWith("text"),
                "the bytes are read in the computer's own charset, windows-1251 while it is graded. Name the charset: UTF_8."),
        when(
                seen ->
                        seen.called("parse(640")
                                && seen.got("JimException: bad object")
                                && seen.called("parse(640 with emoji"),
                "length() counts an emoji twice. Count characters with codePointCount()."),
        when(
                seen -> seen.called("parse(640 with blanks") || seen.called("parse(640, escaped"),
                "the object is counted as it came, with its blanks and escapes. Count the characters of the compact text: what JSON.writeValueAsString() makes of the tree."),
        when(
                seen -> seen.called("parse(640 with Cyrillic"),
                "bytes are counted. A Cyrillic letter has two in UTF-8, and is one character."),
        when(
                seen -> seen.called("parse(640"),
                "an object may have 640 characters, and this one has."),
        when(
                seen -> seen.called("parse(641"),
                "an object of more than 640 characters is taken. Count those of the compact text."),
        when(
                seen -> seen.called("parse(no object") && seen.threwAnything(),
                "readTree() may give something that is no object, even nothing. Ask isObject() before you use it."),
        when(
                seen -> seen.called("parse(no object"),
                "this is JSON, perhaps, but no object. Ask the tree whether it isObject()."),
        when(
                seen ->
                        seen.called("parse(")
                                && seen.expected("JimException: bad object")
                                && seen.threwAnything(),
                "Jackson's exception comes through. Catch it, and throw new JimException(\"\")."),
        when(
                seen -> seen.called("text(emoji"),
                "length() counts an emoji twice. Count characters with codePointCount()."),
        when(
                seen -> seen.called("text(") && seen.threw(NullPointerException.class),
                "there is no such field, or no string in it. textValue() is null then: ask for that first."),
        when(
                seen -> seen.called("text(number") || seen.called("text(null"),
                "what is no JSON string is taken for one. asText() makes a text of anything: textValue() is null if it is none."),
        when(
                seen -> seen.called("text(") && seen.expectedWords("bad field"),
                "a text of fewer than min or more than max characters, or none at all, is a JimException with the name of the field."),
        when(
                seen -> seen.called("text(") && seen.got("JimException: bad field: a"),
                "a text of min to max characters is right, both included."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    /** {@code "an object"}, or what the JimException says. */
    private Call<String> parse(String name, byte[] json) {
        return wire.call(
                "parse(" + name + ", " + Bytes.quote(json) + ")",
                () -> {
                    try {
                        JimObject object = JimObject.parse(json);
                        return object.has("a") ? "an object" : "an object without field a";
                    } catch (JimException e) {
                        return "JimException: " + e.getMessage();
                    }
                });
    }

    private Call<String> parse(String name, String json) {
        return parse(name, json.getBytes(UTF_8));
    }

    /** The text of field a, or what the JimException says. */
    private Call<String> text(String name, String json, int min, int max) {
        return wire.call(
                "text(" + name + ", " + Bytes.quote(json.getBytes(UTF_8)) + ")",
                () -> {
                    try {
                        return JimObject.parse(json.getBytes(UTF_8)).text("a", min, max);
                    } catch (JimException e) {
                        return "JimException: " + e.getMessage();
                    }
                });
    }

    private static String object(String text) {
        return "{\"a\":\"" + text + "\"}";
    }

    @Nested
    class A_JSON_object {

        @Test
        void is_read() {
            assertThat(parse("an object", "{\"a\":1}")).returns("an object");
        }

        @Test
        void may_have_blanks_and_other_objects_in_it() {
            assertThat(parse("blanks", " {\n\t\"b\" : [ {}, null, 1.5e3 ],\r\n \"a\" : { } } \n"))
                    .returns("an object");
        }

        @Test
        void may_have_an_emoji_escaped_in_two_halves() {
            assertThat(parse("an emoji", object("\\ud83d\\ude00"))).returns("an object");
        }

        @Test
        void may_have_huge_numbers() {
            assertThat(parse("a huge number", "{\"a\":1e999999999,\"b\":" + "9".repeat(500) + "}"))
                    .returns("an object");
        }

        @Test
        void may_have_the_same_name_in_objects_that_differ() {
            assertThat(parse("one name, twice", "{\"a\":{\"a\":1},\"b\":{\"a\":2}}"))
                    .returns("an object");
        }
    }

    @Nested
    class Bad_is {

        @Test
        void another_value_than_an_object() {
            assertThat(parse("no object: a list", "[{\"a\":1}]"))
                    .returns("JimException: bad object");
            assertThat(parse("no object: a text", "\"a\"")).returns("JimException: bad object");
            assertThat(parse("no object: null", "null")).returns("JimException: bad object");
            assertThat(parse("no object: nothing", "")).returns("JimException: bad object");
        }

        @Test
        void what_is_no_JSON() {
            assertThat(parse("no value", "{\"a\":}")).returns("JimException: bad object");
            assertThat(parse("other quotes", "{'a':1}")).returns("JimException: bad object");
            assertThat(parse("a comma at the end", "{\"a\":1,}"))
                    .returns("JimException: bad object");
            assertThat(parse("brackets", "{\"a\":[[}")).returns("JimException: bad object");
        }

        @Test
        void a_number_that_is_none() {
            assertThat(parse("NaN", "{\"a\":NaN}")).returns("JimException: bad object");
            assertThat(parse("Infinity", "{\"a\":-Infinity}")).returns("JimException: bad object");
        }

        @Test
        void a_NUL_in_it() {
            assertThat(parse("NUL", "{\"a\":\0 1}")).returns("JimException: bad object");
            assertThat(parse("NUL in a string", object("x\0y")))
                    .returns("JimException: bad object");
        }

        @Test
        void a_field_that_is_there_twice() {
            assertThat(parse("two fields", "{\"a\":1,\"b\":2,\"a\":3}"))
                    .returns("JimException: bad object");
            assertThat(parse("two fields", "{\"a\":{\"b\":2,\"b\":3}}"))
                    .returns("JimException: bad object");
        }

        @Test
        void more_than_one_object() {
            assertThat(parse("two objects", "{\"a\":1}{\"b\":2}"))
                    .returns("JimException: bad object");
        }

        @Test
        void what_is_no_UTF_8() {
            byte[] russian = object("да").getBytes(Charset.forName("windows-1251"));

            assertThat(parse("no UTF-8", russian)).returns("JimException: bad object");
        }

        @Test
        void UTF_16() {
            assertThat(parse("UTF-16", "{\"a\":1}".getBytes(UTF_16LE)))
                    .returns("JimException: bad object");
        }

        @Test
        void half_an_emoji() {
            assertThat(parse("half an emoji", object("x\\ud83dx")))
                    .returns("JimException: bad object");
            assertThat(parse("half an emoji", object("\\ude00")))
                    .returns("JimException: bad object");
            assertThat(parse("half an emoji", object("\\ude00\\ud83d")))
                    .returns("JimException: bad object");
            assertThat(parse("\\ud800 alone", object("\\ud800")))
                    .returns("JimException: bad object");
            assertThat(parse("\\udfff alone", object("\\udfff")))
                    .returns("JimException: bad object");
        }

        @Test
        void one_in_another_a_thousand_times() {
            assertThat(parse("deep", "{\"a\":".repeat(1300) + "1" + "}".repeat(1300)))
                    .returns("JimException: bad object");
            assertThat(parse("deep list", "{\"a\":" + "[".repeat(4000) + "]".repeat(4000) + "}"))
                    .returns("JimException: bad object");
        }

        @Test
        void a_number_of_thousands_of_digits() {
            assertThat(parse("digits", "{\"a\":" + "1".repeat(8000) + "}"))
                    .returns("JimException: bad object");
        }
    }

    @Nested
    class The_size_of_an_object {

        @Test
        void may_be_640_characters() {
            assertThat(parse("640", object("x".repeat(632)))).returns("an object");
            assertThat(parse("641", object("x".repeat(633)))).returns("JimException: bad object");
        }

        @Test
        void is_counted_in_letters_not_in_bytes() {
            assertThat(parse("640 with Cyrillic", object("я".repeat(632)))).returns("an object");
            assertThat(parse("641 with Cyrillic", object("я".repeat(633))))
                    .returns("JimException: bad object");
        }

        @Test
        void is_counted_in_code_points() {
            assertThat(parse("640 with emoji", object("😀".repeat(632)))).returns("an object");
            assertThat(parse("641 with emoji", object("😀".repeat(633))))
                    .returns("JimException: bad object");
        }

        @Test
        void is_counted_without_escapes() {
            assertThat(parse("640, escaped", object("\\u044f".repeat(632)))).returns("an object");
            assertThat(parse("641, escaped", object("\\u044f".repeat(633))))
                    .returns("JimException: bad object");
        }

        @Test
        void is_counted_with_the_escapes_that_must_be() {
            assertThat(parse("640, quotes", object("\\\"".repeat(316)))).returns("an object");
            assertThat(parse("641, quotes", object("\\\"".repeat(316) + "x")))
                    .returns("JimException: bad object");
        }

        @Test
        void is_counted_without_blanks() {
            String text = "x".repeat(632);

            assertThat(parse("640 with blanks", "{ \"a\" :  \"" + text + "\"\n}"))
                    .returns("an object");
        }
    }

    @Nested
    class A_text {

        @Test
        void is_returned() {
            assertThat(text("hello", object("hello"), 1, 25)).returns("hello");
        }

        @Test
        void is_returned_without_its_escapes() {
            assertThat(text("escapes", object("\\u0434\\n\\\"\\ud83d\\ude00"), 1, 25))
                    .returns("д\n\"😀");
        }

        @Test
        void is_UTF_8() {
            assertThat(parse("Cyrillic", object("да"))).returns("an object");
            assertThat(text("Cyrillic", object("да"), 1, 25)).returns("да");
        }

        @Test
        void may_be_as_short_as_min() {
            assertThat(text("0 of 0 to 5", object(""), 0, 5)).returns("");
            assertThat(text("0 of 1 to 5", object(""), 1, 5)).returns("JimException: bad field: a");
        }

        @Test
        void may_be_as_long_as_max() {
            assertThat(text("5 of 1 to 5", object("12345"), 1, 5)).returns("12345");
            assertThat(text("6 of 1 to 5", object("123456"), 1, 5))
                    .returns("JimException: bad field: a");
        }

        @Test
        void is_counted_in_code_points() {
            assertThat(text("emoji", object("😀😀😀"), 3, 3)).returns("😀😀😀");
            assertThat(text("emoji, 2 of 3", object("😀😀"), 3, 5))
                    .returns("JimException: bad field: a");
        }

        @Test
        void is_bad_if_it_is_missing() {
            assertThat(text("missing", "{\"b\":\"x\"}", 0, 5))
                    .returns("JimException: bad field: a");
        }

        @Test
        void is_bad_if_it_is_no_string() {
            assertThat(text("null", "{\"a\":null}", 0, 5)).returns("JimException: bad field: a");
            assertThat(text("number", "{\"a\":5}", 0, 5)).returns("JimException: bad field: a");
            assertThat(text("number in a list", "{\"a\":[5]}", 0, 5))
                    .returns("JimException: bad field: a");
        }
    }
}
