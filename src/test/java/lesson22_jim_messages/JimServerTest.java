package lesson22_jim_messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
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
class JimServerTest {

    private static final String PROBE = "{\"action\":\"probe\",\"time\":1}";
    private static final String QUIT = "{\"action\":\"quit\"}";
    private static final String OK = "{\"response\":200}\n";
    private static final String BAD = "{\"response\":400,\"error\":\"bad object\"}\n";

    private static final Likely[] CAUSES = {
        when(
                seen ->
                        !seen.gotNothing()
                                && seen.streamEnded()
                                && !seen.peerHasEnded()
                                && seen.printed().contains("client lost: Socket"),
                "the connection is closed with the first reply. Closing a stream of the socket closes the socket, and Jackson's writeValue(out, …) closes it too: write the bytes yourself."),
        when(
                seen ->
                        seen.called("new JimServer(0, TEMPLATE)")
                                && seen.called("new JimServer(0, HANDBOOK)"),
                "two servers in one program share a field, because it is static. Each server needs fields of its own."),
        when(
                seen -> seen.expectedNothingLeft(),
                "close() does not close everything that was opened. It must close the listener and the client's socket, and every thread must end."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasReset(),
                "the loop goes on after an exception of read(), although the connection is gone. Let the exception leave converse(), so that serve() can handle it."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream, where read() returns -1 forever. Leave the loop."),
        when(
                seen -> seen.expectedReturn() && seen.returned("close()"),
                "serve() does not return when the server is closed. An exception of read() must leave converse(), and no other thread may go on."),
        when(
                seen -> seen.gotText().startsWith("{\"response\":200") && seen.expectedSilence(),
                "a response or a quit gets a reply, but nobody waits for one. Two programs that reply to responses would never stop."),
        when(
                seen -> seen.expectedSilence() && seen.streamEnded(),
                "the connection is closed although the client goes on. Only a quit or the end of the stream ends the conversation."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "there is a reply to an incomplete object, or a second reply to the same one. Pass only the first n bytes of the array to feed()."),
        when(
                seen -> seen.expectedEnd() && seen.gotText().startsWith("{\"response\""),
                "there is a reply to a quit, or to something after it. Remember that the client has quit, and send nothing more."),
        when(
                seen -> seen.expectedEnd() && seen.waitsForBytes(),
                "the server continues to read after a quit, so the client waits forever for the end. Leave the loop."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.peerHasReset()
                                && !seen.streamEnded()
                                && (seen.waitsForBytes() || seen.gotText().contains("error")),
                "half an object of one client is taken for the beginning of the next client's. Make a new splitter for each conversation."),
        when(
                seen -> seen.peerHasEnded() && seen.expectedBytes() && seen.gotNothing(),
                "the client's stream ends inside an object, and nobody reports it. Call end() of the splitter."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.peerHasReset()
                                && seen.threw(IOException.class),
                "the failure of one client ends the server. Let an IOException leave converse(): serve() handles it, and goes on."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.streamEnded(),
                "one bad object ends the connection. Catch the JimException, reply with code 400, and wait for the next object."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.waitsForBytes(),
                "the client waits for its reply, and the server waits for more bytes. Pass whatever read() returns to the splitter, and write each reply at once."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotOnlyTheBeginning()
                                && seen.gotText().endsWith("\n"),
                "not every object gets a reply, but a piece may contain several. Reply in the sink, once for each call."),
        when(
                seen -> seen.expected(OK) && seen.got(BAD),
                "an object that arrives in two pieces is taken for a bad one. Use one splitter for the whole conversation, because it stores the first piece."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotText().contains("\"error\"")
                                && !seen.gotText().contains("\"time\""),
                "the error of the reply must be the message of the JimException, exactly: getMessage()."),
        when(
                seen -> seen.expectedBytes() && !seen.gotNothing(),
                "this is not the reply on the page. Write a Response with time 0, and either code 200 and no text, or code 400 and the message of the JimException."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<JimServer> serving(JimReader.Dialect dialect) {
        return wire.bind(
                        "new JimServer(0, " + dialect + ")",
                        () -> new JimServer(0, dialect),
                        JimServer::port)
                .serve(JimServer::serve);
    }

    private Served<JimServer> serving() {
        return serving(JimReader.Dialect.HANDBOOK);
    }

    private static String bad(String field) {
        return "{\"response\":400,\"error\":\"bad field: " + field + "\"}\n";
    }

    @Nested
    class A_client {

        @Test
        @Tag("8.1")
        @DisplayName("An action gets a reply of code 200")
        void gets_200_for_an_action() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(PROBE + "\n");

            assertThat(client).receives(OK).receivesNothing();
        }

        @Test
        @Tag("8.1")
        @DisplayName("An action gets its reply without a line end after it")
        void gets_a_reply_without_a_line_end() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(PROBE);

            assertThat(client).receives(OK);
        }

        @Test
        @Tag("8.1")
        @DisplayName("Each of several objects in one piece gets a reply")
        void gets_a_reply_to_each_object_in_a_piece() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(PROBE + PROBE + "\n" + PROBE);

            assertThat(client).receives(OK + OK + OK).receivesNothing();
        }

        @Test
        @Tag("8.1")
        @DisplayName("An object in two pieces gets one reply, when it is complete")
        void gets_one_reply_to_an_object_in_pieces() {
            wire.letTimePassFast();
            ScriptedPeer client = wire.connect(serving().port());

            client.send("{\"action\":\"pro");
            assertThat(client).receivesNothing();
            client.send("be\",\"time\":1}");

            assertThat(client).receives(OK).receivesNothing();
        }

        @Test
        @Tag("8.1")
        @DisplayName("An object that arrives byte by byte gets one reply")
        void may_send_an_object_byte_by_byte() {
            ScriptedPeer client = wire.connect(serving().port());

            client.dribble("{\"action\":\"probe\",\"time\":1,\"я\":{}}".getBytes(UTF_8));

            assertThat(client).receives(OK).receivesNothing();
        }

        @Test
        @Tag("8.3")
        @DisplayName("A response gets no reply")
        void gets_no_reply_to_a_response() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("{\"response\":200}\n");
            assertThat(client).receivesNothing();
            client.send(PROBE);

            assertThat(client).receives(OK);
        }

        @Test
        @Tag("8.1")
        @DisplayName("The dialect of the template gets a reply of code 200 if the server speaks it")
        void may_speak_the_dialect_of_the_template_where_the_server_does() {
            ScriptedPeer client = wire.connect(serving(JimReader.Dialect.TEMPLATE).port());

            client.send(
                    "{\"action\":\"presence\",\"time\":1.5,\"user\":{\"client_name\":\"anna\"}}");

            assertThat(client).receives(OK);
        }
    }

    @Nested
    class A_bad_object {

        @Test
        @Tag("8.2")
        @DisplayName("A bad object gets a reply of code 400, and the next object one of code 200")
        void gets_400_and_the_next_200() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("{\"action\":}\n");
            assertThat(client).receives(BAD);
            client.send(PROBE);

            assertThat(client).receives(OK).receivesNothing();
        }

        @Test
        @Tag("8.2")
        @DisplayName("The reply to a bad object names the field that is wrong")
        void gets_a_reply_with_the_name_of_the_field() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("{\"action\":\"probe\"}{\"action\":\"dance\",\"time\":1}");

            assertThat(client).receives(bad("time") + bad("action")).receivesNothing();
        }

        @Test
        @Tag("8.2")
        @DisplayName("Bytes that are not an object get one reply of code 400")
        void may_be_no_object_at_all() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("GET / HTTP/1.1\r\n\r\n");
            assertThat(client).receives(BAD).receivesNothing();
            client.send(PROBE);

            assertThat(client).receives(OK);
        }

        @Test
        @Tag("8.2")
        @DisplayName("An object that is too long gets one reply of code 400")
        void may_be_too_long_and_costs_one_400() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("{\"a\":\"" + "x".repeat(30_000));
            assertThat(client).receives(BAD).receivesNothing();
            client.send("\"}" + PROBE);

            assertThat(client).receives(OK).receivesNothing();
        }

        @Test
        @Tag("8.5")
        @DisplayName("Half an object at the end of the stream gets a reply of code 400")
        void may_be_half_of_one_at_the_end_of_the_stream() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(PROBE + "{\"action\":");
            assertThat(client).receives(OK);
            client.end();

            assertThat(client).receives(BAD).receivesEnd();
        }
    }

    @Nested
    class The_end_of_a_conversation {

        @Test
        @Tag("8.4")
        @DisplayName("The server closes the connection after a quit")
        void comes_with_a_quit() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(PROBE + QUIT);

            assertThat(client).receives(OK).receivesEnd();
        }

        @Test
        @Tag("8.4")
        @DisplayName("Nothing that follows a quit gets a reply")
        void comes_with_a_quit_whatever_follows() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(PROBE + QUIT + PROBE + "?{");

            assertThat(client).receives(OK).receivesEnd();
        }

        @Test
        @Tag("8.5")
        @DisplayName("The server closes the connection after the end of the client's stream")
        void comes_with_the_end_of_the_stream() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(PROBE);
            client.end();

            assertThat(client).receives(OK).receivesEnd();
        }

        @Test
        @Tag("8.6")
        @DisplayName("The next client is served after one that ended within an object")
        void is_not_the_end_of_the_service() {
            Served<JimServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send("{\"action\":\"pro");
            first.end();
            assertThat(first).receives(BAD).receivesEnd();

            ScriptedPeer second = wire.connect(server.port());
            second.send(PROBE);

            assertThat(second).receives(OK).receivesNothing();
        }

        @Test
        @Tag("8.6")
        @DisplayName("The next client is served after one that reset its connection")
        void may_be_a_reset_that_does_not_affect_others() {
            Served<JimServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send(PROBE);
            assertThat(first).receives(OK);
            first.reset();

            ScriptedPeer second = wire.connect(server.port());
            second.send(PROBE);

            assertThat(second).receives(OK);
        }

        @Test
        @Tag("8.6")
        @DisplayName("The next client starts anew after a reset within an object")
        void may_be_a_reset_within_an_object_that_does_not_affect_others() {
            Served<JimServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send("{\"action\":\"pro");
            wire.settle();
            first.reset();

            ScriptedPeer second = wire.connect(server.port());
            second.send(PROBE);

            assertThat(second).receives(OK);
        }

        @Test
        @Tag("8.6")
        @DisplayName("The server ends when it is closed while it waits for bytes")
        void comes_with_close_while_the_server_waits_for_bytes() throws IOException {
            Served<JimServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send(PROBE);
            assertThat(client).receives(OK);

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }
    }

    @Nested
    class Two_servers {

        @Test
        @Tag("8.6")
        @DisplayName("Two servers in one program do not affect each other")
        void of_one_program_have_nothing_in_common() {
            Served<JimServer> handbook = serving();
            Served<JimServer> template = serving(JimReader.Dialect.TEMPLATE);
            ScriptedPeer one = wire.connect(handbook.port());
            ScriptedPeer other = wire.connect(template.port());

            one.send("{\"action\":\"pro");
            other.send(
                    "{\"action\":\"message\",\"time\":5,\"to\":\"a\",\"from\":\"b\",\"mess_text\":\"x\"}");
            assertThat(other).receives(OK);
            one.send("be\",\"time\":5}");

            assertThat(one).receives(OK);
            one.send("{\"action\":\"exit\"}");
            assertThat(one).receives(bad("action"));
        }
    }
}
