package lesson24_jim_chat;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.util.stream.IntStream;
import kit.Call;
import kit.Likely;
import kit.Wire;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import workbook.jim.Message;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-3")
class ChatSessionTest {

    private static final String OK = "200";
    private static final String CREATED = "201";
    private static final String BAD = "400 bad object";
    private static final String BAD_FROM = "400 bad field: from";
    private static final String UNAUTHORISED = "401 who are you";
    private static final String NOT_FOUND = "404 no such user or room";
    private static final String OFFLINE = "410 offline";
    private static final String SERVER_ERROR = "500 server error";

    private static final Likely[] CAUSES = {};

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final PlainAccounts accounts = new PlainAccounts();
    private final Guests guests = new Guests();
    private final Rooms rooms = new Rooms();
    private final Box annas = new Box();
    private final Box boris = new Box();
    private final Box claras = new Box();

    private ChatSession session(Mailbox mailbox) {
        return new ChatSession(accounts, guests, rooms, mailbox, false);
    }

    /** A client that is somebody. */
    private ChatSession somebody(String name, Mailbox mailbox) {
        ChatSession session = session(mailbox);
        assertThat(answer(session, new Message.Presence(5, name, ""))).returns();
        return session;
    }

    private ChatSession anna() {
        return somebody("anna", annas);
    }

    private static Message.Msg msg(String to, String from) {
        return new Message.Msg(5, to, from, "ascii", "hi");
    }

    /** As it is written to whoever is to hear it. */
    private static String written(String to, String from) {
        return "{\"action\":\"msg\",\"time\":5,\"to\":\"%s\",\"from\":\"%s\",\"encoding\":\"ascii\",\"message\":\"hi\"}\n"
                .formatted(to, from);
    }

    private Call<String> answer(ChatSession session, Message message) {
        return answer("", session, message);
    }

    /** Code and text. */
    private Call<String> answer(String when, ChatSession session, Message message) {
        String shown = message.toString().replaceAll("x{10,}", "…").replaceAll("\"{10,}", "…");
        return wire.call(
                when + "answer(" + shown + ")",
                () ->
                        session.answer(message)
                                .map(r -> (r.code() + " " + r.text()).strip())
                                .orElse("nothing"));
    }

    private Call<String> join(ChatSession session, String room) {
        return answer(session, new Message.Join(5, room));
    }

    private Call<String> leaveRoom(ChatSession session, String room) {
        return answer(session, new Message.Leave(5, room));
    }

    private Call<Void> leave(ChatSession session) {
        return wire.call(
                "leave()",
                () -> {
                    session.leave();
                    return null;
                });
    }

    /** What has come into a mailbox so far. */
    private Call<String> mail(String whose, Box box) {
        return wire.call("the mailbox of " + whose, box::content);
    }

    @Nested
    class A_message_to_one {

        @Test
        void is_brought_and_answered_with_200() {
            ChatSession anna = anna();
            somebody("boris", boris);

            assertThat(answer(anna, msg("boris", "anna"))).returns(OK);

            assertThat(mail("boris", boris)).returns(written("boris", "anna"));
        }

        @Test
        void is_brought_to_nobody_else() {
            ChatSession anna = anna();
            somebody("boris", boris);
            somebody("clara", claras);

            assertThat(answer(anna, msg("boris", "anna"))).returns(OK);

            assertThat(mail("clara", claras)).returns("");
            assertThat(mail("anna", annas)).returns("");
        }

        @Test
        void keeps_its_time_and_encoding_and_text() {
            ChatSession anna = anna();
            somebody("boris", boris);
            Message.Msg msg = new Message.Msg(1700000000, "boris", "anna", "utf-8", "Да \"x\"");

            assertThat(answer(anna, msg)).returns(OK);

            assertThat(mail("boris", boris))
                    .returns(
                            "{\"action\":\"msg\",\"time\":1700000000,\"to\":\"boris\",\"from\":\"anna\",\"encoding\":\"utf-8\",\"message\":\"\\u0414\\u0430 \\\"x\\\"\"}\n");
        }

        @Test
        void to_oneself_is_brought_too() {
            ChatSession anna = anna();

            assertThat(answer(anna, msg("anna", "anna"))).returns(OK);

            assertThat(mail("anna", annas)).returns(written("anna", "anna"));
        }

        @Test
        void who_has_gone_is_410() {
            ChatSession anna = anna();
            ChatSession gone = somebody("boris", boris);
            assertThat(leave(gone)).returns();

            assertThat(answer("after boris left: ", anna, msg("boris", "anna"))).returns(OFFLINE);

            assertThat(mail("boris", boris)).returns("");
        }

        @Test
        void who_has_an_account_but_is_not_here_is_410() {
            accounts.with("boris", "s3cret");

            assertThat(answer(anna(), msg("boris", "anna"))).returns(OFFLINE);
        }

        @Test
        void who_is_not_known_is_404() {
            assertThat(answer(anna(), msg("boris", "anna"))).returns(NOT_FOUND);
        }

        @Test
        void whose_mailbox_accepts_nothing_more_is_410() {
            ChatSession anna = anna();
            somebody("boris", boris.full());

            assertThat(answer("a full mailbox: ", anna, msg("boris", "anna"))).returns(OFFLINE);
        }

        @Test
        void in_the_name_of_another_is_400_and_brought_to_nobody() {
            ChatSession anna = anna();
            somebody("boris", boris);
            somebody("clara", claras);

            assertThat(answer(anna, msg("boris", "clara"))).returns(BAD_FROM);

            assertThat(mail("boris", boris)).returns("");
        }

        @Test
        void that_is_too_long_when_it_is_written_is_400_and_not_brought() {
            ChatSession anna = anna();
            somebody("boris", boris);
            String quotes = "\"".repeat(300); // each is two characters in JSON

            Message.Msg msg = new Message.Msg(5, "boris", "anna", "ascii", quotes);
            assertThat(answer("too long: ", anna, msg)).returns(BAD);

            assertThat(mail("boris", boris)).returns("");
        }

        @Test
        void is_500_while_the_accounts_fail_and_must_be_asked() {
            ChatSession anna = anna();
            accounts.fail(true);

            assertThat(answer(anna, msg("boris", "anna"))).returns(SERVER_ERROR);
        }

        @Test
        void from_nobody_is_401() {
            somebody("boris", boris);

            assertThat(answer(session(annas), msg("boris", "anna"))).returns(UNAUTHORISED);

            assertThat(mail("boris", boris)).returns("");
        }
    }

    @Nested
    class A_room {

        @Test
        void is_made_by_who_joins_first() {
            assertThat(join(anna(), "#tea")).returns(CREATED + " anna");
        }

        @Test
        void is_joined_by_others_who_are_told_who_is_in_it() {
            assertThat(join(somebody("boris", boris), "#tea")).returns(CREATED + " boris");

            assertThat(join(anna(), "#tea")).returns(OK + " anna, boris");
        }

        @Test
        void may_be_joined_once_more() {
            ChatSession anna = anna();
            assertThat(join(anna, "#tea")).returns(CREATED + " anna");

            assertThat(join(anna, "#tea")).returns(OK + " anna");
        }

        @Test
        void of_very_many_is_told_in_part() {
            IntStream.range(10, 60).forEach(i -> rooms.join("#tea", "n".repeat(23) + i));
            String first = "n".repeat(23) + 10;

            Call<String> join = join(somebody(first, annas), "#tea");

            String shown =
                    String.join(
                            ", ",
                            IntStream.range(10, 28).mapToObj(i -> "n".repeat(23) + i).toList());
            assertThat(join).returns(OK + " " + shown + " and 32 more");
        }

        @Test
        void may_be_left() {
            ChatSession anna = anna();
            assertThat(join(anna, "#tea")).returns(CREATED + " anna");

            assertThat(leaveRoom(anna, "#tea")).returns(OK);
            assertThat(leaveRoom(anna, "#tea")).returns(NOT_FOUND);
        }

        @Test
        void that_is_not_there_cannot_be_left() {
            assertThat(leaveRoom(anna(), "#tea")).returns(NOT_FOUND);
        }

        @Test
        void of_others_cannot_be_left() {
            assertThat(join(somebody("boris", boris), "#tea")).returns(CREATED + " boris");

            assertThat(leaveRoom(anna(), "#tea")).returns(NOT_FOUND);
        }
    }

    @Nested
    class A_message_to_a_room {

        /** Anna, with Boris and Clara in the room. */
        private ChatSession party() {
            ChatSession anna = anna();
            assertThat(join(somebody("boris", boris), "#tea")).returns();
            assertThat(join(somebody("clara", claras), "#tea")).returns();
            assertThat(join(anna, "#tea")).returns(OK + " anna, boris, clara");
            return anna;
        }

        @Test
        void is_brought_to_all_others() {
            ChatSession anna = party();

            assertThat(answer(anna, msg("#tea", "anna"))).returns(OK);

            assertThat(mail("boris", boris)).returns(written("#tea", "anna"));
            assertThat(mail("clara", claras)).returns(written("#tea", "anna"));
        }

        @Test
        void is_not_brought_to_who_says_it() {
            ChatSession anna = party();

            assertThat(answer(anna, msg("#tea", "anna"))).returns(OK);

            assertThat(mail("anna", annas)).returns("");
        }

        @Test
        void where_nobody_else_is_is_200() {
            ChatSession anna = anna();
            assertThat(join(anna, "#tea")).returns(CREATED + " anna");

            assertThat(answer(anna, msg("#tea", "anna"))).returns(OK);
        }

        @Test
        void that_is_not_there_is_404() {
            assertThat(answer(anna(), msg("#tea", "anna"))).returns(NOT_FOUND);
        }

        @Test
        void of_others_is_404_and_they_do_not_hear_it() {
            ChatSession anna = anna();
            assertThat(join(somebody("boris", boris), "#tea")).returns();

            assertThat(answer(anna, msg("#tea", "anna"))).returns(NOT_FOUND);

            assertThat(mail("boris", boris)).returns("");
        }

        @Test
        void is_not_brought_to_who_has_left_it() {
            ChatSession anna = anna();
            ChatSession other = somebody("boris", boris);
            assertThat(join(other, "#tea")).returns();
            assertThat(join(anna, "#tea")).returns(OK + " anna, boris");
            assertThat(leaveRoom(other, "#tea")).returns(OK);

            assertThat(answer(anna, msg("#tea", "anna"))).returns(OK);

            assertThat(mail("boris", boris)).returns("");
        }

        @Test
        void is_not_brought_to_another_room() {
            ChatSession anna = anna();
            assertThat(join(somebody("boris", boris), "#milk")).returns();
            assertThat(join(anna, "#tea")).returns(CREATED + " anna");

            assertThat(answer(anna, msg("#tea", "anna"))).returns(OK);

            assertThat(mail("boris", boris)).returns("");
        }

        @Test
        void is_brought_to_the_others_if_one_accepts_nothing_more() {
            ChatSession anna = party();
            boris.full();

            assertThat(answer("a full mailbox: ", anna, msg("#tea", "anna"))).returns(OK);

            assertThat(mail("clara", claras)).returns(written("#tea", "anna"));
        }

        @Test
        void is_brought_to_the_others_if_one_has_gone() {
            ChatSession anna = party();
            guests.leave("boris"); // a moment before he leaves the room

            assertThat(answer("one has gone: ", anna, msg("#tea", "anna"))).returns(OK);

            assertThat(mail("clara", claras)).returns(written("#tea", "anna"));
        }

        @Test
        void in_the_name_of_another_is_400_and_brought_to_nobody() {
            ChatSession anna = party();

            assertThat(answer(anna, msg("#tea", "clara"))).returns(BAD_FROM);

            assertThat(mail("boris", boris)).returns("");
        }
    }

    @Nested
    class Who_leaves {

        @Test
        void is_in_no_room_any_more() {
            ChatSession gone = somebody("boris", boris);
            assertThat(join(gone, "#tea")).returns(CREATED + " boris");
            assertThat(join(gone, "#milk")).returns(CREATED + " boris");

            assertThat(leave(gone)).returns();

            assertThat(join(anna(), "#tea")).returns(CREATED + " anna");
            assertThat(join(somebody("clara", claras), "#milk")).returns(CREATED + " clara");
        }

        @Test
        void leaves_the_name_to_others() {
            ChatSession first = anna();

            assertThat(leave(first)).returns();

            Message presence = new Message.Presence(5, "anna", "");
            assertThat(answer("after leave(): ", session(boris), presence)).returns(OK);
        }

        @Test
        void may_do_so_twice_and_takes_nothing_from_the_next_of_that_name() {
            ChatSession first = anna();
            assertThat(leave(first)).returns();
            ChatSession second = somebody("anna", boris);
            assertThat(join(second, "#tea")).returns(CREATED + " anna");

            assertThat(leave(first)).returns();

            assertThat(answer("after another left twice: ", second, msg("anna", "anna")))
                    .returns(OK);
            assertThat(join(second, "#tea")).returns(OK + " anna");
        }

        @Test
        void may_have_been_nobody() {
            assertThat(leave(session(annas))).returns();
        }

        @Test
        void leaves_the_others_in_the_room() {
            ChatSession gone = somebody("boris", boris);
            assertThat(join(gone, "#tea")).returns();
            ChatSession anna = anna();
            assertThat(join(anna, "#tea")).returns(OK + " anna, boris");

            assertThat(leave(gone)).returns();

            assertThat(join(anna, "#tea")).returns(OK + " anna");
        }
    }
}
