package lesson22_jim_messages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
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
import workbook.wire.Bytes;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JimObjectTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("parse(two fields"),
                "Jackson accepts two fields with the same name, and uses the last one. Enable StreamReadFeature.STRICT_DUPLICATE_DETECTION."),
        when(
                seen -> seen.called("parse(two objects"),
                "Jackson stops reading at the end of the first object, so it does not see the rest. Enable DeserializationFeature.FAIL_ON_TRAILING_TOKENS."),
        when(
                seen -> seen.called("parse(half an emoji inside"),
                "half a surrogate pair is rejected in the texts of the object itself, but not in inner objects, lists and field names. Look at everything at once: at the code points of JSON.writeValueAsString(node)."),
        when(
                seen -> seen.called("parse(NUL after"),
                "control characters around the object are accepted: trim() and strip() remove them. Pass the whole text to Jackson, which skips whitespace itself and accepts nothing else there."),
        when(
                seen -> seen.called("parse(a replacement character"),
                "the character U+FFFD is rejected, but ef bf bd is valid UTF-8 for it, and a text may contain it. Use UTF_8.newDecoder(), which throws if the bytes are not valid."),
        when(
                seen -> seen.called("parse(an escaped backslash"),
                "the JSON is searched for \\ud83d as it arrived, but \\\\ud83d is an escaped backslash and five letters. Look for half a surrogate pair in the text without its escapes."),
        when(
                seen -> seen.called("parse(half an emoji"),
                "half a surrogate pair is accepted, but it is not a character. Look at codePoints(): half a pair is a number from MIN_SURROGATE to MAX_SURROGATE."),
        when(
                seen -> seen.called("parse(no UTF-8") || seen.called("parse(UTF-16"),
                "the bytes are not decoded strictly as UTF-8: new String() replaces what is wrong, and Jackson also accepts UTF-16. Use UTF_8.newDecoder()."),
        when(
                seen -> seen.called("parse(Cyrillic") && seen.gotText().startsWith("text"),
                "the bytes are decoded with the computer's own charset, which is windows-1251 while your code is graded. Name the charset: UTF_8."),
        when(
                seen -> seen.called("parse(641") && seen.got("an object"),
                "an object of more than 640 characters is accepted. Count the characters of its compact text."),
        when(
                seen ->
                        seen.called("parse(640")
                                && seen.got("JimException: bad object")
                                && seen.called("parse(640 with emoji"),
                "length() counts an emoji twice, because it is two chars. Count code points with codePointCount()."),
        when(
                seen -> seen.called("parse(640 with spaces") || seen.called("parse(640, escaped"),
                "the size is counted in the text that arrived, with its spaces and escapes. Count the characters of the compact text that JSON.writeValueAsString() makes of the tree."),
        when(
                seen -> seen.called("parse(640 with Cyrillic"),
                "the size is counted in bytes, and a Cyrillic letter has two of them in UTF-8. Count characters."),
        when(
                seen -> seen.called("parse(640"),
                "an object may have 640 characters, and this one has exactly that many. Reject only objects that have more."),
        when(
                seen -> seen.called("parse(no object") && seen.threwAnything(),
                "readTree() can return a node that is not an object, or none at all, and then the next call fails. Check isObject() first."),
        when(
                seen -> seen.called("parse(no object"),
                "this may be JSON, but it is not an object. Check isObject()."),
        when(
                seen ->
                        seen.called("parse(")
                                && seen.expected("JimException: bad object")
                                && seen.threwAnything(),
                "parse() throws an exception that its caller does not expect, such as one of Jackson's. Catch it, and throw a JimException(\"\")."),
        when(
                seen -> seen.called("text(emoji"),
                "length() counts an emoji twice, because it is two chars. Count code points with codePointCount()."),
        when(
                seen -> seen.called("text(") && seen.threw(NullPointerException.class),
                "the field does not exist or is not a string, so textValue() returns null. Check for null first."),
        when(
                seen -> seen.called("text(number") || seen.called("text(null"),
                "a value that is not a string is accepted: asText() turns anything into a text. textValue() returns null for it."),
        when(
                seen -> seen.called("text(") && seen.expectedWords("bad field"),
                "a text is accepted that is missing, too short or too long. Throw a JimException with the name of the field."),
        when(
                seen -> seen.called("text(") && seen.got("JimException: bad field: a"),
                "a text may have min to max characters, including both limits, and this one has."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    /** Returns {@code "an object"}, or the message of the JimException. */
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

    /** Returns the text of field a, or the message of the JimException. */
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
        @Tag("3.1")
        @DisplayName("A JSON object is accepted")
        void is_read() {
            assertThat(parse("an object", "{\"a\":1}")).returns("an object");
        }

        @Test
        @Tag("3.1")
        @DisplayName("Whitespace, lists and other objects in an object are accepted")
        void may_have_whitespace_and_other_objects_in_it() {
            assertThat(
                            parse(
                                    "whitespace",
                                    " {\n\t\"b\" : [ {}, null, 1.5e3 ],\r\n \"a\" : { } } \n"))
                    .returns("an object");
        }

        @Test
        @Tag("3.1")
        @DisplayName("An emoji that is escaped as a surrogate pair is accepted")
        void may_have_an_emoji_escaped_in_two_halves() {
            assertThat(parse("an emoji", object("\\ud83d\\ude00"))).returns("an object");
        }

        @Test
        @Tag("3.1")
        @DisplayName("An escaped backslash before ud83d is accepted, because no surrogate is there")
        void may_have_an_escaped_backslash_before_ud83d() {
            assertThat(parse("an escaped backslash", object("C:\\\\ud83d"))).returns("an object");
        }

        @Test
        @Tag("3.1")
        @DisplayName("The character U+FFFD in a text is accepted")
        void may_have_a_replacement_character() {
            assertThat(parse("a replacement character", object("x\ufffdx"))).returns("an object");
        }

        @Test
        @Tag("3.1")
        @DisplayName("Huge numbers in an object are accepted")
        void may_have_huge_numbers() {
            assertThat(parse("a huge number", "{\"a\":1e999999999,\"b\":" + "9".repeat(500) + "}"))
                    .returns("an object");
        }

        @Test
        @Tag("3.1")
        @DisplayName("The same field name in different objects is accepted")
        void may_have_the_same_name_in_objects_that_differ() {
            assertThat(parse("one name, twice", "{\"a\":{\"a\":1},\"b\":{\"a\":2}}"))
                    .returns("an object");
        }
    }

    @Nested
    class Rejected_is {

        @Test
        @Tag("3.3")
        @DisplayName("JSON that is not an object is rejected")
        void another_value_than_an_object() {
            assertThat(parse("no object: a list", "[{\"a\":1}]"))
                    .returns("JimException: bad object");
            assertThat(parse("no object: a text", "\"a\"")).returns("JimException: bad object");
            assertThat(parse("no object: null", "null")).returns("JimException: bad object");
            assertThat(parse("no object: nothing", "")).returns("JimException: bad object");
        }

        @Test
        @Tag("3.2")
        @DisplayName("Bytes that are not JSON are rejected")
        void anything_but_JSON() {
            assertThat(parse("no value", "{\"a\":}")).returns("JimException: bad object");
            assertThat(parse("other quotes", "{'a':1}")).returns("JimException: bad object");
            assertThat(parse("a comma at the end", "{\"a\":1,}"))
                    .returns("JimException: bad object");
            assertThat(parse("brackets", "{\"a\":[[}")).returns("JimException: bad object");
        }

        @Test
        @Tag("3.2")
        @DisplayName("NaN and Infinity are rejected")
        void NaN_and_Infinity() {
            assertThat(parse("NaN", "{\"a\":NaN}")).returns("JimException: bad object");
            assertThat(parse("Infinity", "{\"a\":-Infinity}")).returns("JimException: bad object");
        }

        @Test
        @Tag("3.2")
        @DisplayName("A NUL byte inside an object is rejected")
        void a_NUL_in_it() {
            assertThat(parse("NUL", "{\"a\":\0 1}")).returns("JimException: bad object");
            assertThat(parse("NUL in a string", object("x\0y")))
                    .returns("JimException: bad object");
        }

        @Test
        @Tag("3.5")
        @DisplayName("A field that occurs twice in an object is rejected")
        void a_field_that_is_there_twice() {
            assertThat(parse("two fields", "{\"a\":1,\"b\":2,\"a\":3}"))
                    .returns("JimException: bad object");
            assertThat(parse("two fields", "{\"a\":{\"b\":2,\"b\":3}}"))
                    .returns("JimException: bad object");
        }

        @Test
        @Tag("3.3")
        @DisplayName("Two objects are rejected")
        void more_than_one_object() {
            assertThat(parse("two objects", "{\"a\":1}{\"b\":2}"))
                    .returns("JimException: bad object");
        }

        @Test
        @Tag("3.3")
        @DisplayName("Control characters in front of an object or after it are rejected")
        void control_characters_around_it() {
            for (String control : List.of("\0", "\u0001", "\u000b", "\f", "\u001c", "\u00a0")) {
                assertThat(parse("NUL after, or another", "{\"a\":1}" + control))
                        .returns("JimException: bad object");
                assertThat(parse("NUL after, or another", control + "{\"a\":1}"))
                        .returns("JimException: bad object");
            }
        }

        @Test
        @Tag("3.4")
        @DisplayName("Letters in another charset than UTF-8 are rejected")
        void another_charset() {
            byte[] russian = object("да").getBytes(Charset.forName("windows-1251"));

            assertThat(parse("no UTF-8", russian)).returns("JimException: bad object");
        }

        @Test
        @Tag("3.4")
        @DisplayName("An object in UTF-16 is rejected")
        void UTF_16() {
            assertThat(parse("UTF-16", "{\"a\":1}".getBytes(UTF_16LE)))
                    .returns("JimException: bad object");
        }

        @Test
        @Tag("3.6")
        @DisplayName("Half an emoji in a text is rejected")
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
        @Tag("3.6")
        @DisplayName("Half an emoji in an inner object, a list or a field name is rejected")
        void half_an_emoji_inside() {
            for (String json :
                    List.of(
                            "{\"user\":{\"status\":\"\\ud83d\"}}",
                            "{\"a\":[\"\\ude00\"]}",
                            "{\"a\":[[{\"b\":\"x\\ud83d\"}]]}",
                            "{\"\\ude00\":1}",
                            "{\"a\":{\"\\ud83d\":1}}")) {
                assertThat(parse("half an emoji inside", json)).returns("JimException: bad object");
            }
        }

        @Test
        @Tag("3.2")
        @DisplayName("Objects and lists more than a thousand levels deep are rejected")
        void a_thousand_levels() {
            assertThat(parse("deep", "{\"a\":".repeat(1300) + "1" + "}".repeat(1300)))
                    .returns("JimException: bad object");
            assertThat(parse("deep list", "{\"a\":" + "[".repeat(4000) + "]".repeat(4000) + "}"))
                    .returns("JimException: bad object");
        }

        @Test
        @Tag("4.5")
        @DisplayName("An object with a number of thousands of digits is rejected")
        void a_number_of_thousands_of_digits() {
            assertThat(parse("digits", "{\"a\":" + "1".repeat(8000) + "}"))
                    .returns("JimException: bad object");
        }

        @Test
        @Tag("3.5")
        @DisplayName("A field that occurs twice with different escapes is rejected")
        void a_field_that_is_there_twice_in_different_forms() {
            assertThat(parse("two fields", "{\"a\":1,\"\\u0061\":2}"))
                    .returns("JimException: bad object");
        }

        @Test
        @Tag("3.4")
        @DisplayName("Bytes that are almost UTF-8 are rejected")
        void almost_UTF_8() {
            for (String bytes :
                    List.of(
                            "\u00c0\u0080",
                            "\u00ed\u00a0\u00bd",
                            "\u00f5\u0080\u0080\u0080",
                            "\u00d0",
                            "\u00f0\u009f\u0098",
                            "\u0080")) {
                byte[] json = object(bytes).getBytes(ISO_8859_1);
                assertThat(parse("no UTF-8", json)).returns("JimException: bad object");
            }
        }

        @Test
        @Tag("3.2")
        @DisplayName("JSON that only a lenient reader accepts is rejected")
        void JSON_for_lenient_readers_only() {
            for (String json :
                    List.of(
                            "{\"a\":01}",
                            "{\"a\":+1}",
                            "{\"a\":.5}",
                            "{\"a\":1.}",
                            "{\"a\":0x1}",
                            "{\"a\":\"\t\"}",
                            "{\"a\":\"\\x41\"}",
                            "{\"a\":1/**/}",
                            "{a:1}",
                            "{\"a\":True}",
                            "{\"a\":1,,\"b\":2}",
                            "{\"a\" 1}")) {
                assertThat(parse("no JSON", json)).returns("JimException: bad object");
            }
        }

        @Test
        @Tag("3.3")
        @DisplayName("Anything except whitespace after an object is rejected")
        void an_object_with_something_after_it() {
            for (String behind : List.of("x", "}", ",", "]", " {}", "\n{}", "null", "\0")) {
                assertThat(parse("two objects", "{\"a\":1}" + behind))
                        .returns("JimException: bad object");
            }
        }

        @Test
        @Tag("3.6")
        @DisplayName("Half an emoji in a field name is rejected")
        void half_an_emoji_in_a_name() {
            assertThat(parse("half an emoji", "{\"a\":1,\"\\ud83d\":2}"))
                    .returns("JimException: bad object");
        }
    }

    @Nested
    class The_size_of_an_object {

        @Test
        @Tag("4.5")
        @DisplayName("An object may have 640 characters, but not 641")
        void may_be_640_characters() {
            assertThat(parse("640", object("x".repeat(632)))).returns("an object");
            assertThat(parse("641", object("x".repeat(633)))).returns("JimException: bad object");
        }

        @Test
        @Tag("4.5")
        @DisplayName("The size of an object is counted in letters, not in bytes")
        void is_counted_in_letters_not_in_bytes() {
            assertThat(parse("640 with Cyrillic", object("я".repeat(632)))).returns("an object");
            assertThat(parse("641 with Cyrillic", object("я".repeat(633))))
                    .returns("JimException: bad object");
        }

        @Test
        @Tag("4.5")
        @DisplayName("The size of an object is counted in code points")
        void is_counted_in_code_points() {
            assertThat(parse("640 with emoji", object("😀".repeat(632)))).returns("an object");
            assertThat(parse("641 with emoji", object("😀".repeat(633))))
                    .returns("JimException: bad object");
        }

        @Test
        @Tag("4.6")
        @DisplayName("The size of an object is counted without needless escapes")
        void is_counted_without_escapes() {
            assertThat(parse("640, escaped", object("\\u044f".repeat(632)))).returns("an object");
            assertThat(parse("641, escaped", object("\\u044f".repeat(633))))
                    .returns("JimException: bad object");
        }

        @Test
        @Tag("4.6")
        @DisplayName("The size of an object includes the backslash of an escaped quote")
        void is_counted_with_the_escapes_that_must_be() {
            assertThat(parse("640, quotes", object("\\\"".repeat(316)))).returns("an object");
            assertThat(parse("641, quotes", object("\\\"".repeat(316) + "x")))
                    .returns("JimException: bad object");
        }

        @Test
        @Tag("4.6")
        @DisplayName("The size of an object does not include whitespace between its parts")
        void is_counted_without_whitespace() {
            String text = "x".repeat(632);

            assertThat(parse("640 with spaces", "{ \"a\" :  \"" + text + "\"\n}"))
                    .returns("an object");
            assertThat(parse("640 with spaces, 9000", "{" + " ".repeat(9000) + "\"a\":1}"))
                    .returns("an object");
        }

        @Test
        @Tag("4.6")
        @DisplayName("The size of an object includes each escape in its shortest form")
        void is_counted_with_each_escape_as_it_must_be_written() {
            assertThat(parse("640, escaped", object("\\/".repeat(632)))).returns("an object");
            assertThat(parse("641, escaped", object("\\/".repeat(633))))
                    .returns("JimException: bad object");
            assertThat(parse("640, quotes", object("\\u0001".repeat(105) + "xx")))
                    .returns("an object");
            assertThat(parse("641, quotes", object("\\u0001".repeat(105) + "xxx")))
                    .returns("JimException: bad object");
            assertThat(parse("640, quotes", object("\\u000a".repeat(316)))).returns("an object");
            assertThat(parse("641, quotes", object("\\u000a".repeat(316) + "x")))
                    .returns("JimException: bad object");
        }
    }

    @Nested
    class A_text {

        @Test
        @Tag("4.1")
        @DisplayName("The text of a field is returned")
        void is_returned() {
            assertThat(text("hello", object("hello"), 1, 25)).returns("hello");
        }

        @Test
        @Tag("4.1")
        @DisplayName("The text of a field is returned without its escapes")
        void is_returned_without_its_escapes() {
            assertThat(text("escapes", object("\\u0434\\n\\\"\\ud83d\\ude00"), 1, 25))
                    .returns("д\n\"😀");
        }

        @Test
        @Tag("4.1")
        @DisplayName("The text of a field is decoded as UTF-8")
        void is_UTF_8() {
            assertThat(parse("Cyrillic", object("да"))).returns("an object");
            assertThat(text("Cyrillic", object("да"), 1, 25)).returns("да");
        }

        @Test
        @Tag("4.2")
        @DisplayName("A text may be as short as min, but not shorter")
        void may_be_as_short_as_min() {
            assertThat(text("0 of 0 to 5", object(""), 0, 5)).returns("");
            assertThat(text("0 of 1 to 5", object(""), 1, 5)).returns("JimException: bad field: a");
        }

        @Test
        @Tag("4.2")
        @DisplayName("A text may be as long as max, but not longer")
        void may_be_as_long_as_max() {
            assertThat(text("5 of 1 to 5", object("12345"), 1, 5)).returns("12345");
            assertThat(text("6 of 1 to 5", object("123456"), 1, 5))
                    .returns("JimException: bad field: a");
        }

        @Test
        @Tag("4.4")
        @DisplayName("The length of a text is counted in code points")
        void is_counted_in_code_points() {
            assertThat(text("emoji", object("😀😀😀"), 3, 3)).returns("😀😀😀");
            assertThat(text("emoji, 2 of 3", object("😀😀"), 3, 5))
                    .returns("JimException: bad field: a");
        }

        @Test
        @Tag("4.3")
        @DisplayName("A text is rejected if its field is missing")
        void is_rejected_if_it_is_missing() {
            assertThat(text("missing", "{\"b\":\"x\"}", 0, 5))
                    .returns("JimException: bad field: a");
        }

        @Test
        @Tag("4.3")
        @DisplayName("A text is rejected if its field is not a string")
        void is_rejected_if_it_is_not_a_string() {
            assertThat(text("null", "{\"a\":null}", 0, 5)).returns("JimException: bad field: a");
            assertThat(text("number", "{\"a\":5}", 0, 5)).returns("JimException: bad field: a");
            assertThat(text("number in a list", "{\"a\":[5]}", 0, 5))
                    .returns("JimException: bad field: a");
        }
    }
}
