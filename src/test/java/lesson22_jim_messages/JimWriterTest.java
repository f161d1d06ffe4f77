package lesson22_jim_messages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.util.Locale;
import java.util.regex.Pattern;
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
@Tag("task-3")
class JimWriterTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedWords("IllegalArgumentException") && seen.gotNothing(),
                "what cannot be written is an IllegalArgumentException, whatever has found it."),
        when(
                seen -> seen.expectedWords("IllegalArgumentException"),
                "what JimReader would refuse, or read as something else, goes out. Read back what you have written, and compare."),
        when(
                seen -> seen.called("bytes(500 Cyrillic") && seen.threwAnything(),
                "500 Cyrillic letters are 3000 characters as escapes, and 500 as text. The limits are those of the text."),
        when(
                seen -> seen.called("bytes(probe of 1970"),
                "a time of 0 means 'not told' in a quit and a response only. Elsewhere it is a time, and must be there."),
        when(
                seen -> seen.expected(seen.gotText() + "\n"),
                "the line end is missing behind the object."),
        when(
                seen -> seen.gotText().endsWith("\r\n"),
                "the line ends as on this computer. On the wire it is \"\\n\"."),
        when(
                seen ->
                        seen.gotText().contains(": ")
                                || seen.gotText().indexOf('\n') < seen.gotText().length() - 1,
                "there are blanks or line ends in the object. One compact line."),
        when(
                seen -> seen.called("bytes(Cyrillic"),
                "a character that is not ASCII is on the wire. Enable JsonWriteFeature.ESCAPE_NON_ASCII; then US_ASCII is all you need."),
        when(
                seen -> seen.called("bytes(no time"),
                "a time of 0 in a quit or a response was not told: leave the field out."),
        when(
                seen -> seen.gotText().contains(":\"\"") || seen.gotText().contains(":null"),
                "an empty text that may be left out is left out."),
        when(
                seen -> seen.called("bytes(alert") || seen.called("bytes(error"),
                "the text of a response is in alert up to code 399, in error from 400 on."),
        when(
                seen -> seen.called("bytes(quotes"),
                "a text may hold quotes and line ends, which JSON escapes. Let Jackson write the text."),
        when(
                seen -> !seen.threwAnything(),
                "the object is not that of the page, field by field and in that order."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    /** The bytes as text; escapes in small letters, for either is right. */
    private Call<String> bytes(String name, Message message) {
        return wire.call(
                "bytes(" + name + ", " + shown(message) + ")",
                () ->
                        Pattern.compile("\\\\u[0-9a-fA-F]{4}")
                                .matcher(new String(JimWriter.bytes(message), ISO_8859_1))
                                .replaceAll(
                                        escape -> "\\" + escape.group().toLowerCase(Locale.ROOT)));
    }

    /** The message as text, or its beginning. */
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
        void if_it_is_a_presence() {
            assertThat(bytes("presence", new Message.Presence(5, "anna", "Yep!")))
                    .returns(
                            line(
                                    "{'action':'presence','time':5,'type':'status','user':{'account_name':'anna','status':'Yep!'}}"));
        }

        @Test
        void if_it_is_a_presence_without_a_status() {
            assertThat(bytes("no status", account("anna")))
                    .returns(
                            line(
                                    "{'action':'presence','time':5,'type':'status','user':{'account_name':'anna'}}"));
        }

        @Test
        void if_it_is_a_probe() {
            assertThat(bytes("probe", new Message.Probe(5)))
                    .returns(line("{'action':'probe','time':5}"));
            assertThat(bytes("probe of 1970", new Message.Probe(0)))
                    .returns(line("{'action':'probe','time':0}"));
        }

        @Test
        void if_it_is_an_authenticate() {
            assertThat(bytes("authenticate", new Message.Authenticate(5, "anna", "s3cret")))
                    .returns(
                            line(
                                    "{'action':'authenticate','time':5,'user':{'account_name':'anna','password':'s3cret'}}"));
        }

        @Test
        void if_it_is_a_msg() {
            assertThat(bytes("msg", msg("hello")))
                    .returns(
                            line(
                                    "{'action':'msg','time':5,'to':'bob','from':'anna','encoding':'ascii','message':'hello'}"));
        }

        @Test
        void if_it_is_a_join_or_a_leave() {
            assertThat(bytes("join", new Message.Join(5, "#tea")))
                    .returns(line("{'action':'join','time':5,'room':'#tea'}"));
            assertThat(bytes("leave", new Message.Leave(5, "#tea")))
                    .returns(line("{'action':'leave','time':5,'room':'#tea'}"));
        }

        @Test
        void if_it_is_a_quit() {
            assertThat(bytes("quit", new Message.Quit(5)))
                    .returns(line("{'action':'quit','time':5}"));
            assertThat(bytes("no time", new Message.Quit(0))).returns(line("{'action':'quit'}"));
        }

        @Test
        void if_it_is_a_response() {
            assertThat(bytes("alert", new Message.Response(5, 200, "hi")))
                    .returns(line("{'response':200,'time':5,'alert':'hi'}"));
            assertThat(bytes("alert", new Message.Response(5, 100, "hi")))
                    .returns(line("{'response':100,'time':5,'alert':'hi'}"));
            assertThat(bytes("error", new Message.Response(5, 400, "no")))
                    .returns(line("{'response':400,'time':5,'error':'no'}"));
        }

        @Test
        void if_it_is_a_response_with_a_code_only() {
            assertThat(bytes("no text", new Message.Response(5, 200, "")))
                    .returns(line("{'response':200,'time':5}"));
            assertThat(bytes("no time", new Message.Response(0, 200, "")))
                    .returns(line("{'response':200}"));
        }
    }

    @Nested
    class A_text_is_written {

        @Test
        void in_ASCII() {
            assertThat(bytes("Cyrillic", msg("да €😀")))
                    .returns(
                            line(
                                    "{'action':'msg','time':5,'to':'bob','from':'anna','encoding':'ascii','message':'\\u0434\\u0430 \\u20ac\\ud83d\\ude00'}"));
        }

        @Test
        void with_its_quotes_and_line_ends_escaped() {
            assertThat(bytes("quotes", new Message.Authenticate(5, "a", "\"\\\n{")))
                    .returns(
                            line("{'action':'authenticate','time':5,'user':{'account_name':'a','password':'?'}}")
                                    .replace("?", "\\\"\\\\\\n{"));
        }

        @Test
        void of_500_characters_whatever_they_are() {
            assertThat(bytes("500 Cyrillic", msg("я".repeat(500))))
                    .returns(
                            line(
                                    "{'action':'msg','time':5,'to':'bob','from':'anna','encoding':'ascii','message':'"
                                            + "\\u044f".repeat(500)
                                            + "'}"));
        }
    }

    @Nested
    class A_message_is_refused {

        @Test
        void with_a_text_of_501_characters() {
            assertThat(bytes("501", msg("x".repeat(501)))).throwsA(IllegalArgumentException.class);
        }

        @Test
        void with_a_name_of_26_or_0_characters() {
            assertThat(bytes("26", account("x".repeat(26))))
                    .throwsA(IllegalArgumentException.class);
            assertThat(bytes("0", account(""))).throwsA(IllegalArgumentException.class);
        }

        @Test
        void with_a_room_that_is_none() {
            assertThat(bytes("tea", new Message.Join(5, "tea")))
                    .throwsA(IllegalArgumentException.class);
        }

        @Test
        void with_a_code_of_two_digits() {
            assertThat(bytes("99", new Message.Response(5, 99, "")))
                    .throwsA(IllegalArgumentException.class);
        }

        @Test
        void with_more_than_640_characters() {
            assertThat(bytes("500 quotes", msg("\"".repeat(500))))
                    .throwsA(IllegalArgumentException.class);
        }

        @Test
        void with_half_an_emoji() {
            assertThat(bytes("half an emoji", msg("\ud83d")))
                    .throwsA(IllegalArgumentException.class);
        }

        @Test
        void with_a_time_before_1970_or_in_milliseconds() {
            assertThat(bytes("-1", new Message.Probe(-1))).throwsA(IllegalArgumentException.class);
            assertThat(bytes("milliseconds", new Message.Probe(1_700_000_000_000L)))
                    .throwsA(IllegalArgumentException.class);
        }
    }
}
