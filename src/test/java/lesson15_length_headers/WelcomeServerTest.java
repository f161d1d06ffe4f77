package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import kit.Likely;
import kit.ScriptedPeer;
import kit.Served;
import kit.Wire;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-4")
class WelcomeServerTest {

    private static final String WELCOME = "22        Welcome to the server!";

    private static final int LIMIT = 20; // bytes of a client's message

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(NullPointerException.class),
                "messages.read() returns null at the end of the stream, and null cannot be sent. Look for it before you answer."),
        when(
                seen -> seen.streamEnded() && seen.printed().contains("client lost: Socket"),
                "converse() closes a stream of the socket, and with it the connection. Leave it open: serve() closes it."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasReset(),
                "the loop goes on after an exception, and gets the same one again and again. The connection is gone: let the exception out to serve()."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream. messages.read() then returns null again and again, not a message that is late: leave the loop."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.expected("22        Welcome to the server!")
                                && seen.waitsForBytes()
                                && seen.gotNothing(),
                "the server waits for the client, and the client for its welcome. The server speaks first."),
        when(
                seen -> seen.got("Welcome to the server!"),
                "the welcome is sent without its header. It is a message: MessageWriter.write()."),
        when(
                seen -> seen.expectedWords("refused: ") && seen.gotText().startsWith("refused: "),
                "the refusal is sent without its header. It is a message: MessageWriter.write()."),
        when(
                seen -> seen.expectedWords("refused: ") && seen.gotNothing() && seen.streamEnded(),
                "the connection is closed, and the client does not know why. Catch the BadHeader, and say why before you return."),
        when(
                seen ->
                        seen.expectedWords("refused: ")
                                && seen.gotNothing()
                                && seen.waitsForBytes(),
                "the header tells more than the limit of this server, and it waits for the text. Give the reader the limit from the constructor."),
        when(
                seen -> seen.expectedEnd() && seen.gotNothing() && !seen.peerHasEnded(),
                "the server goes on reading after a refusal. Nobody knows where the next message begins: return."),
        when(
                seen -> seen.expectedEnd() && seen.gotText().contains("refused: "),
                "every exception is answered as a refusal. Catch only BadHeader: a client that ends its stream within a message is not answered."),
        when(
                seen ->
                        seen.expected("3         one0         5         three")
                                && seen.got("3         one")
                                && seen.streamEnded(),
                "an empty message is taken for the end of the stream. Send it back like any other: only null is the end."),
        when(
                seen ->
                        !seen.expectedWords("refused: ")
                                && seen.gotText().contains("refused: too long"),
                "a message within the limit is refused. Give the reader the limit from the constructor."),
        when(
                seen ->
                        seen.expectedBytes()
                                && !seen.expectedWords("refused: ")
                                && seen.gotText().contains("refused: not a number"),
                "a good message is refused: bytes of it went with an earlier reader. There is one MessageReader for a connection; make it before the loop."),
        when(
                seen -> seen.expectedWords("refused: ") && seen.gotText().contains("refused: "),
                "the refusal does not say what this BadHeader says. Send \"refused: \" and e.getMessage()."),
        when(
                seen ->
                        (seen.expectedSilence() || seen.expectedBytes())
                                && seen.streamEnded()
                                && !seen.expectedWords("refused: ")
                                && !seen.printed().contains("client lost"),
                "the connection is closed after the first message. Answer every message until messages.read() returns null."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<WelcomeServer> serving() {
        String name = "new WelcomeServer(0, " + LIMIT + ")";
        return wire.bind(name, () -> new WelcomeServer(0, LIMIT), WelcomeServer::port)
                .serve(WelcomeServer::serve);
    }

    private ScriptedPeer welcomed(Served<WelcomeServer> server) {
        ScriptedPeer client = wire.connect(server.port());
        assertThat(client).receives(WELCOME);
        return client;
    }

    @Nested
    class A_client {

        @Test
        void is_welcomed_at_once() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives(WELCOME).receivesNothing();
        }

        @Test
        void has_its_message_sent_back() {
            ScriptedPeer client = welcomed(serving());

            client.send("12        привет");

            assertThat(client).receives("12        привет").receivesNothing();
        }

        @Test
        void has_one_message_after_another_sent_back() {
            ScriptedPeer client = welcomed(serving());

            client.send("3         one");
            assertThat(client).receives("3         one");
            client.send("5          two\n");

            assertThat(client).receives("5          two\n").receivesNothing();
        }

        @Test
        void may_send_many_messages_at_once() {
            ScriptedPeer client = welcomed(serving());

            client.send("3         one0         5         three");

            assertThat(client).receives("3         one0         5         three");
            assertThat(client).receivesNothing();
        }

        @Test
        void may_send_them_in_pieces_of_sixteen() {
            ScriptedPeer client = welcomed(serving());

            client.sendCutAt("12        привет5         hello".getBytes(UTF_8), 16, 32);

            assertThat(client).receives("12        привет5         hello").receivesNothing();
        }

        @Test
        void is_answered_when_the_message_is_whole() {
            ScriptedPeer client = welcomed(serving());

            client.send("5         hel");
            assertThat(client).receivesNothing();
            client.send("lo");

            assertThat(client).receives("5         hello");
        }

        @Test
        void may_send_as_many_bytes_as_the_limit() {
            ScriptedPeer client = welcomed(serving());

            client.send("20        abcdefghijklmnopqrst");

            assertThat(client).receives("20        abcdefghijklmnopqrst").receivesNothing();
        }
    }

    @Nested
    class A_header_that_is_refused {

        @Test
        void is_told_to_be_too_long_and_is_the_end() {
            ScriptedPeer client = welcomed(serving());

            client.send("21        ");

            assertThat(client).receives("17        refused: too long").receivesEnd();
        }

        @Test
        void is_told_to_be_not_a_number_and_is_the_end() {
            ScriptedPeer client = welcomed(serving());

            client.send("GET / HTTP");

            assertThat(client).receives("21        refused: not a number").receivesEnd();
        }

        @Test
        void is_told_to_be_negative_and_is_the_end() {
            ScriptedPeer client = welcomed(serving());

            client.send("-22       ");

            assertThat(client).receives("17        refused: negative").receivesEnd();
        }

        @Test
        void is_the_end_behind_good_messages_too() {
            ScriptedPeer client = welcomed(serving());

            client.send("2         hi9999999999");

            assertThat(client).receives("2         hi17        refused: too long").receivesEnd();
        }

        @Test
        void does_not_keep_the_next_client_from_being_served() {
            Served<WelcomeServer> server = serving();
            ScriptedPeer first = welcomed(server);
            first.send("9999999999");
            assertThat(first).receives("17        refused: too long").receivesEnd();

            ScriptedPeer second = welcomed(server);
            second.send("2         hi");

            assertThat(second).receives("2         hi");
        }
    }

    @Nested
    class The_end_of_the_conversation {

        @Test
        void comes_when_the_client_ends_its_stream() {
            ScriptedPeer client = welcomed(serving());

            client.send("2         hi");
            client.end();

            assertThat(client).receives("2         hi").receivesEnd();
        }

        @Test
        void lets_the_next_client_be_served() {
            Served<WelcomeServer> server = serving();
            ScriptedPeer first = welcomed(server);

            first.end();

            assertThat(first).receivesEnd();
            welcomed(server);
        }

        @Test
        void comes_without_an_answer_within_a_message() {
            ScriptedPeer client = welcomed(serving());

            client.send("5         hel");
            client.end();

            assertThat(client).receivesEnd();
        }

        @Test
        void does_not_come_while_the_client_is_silent() {
            ScriptedPeer client = welcomed(serving());

            client.send("2         hi");
            assertThat(client).receives("2         hi");

            assertThat(client).receivesNothing();
        }

        @Test
        void within_a_message_lets_the_next_client_be_served() {
            Served<WelcomeServer> server = serving();
            ScriptedPeer first = welcomed(server);

            first.send("5         hel");
            first.end();

            assertThat(first).receivesEnd();
            welcomed(server);
        }

        @Test
        void by_a_reset_lets_the_next_client_be_served() {
            Served<WelcomeServer> server = serving();
            ScriptedPeer first = welcomed(server);

            first.reset();

            welcomed(server);
        }

        @Test
        void leaves_nothing_behind() {
            Served<WelcomeServer> server = serving();
            ScriptedPeer client = welcomed(server);

            client.send("2         hi");
            client.end();
            assertThat(client).receives("2         hi").receivesEnd();
            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }
    }
}
