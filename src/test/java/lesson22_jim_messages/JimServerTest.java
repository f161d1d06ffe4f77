package lesson22_jim_messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
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
class JimServerTest {

    private static final String PROBE = "{\"action\":\"probe\",\"time\":1}";
    private static final String QUIT = "{\"action\":\"quit\"}";
    private static final String OK = "{\"response\":200}\n";
    private static final String BAD = "{\"response\":400,\"error\":\"bad object\"}\n";

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "close() does not close all that was opened: the listener, the client's socket, every thread."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasReset(),
                "the loop goes on after an exception. When read() throws, the connection is gone: let the exception through to serve()."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream. read() then returns -1, for ever: leave the loop."),
        when(
                seen -> seen.expectedReturn() && seen.returned("close()"),
                "serve() does not return when it is closed: an exception of converse() must come through to it, and no thread must go on."),
        when(
                seen -> seen.gotText().startsWith("{\"response\":200") && seen.expectedSilence(),
                "a response or a quit is answered. Nobody waits for that."),
        when(
                seen -> seen.expectedSilence() && seen.streamEnded(),
                "the connection is closed although the client goes on. Only a quit and the end of the stream end it."),
        when(
                seen -> seen.expectedSilence(),
                "an object is answered that is not complete, or one is answered twice. Feed the splitter with the first n bytes only."),
        when(
                seen -> seen.expectedEnd() && seen.gotText().startsWith("{\"response\""),
                "something is answered after the quit. Note that the client has quit, and answer no more."),
        when(
                seen -> seen.expectedEnd() && seen.waitsForBytes(),
                "after the quit the server goes on reading. Leave the loop, so that the connection is closed."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.peerHasReset()
                                && !seen.streamEnded()
                                && (seen.waitsForBytes() || seen.gotText().contains("error")),
                "half an object of one client is taken for the beginning of the next one's. Make a splitter for each conversation."),
        when(
                seen -> seen.peerHasEnded() && seen.expectedBytes() && seen.gotNothing(),
                "the client's stream ends inside an object, and nobody tells it. Call the splitter's end()."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.peerHasReset()
                                && seen.threw(IOException.class),
                "the failure of one client ends the service. converse() may throw an IOException: serve() goes on."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.streamEnded(),
                "one bad object ends the connection. A JimException is answered with code 400, and the next object is waited for."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.waitsForBytes(),
                "the client waits for its answer, and the server for more. Feed the splitter with whatever a read brings, and write each answer at once."),
        when(
                seen -> seen.expectedBytes() && seen.gotOnlyTheBeginning(),
                "not every object is answered. A piece may hold several."),
        when(
                seen -> seen.expected(OK) && seen.got(BAD),
                "an object that came in pieces is taken for a bad one. Make one splitter for the whole conversation: it keeps what has come."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotText().contains("\"error\"")
                                && !seen.gotText().contains("\"time\""),
                "the error is the message of the JimException, no more and no less: getMessage()."),
        when(
                seen -> seen.expectedBytes() && !seen.gotNothing(),
                "this is not the answer: a Response of time 0, with code 200 and no text, or with 400 and the message of the JimException."),
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
        void is_answered_200_for_an_action() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(PROBE + "\n");

            assertThat(client).receives(OK).receivesNothing();
        }

        @Test
        void is_answered_without_waiting_for_a_line_end() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(PROBE);

            assertThat(client).receives(OK);
        }

        @Test
        void is_answered_each_of_several_objects_in_one_piece() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(PROBE + PROBE + "\n" + PROBE);

            assertThat(client).receives(OK + OK + OK).receivesNothing();
        }

        @Test
        void is_answered_once_for_an_object_in_pieces() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("{\"action\":\"pro");
            assertThat(client).receivesNothing();
            client.send("be\",\"time\":1}");

            assertThat(client).receives(OK).receivesNothing();
        }

        @Test
        void may_send_an_object_byte_by_byte() {
            ScriptedPeer client = wire.connect(serving().port());

            client.dribble("{\"action\":\"probe\",\"time\":1,\"я\":{}}".getBytes(UTF_8));

            assertThat(client).receives(OK).receivesNothing();
        }

        @Test
        void is_not_answered_a_response() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("{\"response\":200}\n");
            assertThat(client).receivesNothing();
            client.send(PROBE);

            assertThat(client).receives(OK);
        }

        @Test
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
        void is_answered_400_and_the_next_200() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("{\"action\":}\n");
            assertThat(client).receives(BAD);
            client.send(PROBE);

            assertThat(client).receives(OK).receivesNothing();
        }

        @Test
        void is_answered_with_the_name_of_the_field() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("{\"action\":\"probe\"}{\"action\":\"dance\",\"time\":1}");

            assertThat(client).receives(bad("time") + bad("action")).receivesNothing();
        }

        @Test
        void may_be_no_object_at_all() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("GET / HTTP/1.1\r\n\r\n");
            assertThat(client).receives(BAD).receivesNothing();
            client.send(PROBE);

            assertThat(client).receives(OK);
        }

        @Test
        void may_be_too_long_and_costs_one_400() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("{\"a\":\"" + "x".repeat(30_000));
            assertThat(client).receives(BAD).receivesNothing();
            client.send("\"}" + PROBE);

            assertThat(client).receives(OK).receivesNothing();
        }

        @Test
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
        void comes_with_a_quit() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(PROBE + QUIT);

            assertThat(client).receives(OK).receivesEnd();
        }

        @Test
        void comes_with_a_quit_whatever_is_behind_it() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(PROBE + QUIT + PROBE + "?{");

            assertThat(client).receives(OK).receivesEnd();
        }

        @Test
        void comes_with_the_end_of_the_stream() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(PROBE);
            client.end();

            assertThat(client).receives(OK).receivesEnd();
        }

        @Test
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
        void may_be_a_reset_which_others_do_not_feel() {
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
        void may_be_a_reset_within_an_object_which_others_do_not_feel() {
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
}
