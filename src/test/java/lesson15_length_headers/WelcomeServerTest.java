package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import kit.Likely;
import kit.ScriptedPeer;
import kit.Served;
import kit.Wire;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WelcomeServerTest {

    private static final String WELCOME = "22        Welcome to the server!";

    private static final int LIMIT = 20; // bytes of a client's message

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("new WelcomeServer(0, 4)"),
                "one server uses a value of another. A static field exists once for all servers: keep the value in the object, or in converse()."),
        when(
                seen -> seen.threw(NullPointerException.class),
                "messages.read() returns null at the end of the stream, and null cannot be sent. Check for null before you answer."),
        when(
                seen -> seen.streamEnded() && seen.printed().contains("client lost: Socket"),
                "converse() closes a stream of the socket, and with it the connection. Leave it open: serve() closes it."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasReset(),
                "the loop goes on after an exception, and gets the same one again and again. The connection is gone: do not catch the exception here, so that it reaches serve()."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream, where messages.read() returns null every time; no message can follow. Leave the loop at null."),
        when(
                seen ->
                        seen.expected("22        Welcome to the server!")
                                && seen.gotNothing()
                                && seen.bytesFrom("server") > 32 // the first client received more
                                && seen.waitsForBytes()
                                && !seen.peerHasEnded()
                                && !seen.peerHasReset(),
                "after its refusal, the server still waits for bytes of that client, so the next one is not served. Send the refusal and return: serve() closes the connection."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.expected("22        Welcome to the server!")
                                && seen.waitsForBytes()
                                && seen.gotNothing(),
                "the server waits for the client, and the client waits for the welcome. The server speaks first."),
        when(
                seen ->
                        seen.expected("2         hi")
                                && seen.peerSent('l')
                                && seen.gotNothing()
                                && seen.waitsForBytes(),
                "a message is complete, but its answer waits until the rest of the next message has arrived. Send each answer as soon as its message is complete."),
        when(
                seen -> seen.got("Welcome to the server!"),
                "the welcome is sent without its header. It is a message: MessageWriter.write()."),
        when(
                seen -> seen.expectedWords("refused: ") && seen.gotText().startsWith("refused: "),
                "the refusal is sent without its header. It is a message: MessageWriter.write()."),
        when(
                seen -> seen.expectedWords("refused: ") && seen.gotNothing() && seen.streamEnded(),
                "the connection is closed, and the client does not learn why. Catch the BadHeader, and send the reason before you return."),
        when(
                seen ->
                        seen.expectedWords("refused: ")
                                && seen.gotNothing()
                                && seen.waitsForBytes(),
                "the header contains more than this server's limit, and the server waits for the text. Pass the limit of the constructor to the reader."),
        when(
                seen -> seen.expectedEnd() && seen.gotNothing() && !seen.peerHasEnded(),
                "the server goes on reading after a refusal. Nobody knows where the next message begins: return."),
        when(
                seen -> seen.expectedEnd() && seen.gotText().contains("refused: "),
                "every exception is answered with a refusal. Catch only BadHeader: if a client ends its stream in the middle of a message, send nothing."),
        when(
                seen ->
                        seen.expected("3         one0         5         three")
                                && seen.got("3         one")
                                && seen.streamEnded(),
                "an empty message is taken for the end of the stream. Send it back like any other: only null is the end."),
        when(
                seen ->
                        seen.expected("3         one0         5         three")
                                && seen.got("3         one")
                                && seen.waitsForBytes()
                                && !seen.streamEnded(),
                "the next messages have arrived, but something has taken their bytes away. A buffered stream reads more than one message: make the stream and the MessageReader once, in front of the loop."),
        when(
                seen ->
                        !seen.expectedWords("refused: ")
                                && seen.gotText().contains("refused: too long"),
                "a message within the limit is refused. Pass the limit of the constructor to the reader."),
        when(
                seen ->
                        seen.expectedBytes()
                                && !seen.expectedWords("refused: ")
                                && seen.gotText().contains("refused: not a number"),
                "a good message is refused, because an earlier reader has taken some of its bytes. Use one MessageReader for the whole connection: make it in front of the loop."),
        when(
                seen -> seen.expectedWords("refused: ") && seen.gotText().contains("refused: "),
                "the refusal does not contain the reason of this BadHeader. Send \"refused: \" and e.getMessage()."),
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
        return serving(LIMIT);
    }

    private Served<WelcomeServer> serving(int limit) {
        String name = "new WelcomeServer(0, " + limit + ")";
        return wire.bind(name, () -> new WelcomeServer(0, limit), WelcomeServer::port)
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
        @Tag("6.1")
        void is_welcomed_immediately() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives(WELCOME).receivesNothing();
        }

        @Test
        @Tag("6.2")
        void receives_its_message_back() {
            ScriptedPeer client = welcomed(serving());

            client.send("12        привет");

            assertThat(client).receives("12        привет").receivesNothing();
        }

        @Test
        @Tag("6.2")
        void receives_one_message_after_another_back() {
            ScriptedPeer client = welcomed(serving());

            client.send("3         one");
            assertThat(client).receives("3         one");
            client.send("5          two\n");

            assertThat(client).receives("5          two\n").receivesNothing();
        }

        @Test
        @Tag("6.3")
        void may_send_several_messages_at_once() {
            ScriptedPeer client = welcomed(serving());

            client.send("3         one0         5         three");

            assertThat(client).receives("3         one0         5         three");
            assertThat(client).receivesNothing();
        }

        @Test
        @Tag("6.3")
        void may_send_its_messages_in_pieces() {
            ScriptedPeer client = welcomed(serving());

            client.sendCutAt("12        привет5         hello".getBytes(UTF_8), 16, 32);

            assertThat(client).receives("12        привет5         hello").receivesNothing();
        }

        @Test
        @Tag("6.2")
        void is_answered_when_its_message_is_complete() {
            wire.letTimePassFast();
            ScriptedPeer client = welcomed(serving());

            client.send("5         hel");
            assertThat(client).receivesNothing();
            client.send("lo");

            assertThat(client).receives("5         hello");
        }

        @Test
        @Tag("6.2")
        void receives_any_text_back_unchanged() {
            ScriptedPeer client = welcomed(serving());

            client.send(Texts.message("100% %s \r 😀"));
            assertThat(client).receives(Texts.message("100% %s \r 😀"));
            client.send(Texts.message("   "));

            assertThat(client).receives(Texts.message("   ")).receivesNothing();
        }

        @Test
        @Tag("6.6")
        void may_send_as_many_bytes_as_the_limit_allows() {
            ScriptedPeer client = welcomed(serving());

            client.send("20        abcdefghijklmnopqrst");

            assertThat(client).receives("20        abcdefghijklmnopqrst").receivesNothing();
        }

        @Test
        @Tag("6.3")
        void is_answered_even_if_its_next_message_is_not_complete() {
            ScriptedPeer client = welcomed(serving());

            client.send("2         hi5         hel");
            assertThat(client).receives("2         hi").receivesNothing();
            client.send("lo");

            assertThat(client).receives("5         hello");
        }

        @Test
        @Tag("6.6")
        void may_send_more_than_a_thousand_bytes_if_the_limit_allows_them() {
            String message = Texts.message("abcdefgh".repeat(500));
            ScriptedPeer client = welcomed(serving(4000));

            client.send(message);

            assertThat(client).receives(message).receivesNothing();
        }
    }

    @Nested
    class A_bad_header {

        @Test
        @Tag("7.1")
        void that_is_too_long_is_refused_and_the_connection_is_closed() {
            ScriptedPeer client = welcomed(serving());

            client.send("21        ");

            assertThat(client).receives("17        refused: too long").receivesEnd();
        }

        @Test
        @Tag("7.1")
        void that_is_not_a_number_is_refused_and_the_connection_is_closed() {
            ScriptedPeer client = welcomed(serving());

            client.send("GET / HTTP");

            assertThat(client).receives("21        refused: not a number").receivesEnd();
        }

        @Test
        @Tag("7.1")
        void that_is_negative_is_refused_and_the_connection_is_closed() {
            ScriptedPeer client = welcomed(serving());

            client.send("-22       ");

            assertThat(client).receives("17        refused: negative").receivesEnd();
        }

        @Test
        @Tag("7.2")
        void after_a_good_message_is_refused_after_the_answer_to_that_message() {
            ScriptedPeer client = welcomed(serving());

            client.send("2         hi9999999999");

            assertThat(client).receives("2         hi17        refused: too long").receivesEnd();
        }

        @Test
        @Tag("7.3")
        void does_not_prevent_the_next_client_from_being_served() {
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
        @Tag("6.4")
        void comes_when_the_client_ends_its_stream() {
            ScriptedPeer client = welcomed(serving());

            client.send("2         hi");
            client.end();

            assertThat(client).receives("2         hi").receivesEnd();
        }

        @Test
        @Tag("6.4")
        void is_followed_by_the_next_client() {
            Served<WelcomeServer> server = serving();
            ScriptedPeer first = welcomed(server);

            first.end();

            assertThat(first).receivesEnd();
            welcomed(server);
        }

        @Test
        @Tag("6.5")
        @DisplayName("A client that leaves in the middle of a message receives no answer")
        void without_an_answer_in_the_middle_of_a_message() {
            ScriptedPeer client = welcomed(serving());

            client.send("5         hel");
            client.end();

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("6.4")
        void does_not_come_while_the_client_is_silent() {
            wire.letTimePassFast();
            ScriptedPeer client = welcomed(serving());

            client.send("2         hi");
            assertThat(client).receives("2         hi");

            assertThat(client).receivesNothing();
        }

        @Test
        @Tag("6.5")
        void in_the_middle_of_a_message_is_followed_by_the_next_client() {
            Served<WelcomeServer> server = serving();
            ScriptedPeer first = welcomed(server);

            first.send("5         hel");
            first.end();

            assertThat(first).receivesEnd();
            welcomed(server);
        }

        @Test
        @Tag("6.5")
        void by_a_reset_is_followed_by_the_next_client() {
            Served<WelcomeServer> server = serving();
            ScriptedPeer first = welcomed(server);

            first.reset();

            welcomed(server);
        }

        @Test
        @Tag("6.4")
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

    @Nested
    class Two_servers {

        @Test
        @Tag("7.4")
        void in_one_program_have_limits_of_their_own() {
            Served<WelcomeServer> large = serving();
            Served<WelcomeServer> small = serving(4);
            ScriptedPeer client = welcomed(large);
            ScriptedPeer other = welcomed(small);

            client.send("20        abcdef");
            other.send("2         hi");
            assertThat(other).receives("2         hi");
            client.send("ghijklmnopqrst");

            assertThat(client).receives("20        abcdefghijklmnopqrst");
            other.send("5         ");
            assertThat(other).receives("17        refused: too long").receivesEnd();
        }
    }
}
