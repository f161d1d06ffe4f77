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
class CarrierTest {

    private static final String OK = "200";
    private static final String CREATED = "201";
    private static final String BAD = "400 bad object";
    private static final String BAD_FROM = "400 bad field: from";
    private static final String NOT_FOUND = "404 no such user or room";
    private static final String OFFLINE = "410 offline";
    private static final String SERVER_ERROR = "500 server error";

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expected(BAD_FROM) && seen.got(BAD),
                "how long it is, is looked at before from. The first line of the table that fits tells the answer."),
        when(
                seen -> seen.expected(BAD_FROM),
                "a msg in the name of another is taken. from must be the name that this client has."),
        when(
                seen -> seen.expected(BAD) || seen.called("too long: "),
                "JimWriter.bytes() throws an IllegalArgumentException if the object is too long. Catch it: code 400, and nobody is to hear the message."),
        when(
                seen -> seen.expected(SERVER_ERROR),
                "while the accounts fail, nobody can know whether there is such a one: let the AccountsException through, answer() makes 500 of it."),
        when(
                seen -> seen.called("a full mailbox: ") && seen.expected(OFFLINE),
                "200 is said though the mailbox has not accepted the message. Look at what offer() returns."),
        when(
                seen -> seen.called("a full mailbox: "),
                "one mailbox that accepts nothing more matters only to its owner: the others in the room hear it, and the answer is 200."),
        when(
                seen -> seen.called("one has gone: "),
                "guests.mailbox() is null for who has gone a moment ago. The others in the room are still to hear it."),
        when(
                seen ->
                        seen.called("after boris left: ") && seen.got(OK)
                                || seen.called("after leave(): "),
                "who has left still has the name, and a mailbox that nobody empties. forget() must give it back: guests.leave()."),
        when(
                seen -> seen.called("leave()") && seen.called("answer(Join"),
                "who has left is still in a room: rooms.leaveAll() in forget()."),
        when(
                seen -> seen.expectedWords("more"),
                "the answer to a join would be too long with all names. Roll.call() shortens it."),
        when(
                seen ->
                        seen.expectedWords("201") && seen.gotText().startsWith("200")
                                || seen.expectedWords("200") && seen.gotText().startsWith("201"),
                "201 is for a join that makes the room, 200 for all others: what rooms.join() returns."),
        when(
                seen ->
                        seen.called("answer(Join")
                                && (seen.expectedWords("201 ") || seen.expectedWords("200 ")),
                "the answer to a join tells in its text who is in the room, whoever has joined included: Roll.call(rooms.members(room)), after rooms.join()."),
        when(
                seen ->
                        seen.expected("")
                                && seen.gotText().contains("#tea")
                                && seen.called("the mailbox of anna"),
                "who says something in a room hears it too. Leave the sender out: compare the names, with equals()."),
        when(
                seen -> seen.expected("") && seen.gotText().contains("#tea"),
                "what is said in a room goes to others than those who are in it now."),
        when(
                seen -> seen.expected("") && !seen.gotNothing(),
                "a message is brought to somebody else, or although it was refused."),
        when(
                seen -> seen.called("the mailbox of") && seen.gotNothing(),
                "200 is said, and the message is in no mailbox. First offer() it, then promise."),
        when(
                seen -> seen.called("the mailbox of") && seen.gotSomethingElse(),
                "another message is brought than was sent. Write the very same one: JimWriter.bytes(m)."),
        when(
                seen -> seen.expected(NOT_FOUND) && seen.called("answer(Leave"),
                "leave is 200 only if they were in that room: what rooms.leave() returns."),
        when(
                seen -> seen.expected(NOT_FOUND) && seen.called("answer(Msg[time=5, to=#"),
                "who is not in a room does not speak there, and it may not even be there: 404."),
        when(
                seen -> seen.called("answer(Msg[time=5, to=#"),
                "a name that begins with # is a room: the message is for all others in it, and the answer 200, also if there are none."),
        when(
                seen -> seen.expected(OFFLINE) || seen.expected(NOT_FOUND),
                "who is known, but not here, is 410; who is not known is 404. Known is who has an account, or was seen."),
        when(
                seen -> seen.expected(OK),
                "a msg to somebody who is here, be it the sender, is brought, and answered with 200."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final PlainAccounts accounts = new PlainAccounts();
    private final Guests guests = new Guests();
    private final Rooms rooms = new Rooms();
    private final Carrier carrier = new Carrier(accounts, guests, rooms);
    private final Box annas = new Box();
    private final Box boris = new Box();
    private final Box claras = new Box();

    private ChatSession session(Mailbox mailbox) {
        return new ChatSession(accounts, guests, carrier, mailbox, false);
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
        void in_the_name_of_another_is_that_first_of_all() {
            ChatSession anna = anna();
            Message.Msg msg = new Message.Msg(5, "boris", "clara", "ascii", "\"".repeat(300));

            assertThat(answer("another's name, too long: ", anna, msg)).returns(BAD_FROM);
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
