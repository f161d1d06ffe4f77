package lesson16_serialized_objects;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
class JsonMapTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(NumberFormatException.class),
                "read() throws a NumberFormatException for a key that is not an integer. A stranger may send any key: catch it, and throw an IOException."),
        when(
                seen -> seen.threw(RuntimeException.class),
                "read() throws an exception that the caller does not expect, so a stranger can end the program. Catch it, and throw an IOException."),
        when(
                seen -> seen.called("write()") && seen.gotText().contains("\uFFFD"),
                "the text is written in the computer's own charset, which is windows-1251 while your code is graded. Use writeValueAsBytes(), which writes UTF-8, or name UTF_8."),
        when(
                seen -> seen.called("write()") && seen.gotText().contains("\u0661"),
                "the keys are written with the digits of the computer's language, as String.format() does without a Locale. Use Integer.toString(), or let an ObjectMapper write the map."),
        when(
                seen -> seen.called("write()") && seen.gotText().startsWith("{1="),
                "toString() of a map does not write JSON. Let an ObjectMapper write it."),
        when(
                seen -> seen.called("write()") && seen.gotText().startsWith("{1:"),
                "the keys are written without quotes, but keys of JSON are strings. Let an ObjectMapper write the map."),
        when(
                seen -> seen.called("write(3 entries"),
                "there are spaces between the parts of the JSON, but the page asks for none, not even after a comma or a colon."),
        when(
                seen -> seen.called("what others read"),
                "some characters of the texts are written so that other programs read an error or another text. Quotes, backslashes and all control characters need an escape: let an ObjectMapper write the map."),
        when(
                seen -> seen.called("write()") && seen.gotText().startsWith("{ "),
                "there are spaces between the parts of the JSON, but the page asks for none. Do not use the pretty printer."),
        when(
                seen -> seen.called("write()") && seen.gotText().startsWith("{\r"),
                "there are spaces and line ends between the parts of the JSON, but the page asks for none. Do not use the pretty printer."),
        when(
                seen -> seen.called("write()") && seen.gotText().startsWith("{\"-5\":\"\""),
                "quotes, backslashes and line ends inside a value are not escaped, so the value ends too early. Let an ObjectMapper write the map."),
        when(
                seen -> seen.called("read(null)") && seen.gotNothing(),
                "if you ask Jackson for a map, it turns null into null, and 5 into \"5\". Let it read a JsonNode, and check each key and value yourself."),
        when(
                seen ->
                        (seen.called("read([")
                                        || seen.called("read(null)")
                                        || seen.called("read()"))
                                && seen.got("{}"),
                "JSON that is not an object has no properties, so it looks like an empty map. Check isObject()."),
        when(
                seen -> seen.called("read({\"1\":\"hi\",\"1\""),
                "if a key occurs twice, one value is lost and nobody notices. Enable StreamReadFeature.STRICT_DUPLICATE_DETECTION."),
        when(
                seen -> seen.called("read({\"1\":\"hi\"}"),
                "Jackson stops reading after the object, so it does not see the rest. Enable DeserializationFeature.FAIL_ON_TRAILING_TOKENS."),
        when(
                seen -> seen.called("read({\"1\":\"hi\",}"),
                "bytes that are not JSON are accepted. Jackson rejects them unless you enable a lenient feature: leave those off."),
        when(
                seen -> seen.called("read({\"1\":5"),
                "asText() turns a number into a text, and so does readValue(). Check isTextual()."),
        when(
                seen -> seen.called("read({\"1\":null") || seen.called("read({\"1\":{"),
                "null and objects are accepted as values, but they are not strings. Check isTextual()."),
        when(
                seen -> seen.called("read({\"-0\":"),
                "the key -0 is accepted, but Integer.toString() writes 0, so one key has two names. Compare the key with Integer.toString() of its value."),
        when(
                seen -> seen.called("read({\"01") || seen.called("read({\"+1"),
                "parseInt() also accepts 01 and +1, which would be the same key as 1. Compare the key with Integer.toString() of its value."),
        when(
                seen -> seen.called("read(no UTF-8"),
                "new String() silently replaces bytes that are not UTF-8. Pass the bytes to Jackson, or to a CharsetDecoder."),
    };

    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

    /** Possible values: characters of 1 to 4 bytes, and those that JSON must escape. */
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "   ",
                    "%",
                    "100% %s %n",
                    "$1",
                    "/",
                    "\\",
                    "\\n",
                    "\"",
                    "\"}",
                    "{",
                    "\b\f\n\r\t",
                    "\0",
                    "\u001f",
                    "\u007f",
                    "é",
                    "я",
                    "€",
                    "\u2028",
                    "\uFFFD",
                    "😀",
                    "a𝄞я€",
                    "null",
                    "5");

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    /** Writes a map as JSON. Leaves only those escapes that JSON requires. */
    private Call<String> write(Map<Integer, String> map) {
        return wire.call("write()", () -> brief(new String(JsonMap.write(map), UTF_8)));
    }

    /** Returns the same JSON with the shortest way to write each character. */
    private static String brief(String json) {
        return ESCAPE.matcher(json)
                .replaceAll(escape -> Matcher.quoteReplacement(briefEscape(escape.group())));
    }

    private static String briefEscape(String escape) {
        if (escape.equals("\\/")) {
            return "/";
        }
        if (escape.charAt(1) != 'u') {
            return escape;
        }
        char c = (char) Integer.parseInt(escape.substring(2), 16);
        int known = "\"\\\b\f\n\r\t".indexOf(c);
        if (known >= 0) {
            return "\\" + "\"\\bfnrt".charAt(known);
        }
        return c < ' ' ? escape : String.valueOf(c);
    }

    /** Returns the map that another program reads: Jackson with its default settings. */
    private static Map<Integer, String> readElsewhere(byte[] json) throws IOException {
        Map<Integer, String> map = new TreeMap<>();
        new ObjectMapper()
                .readTree(UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString())
                .properties()
                .forEach(e -> map.put(Integer.valueOf(e.getKey()), e.getValue().textValue()));
        return map;
    }

    private Call<Map<Integer, String>> read(String json) {
        return wire.call("read(" + json + ")", () -> JsonMap.read(json.getBytes(UTF_8)));
    }

    private void isRefused(String json) {
        assertThat(read(json)).throwsA(IOException.class);
    }

    @Nested
    class A_map_in_JSON {

        @Test
        @Tag("5.1")
        @DisplayName("A map in JSON is written as one JSON object in UTF-8")
        void is_written_as_one_JSON_object_in_UTF_8() {
            assertThat(write(Map.of(1, "привет"))).returns("{\"1\":\"привет\"}");
        }

        @Test
        @Tag("5.1")
        void is_written_with_the_digits_0_to_9_in_every_language() {
            wire.locale("ar-EG");

            assertThat(write(Map.of(1, "hi"))).returns("{\"1\":\"hi\"}");
        }

        @Test
        @Tag("5.3")
        void is_written_with_escapes_for_quotes_backslashes_and_line_ends() {
            assertThat(write(Map.of(-5, "\"hi\"\n\\"))).returns("{\"-5\":\"\\\"hi\\\"\\n\\\\\"}");
        }

        @Test
        @Tag("5.4")
        void is_written_as_two_braces_if_it_is_empty() {
            assertThat(write(Map.of())).returns("{}");
        }

        @Test
        @Tag("6.1")
        void is_read_with_integers_as_keys() {
            assertThat(read("{\"1\":\"hi\",\"2\":\"there\"}")).returns(Map.of(1, "hi", 2, "there"));
        }

        @Test
        @Tag("6.1")
        void is_read_with_the_smallest_and_the_largest_integer_as_keys() {
            assertThat(read("{\"-2147483648\":\"a\",\"0\":\"\",\"2147483647\":\"b\"}"))
                    .returns(Map.of(Integer.MIN_VALUE, "a", 0, "", Integer.MAX_VALUE, "b"));
        }

        @Test
        @Tag("6.2")
        void is_read_with_spaces_line_ends_and_escapes() {
            assertThat(read(" {\n\"1\"\t: \"\\u043fривет \\uD83D\\ude00\"\r\n}\t\n"))
                    .returns(Map.of(1, "привет 😀"));
        }

        @Test
        @Tag("6.4")
        void is_read_even_if_it_is_empty() {
            assertThat(read("{}")).returns(Map.of());
        }

        @Test
        @Tag("6.4")
        void is_the_same_after_writing_and_reading_it() {
            Map<Integer, String> map = Map.of(1, "hi", -2, "\t\"😀\"", 3, "hi");

            assertThat(wire.call("read(write(a map))", () -> JsonMap.read(JsonMap.write(map))))
                    .returns(map);
        }

        @Test
        @Tag("5.2")
        void is_written_without_spaces_between_its_parts() {
            Map<Integer, String> map = Map.of(1, "a, b", 2, "c : d", 3, "{ }");

            Call<String> written =
                    wire.call(
                            "write(3 entries) without its strings",
                            () ->
                                    new String(JsonMap.write(map), UTF_8)
                                            .replaceAll("\"(\\\\.|[^\"\\\\])*\"", "s"));

            assertThat(written).returns("{s:s,s:s,s:s}");
        }

        @Test
        @Tag("5.3")
        void is_written_so_that_other_programs_can_read_it_whatever_its_texts_contain() {
            Map<Integer, String> map = new TreeMap<>();
            TEXTS.forEach(text -> map.put(map.size() - 5, text));

            assertThat(wire.call("what others read", () -> readElsewhere(JsonMap.write(map))))
                    .returns(map);
        }

        @Test
        @Tag("6.4")
        void is_read_whatever_its_texts_contain() {
            Map<Integer, String> map = new TreeMap<>();
            TEXTS.forEach(text -> map.put(map.size() - 5, text));

            assertThat(
                            wire.call(
                                    "read(what others write)",
                                    () -> JsonMap.read(new ObjectMapper().writeValueAsBytes(map))))
                    .returns(map);
        }

        @Test
        @Tag("6.3")
        void is_read_even_if_a_key_or_a_slash_is_escaped() {
            assertThat(read("{\"\\u0031\":\"a\\/b\"}")).returns(Map.of(1, "a/b"));
        }
    }

    @Nested
    class JSON {

        @Test
        @Tag("7.1")
        void that_is_null_is_rejected() {
            isRefused("null");
        }

        @Test
        @Tag("7.1")
        void that_is_not_an_object_is_rejected() {
            isRefused("[\"hi\"]");
            isRefused("5");
        }

        @Test
        @Tag("7.1")
        void without_any_bytes_is_rejected() {
            isRefused("");
        }

        @Test
        @Tag("7.1")
        void that_ends_inside_the_object_is_rejected() {
            isRefused("{\"1\":\"hi\",\"2\":\"the");
        }

        @Test
        @Tag("7.3")
        void that_contains_a_key_twice_is_rejected() {
            isRefused("{\"1\":\"hi\",\"1\":\"there\"}");
        }

        @Test
        @Tag("7.1")
        void with_something_after_the_object_is_rejected() {
            isRefused("{\"1\":\"hi\"}{\"2\":\"there\"}");
            isRefused("{\"1\":\"hi\"} x");
        }

        @Test
        @Tag("7.1")
        void with_a_comma_after_the_last_entry_is_rejected() {
            isRefused("{\"1\":\"hi\",}");
        }

        @Test
        @Tag("7.2")
        void with_a_number_as_a_value_is_rejected() {
            isRefused("{\"1\":5}");
        }

        @Test
        @Tag("7.2")
        void with_null_as_a_value_is_rejected() {
            isRefused("{\"1\":null}");
        }

        @Test
        @Tag("7.2")
        void with_an_object_as_a_value_is_rejected() {
            isRefused("{\"1\":{\"2\":\"there\"}}");
        }

        @Test
        @Tag("7.4")
        void with_a_key_that_is_not_an_integer_is_rejected() {
            isRefused("{\"one\":\"hi\"}");
            isRefused("{\"1.0\":\"hi\"}");
            isRefused("{\"\":\"hi\"}");
            isRefused("{\"2147483648\":\"hi\"}");
        }

        @Test
        @Tag("7.4")
        void with_a_zero_or_a_plus_in_front_of_a_key_is_rejected() {
            isRefused("{\"01\":\"hi\"}");
            isRefused("{\"+1\":\"hi\"}");
            isRefused("{\"-0\":\"hi\"}");
        }

        @Test
        @Tag("7.5")
        @DisplayName("JSON with bytes that are not UTF-8 is rejected")
        void with_bytes_that_are_not_UTF_8_is_rejected() {
            byte[] bytes = "{\"1\":\"\u00ff\"}".getBytes(ISO_8859_1);

            assertThat(wire.call("read(no UTF-8)", () -> JsonMap.read(bytes)))
                    .throwsA(IOException.class);
        }

        @Test
        @Tag("7.2")
        void with_any_other_value_that_is_not_a_string_is_rejected() {
            for (String value :
                    List.of("true", "false", "[]", "[\"hi\"]", "{}", "-0.5", "1e999999")) {
                isRefused("{\"1\":\"hi\",\"2\":" + value + "}");
            }
        }

        @Test
        @Tag("7.3")
        void that_contains_a_key_twice_with_different_escapes_is_rejected() {
            isRefused("{\"1\":\"hi\",\"2\":\"there\",\"\\u0031\":\"hi\"}");
        }

        @Test
        @Tag("7.4")
        @DisplayName("JSON with a key that Integer.toString() would write differently is rejected")
        void with_a_key_that_toString_would_write_otherwise_is_rejected() {
            for (String key :
                    List.of(
                            " 1",
                            "1 ",
                            "1\\n",
                            "-",
                            "--1",
                            "1_000",
                            "1e0",
                            "0x1",
                            "1L",
                            "00",
                            "-01",
                            "4294967297",
                            "-2147483649",
                            "\u0661",
                            "\uff11",
                            "null")) {
                isRefused("{\"" + key + "\":\"hi\"}");
            }
        }

        @Test
        @Tag("7.1")
        void that_only_a_lenient_parser_accepts_is_rejected() {
            for (String json :
                    List.of(
                            "{'1':'hi'}",
                            "{1:\"hi\"}",
                            "{\"1\":\"hi\" \"2\":\"hi\"}",
                            "{\"1\" \"hi\"}",
                            "{,}",
                            "{\"1\":\"a\nb\"}",
                            "{\"1\":\"a\tb\"}",
                            "{\"1\":\"\\x41\"}",
                            "{\"1\":\"\\u12g4\"}",
                            "{\"1\":\"\\u12\"}",
                            "// a map\n{}",
                            "{}/* a map */",
                            "\u00a0{}",
                            "{}\0",
                            "{}}",
                            "{},",
                            "   ")) {
                isRefused(json);
            }
        }

        @Test
        @Tag("7.1")
        void with_a_hundred_thousand_brackets_is_rejected() {
            Call<Map<Integer, String>> read =
                    wire.call(
                            "read(100,000 brackets)",
                            () -> JsonMap.read(("{\"1\":" + "[".repeat(100_000)).getBytes(UTF_8)));

            assertThat(read).throwsA(IOException.class);
        }

        @Test
        @Tag("7.5")
        void with_half_a_letter_is_rejected() {
            for (String bytes :
                    List.of("\u00d0", "\u00e2\u0082", "\u00f0\u009f\u0098", "\u0080", "\u00fe")) {
                byte[] json = ("{\"1\":\"" + bytes + "\"}").getBytes(ISO_8859_1);

                assertThat(wire.call("read(no UTF-8)", () -> JsonMap.read(json)))
                        .throwsA(IOException.class);
            }
        }
    }
}
