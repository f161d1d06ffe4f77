package lesson22_jim_messages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
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
import workbook.wire.Bytes;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JimWriterTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedWords("IllegalArgumentException") && seen.gotNothing(),
                "an exception of another type leaves bytes(). If a message cannot be written, throw an IllegalArgumentException, whatever the reason is."),
        when(
                seen -> seen.expectedWords("IllegalArgumentException"),
                "a message is written that JimReader would reject, or read as another one. Read what you have written, and compare."),
        when(
                seen -> seen.called("the texts that others") && !seen.threwAnything(),
                "some characters are written in a way that is not ASCII, or that other programs read as an error or another text. Let Jackson write the text, with ESCAPE_NON_ASCII."),
        when(
                seen -> seen.called("bytes(500 Cyrillic") && seen.threwAnything(),
                "500 Cyrillic letters are refused, because their escapes have 3000 characters. The limit of 500 is one of the text, without escapes."),
        when(
                seen ->
                        seen.called("bytes(empty encoding")
                                && seen.threw(IllegalArgumentException.class),
                "an empty encoding is left out, and JimReader would read ascii then. Leave out only status, alert, error and a time of 0."),
        when(
                seen -> seen.called("bytes(probe of 1970"),
                "a time of 0 means \"no time\" in a quit and a response only. In any other object it is a time, and must be written."),
        when(
                seen -> seen.expected(seen.gotText() + "\n"),
                "the line end after the object is missing, so a program that reads lines waits forever. Add \"\\n\"."),
        when(
                seen -> seen.gotText().endsWith("\r\n"),
                "the line ends as this computer ends lines, with two bytes. On the wire it is always \"\\n\"."),
        when(
                seen ->
                        seen.gotText().contains(": ")
                                || seen.gotText().indexOf('\n') < seen.gotText().length() - 1,
                "there are spaces or line ends inside the object. Write it in compact form, on one line."),
        when(
                seen -> seen.called("bytes(Cyrillic"),
                "a character that is not ASCII is written as it is. Enable JsonWriteFeature.ESCAPE_NON_ASCII, and take the bytes in US_ASCII."),
        when(
                seen -> seen.called("bytes(no time"),
                "a time of 0 in a quit or a response means that there is none. Leave the field out."),
        when(
                seen -> seen.gotText().contains(":\"\"") || seen.gotText().contains(":null"),
                "an empty text was written. Leave out status, alert and error when they are empty."),
        when(
                seen -> seen.called("bytes(alert") || seen.called("bytes(error"),
                "the text of a response has the wrong name. It is alert if the code is below 400, otherwise error."),
        when(
                seen -> seen.called("bytes(quotes"),
                "quotes, backslashes and line ends in a text must be escaped. Let Jackson write the text."),
        when(
                seen -> !seen.threwAnything(),
                "the object is not the one in the list on the page. Compare the names, the values and the order of its fields."),
    };

    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

    /** Characters of 1 to 4 bytes, and those that JSON must escape or a library could misread. */
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "%",
                    "100% %s %n",
                    "$1",
                    "/",
                    "\\",
                    "\\n",
                    "\"}",
                    "{",
                    "\b\f\n\r\t",
                    "\0",
                    "\u001f",
                    "\u007f",
                    "\u0080",
                    "é",
                    "я",
                    "€",
                    "\u2028",
                    "\uFEFF",
                    "😀",
                    "a𝄞я€",
                    "null",
                    "5");

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    /** Returns the bytes as text, and writes the escape of each character in the most usual way. */
    private Call<String> bytes(String name, Message message) {
        return wire.call(
                "bytes(" + name + ", " + shown(message) + ")",
                () ->
                        ESCAPE.matcher(new String(JimWriter.bytes(message), ISO_8859_1))
                                .replaceAll(e -> Matcher.quoteReplacement(usual(e.group()))));
    }

    private static String usual(String escape) {
        if (escape.charAt(1) != 'u') {
            return escape.equals("\\/") ? "/" : escape;
        }
        char c = (char) Integer.parseInt(escape.substring(2), 16);
        int known = "\"\\\b\f\n\r\t".indexOf(c);
        if (known >= 0) {
            return "\\" + "\"\\bfnrt".charAt(known);
        }
        return c >= ' ' && c < 127 ? String.valueOf(c) : escape.toLowerCase(Locale.ROOT);
    }

    /** Returns whether the line is ASCII and another JSON reader finds this text in it. */
    private static boolean isRead(String text) {
        String line = new String(JimWriter.bytes(msg(text)), ISO_8859_1);
        try {
            return line.chars().limit(line.length() - 1).allMatch(c -> c >= ' ' && c < 128)
                    && line.endsWith("\n")
                    && text.equals(new ObjectMapper().readTree(line).path("message").textValue());
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Returns the message as text, or its beginning. */
    private static String shown(Message message) {
        return Bytes.quote(message.toString().getBytes(UTF_8)).replaceAll("^\"|\"(…?)$", "$1");
    }

    private static Message msg(String message) {
        return new Message.Msg(5, "bob", "anna", "ascii", message);
    }

    private static Message account(String account) {
        return new Message.Presence(5, account, "");
    }

    private static String line(String json) {
        return json.replace('\'', '"') + "\n";
    }

    @Nested
    class A_message_is_written {

        @Test
        @Tag("7.1")
        @DisplayName("A presence is written")
        void if_it_is_a_presence() {
            assertThat(bytes("presence", new Message.Presence(5, "anna", "Yep!")))
                    .returns(
                            line(
                                    "{'action':'presence','time':5,'type':'status','user':{'account_name':'anna','status':'Yep!'}}"));
        }

        @Test
        @Tag("7.2")
        @DisplayName("A presence is written without an empty status")
        void if_it_is_a_presence_without_a_status() {
            assertThat(bytes("no status", account("anna")))
                    .returns(
                            line(
                                    "{'action':'presence','time':5,'type':'status','user':{'account_name':'anna'}}"));
        }

        @Test
        @Tag("7.1")
        @DisplayName("A probe is written")
        void if_it_is_a_probe() {
            assertThat(bytes("probe", new Message.Probe(5)))
                    .returns(line("{'action':'probe','time':5}"));
        }

        @Test
        @Tag("7.1")
        @DisplayName("An authenticate is written")
        void if_it_is_an_authenticate() {
            assertThat(bytes("authenticate", new Message.Authenticate(5, "anna", "s3cret")))
                    .returns(
                            line(
                                    "{'action':'authenticate','time':5,'user':{'account_name':'anna','password':'s3cret'}}"));
        }

        @Test
        @Tag("7.1")
        @DisplayName("A msg is written")
        void if_it_is_a_msg() {
            assertThat(bytes("msg", msg("hello")))
                    .returns(
                            line(
                                    "{'action':'msg','time':5,'to':'bob','from':'anna','encoding':'ascii','message':'hello'}"));
        }

        @Test
        @Tag("7.1")
        @DisplayName("A join and a leave are written")
        void if_it_is_a_join_or_a_leave() {
            assertThat(bytes("join", new Message.Join(5, "#tea")))
                    .returns(line("{'action':'join','time':5,'room':'#tea'}"));
            assertThat(bytes("leave", new Message.Leave(5, "#tea")))
                    .returns(line("{'action':'leave','time':5,'room':'#tea'}"));
        }

        @Test
        @Tag("7.1")
        @DisplayName("A quit is written")
        void if_it_is_a_quit() {
            assertThat(bytes("quit", new Message.Quit(5)))
                    .returns(line("{'action':'quit','time':5}"));
        }

        @Test
        @Tag("7.2")
        @DisplayName("A time of 0 is written in a probe, but not in a quit")
        void if_its_time_is_0() {
            assertThat(bytes("probe of 1970", new Message.Probe(0)))
                    .returns(line("{'action':'probe','time':0}"));
            assertThat(bytes("no time", new Message.Quit(0))).returns(line("{'action':'quit'}"));
        }

        @Test
        @Tag("7.3")
        @DisplayName("A response is written with its text as an alert or an error")
        void if_it_is_a_response() {
            assertThat(bytes("alert", new Message.Response(5, 200, "hi")))
                    .returns(line("{'response':200,'time':5,'alert':'hi'}"));
            assertThat(bytes("alert", new Message.Response(5, 100, "hi")))
                    .returns(line("{'response':100,'time':5,'alert':'hi'}"));
            assertThat(bytes("error", new Message.Response(5, 400, "no")))
                    .returns(line("{'response':400,'time':5,'error':'no'}"));
        }

        @Test
        @Tag("7.2")
        @DisplayName(
                "A response is written without an empty text and a time of 0, but a msg with an empty encoding")
        void if_it_is_a_response_with_a_code_only() {
            assertThat(bytes("no text", new Message.Response(5, 200, "")))
                    .returns(line("{'response':200,'time':5}"));
            assertThat(bytes("no time", new Message.Response(0, 200, "")))
                    .returns(line("{'response':200}"));
            assertThat(bytes("empty encoding", new Message.Msg(5, "bob", "anna", "", "hi")))
                    .returns(
                            line(
                                    "{'action':'msg','time':5,'to':'bob','from':'anna','encoding':'','message':'hi'}"));
        }
    }

    @Nested
    class A_text_is_written {

        @Test
        @Tag("7.4")
        @DisplayName("A text is written in ASCII")
        void in_ASCII() {
            assertThat(bytes("Cyrillic", msg("да €😀")))
                    .returns(
                            line(
                                    "{'action':'msg','time':5,'to':'bob','from':'anna','encoding':'ascii','message':'\\u0434\\u0430 \\u20ac\\ud83d\\ude00'}"));
        }

        @Test
        @Tag("7.4")
        @DisplayName("Quotes, backslashes and line ends in a text are escaped")
        void with_its_quotes_and_line_ends_escaped() {
            assertThat(bytes("quotes", new Message.Authenticate(5, "a", "\"\\\n{")))
                    .returns(
                            line("{'action':'authenticate','time':5,'user':{'account_name':'a','password':'?'}}")
                                    .replace("?", "\\\"\\\\\\n{"));
        }

        @Test
        @Tag("7.5")
        @DisplayName("A message of 500 Cyrillic letters is written")
        void of_500_Cyrillic_letters() {
            assertThat(bytes("500 Cyrillic", msg("я".repeat(500))))
                    .returns(
                            line(
                                    "{'action':'msg','time':5,'to':'bob','from':'anna','encoding':'ascii','message':'"
                                            + "\\u044f".repeat(500)
                                            + "'}"));
        }

        @Test
        @Tag("7.4")
        @DisplayName("A text with any characters is read correctly by another program")
        void so_that_other_programs_read_it() {
            Call<List<String>> right =
                    wire.call(
                            "the texts that others read",
                            () -> TEXTS.stream().filter(JimWriterTest::isRead).toList());

            assertThat(right).returns(TEXTS);
        }
    }

    @Nested
    class A_message_is_refused {

        @Test
        @Tag("7.5")
        @DisplayName("A message of 501 characters is refused")
        void with_a_text_of_501_characters() {
            assertThat(bytes("501", msg("x".repeat(501)))).throwsA(IllegalArgumentException.class);
        }

        @Test
        @Tag("7.5")
        @DisplayName("A name of 26 or of 0 characters is refused")
        void with_a_name_of_26_or_0_characters() {
            assertThat(bytes("26", account("x".repeat(26))))
                    .throwsA(IllegalArgumentException.class);
            assertThat(bytes("0", account(""))).throwsA(IllegalArgumentException.class);
        }

        @Test
        @Tag("7.5")
        @DisplayName("A room without its # is refused")
        void with_a_bad_room() {
            assertThat(bytes("tea", new Message.Join(5, "tea")))
                    .throwsA(IllegalArgumentException.class);
        }

        @Test
        @Tag("7.5")
        @DisplayName("A code of two digits is refused")
        void with_a_code_of_two_digits() {
            assertThat(bytes("99", new Message.Response(5, 99, "")))
                    .throwsA(IllegalArgumentException.class);
        }

        @Test
        @Tag("7.5")
        @DisplayName("An object of far more than 640 characters is refused")
        void with_more_than_640_characters() {
            assertThat(bytes("500 quotes", msg("\"".repeat(500))))
                    .throwsA(IllegalArgumentException.class);
        }

        @Test
        @Tag("7.5")
        @DisplayName("A message with half an emoji is refused")
        void with_half_an_emoji() {
            assertThat(bytes("half an emoji", msg("\ud83d")))
                    .throwsA(IllegalArgumentException.class);
        }

        @Test
        @Tag("7.5")
        @DisplayName("A time before 1970 is refused")
        void with_a_time_before_1970() {
            assertThat(bytes("-1", new Message.Probe(-1))).throwsA(IllegalArgumentException.class);
        }

        @Test
        @Tag("7.6")
        @DisplayName("A time in milliseconds is refused")
        void with_a_time_in_milliseconds() {
            assertThat(bytes("milliseconds", new Message.Probe(1_700_000_000_000L)))
                    .throwsA(IllegalArgumentException.class);
        }

        @Test
        @Tag("7.5")
        @DisplayName("A msg to a room without a name is refused")
        void to_a_room_without_a_name() {
            assertThat(bytes("#", new Message.Msg(5, "#", "anna", "ascii", "x")))
                    .throwsA(IllegalArgumentException.class);
        }

        @Test
        @Tag("7.5")
        @DisplayName("An object of 641 characters is refused, but not one of 640")
        void with_641_characters_but_not_with_640() {
            String quotes = "\"".repeat(279); // 558 characters, because each is escaped

            assertThat(bytes("640", msg(quotes))).returns();
            assertThat(bytes("641", msg(quotes + "x"))).throwsA(IllegalArgumentException.class);
        }

        @Test
        @Tag("7.5")
        @DisplayName("A code that has not three digits is refused")
        void with_a_code_that_has_not_three_digits() {
            assertThat(bytes("100", new Message.Response(5, 100, ""))).returns();
            assertThat(bytes("999", new Message.Response(5, 999, ""))).returns();
            for (int code : new int[] {-200, 0, 1000}) {
                assertThat(bytes("code", new Message.Response(5, code, "")))
                        .throwsA(IllegalArgumentException.class);
            }
        }
    }
}
