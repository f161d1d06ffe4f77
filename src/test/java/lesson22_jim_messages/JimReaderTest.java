package lesson22_jim_messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

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
class JimReaderTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("read(template in HANDBOOK"),
                "the names of the template are accepted, although this reader was made for the handbook. Check the dialect first."),
        when(
                seen -> seen.called("read(template") && seen.gotText().startsWith("JimException"),
                "the template uses other names: the actions \"message\" and \"exit\", mess_text, and client_name in user. In Dialect.TEMPLATE, accept both these and the handbook's."),
        when(
                seen -> seen.called("read(quit, no time") || seen.called("read(response, no time"),
                "a quit and a response may have no time. Use 0 if has(\"time\") is false."),
        when(
                seen -> seen.called("read(no time"),
                "the time is missing in an object that needs one. Throw a JimException(\"time\"); only a quit and a response may lack it."),
        when(
                seen -> seen.called("read(time of a"),
                "a bad time in a quit or a response is accepted as if it were missing. Use 0 only if has(\"time\") is false, and otherwise read it as in any other object."),
        when(
                seen -> seen.called("read(to #,"),
                "the recipient \"#\" is rejected only in part: a msg may go to a room, but \"#\" alone has no name after it, and \"#t\" has. Throw a JimException(\"to\") for \"#\"."),
        when(
                seen -> seen.called("read(time") && seen.threwAnything(),
                "a time can be a number or a string, and it can have any value, so parsing it yourself may fail. Pass scalar(\"time\") to JimTime.seconds()."),
        when(
                seen -> seen.called("read(time"),
                "this time is not read as JimTime reads it. Pass scalar(\"time\") to JimTime.seconds()."),
        when(
                seen -> seen.called("read(code") && seen.threwAnything(),
                "a code can be a number or a string with anything in it, so parsing it may fail. Check for three digits first, with matches() (in find(), $ also stands before a line end), and otherwise throw a JimException(\"response\")."),
        when(
                seen ->
                        seen.called("read(code")
                                && (seen.expectedWords("JimException")
                                        || seen.gotText().startsWith("JimException")),
                "a code has three digits and nothing else, as a number or as a string, and the first one is not 0. scalar(\"response\") returns both as text; check it with matches()."),
        when(
                seen -> seen.called("read(response") && seen.gotText().startsWith("JimException"),
                "a response has no action, so it was rejected. If there is no action, look for a response."),
        when(
                seen -> seen.called("read(response") && seen.gotText().endsWith("text=]"),
                "the text of a response is lost. It is in alert or in error, and only if both are missing it is empty."),
        when(
                seen -> seen.called("read(room"),
                "a room must be a # and 1 to 24 more characters. If it is anything else, throw a JimException(\"room\")."),
        when(
                seen -> seen.called("read(25 characters") || seen.called("read(500 characters"),
                "both limits are allowed: a name may have 25 characters, and a message 500 or none at all."),
        when(
                seen -> seen.expectedWords("bad field") && seen.threw(NullPointerException.class),
                "a field is used that does not exist. Read it with text(field, min, max), object(field) or scalar(field), which throw the right exception."),
        when(
                seen ->
                        seen.expectedWords("bad field")
                                && seen.gotText().startsWith("JimException"),
                "the exception names another field than the one that is wrong. Read each field with its own name."),
        when(
                seen -> seen.expectedWords("bad field"),
                "a field is missing or has a value that it must not have, and read() accepts it. Pass the limits of the page to text()."),
        when(
                seen -> seen.called("read(other fields") || seen.called("read(may be left"),
                "a field that may be missing, or that JIM does not define, makes read() reject the object. Use text(field, \"\") for the first, and ignore the second."),
        when(
                seen -> !seen.threwAnything(),
                "the message is different from the one that was sent. Compare it with the list on the page, field by field."),
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

    /**
     * Returns the message as text, together with the password, which its {@code toString()} hides.
     */
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

    /** Reads a probe with this time. */
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
        @Tag("5.1")
        @DisplayName("A presence is read")
        void may_be_a_presence() {
            String json =
                    "{'action':'presence','time':5,'type':'status','user':{'account_name':'anna','status':'Yep!'}}";

            assertThat(read("presence", json))
                    .returns("Presence[time=5, account=anna, status=Yep!]");
        }

        @Test
        @Tag("5.1")
        @DisplayName("A probe is read")
        void may_be_a_probe() {
            assertThat(read("probe", "{'action':'probe','time':5}")).returns("Probe[time=5]");
        }

        @Test
        @Tag("5.1")
        @DisplayName("An authenticate is read")
        void may_be_an_authenticate() {
            String json =
                    "{'action':'authenticate','time':5,'user':{'account_name':'anna','password':'s3cret'}}";

            assertThat(read("authenticate", json))
                    .returns("Authenticate[time=5, account=anna, password=***] and s3cret");
        }

        @Test
        @Tag("5.1")
        @DisplayName("A msg is read")
        void may_be_a_msg() {
            String json =
                    "{'action':'msg','time':5,'to':'#all','from':'anna','encoding':'utf-8','message':'да 😀'}";

            assertThat(read("msg", json))
                    .returns("Msg[time=5, to=#all, from=anna, encoding=utf-8, message=да 😀]");
        }

        @Test
        @Tag("5.1")
        @DisplayName("A join and a leave are read")
        void may_be_a_join_or_a_leave() {
            assertThat(read("join", "{'action':'join','time':5,'room':'#tea'}"))
                    .returns("Join[time=5, room=#tea]");
            assertThat(read("leave", "{'action':'leave','time':5,'room':'#tea'}"))
                    .returns("Leave[time=5, room=#tea]");
        }

        @Test
        @Tag("5.1")
        @DisplayName("A quit is read")
        void may_be_a_quit() {
            assertThat(read("quit", "{'action':'quit','time':5}")).returns("Quit[time=5]");
        }

        @Test
        @Tag("5.3")
        @DisplayName("A quit is read even without a time")
        void may_be_a_quit_even_without_a_time() {
            assertThat(read("quit, no time", "{'action':'quit'}")).returns("Quit[time=0]");
        }

        @Test
        @Tag("5.2")
        @DisplayName("A response with an alert or an error is read")
        void may_be_a_response_with_an_alert_or_an_error() {
            assertThat(read("response", "{'response':200,'time':5,'alert':'hi'}"))
                    .returns("Response[time=5, code=200, text=hi]");
            assertThat(read("response", "{'response':404,'time':5,'error':'who?'}"))
                    .returns("Response[time=5, code=404, text=who?]");
            assertThat(read("response", "{'response':404,'time':5,'alert':'gone'}"))
                    .returns("Response[time=5, code=404, text=gone]");
            assertThat(read("response", "{'response':200,'time':5,'error':'odd'}"))
                    .returns("Response[time=5, code=200, text=odd]");
        }

        @Test
        @Tag("5.3")
        @DisplayName("A response with nothing but a code is read")
        void may_be_a_response_with_nothing_but_a_code() {
            assertThat(read("response, no time", "{'response':200}"))
                    .returns("Response[time=0, code=200, text=]");
        }
    }

    @Nested
    class What_may_be_different {

        @Test
        @Tag("5.1")
        @DisplayName("Fields that JIM does not define are ignored")
        void are_fields_that_JIM_does_not_define() {
            String json = "{'x':{'action':'quit'},'time':5,'user':[],'action':'probe','y':null}";

            assertThat(read("other fields", json)).returns("Probe[time=5]");
        }

        @Test
        @Tag("5.3")
        @DisplayName("A status and an encoding may be missing")
        void are_a_missing_status_and_encoding() {
            assertThat(read("may be left out: status", presence("anna")))
                    .returns("Presence[time=5, account=anna, status=]");
            assertThat(read("may be left out: encoding", msg("bob", "anna", "hi")))
                    .returns("Msg[time=5, to=bob, from=anna, encoding=ascii, message=hi]");
        }

        @Test
        @Tag("5.2")
        @DisplayName("A code may be a string")
        void are_codes_that_are_strings() {
            assertThat(readCode("'202'")).returns("Response[time=5, code=202, text=]");
        }

        @Test
        @Tag("5.2")
        @DisplayName("A code may be any number of three digits")
        void are_codes_that_nobody_has_heard_of() {
            assertThat(readCode("999")).returns("Response[time=5, code=999, text=]");
        }
    }

    @Nested
    class A_time {

        @Test
        @Tag("5.4")
        @DisplayName("A time may have a fraction")
        void may_have_a_fraction() {
            assertThat(readTime("1700000000.75")).returns("Probe[time=1700000000]");
        }

        @Test
        @Tag("5.4")
        @DisplayName("A time may be a string")
        void may_be_a_string() {
            assertThat(readTime("'1700000000'")).returns("Probe[time=1700000000]");
            assertThat(readTime("'1700000000.75'")).returns("Probe[time=1700000000]");
        }

        @Test
        @Tag("5.4")
        @DisplayName("A time may be in milliseconds or nanoseconds")
        void may_be_in_smaller_units() {
            assertThat(readTime("1700000000250")).returns("Probe[time=1700000000]");
            assertThat(readTime("1700000000250000000")).returns("Probe[time=1700000000]");
        }

        @Test
        @Tag("5.4")
        @DisplayName("A time may be a date")
        void may_be_a_date() {
            assertThat(readTime("'2023-11-14T22:13:20'")).returns("Probe[time=1700000000]");
            assertThat(readTime("'2023-11-14T22:13:20.25Z'")).returns("Probe[time=1700000000]");
            assertThat(readTime("'2023-11-15T01:13:20+03:00'")).returns("Probe[time=1700000000]");
        }

        @Test
        @Tag("6.2")
        @DisplayName("A time is rejected if it is not a time")
        void is_rejected_if_it_is_not_a_time() {
            assertThat(readTime("'now'")).returns("JimException: bad field: time");
            assertThat(readTime("'NaN'")).returns("JimException: bad field: time");
            assertThat(readTime("-1")).returns("JimException: bad field: time");
            assertThat(readTime("null")).returns("JimException: bad field: time");
            assertThat(readTime("true")).returns("JimException: bad field: time");
            assertThat(readTime("[5]")).returns("JimException: bad field: time");
        }

        @Test
        @Tag("6.2")
        @DisplayName("A time is rejected if it is huge")
        void is_rejected_if_it_is_huge() {
            assertThat(readTime("1e999999999")).returns("JimException: bad field: time");
            assertThat(readTime("9".repeat(400))).returns("JimException: bad field: time");
        }
    }

    @Nested
    class Rejected_is {

        @Test
        @Tag("6.1")
        @DisplayName("An object without an action is rejected")
        void an_object_without_an_action() {
            assertThat(read("no action", "{'time':5}")).returns("JimException: bad field: action");
            assertThat(read("an action that is a number", "{'action':5,'time':5}"))
                    .returns("JimException: bad field: action");
        }

        @Test
        @Tag("6.1")
        @DisplayName("An unknown action is rejected")
        void an_action_that_is_not_known() {
            assertThat(read("an unknown action", "{'action':'dance','time':5}"))
                    .returns("JimException: bad field: action");
            assertThat(read("a long action", "{'action':'presencepresence','time':5}"))
                    .returns("JimException: bad field: action");
            assertThat(read("capitals", "{'action':'PROBE','time':5}"))
                    .returns("JimException: bad field: action");
        }

        @Test
        @Tag("6.2")
        @DisplayName("An object without a time is rejected")
        void an_object_without_a_time() {
            assertThat(read("no time", "{'action':'probe'}"))
                    .returns("JimException: bad field: time");
            assertThat(read("no time", "{'action':'join','room':'#tea'}"))
                    .returns("JimException: bad field: time");
        }

        @Test
        @Tag("6.3")
        @DisplayName("A missing user or account name is rejected")
        void a_missing_user() {
            assertThat(read("no user", "{'action':'presence','time':5}"))
                    .returns("JimException: bad field: user");
            assertThat(read("a user that is a text", "{'action':'presence','time':5,'user':'x'}"))
                    .returns("JimException: bad field: user");
            assertThat(read("a user without a name", "{'action':'presence','time':5,'user':{}}"))
                    .returns("JimException: bad field: account_name");
        }

        @Test
        @Tag("6.3")
        @DisplayName("A missing password is rejected")
        void a_missing_password() {
            String json = "{'action':'authenticate','time':5,'user':{'account_name':'anna'}}";

            assertThat(read("no password", json)).returns("JimException: bad field: password");
        }

        @Test
        @Tag("6.3")
        @DisplayName("A msg with a missing field is rejected")
        void a_message_that_lacks_something() {
            assertThat(read("no to", "{'action':'msg','time':5,'from':'a','message':'x'}"))
                    .returns("JimException: bad field: to");
            assertThat(read("no from", "{'action':'msg','time':5,'to':'a','message':'x'}"))
                    .returns("JimException: bad field: from");
            assertThat(read("no message", "{'action':'msg','time':5,'to':'a','from':'x'}"))
                    .returns("JimException: bad field: message");
        }

        @Test
        @Tag("6.5")
        @DisplayName("A room that is missing, or lacks its # or its name, is rejected")
        void a_bad_room() {
            assertThat(read("room: none", "{'action':'join','time':5}"))
                    .returns("JimException: bad field: room");
            assertThat(read("room without #", "{'action':'join','time':5,'room':'tea'}"))
                    .returns("JimException: bad field: room");
            assertThat(read("room #", "{'action':'leave','time':5,'room':'#'}"))
                    .returns("JimException: bad field: room");
        }

        @Test
        @Tag("6.6")
        @DisplayName("A code that has not three digits is rejected")
        void a_code_that_has_not_three_digits() {
            assertThat(readCode("99")).returns("JimException: bad field: response");
            assertThat(readCode("1000")).returns("JimException: bad field: response");
            assertThat(readCode("'OK'")).returns("JimException: bad field: response");
            assertThat(readCode("'099'")).returns("JimException: bad field: response");
            assertThat(readCode("-200")).returns("JimException: bad field: response");
        }

        @Test
        @Tag("6.1")
        @DisplayName("JSON that is not an object is rejected as a bad object")
        void anything_but_an_object() {
            assertThat(read("no object", "[]")).returns("JimException: bad object");
        }

        @Test
        @Tag("6.6")
        @DisplayName("A code that only looks like three digits is rejected")
        void a_code_that_only_looks_like_three_digits() {
            for (String code :
                    List.of(
                            "0202",
                            "+202",
                            "+20",
                            " 202",
                            "202 ",
                            "202\\n",
                            "20",
                            "2020",
                            "2 2",
                            "20a",
                            "\u0662\u0660\u0662",
                            "2.2",
                            "")) {
                assertThat(readCode("'" + code + "'")).returns("JimException: bad field: response");
            }
            assertThat(readCode("true")).returns("JimException: bad field: response");
            assertThat(readCode("[202]")).returns("JimException: bad field: response");
        }

        @Test
        @Tag("6.2")
        @DisplayName("A bad time is rejected even in a quit and a response")
        void a_bad_time_even_where_it_may_be_missing() {
            for (String time : List.of("'x'", "''", "-1", "true", "{}", "[5]")) {
                assertThat(read("time of a quit", "{'action':'quit','time':" + time + "}"))
                        .returns("JimException: bad field: time");
                assertThat(read("time of a response", "{'response':200,'time':" + time + "}"))
                        .returns("JimException: bad field: time");
            }
        }

        @Test
        @Tag("6.5")
        @DisplayName("A msg to a room without a name is rejected")
        void a_message_to_a_room_without_a_name() {
            assertThat(read("to #", msg("#", "a", "x"))).returns("JimException: bad field: to");
            assertThat(read("to #t", msg("#t", "a", "x")))
                    .returns("Msg[time=5, to=#t, from=a, encoding=ascii, message=x]");
        }

        @Test
        @Tag("6.3")
        @DisplayName("A field that is not a string is rejected")
        void a_field_that_is_not_a_string() {
            assertThat(
                            read(
                                    "a number",
                                    "{'action':'msg','time':5,'to':1,'from':'a','message':'x'}"))
                    .returns("JimException: bad field: to");
            assertThat(
                            read(
                                    "a number",
                                    "{'action':'msg','time':5,'to':'a','from':1,'message':'x'}"))
                    .returns("JimException: bad field: from");
            assertThat(
                            read(
                                    "a number",
                                    "{'action':'msg','time':5,'to':'a','from':'a','message':1}"))
                    .returns("JimException: bad field: message");
            assertThat(read("a list", "{'action':'presence','time':5,'user':[]}"))
                    .returns("JimException: bad field: user");
        }

        @Test
        @Tag("6.1")
        @DisplayName("An action that is only similar to a known one is rejected")
        void an_action_that_is_almost_one() {
            for (String action : List.of("Probe", " probe", "probe ", "", "pro", "probes")) {
                assertThat(read("an unknown action", "{'action':'" + action + "','time':5}"))
                        .returns("JimException: bad field: action");
            }
        }
    }

    @Nested
    class A_limit {

        @Test
        @Tag("6.4")
        @DisplayName("A name may have 1 to 25 characters")
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
        @Tag("6.4")
        @DisplayName("The limit of 25 characters holds for all names")
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
        @Tag("6.4")
        @DisplayName("A message may have 500 characters, but not 501")
        void of_a_message_is_500_characters() {
            String text = "я".repeat(500);

            assertThat(read("500 characters", msg("a", "b", text)))
                    .returns("Msg[time=5, to=a, from=b, encoding=ascii, message=" + text + "]");
            assertThat(read("501 characters", msg("a", "b", text + "x")))
                    .returns("JimException: bad field: message");
        }

        @Test
        @Tag("6.4")
        @DisplayName("A message may have 500 characters that are all escaped")
        void of_a_message_is_500_characters_when_they_are_escaped() {
            assertThat(read("500 characters, escaped", msg("a", "b", "\\u044f".repeat(500))))
                    .returns(
                            "Msg[time=5, to=a, from=b, encoding=ascii, message="
                                    + "я".repeat(500)
                                    + "]");
        }

        @Test
        @Tag("6.4")
        @DisplayName("A message may be empty")
        void of_a_message_lets_it_be_empty() {
            assertThat(read("500 characters at most, or none", msg("a", "b", "")))
                    .returns("Msg[time=5, to=a, from=b, encoding=ascii, message=]");
        }

        @Test
        @Tag("6.4")
        @DisplayName("The limit of a name counts code points in every field")
        void of_a_name_counts_code_points_everywhere() {
            String name = "😀".repeat(25);
            String room = "#" + "😀".repeat(24);

            assertThat(read("25 characters", msg(name, name, "")))
                    .returns(
                            "Msg[time=5, to=%s, from=%s, encoding=ascii, message=]"
                                    .formatted(name, name));
            assertThat(read("25 characters", "{'action':'join','time':5,'room':'" + room + "'}"))
                    .returns("Join[time=5, room=" + room + "]");
            assertThat(
                            read(
                                    "room of 26 characters",
                                    "{'action':'leave','time':5,'room':'" + room + "😀'}"))
                    .returns("JimException: bad field: room");
        }

        @Test
        @Tag("6.4")
        @DisplayName("A name may contain any characters")
        void of_a_name_allows_any_characters() {
            for (String name : List.of(" ", "   ", "%s", "$1", "\\\\", "a b", "Anna", "x")) {
                String read = name.replace("\\\\", "\\");
                assertThat(read("any name", presence(name)))
                        .returns("Presence[time=5, account=" + read + ", status=]");
            }
        }

        @Test
        @Tag("6.4")
        @DisplayName("The limit of a message counts code points")
        void of_a_message_counts_code_points() {
            String text = "😀".repeat(500);

            assertThat(read("500 characters", msg("a", "b", text)))
                    .returns("Msg[time=5, to=a, from=b, encoding=ascii, message=" + text + "]");
            assertThat(read("501 characters", msg("a", "b", text + "😀")))
                    .returns("JimException: bad field: message");
        }
    }

    @Nested
    class The_template {

        @Test
        @Tag("5.5")
        @DisplayName("In the dialect of the template, a msg is called message")
        void calls_a_msg_message() {
            assertThat(
                            readTemplates(
                                    "template: message",
                                    "{'action':'message','time':5,'to':'#all','from':'anna','mess_text':'hi'}"))
                    .returns("Msg[time=5, to=#all, from=anna, encoding=ascii, message=hi]");
        }

        @Test
        @Tag("5.5")
        @DisplayName("In the dialect of the template, a quit is called exit")
        void calls_a_quit_exit() {
            assertThat(
                            readTemplates(
                                    "template: exit",
                                    "{'action':'exit','time':5,'account_name':'anna'}"))
                    .returns("Quit[time=5]");
        }

        @Test
        @Tag("5.5")
        @DisplayName("In the dialect of the template, an account name is called client_name")
        void calls_an_account_client_name() {
            assertThat(
                            readTemplates(
                                    "template: client_name",
                                    "{'action':'presence','time':5,'user':{'client_name':'anna'}}"))
                    .returns("Presence[time=5, account=anna, status=]");
        }

        @Test
        @Tag("5.5")
        @DisplayName("In the dialect of the template, the names of the handbook are still accepted")
        void may_also_speak_as_the_handbook_does() {
            assertThat(readTemplates("template: presence", presence("anna")))
                    .returns("Presence[time=5, account=anna, status=]");
            assertThat(readTemplates("template: msg", msg("bob", "anna", "hi")))
                    .returns("Msg[time=5, to=bob, from=anna, encoding=ascii, message=hi]");
        }

        @Test
        @Tag("5.6")
        @DisplayName("The dialect of the template is rejected by a reader for the handbook")
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
