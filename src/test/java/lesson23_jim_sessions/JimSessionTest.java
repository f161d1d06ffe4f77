package lesson23_jim_sessions;

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
import workbook.jim.Message;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-3")
class JimSessionTest {

    private static final String OK = "200";
    private static final String CREATED = "201";
    private static final String ACCEPTED = "202";
    private static final String UNAUTHORISED = "401 who are you";
    private static final String WRONG = "402 wrong login or password";
    private static final String BLOCKED = "403 blocked";
    private static final String NOT_FOUND = "404 no such user or room";
    private static final String CONFLICT = "409 already connected";
    private static final String OFFLINE = "410 offline";
    private static final String SERVER_ERROR = "500 server error";

    private static final Message.Msg TO_BORIS = msg("boris", "anna");

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.gotText().contains("on fire"),
                "why the accounts fail, is told to the client. Log it; the client gets the usual text of code 500 and no more."),
        when(
                seen -> seen.expected(SERVER_ERROR) && seen.threw(AccountsException.class),
                "an AccountsException leaves answer(), and with it the client would be thrown out. Catch it, and answer with code 500."),
        when(
                seen -> seen.expected(SERVER_ERROR),
                "the accounts fail, which is the server's fault and nobody else's: code 500."),
        when(
                seen -> seen.called("after a failure"),
                "something was remembered of a message that failed. Take the name only when all has been asked."),
        when(
                seen -> seen.expected("nothing"),
                "a response and a quit are not answered: Optional.empty()."),
        when(
                seen -> seen.threw(NullPointerException.class),
                "before a name is taken, name is null. Ask for that first."),
        when(
                seen -> seen.called("after 409"),
                "a client that was refused with 409 is taken for somebody. Note its name only when online.enter() has returned true."),
        when(
                seen -> seen.called("after a refused one has left"),
                "a client that was refused with 409 gives back the name when it leaves, and it is not its own. Only who has taken a name gives it back: keep it in the field name, and only then."),
        when(
                seen -> seen.called("after leaving twice"),
                "a client that has left gives the name back once more, and by then it is another's. Forget the name in leave()."),
        when(
                seen -> seen.expected("400 bad field: from") && seen.got(NOT_FOUND),
                "to is looked at before from. The first line of the table that fits tells the answer."),
        when(
                seen -> seen.called("after it has left"),
                "when a client has left, its name must be free: call online.leave() with it."),
        when(
                seen -> seen.expected("403 blocked") && seen.got(OK),
                "a blocked account is let in. Ask for its standing()."),
        when(
                seen -> seen.expected(WRONG) && seen.got(BLOCKED),
                "that an account is blocked, is told before the password was right. Check the password first."),
        when(
                seen -> seen.expected(WRONG) && seen.got(NOT_FOUND),
                "that there is no such account, is told to whoever asks. No account and a wrong password look the same: 402."),
        when(
                seen -> seen.expected(WRONG),
                "an account is made or opened by whoever sends a name. authenticate only asks check()."),
        when(
                seen -> seen.expected(CONFLICT),
                "two clients have one name. online.enter() returns false if somebody has it: that is code 409."),
        when(
                seen -> seen.got(CONFLICT),
                "a client gets in its own way, or a refused one has left a name behind. Ask enter() once, after all that could refuse it, and not for who is somebody already."),
        when(
                seen -> seen.expected("400 bad field: account_name"),
                "a client that is somebody cannot become somebody else: another name in a presence is a bad field account_name."),
        when(
                seen -> seen.expected("400 bad field: from"),
                "a client speaks in another's name. from must be its own."),
        when(
                seen -> seen.expected("400 bad field: action") && seen.called("a second"),
                "who is somebody does not authenticate again, whatever the password."),
        when(
                seen -> seen.expected("400 bad field: action"),
                "only servers probe: that is a bad field action."),
        when(
                seen -> seen.got("401 who are you") && seen.called("without authentication"),
                "where authentication is off, a presence is enough to be somebody."),
        when(
                seen -> seen.got("401 who are you"),
                "a client that has authenticated is somebody: note its name in the field."),
        when(
                seen -> seen.expected(UNAUTHORISED),
                "a client that is not yet somebody is answered as if it were. All but authenticate and presence is 401 then, and a presence too, where authentication is on."),
        when(
                seen -> seen.expected(CREATED) && seen.got(OK),
                "a new name is 201. Ask online.hasSeen() before enter(): afterwards it was seen."),
        when(
                seen -> seen.expected(OK) && seen.got(CREATED),
                "201 is for a name that was not known before: without account, and never taken since the server started."),
        when(
                seen -> seen.expected(OFFLINE) || seen.expected(NOT_FOUND),
                "who is known, but not connected now, is 410; who is not known, and every room, is 404. Known is who has an account, or was seen."),
        when(
                seen -> seen.expected(ACCEPTED),
                "a msg to somebody who is connected is accepted with 202."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final PlainAccounts accounts = new PlainAccounts();
    private final Online online = new Online();

    private JimSession session(boolean authentication) {
        return new JimSession(accounts, online, authentication);
    }

    private static Message.Presence presence(String name) {
        return new Message.Presence(5, name, "");
    }

    private static Message.Authenticate login(String name, String password) {
        return new Message.Authenticate(5, name, password);
    }

    private static Message.Msg msg(String to, String from) {
        return new Message.Msg(5, to, from, "ascii", "hi");
    }

    private Call<String> answer(JimSession session, Message message) {
        return answer("", session, message);
    }

    /** Code and text. */
    private Call<String> answer(String when, JimSession session, Message message) {
        return wire.call(
                (when.isEmpty() ? "" : when + ": ") + "answer(" + message + ")",
                () ->
                        session.answer(message)
                                .map(r -> (r.code() + " " + r.text()).strip())
                                .orElse("nothing"));
    }

    /** A client that is somebody, where authentication is off. */
    private JimSession somebody(String name) {
        JimSession session = session(false);
        assertThat(answer("without authentication", session, presence(name))).returns();
        return session;
    }

    private void leave(JimSession session) {
        Call<Void> leave =
                wire.call(
                        "leave()",
                        () -> {
                            session.leave();
                            return null;
                        });
        assertThat(leave).returns();
    }

    @Nested
    class Authenticate {

        @Test
        void with_the_right_password_is_200() {
            accounts.with("anna", "s3cret");

            assertThat(answer(session(true), login("anna", "s3cret"))).returns(OK);
        }

        @Test
        void with_a_wrong_password_is_402() {
            accounts.with("anna", "s3cret");

            assertThat(answer(session(true), login("anna", "guess"))).returns(WRONG);
        }

        @Test
        void without_an_account_is_402_as_well() {
            assertThat(answer(session(true), login("anna", "s3cret"))).returns(WRONG);
        }

        @Test
        void of_a_blocked_account_is_403() {
            accounts.withBlocked("anna", "s3cret");

            assertThat(answer(session(true), login("anna", "s3cret"))).returns(BLOCKED);
        }

        @Test
        void of_a_blocked_account_with_a_wrong_password_is_402() {
            accounts.withBlocked("anna", "s3cret");

            assertThat(answer(session(true), login("anna", "guess"))).returns(WRONG);
        }

        @Test
        void while_another_is_connected_is_409() {
            accounts.with("anna", "s3cret");
            assertThat(answer(session(true), login("anna", "s3cret"))).returns(OK);

            assertThat(answer("another client", session(true), login("anna", "s3cret")))
                    .returns(CONFLICT);
        }

        @Test
        void with_a_wrong_password_while_another_is_connected_is_402() {
            accounts.with("anna", "s3cret");
            assertThat(answer(session(true), login("anna", "s3cret"))).returns(OK);

            assertThat(answer("another client", session(true), login("anna", "guess")))
                    .returns(WRONG);
        }

        @Test
        void may_be_tried_again_after_a_402() {
            accounts.with("anna", "s3cret");
            JimSession session = session(true);
            assertThat(answer(session, login("anna", "guess"))).returns(WRONG);

            assertThat(answer(session, login("anna", "s3cret"))).returns(OK);
        }

        @Test
        void is_400_for_who_is_somebody() {
            accounts.with("anna", "s3cret");
            JimSession session = session(true);
            assertThat(answer(session, login("anna", "s3cret"))).returns(OK);

            assertThat(answer("a second time", session, login("anna", "s3cret")))
                    .returns("400 bad field: action");
        }

        @Test
        void works_also_where_it_is_not_asked_for() {
            accounts.with("anna", "s3cret");

            assertThat(answer("without authentication", session(false), login("anna", "s3cret")))
                    .returns(OK);
        }
    }

    @Nested
    class Presence {

        @Test
        void of_a_new_name_is_201() {
            assertThat(answer("without authentication", session(false), presence("anna")))
                    .returns(CREATED);
        }

        @Test
        void of_a_name_with_an_account_is_200() {
            accounts.with("anna", "s3cret");

            assertThat(answer("without authentication", session(false), presence("anna")))
                    .returns(OK);
        }

        @Test
        void of_a_name_that_was_here_before_is_200() {
            leave(somebody("anna"));

            assertThat(answer("after it has left", session(false), presence("anna"))).returns(OK);
        }

        @Test
        void may_come_twice() {
            JimSession session = somebody("anna");

            assertThat(answer("again", session, presence("anna"))).returns(OK);
        }

        @Test
        void under_another_name_than_before_is_400() {
            JimSession session = somebody("anna");

            assertThat(answer("after anna's", session, presence("boris")))
                    .returns("400 bad field: account_name");
        }

        @Test
        void while_another_is_connected_is_409() {
            somebody("anna");

            assertThat(answer("another client", session(false), presence("anna")))
                    .returns(CONFLICT);
        }

        @Test
        void of_a_blocked_account_is_403() {
            accounts.withBlocked("anna", "s3cret");

            assertThat(answer("without authentication", session(false), presence("anna")))
                    .returns(BLOCKED);
        }

        @Test
        void is_401_where_authentication_is_on() {
            accounts.with("anna", "s3cret");

            assertThat(answer(session(true), presence("anna"))).returns(UNAUTHORISED);
        }

        @Test
        void is_200_after_authentication() {
            accounts.with("anna", "s3cret");
            JimSession session = session(true);
            assertThat(answer(session, login("anna", "s3cret"))).returns(OK);

            assertThat(answer(session, presence("anna"))).returns(OK);
        }

        @Test
        void under_another_name_than_authenticated_is_400() {
            accounts.with("anna", "s3cret");
            JimSession session = session(true);
            assertThat(answer(session, login("anna", "s3cret"))).returns(OK);

            assertThat(answer("after anna's", session, presence("boris")))
                    .returns("400 bad field: account_name");
        }
    }

    @Nested
    class A_client_that_is_nobody {

        @Test
        void may_not_send_a_msg() {
            somebody("boris");

            assertThat(answer(session(true), TO_BORIS)).returns(UNAUTHORISED);
        }

        @Test
        void may_not_send_a_msg_without_authentication_either() {
            somebody("boris");

            assertThat(answer("before a presence", session(false), TO_BORIS)).returns(UNAUTHORISED);
        }

        @Test
        void may_not_probe() {
            assertThat(answer(session(true), new Message.Probe(5))).returns(UNAUTHORISED);
        }

        @Test
        void may_not_join() {
            assertThat(answer(session(true), new Message.Join(5, "#tea"))).returns(UNAUTHORISED);
        }

        @Test
        void that_was_refused_stays_nobody() {
            somebody("anna");
            JimSession session = session(false);
            assertThat(answer("another client", session, presence("anna"))).returns(CONFLICT);

            assertThat(answer("after 409", session, msg("anna", "anna"))).returns(UNAUTHORISED);
        }

        @Test
        void that_was_refused_may_take_another_name() {
            somebody("anna");
            JimSession session = session(false);
            assertThat(answer("another client", session, presence("anna"))).returns(CONFLICT);

            assertThat(answer("after 409", session, presence("boris"))).returns(CREATED);
        }
    }

    @Nested
    class Msg {

        @Test
        void to_somebody_who_is_connected_is_202() {
            somebody("boris");

            assertThat(answer(somebody("anna"), TO_BORIS)).returns(ACCEPTED);
        }

        @Test
        void to_an_account_that_is_not_connected_is_410() {
            accounts.with("boris", "x");

            assertThat(answer(somebody("anna"), TO_BORIS)).returns(OFFLINE);
        }

        @Test
        void to_somebody_who_has_left_is_410() {
            leave(somebody("boris"));

            assertThat(answer(somebody("anna"), TO_BORIS)).returns(OFFLINE);
        }

        @Test
        void to_nobody_who_is_known_is_404() {
            assertThat(answer(somebody("anna"), TO_BORIS)).returns(NOT_FOUND);
        }

        @Test
        void to_a_room_is_404() {
            assertThat(answer(somebody("anna"), msg("#tea", "anna"))).returns(NOT_FOUND);
        }

        @Test
        void in_the_name_of_another_is_400() {
            somebody("boris");

            assertThat(answer(somebody("anna"), msg("boris", "clara")))
                    .returns("400 bad field: from");
        }

        @Test
        void in_the_name_of_another_is_400_though_nobody_would_get_it() {
            assertThat(answer(somebody("anna"), msg("nobody", "clara")))
                    .returns("400 bad field: from");
        }
    }

    @Nested
    class All_others {

        @Test
        void a_probe_is_400() {
            assertThat(answer(somebody("anna"), new Message.Probe(5)))
                    .returns("400 bad field: action");
        }

        @Test
        void a_join_is_404() {
            assertThat(answer(somebody("anna"), new Message.Join(5, "#tea"))).returns(NOT_FOUND);
        }

        @Test
        void a_leave_is_404() {
            assertThat(answer(somebody("anna"), new Message.Leave(5, "#tea"))).returns(NOT_FOUND);
        }

        @Test
        void a_response_is_not_answered() {
            assertThat(answer(session(true), new Message.Response(0, 200, ""))).returns("nothing");
        }

        @Test
        void a_quit_is_not_answered() {
            assertThat(answer(session(true), new Message.Quit(0))).returns("nothing");
        }
    }

    @Nested
    class Accounts_that_fail {

        @Test
        void make_authenticate_a_500() {
            accounts.with("anna", "s3cret").fail(true);

            assertThat(answer(session(true), login("anna", "s3cret"))).returns(SERVER_ERROR);
        }

        @Test
        void make_presence_a_500() {
            accounts.fail(true);

            assertThat(answer("without authentication", session(false), presence("anna")))
                    .returns(SERVER_ERROR);
        }

        @Test
        void make_a_msg_a_500() {
            JimSession session = somebody("anna");
            accounts.fail(true);

            assertThat(answer(session, TO_BORIS)).returns(SERVER_ERROR);
        }

        @Test
        void do_not_matter_once_they_work_again() {
            accounts.fail(true);
            JimSession session = session(false);
            assertThat(answer("without authentication", session, presence("anna")))
                    .returns(SERVER_ERROR);
            accounts.fail(false);

            assertThat(answer("after a failure", session, presence("anna"))).returns(CREATED);
        }
    }

    @Nested
    class Leaving {

        @Test
        void makes_the_name_free() {
            leave(somebody("anna"));
            somebody("boris");

            assertThat(answer("after it has left", somebody("clara"), msg("anna", "clara")))
                    .returns(OFFLINE);
        }

        @Test
        void of_a_refused_one_does_not() {
            somebody("anna");
            JimSession refused = session(false);
            assertThat(answer("another client", refused, presence("anna"))).returns(CONFLICT);
            leave(refused);

            assertThat(answer("after a refused one has left", session(false), presence("anna")))
                    .returns(CONFLICT);
        }

        @Test
        void is_over_once_it_has_left() {
            JimSession gone = somebody("anna");
            leave(gone);
            somebody("anna"); // another client
            leave(gone);

            assertThat(answer("after leaving twice", session(false), presence("anna")))
                    .returns(CONFLICT);
        }

        @Test
        void of_nobody_is_nothing() {
            leave(session(false));

            assertThat(answer("without authentication", session(false), presence("anna")))
                    .returns(CREATED);
        }
    }
}
