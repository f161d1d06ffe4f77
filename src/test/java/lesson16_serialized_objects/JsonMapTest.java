package lesson16_serialized_objects;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.util.Map;
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
class JsonMapTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(NumberFormatException.class),
                "A NumberFormatException comes out of read(). Catch it, and throw an IOException: a stranger may send any key."),
        when(
                seen -> seen.threw(RuntimeException.class),
                "read() ends with an exception that nobody expects of it. Only an IOException tells that what came is no map."),
        when(
                seen -> seen.called("write()") && seen.gotText().contains("\uFFFD"),
                "Name the charset: the text goes out in the computer's own, windows-1251 while it is graded. writeValueAsBytes() writes UTF-8."),
        when(
                seen -> seen.called("write()") && seen.gotText().startsWith("{1="),
                "toString() of a map is not JSON. Let an ObjectMapper write it."),
        when(
                seen -> seen.called("write()") && seen.gotText().startsWith("{1:"),
                "keys of JSON are strings: they stand in quotes."),
        when(
                seen -> seen.called("write()") && seen.gotText().startsWith("{ "),
                "JSON goes out without blanks here. Do not let it be printed prettily."),
        when(
                seen -> seen.called("write()") && seen.gotText().startsWith("{\r"),
                "JSON goes out without blanks and line ends here. Do not let it be printed prettily."),
        when(
                seen -> seen.called("write()") && seen.gotText().startsWith("{\"-5\":\"\""),
                "quotes, backslashes and line ends within a value must be escaped. Let an ObjectMapper write it."),
        when(
                seen -> seen.called("read(null)") && seen.gotNothing(),
                "Jackson makes null of null, and text of 5, if it is asked for a map. Let it read a JsonNode, and look at each key and value yourself."),
        when(
                seen ->
                        (seen.called("read([")
                                        || seen.called("read(null)")
                                        || seen.called("read()"))
                                && seen.got("{}"),
                "what is no object is taken for an empty map: it has no fields. Ask isObject()."),
        when(
                seen -> seen.called("read({\"1\":\"hi\",\"1\""),
                "of two equal keys one wins, and nobody is told. Enable StreamReadFeature.STRICT_DUPLICATE_DETECTION."),
        when(
                seen -> seen.called("read({\"1\":\"hi\"}"),
                "Jackson stops reading behind the object. Enable DeserializationFeature.FAIL_ON_TRAILING_TOKENS."),
        when(
                seen -> seen.called("read({\"1\":\"hi\",}"),
                "what is no JSON is let in. Jackson refuses it, unless it is told to be lenient."),
        when(
                seen -> seen.called("read({\"1\":5"),
                "asText() makes a text of a number, and readValue() does so, too. Ask isTextual()."),
        when(
                seen -> seen.called("read({\"1\":null") || seen.called("read({\"1\":{"),
                "null is no string, and an object is none. Ask isTextual()."),
        when(
                seen ->
                        seen.called("read({\"01")
                                || seen.called("read({\"+1")
                                || seen.called("read({\"-0"),
                "parseInt() takes more than Integer.toString() writes: 01 and +1 would be the same key as 1. Compare the two texts."),
        when(
                seen -> seen.called("read(no UTF-8"),
                "new String() replaces what is no UTF-8, in silence. Give the bytes to Jackson, or to a decoder."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<String> write(Map<Integer, String> map) {
        return wire.call("write()", () -> new String(JsonMap.write(map), UTF_8));
    }

    /** Of the ways in which JSON can escape, the shortest. */
    private Call<String> writeBriefly(Map<Integer, String> map) {
        return wire.call(
                "write()",
                () ->
                        new String(JsonMap.write(map), UTF_8)
                                .replaceAll("(?i)\\\\u000a", "\\\\n")
                                .replaceAll("\\\\u0022", "\\\\\"")
                                .replaceAll("(?i)\\\\u005c", "\\\\\\\\"));
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
        void is_written_in_UTF_8_without_blanks() {
            assertThat(write(Map.of(1, "привет"))).returns("{\"1\":\"привет\"}");
        }

        @Test
        void is_written_with_quotes_and_line_ends_that_can_be_read_again() {
            assertThat(writeBriefly(Map.of(-5, "\"hi\"\n\\")))
                    .returns("{\"-5\":\"\\\"hi\\\"\\n\\\\\"}");
        }

        @Test
        void is_written_though_it_is_empty() {
            assertThat(write(Map.of())).returns("{}");
        }

        @Test
        void is_read_with_integers_as_keys() {
            assertThat(read("{\"1\":\"hi\",\"2\":\"there\"}")).returns(Map.of(1, "hi", 2, "there"));
        }

        @Test
        void is_read_with_the_smallest_and_the_largest_integer() {
            assertThat(read("{\"-2147483648\":\"a\",\"0\":\"\",\"2147483647\":\"b\"}"))
                    .returns(Map.of(Integer.MIN_VALUE, "a", 0, "", Integer.MAX_VALUE, "b"));
        }

        @Test
        void is_read_with_blanks_and_escapes() {
            assertThat(read(" {\n\"1\" : \"\\u043fривет \\uD83D\\ude00\" }\n"))
                    .returns(Map.of(1, "привет 😀"));
        }

        @Test
        void is_read_though_it_is_empty() {
            assertThat(read("{}")).returns(Map.of());
        }

        @Test
        void is_written_and_read() {
            Map<Integer, String> map = Map.of(1, "hi", -2, "\t\"😀\"", 3, "hi");

            assertThat(wire.call("read(write(a map))", () -> JsonMap.read(JsonMap.write(map))))
                    .returns(map);
        }
    }

    @Nested
    class JSON {

        @Test
        void that_is_null_is_refused() {
            isRefused("null");
        }

        @Test
        void that_is_no_object_is_refused() {
            isRefused("[\"hi\"]");
            isRefused("5");
        }

        @Test
        void that_is_empty_is_refused() {
            isRefused("");
        }

        @Test
        void that_ends_in_the_middle_is_refused() {
            isRefused("{\"1\":\"hi\",\"2\":\"the");
        }

        @Test
        void whose_key_is_there_twice_is_refused() {
            isRefused("{\"1\":\"hi\",\"1\":\"there\"}");
        }

        @Test
        void with_something_behind_it_is_refused() {
            isRefused("{\"1\":\"hi\"}{\"2\":\"there\"}");
            isRefused("{\"1\":\"hi\"} x");
        }

        @Test
        void with_a_comma_behind_the_last_is_refused() {
            isRefused("{\"1\":\"hi\",}");
        }

        @Test
        void whose_value_is_a_number_is_refused() {
            isRefused("{\"1\":5}");
        }

        @Test
        void whose_value_is_null_is_refused() {
            isRefused("{\"1\":null}");
        }

        @Test
        void whose_value_is_an_object_is_refused() {
            isRefused("{\"1\":{\"2\":\"there\"}}");
        }

        @Test
        void whose_key_is_no_integer_is_refused() {
            isRefused("{\"one\":\"hi\"}");
            isRefused("{\"1.0\":\"hi\"}");
            isRefused("{\"\":\"hi\"}");
            isRefused("{\"2147483648\":\"hi\"}");
        }

        @Test
        void whose_key_has_a_zero_in_front_is_refused() {
            isRefused("{\"01\":\"hi\"}");
            isRefused("{\"+1\":\"hi\"}");
            isRefused("{\"-0\":\"hi\"}");
        }

        @Test
        void whose_bytes_are_no_UTF_8_is_refused() {
            byte[] bytes = "{\"1\":\"\u00ff\"}".getBytes(ISO_8859_1);

            assertThat(wire.call("read(no UTF-8)", () -> JsonMap.read(bytes)))
                    .throwsA(IOException.class);
        }
    }
}
