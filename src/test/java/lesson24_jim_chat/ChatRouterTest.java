package lesson24_jim_chat;

import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
import workbook.jim.Message;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ChatRouterTest {

    private static final String OK = "200";
    private static final String CREATED = "201";
    private static final String BAD = "400 bad object";
    private static final String BAD_FROM = "400 bad field: from";
    private static final String NOT_FOUND = "404 no such user or room";
    private static final String OFFLINE = "410 offline";
    private static final String SERVER_ERROR = "500 server error";

    private static final Likely[] CAUSES = {
        whenHeld(
                seen -> seen.called("the next boris"),
                "the next user of this name is in a room that it never joined, because the name was free before it had left all rooms. In forget(), call rooms.leaveAll() first and users.leave() last."),
        when(
                seen -> seen.called("almost: "),
                "a name is taken for another one that is similar: in capital letters, with a space, or longer. Names are equal only if equals() says so."),
        when(
                seen -> seen.got(BAD) && (seen.called("640: ") || seen.called("letters: ")),
                "a message is refused that is not too long. The limit is 640 characters of the compact object, where a letter beyond ASCII counts once and the line ending does not. JimWriter.bytes() knows."),
        when(
                seen -> seen.expected(BAD_FROM) && seen.got(BAD),
                "the length is checked before the sender's name. Check from first, whatever else is wrong."),
        when(
                seen -> seen.expected(BAD_FROM),
                "a msg in the name of another is accepted. Compare from with the name of this client."),
        when(
                seen ->
                        (seen.expected(BAD) || seen.called("too long: "))
                                && (seen.threw(IllegalArgumentException.class)
                                        || !seen.threwAnything()),
                "the object is too long, and JimWriter.bytes() throws an IllegalArgumentException. Catch it, return 400 and deliver nothing."),
        when(
                seen -> seen.expected(SERVER_ERROR),
                "the accounts fail, so nobody can know whether this user exists. Let the AccountsException through; answer() makes a 500 of it."),
        when(
                seen -> seen.called("a full mailbox: ") && seen.expected(OFFLINE) && seen.got(OK),
                "the sender gets 200 although the mailbox has not accepted the message. Look at what offer() returns."),
        when(
                seen -> seen.called("a full mailbox: ") && !seen.expected(OFFLINE),
                "one full mailbox decides about the whole room. It matters only to its owner: deliver to the others and return 200."),
        when(
                seen ->
                        seen.called("one has gone: ")
                                && (seen.threw(NullPointerException.class)
                                        || !seen.threwAnything()),
                "users.mailbox() is null for a member who has gone a moment ago. Skip it, and deliver to the others."),
        when(
                seen ->
                        seen.called("after boris left: ") && seen.got(OK)
                                || seen.called("after leave(): "),
                "a client that has gone still has its name and its mailbox. Give the name back in forget(): users.leave()."),
        when(
                seen -> seen.called("leave()") && seen.called("answer(Join"),
                "a client that has gone is still in a room. Call rooms.leaveAll() in forget()."),
        when(
                seen -> seen.expectedWords("more"),
                "the response to a join would be too long with all names. NameList.call() shortens it."),
        when(
                seen ->
                        seen.expectedWords("201") && seen.gotText().startsWith("200")
                                || seen.expectedWords("200") && seen.gotText().startsWith("201"),
                "201 is for a join that makes the room, 200 for all others. Use what rooms.join() returns."),
        when(
                seen ->
                        seen.called("answer(Join")
                                && (seen.expectedWords("201 ") || seen.expectedWords("200 ")),
                "the text of the response to a join must name all members, including the client itself. Call NameList.call(rooms.members(room)) after rooms.join()."),
        when(
                seen ->
                        seen.expected("")
                                && seen.gotText().contains("#tea")
                                && seen.called("the mailbox of anna"),
                "the sender receives its own message in the room. Leave out the sender: compare the names with equals()."),
        when(
                seen -> seen.expected("") && seen.gotText().contains("#tea"),
                "a message to a room is delivered to users who are not in it now. Ask for its members each time."),
        when(
                seen -> seen.expected("") && !seen.gotNothing(),
                "a message is delivered to another user, or although it was refused. Offer it only to its recipient, after all checks."),
        when(
                seen -> seen.called("the mailbox of") && seen.gotNothing(),
                "the sender gets 200, and the message is in no mailbox. Call offer() first, and send 200 only if it returns true."),
        when(
                seen -> seen.called("the mailbox of") && seen.gotSomethingElse(),
                "another message is delivered than the one that was sent. Forward the same one: JimWriter.bytes(msg)."),
        when(
                seen -> seen.expected(NOT_FOUND) && seen.called("answer(Leave"),
                "leave gets 200 only if the client was a member of that room. Use what rooms.leave() returns."),
        when(
                seen -> seen.expected(NOT_FOUND) && seen.called("answer(Msg[time=5, to=#"),
                "a client that is not a member of a room sends to it. Return 404, also if there is no such room."),
        when(
                seen -> seen.called("answer(Msg[time=5, to=#"),
                "a name that begins with # is a room. Deliver to all other members and return 200, even if there are none."),
        when(
                seen -> seen.expected(OFFLINE) && seen.called("a blocked account: "),
                "a user whose account is blocked is unknown to your code. Such a user has an account, too: only UNKNOWN means that there is none."),
        when(
                seen -> seen.expected(OFFLINE) || seen.expected(NOT_FOUND),
                "a known user who is offline gets 410, and an unknown one 404. A user is known who has an account or was ever online."),
        when(
                seen -> seen.expected(OK),
                "a msg to a user who is online must be delivered and get 200, even if that user is the sender."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final PlainAccounts accounts = new PlainAccounts();
    private final OnlineUsers users = new OnlineUsers();
    private final Rooms rooms = new Rooms();
    private final ChatRouter router = new ChatRouter(accounts, users, rooms);
    private final Box annas = new Box();
    private final Box boris = new Box();
    private final Box claras = new Box();

    private ChatSession session(Mailbox mailbox) {
        return new ChatSession(accounts, users, router, mailbox, false);
    }

    /** Returns the session of a client that has logged in. */
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

    /** Returns the message as the server writes it to each client that receives it. */
    private static String written(String to, String from) {
        return "{\"action\":\"msg\",\"time\":5,\"to\":\"%s\",\"from\":\"%s\",\"encoding\":\"ascii\",\"message\":\"hi\"}\n"
                .formatted(to, from);
    }

    private Call<String> answer(ChatSession session, Message message) {
        return answer("", session, message);
    }

    /**
     * Calls {@code answer()}; returns the code and the text of the response, or {@code nothing}.
     */
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

    /** Returns everything that this mailbox has accepted so far. */
    private Call<String> mail(String whose, Box box) {
        return wire.call("the mailbox of " + whose, box::content);
    }

    @Nested
    class A_message_to_one {

        @Test
        @Tag("5.3")
        @DisplayName("A message to a user who is online is delivered, and its sender gets 200")
        void is_brought_and_answered_with_200() {
            ChatSession anna = anna();
            somebody("boris", boris);

            assertThat(answer(anna, msg("boris", "anna"))).returns(OK);

            assertThat(mail("boris", boris)).returns(written("boris", "anna"));
        }

        @Test
        @Tag("5.3")
        @DisplayName("A message to one user is delivered to nobody else")
        void is_brought_to_nobody_else() {
            ChatSession anna = anna();
            somebody("boris", boris);
            somebody("clara", claras);

            assertThat(answer(anna, msg("boris", "anna"))).returns(OK);

            assertThat(mail("clara", claras)).returns("");
            assertThat(mail("anna", annas)).returns("");
        }

        @Test
        @Tag("5.3")
        @DisplayName("A delivered message keeps its time, encoding and text")
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
        @Tag("5.3")
        @DisplayName("A message to oneself is delivered, too")
        void to_oneself_is_brought_too() {
            ChatSession anna = anna();

            assertThat(answer(anna, msg("anna", "anna"))).returns(OK);

            assertThat(mail("anna", annas)).returns(written("anna", "anna"));
        }

        @Test
        @Tag("6.1")
        @DisplayName("A message to a user who has gone gets 410")
        void who_has_gone_is_410() {
            ChatSession anna = anna();
            ChatSession gone = somebody("boris", boris);
            assertThat(leave(gone)).returns();

            assertThat(answer("after boris left: ", anna, msg("boris", "anna"))).returns(OFFLINE);

            assertThat(mail("boris", boris)).returns("");
        }

        @Test
        @Tag("5.4")
        @DisplayName("A message to a user who has an account and is offline gets 410")
        void who_has_an_account_but_is_not_here_is_410() {
            accounts.with("boris", "s3cret");

            ChatSession anna = anna();
            assertThat(answer(anna, msg("boris", "anna"))).returns(OFFLINE);

            accounts.withBlocked("clara", "s3cret");

            assertThat(answer("a blocked account: ", anna, msg("clara", "anna"))).returns(OFFLINE);
        }

        @Test
        @Tag("5.4")
        @DisplayName("A message to an unknown user gets 404")
        void who_is_not_known_is_404() {
            assertThat(answer(anna(), msg("boris", "anna"))).returns(NOT_FOUND);
        }

        @Test
        @Tag("5.4")
        @DisplayName("A message to a user whose mailbox is full gets 410")
        void whose_mailbox_accepts_nothing_more_is_410() {
            ChatSession anna = anna();
            somebody("boris", boris.full());

            assertThat(answer("a full mailbox: ", anna, msg("boris", "anna"))).returns(OFFLINE);
        }

        @Test
        @Tag("5.1")
        @DisplayName(
                "A message to a user in the name of another gets 400 and is delivered to nobody")
        void in_the_name_of_another_is_400_and_brought_to_nobody() {
            ChatSession anna = anna();
            somebody("boris", boris);
            somebody("clara", claras);

            assertThat(answer(anna, msg("boris", "clara"))).returns(BAD_FROM);

            assertThat(mail("boris", boris)).returns("");
        }

        @Test
        @Tag("5.1")
        @DisplayName("The sender's name is checked before the length")
        void in_the_name_of_another_is_that_first_of_all() {
            ChatSession anna = anna();
            Message.Msg msg = new Message.Msg(5, "boris", "clara", "ascii", "\"".repeat(300));

            assertThat(answer("another's name, too long: ", anna, msg)).returns(BAD_FROM);
        }

        @Test
        @Tag("5.2")
        @DisplayName("A message whose object is too long gets 400 and is delivered to nobody")
        void that_is_too_long_when_it_is_written_is_400_and_not_brought() {
            ChatSession anna = anna();
            somebody("boris", boris);
            String quotes = "\"".repeat(300); // each is two characters in JSON

            Message.Msg msg = new Message.Msg(5, "boris", "anna", "ascii", quotes);
            assertThat(answer("too long: ", anna, msg)).returns(BAD);

            assertThat(mail("boris", boris)).returns("");
        }

        @Test
        @Tag("5.4")
        @DisplayName("A message to an unknown user gets 500 while the accounts fail")
        void is_500_while_the_accounts_fail_and_must_be_asked() {
            ChatSession anna = anna();
            accounts.fail(true);

            assertThat(answer(anna, msg("boris", "anna"))).returns(SERVER_ERROR);
        }

        @Test
        @Tag("5.2")
        @DisplayName("The object of a message may have 640 characters of any alphabet")
        void may_have_640_characters_of_any_alphabet_when_it_is_written() {
            ChatSession anna = anna();
            somebody("boris", boris);
            int left = 640 - (written("boris", "anna").length() - 1 - "hi".length());
            String most = "\"".repeat(left / 2) + "x".repeat(left % 2); // 2 characters per quote

            assertThat(answer("640: ", anna, text(most))).returns(OK);
            assertThat(answer("641: ", anna, text(most + "x"))).returns(BAD);
            assertThat(answer("letters: ", anna, text("я".repeat(150)))).returns(OK);
            assertThat(answer("letters: ", anna, text("я".repeat(500)))).returns(OK);
            assertThat(answer("letters: ", anna, text("😀".repeat(500)))).returns(OK);
        }

        private Message.Msg text(String text) {
            return new Message.Msg(5, "boris", "anna", "ascii", text);
        }

        @Test
        @Tag("5.4")
        @DisplayName("Similar names are different users")
        void of_a_name_that_is_almost_another_is_not_theirs() {
            ChatSession anna = anna();
            somebody("boris", boris);
            for (String name : List.of("Boris", "BORIS", "bori", "boriss", "boris ", " boris")) {
                assertThat(answer("almost: ", anna, msg(name, "anna"))).returns(NOT_FOUND);
            }
            for (String name : List.of("Anna", "ann", "annaa", "anna ")) {
                assertThat(answer("almost: ", anna, msg("boris", name))).returns(BAD_FROM);
            }
            assertThat(mail("boris", boris)).returns("");
        }
    }

    @Nested
    class A_room {

        @Test
        @Tag("4.5")
        @DisplayName("The client that makes a room gets 201 and its own name")
        void is_made_by_who_joins_first() {
            assertThat(join(anna(), "#tea")).returns(CREATED + " anna");
        }

        @Test
        @Tag("4.5")
        @DisplayName("A client that joins a room of others gets 200 and the names of all members")
        void is_joined_by_others_who_are_told_who_is_in_it() {
            assertThat(join(somebody("boris", boris), "#tea")).returns(CREATED + " boris");

            assertThat(join(anna(), "#tea")).returns(OK + " anna, boris");
        }

        @Test
        @Tag("4.5")
        @DisplayName("A client that joins its room again gets 200")
        void may_be_joined_once_more() {
            ChatSession anna = anna();
            assertThat(join(anna, "#tea")).returns(CREATED + " anna");

            assertThat(join(anna, "#tea")).returns(OK + " anna");
        }

        @Test
        @Tag("4.5")
        @DisplayName("The response to a join shortens a long list of members")
        void of_very_many_is_told_in_part() {
            Call<Void> joins =
                    wire.call(
                            "rooms.join(#tea, …) 50 times",
                            () -> {
                                for (int i = 10; i < 60; i++) {
                                    rooms.join("#tea", "n".repeat(23) + i);
                                }
                                return null;
                            });
            assertThat(joins).returns();
            String first = "n".repeat(23) + 10;

            Call<String> join = join(somebody(first, annas), "#tea");

            String shown =
                    String.join(
                            ", ",
                            IntStream.range(10, 28).mapToObj(i -> "n".repeat(23) + i).toList());
            assertThat(join).returns(OK + " " + shown + " and 32 more");
        }

        @Test
        @Tag("4.6")
        @DisplayName("A member that leaves gets 200, and 404 for the second time")
        void may_be_left() {
            ChatSession anna = anna();
            assertThat(join(anna, "#tea")).returns(CREATED + " anna");

            assertThat(leaveRoom(anna, "#tea")).returns(OK);
            assertThat(leaveRoom(anna, "#tea")).returns(NOT_FOUND);
        }

        @Test
        @Tag("4.6")
        @DisplayName("Leaving a room that does not exist gets 404")
        void that_is_not_there_cannot_be_left() {
            assertThat(leaveRoom(anna(), "#tea")).returns(NOT_FOUND);
        }

        @Test
        @Tag("4.6")
        @DisplayName("A client that leaves a room it is not in gets 404")
        void of_others_cannot_be_left() {
            assertThat(join(somebody("boris", boris), "#tea")).returns(CREATED + " boris");

            assertThat(leaveRoom(anna(), "#tea")).returns(NOT_FOUND);
        }

        @Test
        @Tag("4.5")
        @DisplayName("Rooms with similar names are different rooms")
        void of_a_name_that_is_almost_another_is_another_room() {
            ChatSession anna = anna();
            assertThat(join(anna, "#tea")).returns(CREATED + " anna");
            for (String room : List.of("#Tea", "#TEA", "#te", "#teas", "#tea ")) {
                assertThat(join(anna, room)).returns(CREATED + " anna");
            }
        }

        @Test
        @Tag("4.6")
        @DisplayName("Leaving a room with a similar name gets 404")
        void of_a_name_that_is_almost_another_cannot_be_left() {
            ChatSession anna = anna();
            assertThat(join(anna, "#tea")).returns(CREATED + " anna");
            for (String room : List.of("#Tea", "#TEA", "#te", "#teas", "#tea ")) {
                assertThat(leaveRoom(anna, room)).returns(NOT_FOUND);
            }
        }
    }

    @Nested
    class A_message_to_a_room {

        /** Returns Anna's session; Boris and Clara are in the room as well. */
        private ChatSession party() {
            ChatSession anna = anna();
            assertThat(join(somebody("boris", boris), "#tea")).returns();
            assertThat(join(somebody("clara", claras), "#tea")).returns();
            assertThat(join(anna, "#tea")).returns(OK + " anna, boris, clara");
            return anna;
        }

        @Test
        @Tag("5.5")
        @DisplayName("A message to a room is delivered to all other members")
        void is_brought_to_all_others() {
            ChatSession anna = party();

            assertThat(answer(anna, msg("#tea", "anna"))).returns(OK);

            assertThat(mail("boris", boris)).returns(written("#tea", "anna"));
            assertThat(mail("clara", claras)).returns(written("#tea", "anna"));
        }

        @Test
        @Tag("5.5")
        @DisplayName("A message to a room is not delivered to its sender")
        void is_not_brought_to_who_says_it() {
            ChatSession anna = party();

            assertThat(answer(anna, msg("#tea", "anna"))).returns(OK);

            assertThat(mail("anna", annas)).returns("");
        }

        @Test
        @Tag("5.5")
        @DisplayName("A message to a room without other members gets 200")
        void where_nobody_else_is_is_200() {
            ChatSession anna = anna();
            assertThat(join(anna, "#tea")).returns(CREATED + " anna");

            assertThat(answer(anna, msg("#tea", "anna"))).returns(OK);
        }

        @Test
        @Tag("5.6")
        @DisplayName("A message to a room that does not exist gets 404")
        void that_is_not_there_is_404() {
            assertThat(answer(anna(), msg("#tea", "anna"))).returns(NOT_FOUND);
        }

        @Test
        @Tag("5.6")
        @DisplayName("A message to a room with a similar name gets 404")
        void of_a_name_that_is_almost_another_is_404() {
            ChatSession anna = anna();
            assertThat(join(anna, "#tea")).returns(CREATED + " anna");
            for (String room : List.of("#Tea", "#TEA", "#te", "#teas", "#tea ")) {
                assertThat(answer("almost: ", anna, msg(room, "anna"))).returns(NOT_FOUND);
            }
        }

        @Test
        @Tag("5.6")
        @DisplayName("A message to a room of others gets 404 and is delivered to nobody")
        void of_others_is_404_and_they_do_not_hear_it() {
            ChatSession anna = anna();
            assertThat(join(somebody("boris", boris), "#tea")).returns();

            assertThat(answer(anna, msg("#tea", "anna"))).returns(NOT_FOUND);

            assertThat(mail("boris", boris)).returns("");
        }

        @Test
        @Tag("5.5")
        @DisplayName("A message to a room is not delivered to a member who has left")
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
        @Tag("5.5")
        @DisplayName("A message to a room is not delivered to another room")
        void is_not_brought_to_another_room() {
            ChatSession anna = anna();
            assertThat(join(somebody("boris", boris), "#milk")).returns();
            assertThat(join(anna, "#tea")).returns(CREATED + " anna");

            assertThat(answer(anna, msg("#tea", "anna"))).returns(OK);

            assertThat(mail("boris", boris)).returns("");
        }

        @Test
        @Tag("5.5")
        @DisplayName("A message to a room is delivered to the others if one mailbox is full")
        void is_brought_to_the_others_if_one_accepts_nothing_more() {
            ChatSession anna = party();
            boris.full();

            assertThat(answer("a full mailbox: ", anna, msg("#tea", "anna"))).returns(OK);

            assertThat(mail("clara", claras)).returns(written("#tea", "anna"));
        }

        @Test
        @Tag("5.5")
        @DisplayName("A message to a room is delivered to the others if one member has gone")
        void is_brought_to_the_others_if_one_has_gone() {
            ChatSession anna = party();
            users.leave("boris"); // he has not left the room yet

            assertThat(answer("one has gone: ", anna, msg("#tea", "anna"))).returns(OK);

            assertThat(mail("clara", claras)).returns(written("#tea", "anna"));
        }

        @Test
        @Tag("5.1")
        @DisplayName(
                "A message to a room in the name of another gets 400 and is delivered to nobody")
        void in_the_name_of_another_is_400_and_brought_to_nobody() {
            ChatSession anna = party();

            assertThat(answer(anna, msg("#tea", "clara"))).returns(BAD_FROM);

            assertThat(mail("boris", boris)).returns("");
        }
    }

    @Nested
    class Who_leaves {

        @Test
        @Tag("6.1")
        @DisplayName("A client that has gone is in no room")
        void is_in_no_room_any_more() {
            ChatSession gone = somebody("boris", boris);
            assertThat(join(gone, "#tea")).returns(CREATED + " boris");
            assertThat(join(gone, "#milk")).returns(CREATED + " boris");

            assertThat(leave(gone)).returns();

            assertThat(join(anna(), "#tea")).returns(CREATED + " anna");
            assertThat(join(somebody("clara", claras), "#milk")).returns(CREATED + " clara");
        }

        @Test
        @Tag("6.1")
        @DisplayName("The next user of a name is in no room, whenever it logs in")
        void leaves_no_room_to_the_next_user_of_its_name() {
            wire.atEachPauseOf(
                    "leave()",
                    round -> {
                        Rooms all = new Rooms();
                        OnlineUsers both = new OnlineUsers();
                        ChatRouter one = new ChatRouter(accounts, both, all);
                        ChatSession gone = new ChatSession(accounts, both, one, boris, false);
                        assertThat(answer(gone, new Message.Presence(5, "boris", ""))).returns();
                        assertThat(join(gone, "#tea")).returns();
                        Call<Void> leave = leave(gone);
                        List<Call<String>> next = new ArrayList<>();

                        round.meanwhile(
                                () ->
                                        next.add(
                                                wire.call(
                                                        "the next boris",
                                                        () -> nextBoris(both, all))));

                        assertThat(leave).returns();
                        assertThat(next.get(0)).returnsEither("in no room", "not logged in yet");
                    });
        }

        private String nextBoris(OnlineUsers both, Rooms all) {
            if (!both.enter("boris", claras)) {
                return "not logged in yet";
            }
            return all.members("#tea").contains("boris") ? "in #tea" : "in no room";
        }

        @Test
        @Tag("6.1")
        @DisplayName("Another client can take the name of a client that has gone")
        void leaves_the_name_to_others() {
            ChatSession first = anna();

            assertThat(leave(first)).returns();

            Message presence = new Message.Presence(5, "anna", "");
            assertThat(answer("after leave(): ", session(boris), presence)).returns(OK);
        }

        @Test
        @Tag("6.1")
        @DisplayName("The other members stay in the room when a client goes")
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
