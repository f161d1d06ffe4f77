package lesson23_jim_sessions;

import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.util.ArrayList;
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
import workbook.jim.Message;

@DisplayNameGeneration(ReplaceUnderscores.class)
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

    private static final Message.Presence ANNA = presence("anna");
    private static final Message.Msg TO_BORIS = msg("boris", "anna");

    private static final Likely[] CAUSES = {
        whenHeld(
                seen -> seen.held("answer(", "", "") && !seen.gotText().contains(CONFLICT),
                "two clients have the same name, because another one took it between your question and your enter(). Call enter() alone, and look at what it returns: it asks and takes in one step."),
        when(
                seen -> seen.called("almost anna: "),
                "two names that are only similar are treated as equal. They may differ in case, in a space or in length: compare them with equals()."),
        when(
                seen -> seen.gotText().contains("on fire"),
                "the client receives the text of the exception, which shows how the accounts are kept. Log it, and return Code.SERVER_ERROR.response()."),
        when(
                seen -> seen.expected(SERVER_ERROR) && seen.threw(AccountsException.class),
                "an AccountsException leaves answer() and would end the connection. Catch it, and return Code.SERVER_ERROR.response()."),
        when(
                seen -> seen.expected(SERVER_ERROR),
                "the accounts have failed, and the client gets no response or the wrong one. It is the server's fault: return code 500."),
        when(
                seen -> seen.called("after a failure"),
                "the session has remembered a name although the accounts failed. Take the name only after all questions have been asked."),
        when(
                seen -> seen.expected("nothing"),
                "a response or a quit gets a response. Return Optional.empty() for both."),
        when(
                seen -> seen.threw(NullPointerException.class),
                "the client has not logged in, so name is null, and your code uses it. Ask for null first."),
        when(
                seen -> seen.called("after 409"),
                "a client that got 409 is treated as if it had the name. Set the field name only if online.enter() has returned true."),
        when(
                seen -> seen.called("after a refused one has left"),
                "a client that got 409 gives the name back, but another client has it. Call online.leave() only if this session has taken the name."),
        when(
                seen -> seen.called("after leaving twice"),
                "the second leave() of a client gives back a name that another client has now. Set the field name to null in leave()."),
        when(
                seen -> seen.expected("400 bad field: from") && seen.got(NOT_FOUND),
                "to is examined before from. Ask in the order of the requirements: first whether from is the client's own name."),
        when(
                seen -> seen.called("after it has left"),
                "a client has left, and its name is still taken. Call online.leave() in leave()."),
        when(
                seen -> seen.expected(BLOCKED) && seen.got(CONFLICT),
                "a client with a blocked account gets 409 because another client has the name. Ask for accounts.standing() before you ask Online."),
        when(
                seen -> seen.expected("403 blocked") && seen.got(OK),
                "a client with a blocked account has logged in. Ask for accounts.standing() before you take the name."),
        when(
                seen -> seen.expected(WRONG) && seen.got(BLOCKED),
                "the client learns that the account is blocked although its password is wrong. Check the password first."),
        when(
                seen -> seen.expected(WRONG) && seen.got(CONFLICT),
                "the client learns that another one has the name although its password is wrong. Check the password first, and call online.enter() last."),
        when(
                seen -> seen.expected(WRONG) && seen.got(NOT_FOUND),
                "the client learns that there is no such account. Return 402 for an unknown account and for a wrong password."),
        when(
                seen -> seen.expected(WRONG),
                "a client has logged in although the account does not exist or the password is wrong. Return 402 if accounts.check() returns false, and create no account."),
        when(
                seen -> seen.expected(CONFLICT),
                "two clients have the same name. Return 409 if online.enter() returns false."),
        when(
                seen -> seen.got(CONFLICT),
                "the client gets 409 although no other client has the name. Call online.enter() once, after all questions that can refuse the client, and not if it has logged in already."),
        when(
                seen -> seen.expected("400 bad field: account_name"),
                "a client that has logged in changes its name. Return 400 with the field account_name if a presence has another name."),
        when(
                seen -> seen.expected("400 bad field: from"),
                "a client sends a msg in the name of another. Compare from with the client's own name."),
        when(
                seen -> seen.expected("400 bad field: action") && seen.called("a second"),
                "a client that has logged in authenticates again. Return 400 with the field action, whatever the password is."),
        when(
                seen -> seen.expected("400 bad field: action"),
                "a probe from a client gets the wrong response. Only servers probe: return 400 with the field action."),
        when(
                seen -> seen.got("401 who are you") && seen.called("without authentication"),
                "the client must authenticate although authentication is off. Then a presence is enough."),
        when(
                seen -> seen.got("401 who are you"),
                "the client has authenticated, and the session does not know it. Set the field name when online.enter() has returned true."),
        when(
                seen -> seen.expected(UNAUTHORISED),
                "a client that has not logged in is treated as if it had. Return 401 for all messages but authenticate and presence, and for a presence if authentication is on."),
        when(
                seen -> seen.expected(CREATED) && seen.got(OK),
                "a new name gets 200, because it is known as soon as enter() was called. Call online.hasSeen() before enter()."),
        when(
                seen -> seen.expected(OK) && seen.got(CREATED),
                "a known name gets 201. Return 200 if the name has an account or was taken since the server started."),
        when(
                seen -> seen.expected(OFFLINE) || seen.expected(NOT_FOUND),
                "a recipient gets the wrong code. Return 410 if it is known but not connected (an account, even a blocked one, or hasSeen()), and 404 if it is unknown or a room."),
        when(
                seen -> seen.expected(ACCEPTED),
                "the recipient is connected, and the client does not get 202. Ask online.has() first."),
    };

    /**
     * Names that only an exact comparison distinguishes from anna: they differ in case, in spaces,
     * in length, in a Cyrillic a, in a wildcard.
     */
    private static final List<String> ALMOST_ANNA =
            List.of("Anna", "ANNA", "anna ", " anna", "ann", "annab", "\u0430nna", "a%nna", "aNna");

    private static final List<String> ANY_NAMES =
            List.of("   ", "%s %", "$1", "\\", "😀", "null", "' OR 1=1 --");

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

    /**
     * Calls {@code answer()}; returns the code and the text of the response, or {@code nothing}.
     */
    private Call<String> answer(String when, JimSession session, Message message) {
        return wire.call(
                (when.isEmpty() ? "" : when + ": ") + "answer(" + message + ")",
                () ->
                        session.answer(message)
                                .map(r -> (r.code() + " " + r.text()).strip())
                                .orElse("nothing"));
    }

    /** Returns the session of a client that has logged in, where authentication is off. */
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
        @Tag("5.6")
        void with_the_right_password_gets_200() {
            accounts.with("anna", "s3cret");

            assertThat(answer(session(true), login("anna", "s3cret"))).returns(OK);
        }

        @Test
        @Tag("5.3")
        void with_a_wrong_password_gets_402() {
            accounts.with("anna", "s3cret");

            assertThat(answer(session(true), login("anna", "guess"))).returns(WRONG);
        }

        @Test
        @Tag("5.3")
        void without_an_account_gets_402_as_well() {
            assertThat(answer(session(true), login("anna", "s3cret"))).returns(WRONG);
        }

        @Test
        @Tag("5.4")
        void with_the_right_password_of_a_blocked_account_gets_403() {
            accounts.withBlocked("anna", "s3cret");

            assertThat(answer(session(true), login("anna", "s3cret"))).returns(BLOCKED);
        }

        @Test
        @Tag("5.3")
        void with_a_wrong_password_of_a_blocked_account_gets_402() {
            accounts.withBlocked("anna", "s3cret");

            assertThat(answer(session(true), login("anna", "guess"))).returns(WRONG);
        }

        @Test
        @Tag("5.5")
        void gets_409_while_another_client_has_the_name() {
            accounts.with("anna", "s3cret");
            assertThat(answer(session(true), login("anna", "s3cret"))).returns(OK);

            assertThat(answer("another client", session(true), login("anna", "s3cret")))
                    .returns(CONFLICT);
        }

        @Test
        @Tag("5.4")
        void with_the_right_password_of_a_blocked_account_gets_403_while_another_has_the_name() {
            accounts.with("anna", "s3cret");
            assertThat(answer(session(true), login("anna", "s3cret"))).returns(OK);
            accounts.block("anna");

            assertThat(answer("another client", session(true), login("anna", "s3cret")))
                    .returns(BLOCKED);
        }

        @Test
        @Tag("5.3")
        void with_a_wrong_password_gets_402_while_another_client_has_the_name() {
            accounts.with("anna", "s3cret");
            assertThat(answer(session(true), login("anna", "s3cret"))).returns(OK);

            assertThat(answer("another client", session(true), login("anna", "guess")))
                    .returns(WRONG);
        }

        @Test
        @Tag("5.6")
        void gets_200_even_if_an_earlier_try_got_402() {
            accounts.with("anna", "s3cret");
            JimSession session = session(true);
            assertThat(answer(session, login("anna", "guess"))).returns(WRONG);

            assertThat(answer(session, login("anna", "s3cret"))).returns(OK);
        }

        @Test
        @Tag("5.2")
        void gets_400_if_the_client_has_logged_in_already() {
            accounts.with("anna", "s3cret");
            JimSession session = session(true);
            assertThat(answer(session, login("anna", "s3cret"))).returns(OK);

            assertThat(answer("a second time", session, login("anna", "s3cret")))
                    .returns("400 bad field: action");
        }

        @Test
        @Tag("5.6")
        void gets_200_even_if_authentication_is_off() {
            accounts.with("anna", "s3cret");

            assertThat(answer("without authentication", session(false), login("anna", "s3cret")))
                    .returns(OK);
        }
    }

    @Nested
    class Presence {

        @Test
        @Tag("4.3")
        void of_a_new_name_gets_201() {
            assertThat(answer("without authentication", session(false), presence("anna")))
                    .returns(CREATED);
        }

        @Test
        @Tag("4.3")
        void of_a_name_with_an_account_gets_200() {
            accounts.with("anna", "s3cret");

            assertThat(answer("without authentication", session(false), presence("anna")))
                    .returns(OK);
        }

        @Test
        @Tag("4.3")
        void of_a_name_that_was_taken_before_gets_200() {
            leave(somebody("anna"));

            assertThat(answer("after it has left", session(false), presence("anna"))).returns(OK);
        }

        @Test
        @Tag("4.2")
        void of_the_same_name_gets_200_again() {
            JimSession session = somebody("anna");

            assertThat(answer("again", session, presence("anna"))).returns(OK);
        }

        @Test
        @Tag("4.2")
        void of_another_name_than_before_gets_400() {
            JimSession session = somebody("anna");

            assertThat(answer("after anna's", session, presence("boris")))
                    .returns("400 bad field: account_name");
        }

        @Test
        @Tag("4.4")
        void gets_409_while_another_client_has_the_name() {
            somebody("anna");

            assertThat(answer("another client", session(false), presence("anna")))
                    .returns(CONFLICT);
        }

        @Test
        @Tag("4.4")
        void of_one_name_by_two_clients_at_the_same_moment_gets_409_for_one_of_them() {
            accounts.with("anna", "s3cret");

            wire.atEachPause(
                    round -> {
                        Online both = new Online();
                        Call<String> one = answer(new JimSession(accounts, both, false), ANNA);
                        JimSession second = new JimSession(accounts, both, false);
                        List<Call<String>> other = new ArrayList<>();

                        round.meanwhile(() -> other.add(answer(second, ANNA)));

                        assertThat(one).returnsTogetherWith(other.get(0), OK, CONFLICT);
                    });
        }

        @Test
        @Tag("5.4")
        void of_a_blocked_account_gets_403() {
            accounts.withBlocked("anna", "s3cret");

            assertThat(answer("without authentication", session(false), presence("anna")))
                    .returns(BLOCKED);
        }

        @Test
        @Tag("5.4")
        void of_a_blocked_account_gets_403_even_while_another_client_has_the_name() {
            accounts.with("anna", "s3cret");
            somebody("anna");
            accounts.block("anna");

            assertThat(answer("without authentication", session(false), presence("anna")))
                    .returns(BLOCKED);
        }

        @Test
        @Tag("5.1")
        void gets_401_if_authentication_is_on() {
            accounts.with("anna", "s3cret");

            assertThat(answer(session(true), presence("anna"))).returns(UNAUTHORISED);
        }

        @Test
        @Tag("5.6")
        void of_the_same_name_gets_200_after_authenticate() {
            accounts.with("anna", "s3cret");
            JimSession session = session(true);
            assertThat(answer(session, login("anna", "s3cret"))).returns(OK);

            assertThat(answer(session, presence("anna"))).returns(OK);
        }

        @Test
        @Tag("5.6")
        void of_another_name_gets_400_after_authenticate() {
            accounts.with("anna", "s3cret");
            JimSession session = session(true);
            assertThat(answer(session, login("anna", "s3cret"))).returns(OK);

            assertThat(answer("after anna's", session, presence("boris")))
                    .returns("400 bad field: account_name");
        }
    }

    @Nested
    class A_client_that_has_not_logged_in {

        @Test
        @Tag("6.1")
        @DisplayName("A msg gets 401 before the client has authenticated")
        void a_msg_gets_401_before_the_client_has_authenticated() {
            somebody("boris");

            assertThat(answer(session(true), TO_BORIS)).returns(UNAUTHORISED);
        }

        @Test
        @Tag("6.1")
        @DisplayName("A msg gets 401 before the first presence")
        void a_msg_gets_401_before_the_first_presence() {
            somebody("boris");

            assertThat(answer("before a presence", session(false), TO_BORIS)).returns(UNAUTHORISED);
        }

        @Test
        @Tag("6.1")
        @DisplayName("A probe gets 401 before the client has logged in")
        void a_probe_gets_401_before_the_client_has_logged_in() {
            assertThat(answer(session(true), new Message.Probe(5))).returns(UNAUTHORISED);
        }

        @Test
        @Tag("6.1")
        @DisplayName("A join gets 401 before the client has logged in")
        void a_join_gets_401_before_the_client_has_logged_in() {
            assertThat(answer(session(true), new Message.Join(5, "#tea"))).returns(UNAUTHORISED);
        }

        @Test
        @Tag("6.1")
        @DisplayName("A msg gets 401 if the presence got 409")
        void a_msg_gets_401_if_the_presence_got_409() {
            somebody("anna");
            JimSession session = session(false);
            assertThat(answer("another client", session, presence("anna"))).returns(CONFLICT);

            assertThat(answer("after 409", session, msg("anna", "anna"))).returns(UNAUTHORISED);
        }

        @Test
        @Tag("4.4")
        @DisplayName("A client that got 409 may ask for another name")
        void a_client_that_got_409_may_ask_for_another_name() {
            somebody("anna");
            JimSession session = session(false);
            assertThat(answer("another client", session, presence("anna"))).returns(CONFLICT);

            assertThat(answer("after 409", session, presence("boris"))).returns(CREATED);
        }
    }

    @Nested
    class A_msg {

        @Test
        @Tag("6.3")
        void to_a_client_that_is_connected_gets_202() {
            somebody("boris");

            assertThat(answer(somebody("anna"), TO_BORIS)).returns(ACCEPTED);
        }

        @Test
        @Tag("6.4")
        void to_an_account_that_is_not_connected_gets_410() {
            accounts.with("boris", "x");

            assertThat(answer(somebody("anna"), TO_BORIS)).returns(OFFLINE);
        }

        @Test
        @Tag("6.4")
        void to_a_blocked_account_that_is_not_connected_gets_410() {
            accounts.withBlocked("boris", "x");

            assertThat(answer(somebody("anna"), TO_BORIS)).returns(OFFLINE);
        }

        @Test
        @Tag("6.4")
        void to_a_client_that_has_left_gets_410() {
            leave(somebody("boris"));

            assertThat(answer(somebody("anna"), TO_BORIS)).returns(OFFLINE);
        }

        @Test
        @Tag("6.5")
        void to_an_unknown_name_gets_404() {
            assertThat(answer(somebody("anna"), TO_BORIS)).returns(NOT_FOUND);
        }

        @Test
        @Tag("6.5")
        void to_a_room_gets_404() {
            assertThat(answer(somebody("anna"), msg("#tea", "anna"))).returns(NOT_FOUND);
        }

        @Test
        @Tag("6.2")
        void in_the_name_of_another_gets_400() {
            somebody("boris");

            assertThat(answer(somebody("anna"), msg("boris", "clara")))
                    .returns("400 bad field: from");
        }

        @Test
        @Tag("6.2")
        void in_the_name_of_another_gets_400_even_if_the_recipient_is_unknown() {
            assertThat(answer(somebody("anna"), msg("nobody", "clara")))
                    .returns("400 bad field: from");
        }
    }

    @Nested
    class Other_messages {

        @Test
        @Tag("6.6")
        @DisplayName("A probe from a client gets 400")
        void a_probe_from_a_client_gets_400() {
            assertThat(answer(somebody("anna"), new Message.Probe(5)))
                    .returns("400 bad field: action");
        }

        @Test
        @Tag("6.6")
        @DisplayName("A join gets 404")
        void a_join_gets_404() {
            assertThat(answer(somebody("anna"), new Message.Join(5, "#tea"))).returns(NOT_FOUND);
        }

        @Test
        @Tag("6.6")
        @DisplayName("A leave gets 404")
        void a_leave_gets_404() {
            assertThat(answer(somebody("anna"), new Message.Leave(5, "#tea"))).returns(NOT_FOUND);
        }

        @Test
        @Tag("4.1")
        @DisplayName("A response from a client gets no response")
        void a_response_from_a_client_gets_no_response() {
            assertThat(answer(session(true), new Message.Response(0, 200, ""))).returns("nothing");
        }

        @Test
        @Tag("4.1")
        @DisplayName("A quit gets no response")
        void a_quit_gets_no_response() {
            assertThat(answer(session(true), new Message.Quit(0))).returns("nothing");
        }
    }

    @Nested
    class Accounts_that_fail {

        @Test
        @Tag("5.3")
        @DisplayName("Authenticate gets 500 while the accounts fail")
        void authenticate_gets_500_while_the_accounts_fail() {
            accounts.with("anna", "s3cret").fail(true);

            assertThat(answer(session(true), login("anna", "s3cret"))).returns(SERVER_ERROR);
        }

        @Test
        @Tag("4.6")
        @DisplayName("Presence gets 500 while the accounts fail")
        void presence_gets_500_while_the_accounts_fail() {
            accounts.fail(true);

            assertThat(answer("without authentication", session(false), presence("anna")))
                    .returns(SERVER_ERROR);
        }

        @Test
        @Tag("6.4")
        @DisplayName("A msg gets 500 while the accounts fail")
        void a_msg_gets_500_while_the_accounts_fail() {
            JimSession session = somebody("anna");
            accounts.fail(true);

            assertThat(answer(session, TO_BORIS)).returns(SERVER_ERROR);
        }

        @Test
        @Tag("4.6")
        @DisplayName("Presence gets 201 when the accounts work again")
        void presence_gets_201_when_the_accounts_work_again() {
            accounts.fail(true);
            JimSession session = session(false);
            assertThat(answer("without authentication", session, presence("anna")))
                    .returns(SERVER_ERROR);
            accounts.fail(false);

            assertThat(answer("after a failure", session, presence("anna"))).returns(CREATED);
        }

        @Test
        @Tag("5.6")
        @DisplayName("Authenticate gets 200 when the accounts work again")
        void authenticate_gets_200_when_the_accounts_work_again() {
            accounts.with("anna", "s3cret").failAfter(1);
            JimSession session = session(true);
            assertThat(answer(session, login("anna", "s3cret"))).returns(SERVER_ERROR);
            accounts.failAfter(Integer.MAX_VALUE);

            assertThat(answer("after a failure", session, login("anna", "s3cret"))).returns(OK);
        }
    }

    @Nested
    class Leaving {

        @Test
        @Tag("6.4")
        @DisplayName("A msg to a client that has left gets 410 while others are connected")
        void a_msg_to_a_client_that_has_left_gets_410_while_others_are_connected() {
            leave(somebody("anna"));
            somebody("boris");

            assertThat(answer("after it has left", somebody("clara"), msg("anna", "clara")))
                    .returns(OFFLINE);
        }

        @Test
        @Tag("4.5")
        @DisplayName("A client that got 409 leaves, and the name stays taken")
        void a_client_that_got_409_leaves_and_the_name_stays_taken() {
            somebody("anna");
            JimSession refused = session(false);
            assertThat(answer("another client", refused, presence("anna"))).returns(CONFLICT);
            leave(refused);

            assertThat(answer("after a refused one has left", session(false), presence("anna")))
                    .returns(CONFLICT);
        }

        @Test
        @Tag("4.5")
        @DisplayName("A client leaves twice, and the name stays taken by the next one")
        void a_client_leaves_twice_and_the_name_stays_taken_by_the_next_one() {
            JimSession gone = somebody("anna");
            leave(gone);
            somebody("anna"); // another client
            leave(gone);

            assertThat(answer("after leaving twice", session(false), presence("anna")))
                    .returns(CONFLICT);
        }

        @Test
        @Tag("4.5")
        @DisplayName("A client without a name leaves, and nothing changes")
        void a_client_without_a_name_leaves_and_nothing_changes() {
            leave(session(false));

            assertThat(answer("without authentication", session(false), presence("anna")))
                    .returns(CREATED);
        }
    }

    @Nested
    class A_similar_name {

        @Test
        @Tag("4.2")
        @DisplayName("Presence of a name that is similar to the client's own name gets 400")
        void presence_of_a_name_that_is_similar_to_the_own_one_gets_400() {
            JimSession anna = somebody("anna");
            for (String name : ALMOST_ANNA) {
                assertThat(answer("almost anna", anna, presence(name)))
                        .returns("400 bad field: account_name");
            }
        }

        @Test
        @Tag("6.2")
        @DisplayName("A msg from a name that is similar to the client's own name gets 400")
        void a_msg_from_a_name_that_is_similar_to_the_own_one_gets_400() {
            JimSession anna = somebody("anna");
            for (String name : ALMOST_ANNA) {
                assertThat(answer("almost anna", anna, msg("anna", name)))
                        .returns("400 bad field: from");
            }
        }

        @Test
        @Tag("4.3")
        @DisplayName("Presence of a name that is similar to a taken one gets 201")
        void presence_of_a_name_that_is_similar_to_a_taken_one_gets_201() {
            somebody("anna");
            for (String name : ALMOST_ANNA) {
                JimSession other = session(false);
                assertThat(answer("almost anna", other, presence(name))).returns(CREATED);
                leave(other);
            }
        }

        @Test
        @Tag("6.5")
        @DisplayName("A msg to a name that is similar to a known one gets 404")
        void a_msg_to_a_name_that_is_similar_to_a_known_one_gets_404() {
            JimSession anna = somebody("anna");
            for (String name : ALMOST_ANNA) {
                assertThat(answer("almost anna", anna, msg(name, "anna"))).returns(NOT_FOUND);
                JimSession other = session(false);
                assertThat(answer("almost anna", other, presence(name))).returns(CREATED);
                leave(other);
            }
        }

        @Test
        @Tag("5.3")
        @DisplayName("Authenticate with a name that is similar to an account gets 402")
        void authenticate_with_a_name_that_is_similar_to_an_account_gets_402() {
            accounts.with("anna", "s3cret");
            for (String name : ALMOST_ANNA) {
                assertThat(answer("almost anna", session(true), login(name, "s3cret")))
                        .returns(WRONG);
            }
        }

        @Test
        @Tag("4.3")
        @DisplayName("A name may consist of any characters")
        void a_name_may_consist_of_any_characters() {
            for (String name : ANY_NAMES) {
                assertThat(answer("any name", session(false), presence(name))).returns(CREATED);
            }
        }

        @Test
        @Tag("6.3")
        @DisplayName("A msg to a name of any characters gets 202")
        void a_msg_to_a_name_of_any_characters_gets_202() {
            for (String name : ANY_NAMES) {
                JimSession session = somebody(name);
                assertThat(answer("any name", session, msg(name, name))).returns(ACCEPTED);
            }
        }
    }
}
