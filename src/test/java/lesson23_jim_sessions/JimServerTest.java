package lesson23_jim_sessions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import kit.Call;
import kit.HandSetClock;
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

    private static final String OK = "{\"response\":200}\n";
    private static final String CREATED = "{\"response\":201}\n";
    private static final String ACCEPTED = "{\"response\":202}\n";
    private static final String BAD = "{\"response\":400,\"error\":\"bad object\"}\n";
    private static final String WRONG =
            "{\"response\":402,\"error\":\"wrong login or password\"}\n";
    private static final String CONFLICT = "{\"response\":409,\"error\":\"already connected\"}\n";
    private static final String SERVER_ERROR = "{\"response\":500,\"error\":\"server error\"}\n";
    private static final String NOTICE = "{\"response\":100,\"alert\":\"tea is ready\"}\n";
    private static final String SHUTDOWN =
            "{\"response\":101,\"alert\":\"the server shuts down\"}\n";
    private static final String QUIT = "{\"action\":\"quit\"}";

    private static final String START = "2025-11-01T09:00:00Z"; // 1761987600
    private static final String PROBE = "{\"action\":\"probe\",\"time\":1761987630}\n";

    private static final Rules PROBES =
            new Rules(false, Duration.ofSeconds(30), Duration.ofSeconds(10));

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "close() leaves something open: the listener, a connection, or threads of the pool, which wait for work until threads.shutdown() is called."),
        when(
                seen -> seen.expectedPrint(),
                "a password is printed, and logs are read by many. Print no object that came, and not the bytes of it."),
        when(
                seen -> seen.expected(SHUTDOWN),
                "close() tells nobody that it shuts down. Tell all that are somebody, code 101, before the connections are closed."),
        when(
                seen -> seen.expectedEnd() && seen.returned("close()"),
                "close() leaves connections open. Close them all, once they have been told."),
        when(
                seen -> seen.expectedReturn() && seen.called("close()"),
                "serve() does not return when it is closed. accept() then throws: look whether the listener is closed."),
        when(
                seen -> seen.expected(PROBE),
                "the probe that is due does not come, or has another time than the clock's: take each connection's pulse, and send a Message.Probe with clock.instant().getEpochSecond()."),
        when(
                seen -> seen.expectedEnd() && seen.called("probe()"),
                "a dead client's connection stays open. When the pulse is DEAD, close it."),
        when(
                seen -> seen.expected(NOTICE),
                "a client that is somebody does not hear the announcement, code 100 and the text. connections.each() reaches them all; whoever was removed or never added does not hear it."),
        when(
                seen -> seen.gotText().contains("\"response\":10") && seen.expectedSilence(),
                "a client that is nobody hears what is announced. Ask its session: isOnline()."),
        when(
                seen -> seen.expectedEnd() && seen.gotText().contains("\"response\":101"),
                "a client that is nobody is told of the shutdown. Ask its session: isOnline()."),
        when(
                seen -> seen.got(CONFLICT) && (seen.expected(OK) || seen.expected(CREATED)),
                "the name of a client that has gone is still taken. Its session must leave however the connection ends: in a finally."),
        when(
                seen -> seen.expected(ACCEPTED),
                "one client does not know of the other. All sessions need one and the same Online."),
        when(
                seen -> seen.expected(CONFLICT),
                "two clients have the same name. All sessions need one and the same Online; and only the session of the client that has gone leaves."),
        when(
                seen -> seen.expectedEnd() && seen.waitsForClient(),
                "the client has come to its end, and its connection stays open. Close it in attend(), in any case."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && !seen.waitsForClient()
                                && seen.waitsForBytes(),
                "nobody attends to the next client: the thread that accepts is busy with the one before. Let threads.execute(…) do that."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.streamEnded(),
                "the connection is closed although the client goes on."),
        when(
                seen -> seen.expectedBytes() && seen.peerHasReset() && seen.gotNothing(),
                "the failure of one client ends the service. Catch the IOException where that client is attended to."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "something comes that nobody has asked for."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final PlainAccounts accounts = new PlainAccounts();
    private final HandSetClock clock = HandSetClock.at(START, "UTC");

    private Served<JimServer> serving(Rules rules) {
        return wire.bind(
                        "new JimServer(0, …)",
                        () -> new JimServer(0, accounts, rules, clock),
                        JimServer::port)
                .serve(JimServer::serve);
    }

    private Served<JimServer> serving() {
        return serving(Rules.withoutProbes(false));
    }

    private static String presence(String name) {
        return "{\"action\":\"presence\",\"time\":5,\"user\":{\"account_name\":\"" + name + "\"}}";
    }

    private static String login(String name, String password) {
        return "{\"action\":\"authenticate\",\"time\":5,\"user\":{\"account_name\":\"%s\",\"password\":\"%s\"}}"
                .formatted(name, password);
    }

    /** A client of a name that is new to the server. */
    private ScriptedPeer newcomer(Served<JimServer> server, String name) {
        ScriptedPeer client = wire.connect(server.port());
        client.send(presence(name));
        assertThat(client).receives(CREATED);
        return client;
    }

    private void announce(Served<JimServer> server) {
        Call<Void> announce =
                server.call(
                        "announce()",
                        it -> {
                            it.announce("tea is ready");
                            return null;
                        });
        assertThat(announce).returns();
    }

    private void probeAt(Served<JimServer> server, String time) {
        clock.set("2025-11-01T09:" + time + "Z");
        Call<Void> probe =
                server.call(
                        "probe()",
                        it -> {
                            it.probe();
                            return null;
                        });
        assertThat(probe).returns();
    }

    @Nested
    class Clients {

        @Test
        void are_answered() {
            ScriptedPeer client = newcomer(serving(), "anna");

            client.send(presence("anna"));

            assertThat(client).receives(OK).receivesNothing();
        }

        @Test
        void are_answered_at_the_same_time() {
            Served<JimServer> server = serving();
            ScriptedPeer silent = wire.connect(server.port());
            silent.send("{\"action\":");

            ScriptedPeer client = newcomer(server, "anna");

            silent.send("\"authenticate\"" + login("x", "y").substring(24));
            assertThat(silent).receives(WRONG);
            client.send(presence("anna"));
            assertThat(client).receives(OK);
        }

        @Test
        void may_send_objects_in_pieces() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt((presence("anna") + presence("anna")).getBytes(UTF_8), 5, 70);

            assertThat(client).receives(CREATED + OK);
        }

        @Test
        void may_send_what_is_bad_and_go_on() {
            ScriptedPeer client = wire.connect(serving().port());
            client.send("{\"action\":}");
            assertThat(client).receives(BAD);

            client.send(presence("anna"));

            assertThat(client).receives(CREATED);
        }

        @Test
        void know_of_each_other() {
            Served<JimServer> server = serving();
            newcomer(server, "boris");
            ScriptedPeer anna = newcomer(server, "anna");

            anna.send(
                    "{\"action\":\"msg\",\"time\":5,\"to\":\"boris\",\"from\":\"anna\",\"message\":\"hi\"}");

            assertThat(anna).receives(ACCEPTED);
        }

        @Test
        void cannot_have_the_same_name() {
            Served<JimServer> server = serving();
            newcomer(server, "anna");
            ScriptedPeer second = wire.connect(server.port());

            second.send(presence("anna"));

            assertThat(second).receives(CONFLICT).receivesNothing();
        }

        @Test
        void must_authenticate_where_that_is_on() {
            accounts.with("anna", "s3cret");
            ScriptedPeer client = wire.connect(serving(Rules.withoutProbes(true)).port());

            client.send(login("anna", "guess") + login("anna", "s3cret") + presence("anna"));

            assertThat(client).receives(WRONG + OK + OK);
        }

        @Test
        void hear_500_while_the_accounts_fail() {
            accounts.with("anna", "s3cret").fail(true);
            ScriptedPeer client = wire.connect(serving(Rules.withoutProbes(true)).port());
            client.send(login("anna", "s3cret"));
            assertThat(client).receives(SERVER_ERROR);
            accounts.fail(false);

            client.send(login("anna", "s3cret"));

            assertThat(client).receives(OK);
        }

        @Test
        void are_not_printed_with_their_passwords() {
            accounts.with("anna", "s3cret");
            ScriptedPeer client = wire.connect(serving(Rules.withoutProbes(true)).port());

            client.send(login("anna", "s3cretX") + login("anna", "s3cret"));

            assertThat(client).receives(WRONG + OK);
            assertThat(wire).printsNoLineWith("s3cret");
        }
    }

    @Nested
    class A_name_is_free_again {

        private void is_free(Served<JimServer> server) {
            wire.settle();
            ScriptedPeer next = wire.connect(server.port());
            next.send(presence("anna"));
            assertThat(next).receives(OK);
        }

        @Test
        void after_a_quit() {
            Served<JimServer> server = serving();
            ScriptedPeer anna = newcomer(server, "anna");

            anna.send(QUIT);

            assertThat(anna).receivesEnd();
            is_free(server);
        }

        @Test
        void after_the_end_of_the_stream() {
            Served<JimServer> server = serving();
            ScriptedPeer anna = newcomer(server, "anna");

            anna.end();

            assertThat(anna).receivesEnd();
            is_free(server);
        }

        @Test
        void after_a_reset() {
            Served<JimServer> server = serving();
            ScriptedPeer anna = newcomer(server, "anna");

            anna.reset();

            is_free(server);
        }

        @Test
        void but_not_when_somebody_leaves_who_was_refused() {
            Served<JimServer> server = serving();
            newcomer(server, "anna");
            ScriptedPeer second = wire.connect(server.port());
            second.send(presence("anna") + QUIT);
            assertThat(second).receives(CONFLICT).receivesEnd();
            wire.settle();

            ScriptedPeer third = wire.connect(server.port());
            third.send(presence("anna"));

            assertThat(third).receives(CONFLICT);
        }
    }

    @Nested
    class An_announcement {

        @Test
        void reaches_all_that_are_somebody() {
            Served<JimServer> server = serving();
            ScriptedPeer anna = newcomer(server, "anna");
            ScriptedPeer boris = newcomer(server, "boris");

            announce(server);

            assertThat(anna).receives(NOTICE).receivesNothing();
            assertThat(boris).receives(NOTICE).receivesNothing();
        }

        @Test
        void reaches_nobody_else() {
            Served<JimServer> server = serving();
            ScriptedPeer nobody = wire.connect(server.port());
            wire.settle();

            announce(server);

            assertThat(nobody).receivesNothing();
        }

        @Test
        void reaches_the_others_where_one_has_gone() {
            Served<JimServer> server = serving();
            ScriptedPeer boris = newcomer(server, "boris");
            ScriptedPeer anna = newcomer(server, "anna");
            boris.reset();
            wire.settle();

            announce(server);

            assertThat(anna).receives(NOTICE);
        }
    }

    @Nested
    class A_silent_client {

        @Test
        void is_probed() {
            Served<JimServer> server = serving(PROBES);
            ScriptedPeer anna = newcomer(server, "anna");

            probeAt(server, "00:30");

            assertThat(anna).receives(PROBE).receivesNothing();
        }

        @Test
        void is_left_alone_before_its_time() {
            Served<JimServer> server = serving(PROBES);
            ScriptedPeer anna = newcomer(server, "anna");

            probeAt(server, "00:29");

            assertThat(anna).receivesNothing();
        }

        @Test
        void that_has_answered_before_is_thrown_out_and_its_name_is_free() {
            Served<JimServer> server = serving(PROBES);
            ScriptedPeer anna = newcomer(server, "anna");
            anna.send(presence("anna"));
            assertThat(anna).receives(OK);
            probeAt(server, "00:30");
            assertThat(anna).receives(PROBE);

            probeAt(server, "00:40");

            assertThat(anna).receivesEnd();
            wire.settle();
            ScriptedPeer next = wire.connect(server.port());
            next.send(presence("anna"));
            assertThat(next).receives(OK);
        }

        @Test
        void that_never_answered_stays() {
            Served<JimServer> server = serving(PROBES);
            ScriptedPeer anna = newcomer(server, "anna");
            probeAt(server, "00:30");
            assertThat(anna).receives(PROBE);

            probeAt(server, "10:00");

            assertThat(anna).receivesNothing();
        }
    }

    @Nested
    class Close {

        @Test
        void tells_all_that_are_somebody() throws IOException {
            Served<JimServer> server = serving();
            ScriptedPeer anna = newcomer(server, "anna");
            ScriptedPeer boris = newcomer(server, "boris");

            server.close();

            assertThat(anna).receives(SHUTDOWN).receivesEnd();
            assertThat(boris).receives(SHUTDOWN).receivesEnd();
        }

        @Test
        void ends_the_connection_of_who_is_nobody() throws IOException {
            Served<JimServer> server = serving();
            ScriptedPeer nobody = wire.connect(server.port());
            nobody.send("{");
            wire.settle();

            server.close();

            assertThat(nobody).receivesEnd();
        }

        @Test
        void leaves_nothing_behind() throws IOException {
            Served<JimServer> server = serving();
            ScriptedPeer boris = newcomer(server, "boris");
            newcomer(server, "anna");
            boris.send(QUIT);
            assertThat(boris).receivesEnd();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void leaves_nothing_behind_where_nobody_came() throws IOException {
            Served<JimServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }
    }
}
