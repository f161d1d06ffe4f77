package lesson22_jim_messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

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
class JimReaderTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("read(template in HANDBOOK"),
                "the template's names are understood although nobody has asked for that dialect."),
        when(
                seen -> seen.called("read(template") && seen.gotText().startsWith("JimException"),
                "the template calls three things otherwise: \"message\" with mess_text, \"exit\", and client_name in user. Dialect.TEMPLATE understands both."),
        when(
                seen -> seen.called("read(quit, no time") || seen.called("read(response, no time"),
                "a quit and a response may have no time. That is 0, not an error."),
        when(
                seen -> seen.called("read(no time"),
                "time is missing where it must be: JimException(\"time\"). Only a quit and a response may leave it out."),
        when(
                seen -> seen.called("read(time") && seen.threwAnything(),
                "a time may be a number or a string, and its value odd. Ask for scalar(\"time\"), and let JimTime understand it."),
        when(
                seen -> seen.called("read(time"),
                "this time is not understood as JimTime does: give it scalar(\"time\")."),
        when(
                seen -> seen.called("read(code") && seen.threwAnything(),
                "a response's code is a number, or the same as a string: three digits, the first not 0. All else is JimException(\"response\")."),
        when(
                seen ->
                        seen.called("read(code")
                                && (seen.expectedWords("JimException")
                                        || seen.gotText().startsWith("JimException")),
                "a code has three digits, as a number or as a string, and the first is not 0. scalar(\"response\") gives either as text."),
        when(
                seen -> seen.called("read(response") && seen.gotText().startsWith("JimException"),
                "a response has no action: where there is none, look for \"response\"."),
        when(
                seen -> seen.called("read(response") && seen.gotText().endsWith("text=]"),
                "the text of a response is in alert or in error, and it may be in neither."),
        when(
                seen -> seen.called("read(room"),
                "a room has a name of 1 to 24 characters behind its #: 2 to 25 with it. All else is JimException(\"room\")."),
        when(
                seen -> seen.called("read(25 characters") || seen.called("read(500 characters"),
                "the limits are included: a name may have 25 characters, a message 500, and none at all."),
        when(
                seen -> seen.expectedWords("bad field") && seen.threw(NullPointerException.class),
                "a field that is not there is used. text(field, min, max), object(field) and scalar(field) throw the right exception."),
        when(
                seen ->
                        seen.expectedWords("bad field")
                                && seen.gotText().startsWith("JimException"),
                "the exception names another field than the one to blame."),
        when(
                seen -> seen.expectedWords("bad field"),
                "a field is missing, or has a value that it cannot have, and nobody says so. Give text() the limits of the page."),
        when(
                seen -> seen.called("read(other fields") || seen.called("read(may be left"),
                "a field that may be left out, or that we do not know, is no reason to refuse the object."),
        when(
                seen -> !seen.threwAnything(),
                "the message is not the one that was sent. Compare field by field with the page."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<String> read(String name, String json, JimReader.Dialect dialect) {
        return wire.call(
                "read(" + name + ", " + Bytes.quote(json.getBytes(UTF_8)) + ")",
                () -> {
                    try {
                        return words(new JimReader(dialect).read(json.getBytes(UTF_8)));
                    } catch (JimException e) {
                        return "JimException: " + e.getMessage();
                    }
                });
    }

    /** The message, and what its own text does not show. */
    private static String words(Message message) {
        return message instanceof Message.Authenticate m
                ? m + " and " + m.password()
                : String.valueOf(message);
    }

    private Call<String> read(String name, String json) {
        return read(name, json.replace('\'', '"'), JimReader.Dialect.HANDBOOK);
    }

    private Call<String> readTemplates(String name, String json) {
        return read(name, json.replace('\'', '"'), JimReader.Dialect.TEMPLATE);
    }

    /** A probe with this time. */
    private Call<String> readTime(String time) {
        return read("time", "{'action':'probe','time':" + time + "}");
    }

    private Call<String> readCode(String code) {
        return read("code", "{'response':" + code + ",'time':5}");
    }

    private static String msg(String to, String from, String message) {
        return "{'action':'msg','time':5,'to':'%s','from':'%s','message':'%s'}"
                .formatted(to, from, message);
    }

    private static String presence(String account) {
        return "{'action':'presence','time':5,'user':{'account_name':'" + account + "'}}";
    }

    @Nested
    class An_object_of_the_handbook {

        @Test
        void may_be_a_presence() {
            String json =
                    "{'action':'presence','time':5,'type':'status','user':{'account_name':'anna','status':'Yep!'}}";

            assertThat(read("presence", json))
                    .returns("Presence[time=5, account=anna, status=Yep!]");
        }

        @Test
        void may_be_a_probe() {
            assertThat(read("probe", "{'action':'probe','time':5}")).returns("Probe[time=5]");
        }

        @Test
        void may_be_an_authenticate() {
            String json =
                    "{'action':'authenticate','time':5,'user':{'account_name':'anna','password':'s3cret'}}";

            assertThat(read("authenticate", json))
                    .returns("Authenticate[time=5, account=anna, password=***] and s3cret");
        }

        @Test
        void may_be_a_msg() {
            String json =
                    "{'action':'msg','time':5,'to':'#all','from':'anna','encoding':'utf-8','message':'да 😀'}";

            assertThat(read("msg", json))
                    .returns("Msg[time=5, to=#all, from=anna, encoding=utf-8, message=да 😀]");
        }

        @Test
        void may_be_a_join_or_a_leave() {
            assertThat(read("join", "{'action':'join','time':5,'room':'#tea'}"))
                    .returns("Join[time=5, room=#tea]");
            assertThat(read("leave", "{'action':'leave','time':5,'room':'#tea'}"))
                    .returns("Leave[time=5, room=#tea]");
        }

        @Test
        void may_be_a_quit_even_without_a_time() {
            assertThat(read("quit", "{'action':'quit','time':5}")).returns("Quit[time=5]");
            assertThat(read("quit, no time", "{'action':'quit'}")).returns("Quit[time=0]");
        }

        @Test
        void may_be_a_response_with_an_alert_or_an_error() {
            assertThat(read("response", "{'response':200,'time':5,'alert':'hi'}"))
                    .returns("Response[time=5, code=200, text=hi]");
            assertThat(read("response", "{'response':404,'time':5,'error':'who?'}"))
                    .returns("Response[time=5, code=404, text=who?]");
        }

        @Test
        void may_be_a_response_with_nothing_but_a_code() {
            assertThat(read("response, no time", "{'response':200}"))
                    .returns("Response[time=0, code=200, text=]");
        }
    }

    @Nested
    class What_may_be_otherwise {

        @Test
        void are_fields_that_we_do_not_know() {
            String json = "{'x':{'action':'quit'},'time':5,'user':[],'action':'probe','y':null}";

            assertThat(read("other fields", json)).returns("Probe[time=5]");
        }

        @Test
        void are_a_status_and_an_encoding_that_are_left_out() {
            assertThat(read("may be left out: status", presence("anna")))
                    .returns("Presence[time=5, account=anna, status=]");
            assertThat(read("may be left out: encoding", msg("bob", "anna", "hi")))
                    .returns("Msg[time=5, to=bob, from=anna, encoding=ascii, message=hi]");
        }

        @Test
        void are_codes_that_are_strings() {
            assertThat(readCode("'202'")).returns("Response[time=5, code=202, text=]");
        }

        @Test
        void are_codes_that_nobody_has_heard_of() {
            assertThat(readCode("999")).returns("Response[time=5, code=999, text=]");
        }
    }

    @Nested
    class A_time {

        @Test
        void may_have_a_fraction() {
            assertThat(readTime("1700000000.75")).returns("Probe[time=1700000000]");
        }

        @Test
        void may_be_a_string() {
            assertThat(readTime("'1700000000'")).returns("Probe[time=1700000000]");
            assertThat(readTime("'1700000000.75'")).returns("Probe[time=1700000000]");
        }

        @Test
        void may_be_in_smaller_units() {
            assertThat(readTime("1700000000250")).returns("Probe[time=1700000000]");
            assertThat(readTime("1700000000250000000")).returns("Probe[time=1700000000]");
        }

        @Test
        void may_be_a_date() {
            assertThat(readTime("'2023-11-14T22:13:20'")).returns("Probe[time=1700000000]");
            assertThat(readTime("'2023-11-14T22:13:20.25Z'")).returns("Probe[time=1700000000]");
            assertThat(readTime("'2023-11-15T01:13:20+03:00'")).returns("Probe[time=1700000000]");
        }

        @Test
        void is_bad_if_it_is_none() {
            assertThat(readTime("'now'")).returns("JimException: bad field: time");
            assertThat(readTime("'NaN'")).returns("JimException: bad field: time");
            assertThat(readTime("-1")).returns("JimException: bad field: time");
            assertThat(readTime("null")).returns("JimException: bad field: time");
            assertThat(readTime("true")).returns("JimException: bad field: time");
            assertThat(readTime("[5]")).returns("JimException: bad field: time");
        }

        @Test
        void is_bad_if_it_is_huge() {
            assertThat(readTime("1e999999999")).returns("JimException: bad field: time");
            assertThat(readTime("9".repeat(400))).returns("JimException: bad field: time");
        }
    }

    @Nested
    class Bad_is {

        @Test
        void an_object_without_an_action() {
            assertThat(read("no action", "{'time':5}")).returns("JimException: bad field: action");
            assertThat(read("an action that is a number", "{'action':5,'time':5}"))
                    .returns("JimException: bad field: action");
        }

        @Test
        void an_action_that_is_not_known() {
            assertThat(read("an unknown action", "{'action':'dance','time':5}"))
                    .returns("JimException: bad field: action");
            assertThat(read("a long action", "{'action':'presencepresence','time':5}"))
                    .returns("JimException: bad field: action");
            assertThat(read("capitals", "{'action':'PROBE','time':5}"))
                    .returns("JimException: bad field: action");
        }

        @Test
        void an_object_without_a_time() {
            assertThat(read("no time", "{'action':'probe'}"))
                    .returns("JimException: bad field: time");
            assertThat(read("no time", "{'action':'join','room':'#tea'}"))
                    .returns("JimException: bad field: time");
        }

        @Test
        void a_missing_user() {
            assertThat(read("no user", "{'action':'presence','time':5}"))
                    .returns("JimException: bad field: user");
            assertThat(read("a user that is a text", "{'action':'presence','time':5,'user':'x'}"))
                    .returns("JimException: bad field: user");
            assertThat(read("a user without a name", "{'action':'presence','time':5,'user':{}}"))
                    .returns("JimException: bad field: account_name");
        }

        @Test
        void a_missing_password() {
            String json = "{'action':'authenticate','time':5,'user':{'account_name':'anna'}}";

            assertThat(read("no password", json)).returns("JimException: bad field: password");
        }

        @Test
        void a_message_that_lacks_something() {
            assertThat(read("no to", "{'action':'msg','time':5,'from':'a','message':'x'}"))
                    .returns("JimException: bad field: to");
            assertThat(read("no from", "{'action':'msg','time':5,'to':'a','message':'x'}"))
                    .returns("JimException: bad field: from");
            assertThat(read("no message", "{'action':'msg','time':5,'to':'a','from':'x'}"))
                    .returns("JimException: bad field: message");
        }

        @Test
        void a_room_that_is_none() {
            assertThat(read("room: none", "{'action':'join','time':5}"))
                    .returns("JimException: bad field: room");
            assertThat(read("room without #", "{'action':'join','time':5,'room':'tea'}"))
                    .returns("JimException: bad field: room");
            assertThat(read("room #", "{'action':'leave','time':5,'room':'#'}"))
                    .returns("JimException: bad field: room");
        }

        @Test
        void a_code_that_has_not_three_digits() {
            assertThat(readCode("99")).returns("JimException: bad field: response");
            assertThat(readCode("1000")).returns("JimException: bad field: response");
            assertThat(readCode("'OK'")).returns("JimException: bad field: response");
            assertThat(readCode("'099'")).returns("JimException: bad field: response");
            assertThat(readCode("-200")).returns("JimException: bad field: response");
        }

        @Test
        void what_is_no_JSON_object() {
            assertThat(read("no object", "[]")).returns("JimException: bad object");
        }
    }

    @Nested
    class A_limit {

        @Test
        void of_a_name_is_25_characters() {
            String name = "😀".repeat(25);

            assertThat(read("25 characters", presence(name)))
                    .returns("Presence[time=5, account=" + name + ", status=]");
            assertThat(read("26 characters", presence(name + "x")))
                    .returns("JimException: bad field: account_name");
            assertThat(read("0 characters", presence("")))
                    .returns("JimException: bad field: account_name");
        }

        @Test
        void of_a_name_holds_for_all_names() {
            String name = "x".repeat(26);

            assertThat(read("26 characters", msg(name, "a", "")))
                    .returns("JimException: bad field: to");
            assertThat(read("26 characters", msg("a", name, "")))
                    .returns("JimException: bad field: from");
            assertThat(
                            read(
                                    "room of 26 characters",
                                    "{'action':'join','time':5,'room':'#"
                                            + name.substring(1)
                                            + "'}"))
                    .returns("JimException: bad field: room");
        }

        @Test
        void of_a_message_is_500_characters() {
            String text = "я".repeat(500);

            assertThat(read("500 characters", msg("a", "b", text)))
                    .returns("Msg[time=5, to=a, from=b, encoding=ascii, message=" + text + "]");
            assertThat(read("501 characters", msg("a", "b", text + "x")))
                    .returns("JimException: bad field: message");
        }

        @Test
        void of_a_message_is_500_characters_when_they_are_escaped() {
            assertThat(read("500 characters, escaped", msg("a", "b", "\\u044f".repeat(500))))
                    .returns(
                            "Msg[time=5, to=a, from=b, encoding=ascii, message="
                                    + "я".repeat(500)
                                    + "]");
        }

        @Test
        void of_a_message_lets_it_be_empty() {
            assertThat(read("500 characters at most, or none", msg("a", "b", "")))
                    .returns("Msg[time=5, to=a, from=b, encoding=ascii, message=]");
        }
    }

    @Nested
    class The_template {

        @Test
        void calls_a_msg_message() {
            assertThat(
                            readTemplates(
                                    "template: message",
                                    "{'action':'message','time':5,'to':'#all','from':'anna','mess_text':'hi'}"))
                    .returns("Msg[time=5, to=#all, from=anna, encoding=ascii, message=hi]");
        }

        @Test
        void calls_a_quit_exit() {
            assertThat(
                            readTemplates(
                                    "template: exit",
                                    "{'action':'exit','time':5,'account_name':'anna'}"))
                    .returns("Quit[time=5]");
        }

        @Test
        void calls_an_account_client_name() {
            assertThat(
                            readTemplates(
                                    "template: client_name",
                                    "{'action':'presence','time':5,'user':{'client_name':'anna'}}"))
                    .returns("Presence[time=5, account=anna, status=]");
        }

        @Test
        void may_also_speak_as_the_handbook_does() {
            assertThat(readTemplates("template: presence", presence("anna")))
                    .returns("Presence[time=5, account=anna, status=]");
            assertThat(readTemplates("template: msg", msg("bob", "anna", "hi")))
                    .returns("Msg[time=5, to=bob, from=anna, encoding=ascii, message=hi]");
        }

        @Test
        void is_understood_only_if_asked_for() {
            assertThat(
                            read(
                                    "template in HANDBOOK: message",
                                    "{'action':'message','time':5,'to':'#all','from':'anna','mess_text':'hi'}"))
                    .returns("JimException: bad field: action");
            assertThat(
                            read(
                                    "template in HANDBOOK: client_name",
                                    "{'action':'presence','time':5,'user':{'client_name':'anna'}}"))
                    .returns("JimException: bad field: account_name");
        }
    }
}
