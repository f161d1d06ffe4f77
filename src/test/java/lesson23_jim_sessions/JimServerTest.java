package lesson23_jim_sessions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import kit.Call;
import kit.HandSetClock;
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

    private static final String OK = "{\"response\":200}\n";
    private static final String CREATED = "{\"response\":201}\n";
    private static final String ACCEPTED = "{\"response\":202}\n";
    private static final String BAD = "{\"response\":400,\"error\":\"bad object\"}\n";
    private static final String WRONG =
            "{\"response\":402,\"error\":\"wrong login or password\"}\n";
    private static final String NOT_FOUND =
            "{\"response\":404,\"error\":\"no such user or room\"}\n";
    private static final int MANY = 33; // clients; a pool of fixed size has fewer threads
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
        whenHeld(
                seen -> seen.threw(RejectedExecutionException.class),
                "close() ran between accept() and execute(), and execute() throws after threads.shutdown(). Catch the RejectedExecutionException, and close the client's socket."),
        whenHeld(
                seen ->
                        seen.expectedEnd()
                                && seen.returned("close()")
                                && !seen.held("close", "", ""),
                "close() ran when this client was accepted, but not yet in connections, so nobody closes its connection. After connections.add(), ask listener.isClosed(), and do not converse if it is closed."),
        whenHeld(
                seen ->
                        seen.held("serve()", "", "")
                                && seen.expectedReturn()
                                && seen.threw(SocketException.class),
                "close() ran at this moment, and serve() ends with the exception of accept() instead of returning. Ask listener.isClosed() then: a flag that serve() itself sets may be set too late."),
        whenHeld(
                seen -> seen.got(CONFLICT) && seen.expected(OK),
                "the client sees the end of the stream before its name is free, so it gets 409 if it comes back at once. Call session.leave() first, and close the connection afterwards."),
        when(
                seen -> seen.expected(NOT_FOUND) && !seen.gotNothing(),
                "a client of one server is known to another, because they share a static field. Each server needs its own Online."),
        when(
                seen ->
                        seen.got(CONFLICT)
                                && seen.expected(OK)
                                && seen.threw(IllegalStateException.class, "broken down"),
                "after an exception other than an IOException, the name is still taken. Call session.leave() in a finally block."),
        when(
                seen ->
                        seen.expected(CREATED)
                                && seen.gotNothing()
                                && !seen.streamEnded()
                                && seen.waitsForClient()
                                && seen.called("new JimServer")
                                && seen.connections() > 2,
                "the next client waits for a thread: the pool has a fixed number of them, and all are busy with other clients. Use Executors.newCachedThreadPool(), which creates as many as are needed."),
        when(
                seen -> seen.expectedNothingLeft(),
                "close() leaves the listener, a connection or threads of the pool. Close all of them, and call threads.shutdown(): otherwise the threads wait for work."),
        when(
                seen -> seen.expectedPrint(),
                "a password is printed, and many people can read logs. Print neither messages nor their bytes."),
        when(
                seen -> seen.expected(SHUTDOWN),
                "close() ends the connections without code 101. Send it to all clients that have logged in; only then call threads.shutdown(), after which each() does nothing, and connections.close()."),
        when(
                seen -> seen.expectedEnd() && seen.returned("close()"),
                "close() leaves connections open. Call connections.close() after the code 101."),
        when(
                seen -> seen.expectedReturn() && seen.called("close()"),
                "serve() does not return after close(). Then accept() throws an exception: return if listener.isClosed() is true."),
        when(
                seen -> seen.expected(PROBE) && seen.connections() > 1,
                "a silent client is not probed because another one talks: they share a Heartbeat. Create one for each connection, in attend()."),
        when(
                seen -> seen.expected(PROBE),
                "no probe arrives when it is due, or it has another time than the clock. Ask each connection's pulse, and send a Message.Probe with clock.instant().getEpochSecond()."),
        when(
                seen -> seen.expectedEnd() && seen.called("probe()"),
                "the pulse is DEAD, and the connection stays open. Call connection.close()."),
        when(
                seen -> seen.expected(NOTICE),
                "a client that has logged in does not receive the announcement. Add each connection in attend(), and send code 100 with connections.each()."),
        when(
                seen -> seen.gotText().contains("\"response\":10") && seen.expectedSilence(),
                "a client receives an announcement although it has not logged in. Ask its session: isOnline()."),
        when(
                seen -> seen.expectedEnd() && seen.gotText().contains("\"response\":101"),
                "a client receives code 101 although it has not logged in. Ask its session: isOnline()."),
        when(
                seen -> seen.got(CONFLICT) && (seen.expected(OK) || seen.expected(CREATED)),
                "a client has gone, and its name is still taken. Call session.leave() in a finally block, so that it runs however the connection ends."),
        when(
                seen -> seen.expected(ACCEPTED),
                "the clients of one server do not know each other. Give all sessions the same Online."),
        when(
                seen -> seen.expected(CONFLICT),
                "two clients have the same name. Give all sessions the same Online, and let only the session of the client that has gone leave."),
        when(
                seen -> seen.expectedEnd() && seen.waitsForClient(),
                "the client has finished, and its connection stays open. Close it in attend(), however converse() ends."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && !seen.waitsForClient()
                                && seen.waitsForBytes(),
                "nobody serves the next client, because the thread that accepts is busy with the one before. Use threads.execute(…)."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.streamEnded(),
                "the connection is closed although the client has not finished. Close it only after converse() has ended."),
        when(
                seen -> seen.expectedBytes() && seen.peerHasReset() && seen.gotNothing(),
                "the failure of one client has ended the service. Catch the IOException in attend()."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "a client receives a message that nobody should have sent. Send only responses, code 100 and 101, and probes that are due."),
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

    /** Connects a client with a name that is new to the server. */
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
        @Tag("7.1")
        @DisplayName("Each message gets a response")
        void each_message_gets_a_response() {
            ScriptedPeer client = newcomer(serving(), "anna");

            client.send(presence("anna"));

            assertThat(client).receives(OK).receivesNothing();
        }

        @Test
        @Tag("7.1")
        @DisplayName("Two clients are served at the same time")
        void two_clients_are_served_at_the_same_time() {
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
        @Tag("7.1")
        @DisplayName("Messages may arrive in pieces")
        void messages_may_arrive_in_pieces() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt((presence("anna") + presence("anna")).getBytes(UTF_8), 5, 70);

            assertThat(client).receives(CREATED + OK);
        }

        @Test
        @Tag("7.1")
        @DisplayName("A client that has sent a bad object may go on")
        void a_client_that_has_sent_a_bad_object_may_go_on() {
            ScriptedPeer client = wire.connect(serving().port());
            client.send("{\"action\":}");
            assertThat(client).receives(BAD);

            client.send(presence("anna"));

            assertThat(client).receives(CREATED);
        }

        @Test
        @Tag("7.2")
        @DisplayName("A client can send a msg to another client of the server")
        void a_client_can_send_a_msg_to_another_client_of_the_server() {
            Served<JimServer> server = serving();
            newcomer(server, "boris");
            ScriptedPeer anna = newcomer(server, "anna");

            anna.send(
                    "{\"action\":\"msg\",\"time\":5,\"to\":\"boris\",\"from\":\"anna\",\"message\":\"hi\"}");

            assertThat(anna).receives(ACCEPTED);
        }

        @Test
        @Tag("7.2")
        @DisplayName("Two clients cannot have the same name")
        void two_clients_cannot_have_the_same_name() {
            Served<JimServer> server = serving();
            newcomer(server, "anna");
            ScriptedPeer second = wire.connect(server.port());

            second.send(presence("anna"));

            assertThat(second).receives(CONFLICT).receivesNothing();
        }

        @Test
        @Tag("7.2")
        @DisplayName("A client must authenticate if the rules say so")
        void a_client_must_authenticate_if_the_rules_say_so() {
            accounts.with("anna", "s3cret");
            ScriptedPeer client = wire.connect(serving(Rules.withoutProbes(true)).port());

            client.send(login("anna", "guess") + login("anna", "s3cret") + presence("anna"));

            assertThat(client).receives(WRONG + OK + OK);
        }

        @Test
        @Tag("7.2")
        @DisplayName("A client gets 500 while the accounts fail, and may try again")
        void a_client_gets_500_while_the_accounts_fail_and_may_try_again() {
            accounts.with("anna", "s3cret").fail(true);
            ScriptedPeer client = wire.connect(serving(Rules.withoutProbes(true)).port());
            client.send(login("anna", "s3cret"));
            assertThat(client).receives(SERVER_ERROR);
            accounts.fail(false);

            client.send(login("anna", "s3cret"));

            assertThat(client).receives(OK);
        }

        @Test
        @Tag("7.3")
        @DisplayName("The server prints no password")
        void the_server_prints_no_password() {
            accounts.with("anna", "s3cret");
            ScriptedPeer client = wire.connect(serving(Rules.withoutProbes(true)).port());

            client.send(login("anna", "s3cretX") + login("anna", "s3cret"));

            assertThat(client).receives(WRONG + OK);
            assertThat(wire).printsNoLineWith("s3cret");
        }

        @Test
        @Tag("7.1")
        @DisplayName("A client is served even if 33 others are connected")
        void a_client_is_served_even_if_33_others_are_connected() {
            Served<JimServer> server = serving();
            for (int i = 1; i <= MANY; i++) {
                newcomer(server, "n" + i);
            }
            ScriptedPeer last = newcomer(server, "anna");

            last.send(presence("anna"));

            assertThat(last).receives(OK);
        }

        @Test
        @Tag("7.2")
        @DisplayName("A client of one server is not known to another server")
        void a_client_of_one_server_is_not_known_to_another_server() {
            Served<JimServer> server = serving();
            newcomer(server, "anna");
            ScriptedPeer boris = newcomer(serving(), "boris");

            boris.send(
                    "{\"action\":\"msg\",\"time\":5,\"to\":\"anna\",\"from\":\"boris\",\"message\":\"hi\"}");

            assertThat(boris).receives(NOT_FOUND);
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
        @Tag("7.4")
        void after_a_quit() {
            Served<JimServer> server = serving();
            ScriptedPeer anna = newcomer(server, "anna");

            anna.send(QUIT);

            assertThat(anna).receivesEnd();
            is_free(server);
        }

        @Test
        @Tag("7.4")
        void after_the_end_of_the_stream() {
            Served<JimServer> server = serving();
            ScriptedPeer anna = newcomer(server, "anna");

            anna.end();

            assertThat(anna).receivesEnd();
            is_free(server);
        }

        @Test
        @Tag("7.4")
        void after_a_reset() {
            Served<JimServer> server = serving();
            ScriptedPeer anna = newcomer(server, "anna");

            anna.reset();

            is_free(server);
        }

        @Test
        @Tag("7.4")
        @DisplayName("A name stays taken when a client that got 409 quits")
        void a_name_stays_taken_when_a_client_that_got_409_quits() {
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

        @Test
        @Tag("7.4")
        void after_an_unexpected_exception() {
            Served<JimServer> server = serving();
            ScriptedPeer anna = newcomer(server, "anna");
            accounts.breakDown(true);

            anna.send(
                    "{\"action\":\"msg\",\"time\":5,\"to\":\"boris\",\"from\":\"anna\",\"message\":\"hi\"}");
            wire.settle();
            anna.reset();

            accounts.breakDown(false);
            is_free(server);
        }

        @Test
        @Tag("7.4")
        void before_its_client_sees_the_end_of_the_stream() {
            wire.atEachPause(
                    round -> {
                        Served<JimServer> server = serving();
                        ScriptedPeer anna = wire.connect(server.port());
                        anna.send(presence("anna") + QUIT);
                        List<ScriptedPeer> next = new ArrayList<>();

                        round.meanwhile(() -> comeBack(server, anna).ifPresent(next::add));

                        next.forEach(each -> assertThat(each).receives(OK));
                        assertThat(anna).receives(CREATED).receivesEnd();
                    });
        }

        /** Connects anna once more, if her first connection has ended. */
        private Optional<ScriptedPeer> comeBack(Served<JimServer> server, ScriptedPeer anna) {
            if (!anna.over()) {
                return Optional.empty();
            }
            ScriptedPeer next = wire.connect(server.port());
            next.send(presence("anna"));
            return Optional.of(next);
        }
    }

    @Nested
    class An_announcement {

        @Test
        @Tag("8.6")
        void reaches_all_clients_that_have_logged_in() {
            Served<JimServer> server = serving();
            ScriptedPeer anna = newcomer(server, "anna");
            ScriptedPeer boris = newcomer(server, "boris");

            announce(server);

            assertThat(anna).receives(NOTICE).receivesNothing();
            assertThat(boris).receives(NOTICE).receivesNothing();
        }

        @Test
        @Tag("8.6")
        void does_not_reach_a_client_that_has_not_logged_in() {
            Served<JimServer> server = serving();
            ScriptedPeer nobody = wire.connect(server.port());
            wire.settle();

            announce(server);

            assertThat(nobody).receivesNothing();
        }

        @Test
        @Tag("8.6")
        void reaches_the_others_if_one_client_has_gone() {
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
        @Tag("8.5")
        @DisplayName("The server probes a client when its silence is over")
        void the_server_probes_a_client_when_its_silence_is_over() {
            Served<JimServer> server = serving(PROBES);
            ScriptedPeer anna = newcomer(server, "anna");

            probeAt(server, "00:30");

            assertThat(anna).receives(PROBE).receivesNothing();
        }

        @Test
        @Tag("8.5")
        @DisplayName("The server does not probe a client before its silence is over")
        void the_server_does_not_probe_a_client_before_its_silence_is_over() {
            Served<JimServer> server = serving(PROBES);
            ScriptedPeer anna = newcomer(server, "anna");

            probeAt(server, "00:29");

            assertThat(anna).receivesNothing();
        }

        @Test
        @Tag("8.5")
        @DisplayName("The server disconnects a client that no longer answers, and its name is free")
        void the_server_disconnects_a_client_that_no_longer_answers_and_its_name_is_free() {
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
        @Tag("8.5")
        @DisplayName("The server probes a silent client even if another one talks")
        void the_server_probes_a_silent_client_even_if_another_one_talks() {
            Served<JimServer> server = serving(PROBES);
            ScriptedPeer anna = newcomer(server, "anna");
            clock.set("2025-11-01T09:00:20Z");
            ScriptedPeer boris = newcomer(server, "boris");

            probeAt(server, "00:30");

            assertThat(anna).receives(PROBE).receivesNothing();
            assertThat(boris).receivesNothing();
        }

        @Test
        @Tag("8.5")
        @DisplayName("The server keeps a client that has never answered a probe")
        void the_server_keeps_a_client_that_has_never_answered_a_probe() {
            Served<JimServer> server = serving(PROBES);
            ScriptedPeer anna = newcomer(server, "anna");
            probeAt(server, "00:30");
            assertThat(anna).receives(PROBE);

            probeAt(server, "10:00");

            assertThat(anna).receivesNothing();
        }
    }

    @Nested
    class After_close {

        @Test
        @Tag("7.5")
        @DisplayName("All clients that have logged in receive 101, then the end of the stream")
        void all_clients_that_have_logged_in_receive_101_then_the_end_of_the_stream()
                throws IOException {
            Served<JimServer> server = serving();
            ScriptedPeer anna = newcomer(server, "anna");
            ScriptedPeer boris = newcomer(server, "boris");

            server.close();

            assertThat(anna).receives(SHUTDOWN).receivesEnd();
            assertThat(boris).receives(SHUTDOWN).receivesEnd();
        }

        @Test
        @Tag("7.5")
        @DisplayName("A client that has not logged in receives the end of the stream without 101")
        void a_client_that_has_not_logged_in_receives_the_end_of_the_stream_without_101()
                throws IOException {
            Served<JimServer> server = serving();
            ScriptedPeer nobody = wire.connect(server.port());
            nobody.send("{");
            wire.settle();

            server.close();

            assertThat(nobody).receivesEnd();
        }

        @Test
        @Tag("7.6")
        @DisplayName("After close(), no socket and no thread is left")
        void after_close_no_socket_and_no_thread_is_left() throws IOException {
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
        @Tag("7.6")
        @DisplayName("After close(), no socket and no thread is left if no client has connected")
        void after_close_no_socket_and_no_thread_is_left_if_no_client_has_connected()
                throws IOException {
            Served<JimServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("7.6")
        @DisplayName("After close() at any moment, no client is connected, and no thread is left")
        void after_close_at_any_moment_no_client_is_connected_and_no_thread_is_left() {
            wire.atEachPause(
                    round -> {
                        Served<JimServer> server = serving();
                        ScriptedPeer anna = wire.connect(server.port());
                        anna.send(presence("anna"));

                        round.meanwhile(server::beginToClose);

                        assertThat(server.closing()).returns();
                        assertThat(server.serving()).returns();
                        assertThat(anna).isDisconnected();
                        assertThat(server).leavesNothingBehind();
                    });
        }
    }
}
