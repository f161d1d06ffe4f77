package lesson24_jim_chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
import workbook.jim.session.Rules;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ChatServerTest {

    private static final int LIMIT = 100; // messages that may wait for a client
    private static final int PATIENCE = 1000; // milliseconds; no test waits that long

    private static final String OK = "{\"response\":200}\n";
    private static final String CREATED = "{\"response\":201}\n";
    private static final String NOT_FOUND =
            "{\"response\":404,\"error\":\"no such user or room\"}\n";
    private static final String OFFLINE = "{\"response\":410,\"error\":\"offline\"}\n";
    private static final String SHUTDOWN =
            "{\"response\":101,\"alert\":\"the server shuts down\"}\n";
    private static final String QUIT = "{\"action\":\"quit\"}";

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expected(joined(201, "boris")) && !seen.gotNothing(),
                "a client of one server is in a room of another, because a static field exists once for all of them. Give each server rooms and users of its own."),
        whenHeld(
                seen -> seen.held("close()", "", "") && seen.expectedWords("as the last bytes"),
                "something is sent after code 101: the server still listens when it says goodbye. First stop listening to all clients, then send 101."),
        when(
                seen -> seen.expectedNothingLeft(),
                "close() leaves something open: the listener, a connection, or threads of the pool. Close them all, and call threads.shutdown(), or the threads wait for more work."),
        when(
                seen -> seen.expectedPrint(),
                "a text or a password is printed, and many people read logs. Print neither."),
        when(
                seen -> seen.called("who asks for"),
                "a request is carried out that arrived after close(). First let all connections stop listening."),
        when(
                seen -> seen.expectedWords("serve() to"),
                "serve() does not return after close(). Close the listener: close() must close the listener first."),
        when(
                seen -> seen.expectedWords("close() to"),
                "close() does not return: it waits without end for a client that does not read, or for one client after another. Say goodbye to all at the same time."),
        when(
                seen ->
                        seen.expected(SHUTDOWN)
                                && seen.called("close() with")
                                && seen.gotText().contains("{\"response\":4"),
                "one client has received 101, and a request of another is still carried out. First stop listening to all clients, then send 101 to the first."),
        when(
                seen -> seen.expected(SHUTDOWN),
                "clients do not receive 101, or only when nothing can be sent any more. Send 101 before the connections end, and call threads.shutdown() last: after it, eachAtOnce() does nothing."),
        when(
                seen -> seen.expectedEnd() && seen.called("close()"),
                "one connection waits until another has ended, or does not end at all. End them at the same time: connections.eachAtOnce(threads, …)."),
        when(
                seen -> seen.called("close()") && seen.expectedBytes(),
                "close() closes connections before everything is sent that was promised. Let them say goodbye first, then close them."),
        when(
                seen ->
                        seen.expectedWords("offline")
                                && seen.gotText().contains("\"response\":200"),
                "a client that has gone or was disconnected still has a mailbox that accepts messages. Its session must leave, and a closed outbox must accept nothing."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.waitsIn("write", "lock"),
                "a thread waits for a client that does not read. Only run() of the outbox may do that, and without a lock."),
        when(
                seen -> seen.expectedBytes(),
                "the message did not reach its recipient, or it is another one. Look at bring(): offer the bytes to the right mailbox."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final PlainAccounts accounts = new PlainAccounts();
    private final Clock clock = HandSetClock.at("2025-11-01T09:00:00Z", "UTC");

    private Served<ChatServer> serving(int patience) {
        return serving(patience, () -> Threads.named("platform"));
    }

    private Served<ChatServer> serving(int patience, Supplier<ExecutorService> threads) {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", 0);
        Rules rules = Rules.withoutProbes(false);
        Settings settings = new Settings(address, rules, LIMIT, Duration.ofMillis(patience));
        return wire.bind(
                        "new ChatServer(…)",
                        () -> new ChatServer(settings, accounts, clock, threads.get()),
                        ChatServer::port)
                .serve(ChatServer::serve);
    }

    private Served<ChatServer> serving() {
        return serving(PATIENCE);
    }

    /** Returns a server that never gives up on a client that does not read. */
    private Served<ChatServer> servingPatiently() {
        return serving(wire.longTimeout());
    }

    private static String presence(String name) {
        return "{\"action\":\"presence\",\"time\":5,\"user\":{\"account_name\":\"" + name + "\"}}";
    }

    private static String join(String room) {
        return "{\"action\":\"join\",\"time\":5,\"room\":\"" + room + "\"}";
    }

    private static String joined(int code, String names) {
        return "{\"response\":" + code + ",\"alert\":\"" + names + "\"}\n";
    }

    /** Returns the message as a client sends it, and as the server forwards it. */
    private static String msg(String to, String from, String text) {
        return "{\"action\":\"msg\",\"time\":5,\"to\":\"%s\",\"from\":\"%s\",\"encoding\":\"ascii\",\"message\":\"%s\"}\n"
                .formatted(to, from, text);
    }

    /** Returns this many long messages, which are all different. */
    private static String many(int howMany, String to, String from) {
        List<String> all =
                IntStream.range(0, howMany)
                        .mapToObj(i -> msg(to, from, "%03d".formatted(i) + "x".repeat(497)))
                        .toList();
        return String.join("", all);
    }

    /** Returns a client that has logged in. */
    private ScriptedPeer somebody(Served<ChatServer> server, String name) {
        ScriptedPeer client = wire.connect(server.port());
        client.send(presence(name));
        assertThat(client).receives(CREATED);
        return client;
    }

    /** Returns a client that has logged in, but does not read. */
    private ScriptedPeer slow(Served<ChatServer> server, String name) {
        ScriptedPeer client = wire.connectWithoutReading(server.port());
        client.send(presence(name));
        wire.settle();
        return client;
    }

    private Call<Void> close(Served<ChatServer> server) {
        return close("close()", server);
    }

    private Call<Void> close(String shown, Served<ChatServer> server) {
        return server.call(
                shown,
                it -> {
                    it.close();
                    return null;
                });
    }

    @Nested
    class A_message {

        @Test
        @Tag("6.2")
        @DisplayName("Two clients can send messages to each other")
        void goes_both_ways() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = somebody(server, "anna");
            ScriptedPeer boris = somebody(server, "boris");
            anna.send(msg("boris", "anna", "hi"));
            assertThat(anna).receives(OK);
            assertThat(boris).receives(msg("boris", "anna", "hi")).receivesNothing();

            boris.send(msg("anna", "boris", "hello"));

            assertThat(anna).receives(msg("anna", "boris", "hello"));
            assertThat(boris).receives(OK);
        }

        @Test
        @Tag("6.2")
        @DisplayName("Messages may arrive in pieces and glued together")
        void may_come_in_pieces_and_glued_to_another() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = somebody(server, "anna");
            ScriptedPeer boris = somebody(server, "boris");
            String both = msg("boris", "anna", "hi") + msg("boris", "anna", "привет");

            byte[] bytes = both.getBytes(UTF_8);
            anna.sendCutAt(bytes, 20, 95, bytes.length - 8); // the last one inside a letter

            assertThat(anna).receives(OK + OK);
            assertThat(boris)
                    .receives(
                            msg("boris", "anna", "hi")
                                    + msg(
                                            "boris",
                                            "anna",
                                            "\\u043F\\u0440\\u0438\\u0432\\u0435\\u0442"));
        }

        @Test
        @Tag("6.2")
        @DisplayName("A message to a room reaches its members, and no other client")
        void to_a_room_goes_to_all_others_in_it() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = somebody(server, "anna");
            ScriptedPeer boris = somebody(server, "boris");
            ScriptedPeer clara = somebody(server, "clara");
            anna.send(join("#tea"));
            assertThat(anna).receives(joined(201, "anna"));
            boris.send(join("#tea"));
            assertThat(boris).receives(joined(200, "anna, boris"));

            boris.send(msg("#tea", "boris", "hi"));

            assertThat(boris).receives(OK);
            assertThat(anna).receives(msg("#tea", "boris", "hi"));
            assertThat(clara).receivesNothing();
        }

        @Test
        @Tag("6.2")
        @DisplayName("Two servers share no rooms")
        void of_one_server_does_not_reach_another() {
            Served<ChatServer> server = serving();
            Served<ChatServer> other = serving();
            ScriptedPeer anna = somebody(server, "anna");
            ScriptedPeer boris = somebody(other, "boris");
            anna.send(join("#tea"));
            assertThat(anna).receives(joined(201, "anna"));
            boris.send(join("#tea"));
            assertThat(boris).receives(joined(201, "boris"));

            anna.send(msg("#tea", "anna", "hi"));

            assertThat(anna).receives(OK);
            assertThat(boris).receivesNothing();
        }
    }

    @Nested
    class Who_has_gone {

        /** Checks that the server has noticed that Boris has gone. */
        private void is_gone(ScriptedPeer anna) {
            wire.settle();
            anna.send(msg("boris", "anna", "hi") + join("#tea"));
            assertThat(anna).receives(OFFLINE + joined(201, "anna"));
        }

        private ScriptedPeer inTheRoom(Served<ChatServer> server) {
            ScriptedPeer boris = somebody(server, "boris");
            boris.send(join("#tea"));
            assertThat(boris).receives(joined(201, "boris"));
            return boris;
        }

        @Test
        @Tag("6.1")
        @DisplayName("A client that has quit is offline and in no room")
        void with_a_quit_is_offline_and_in_no_room() {
            Served<ChatServer> server = serving();
            ScriptedPeer boris = inTheRoom(server);
            ScriptedPeer anna = somebody(server, "anna");

            boris.send(QUIT);

            assertThat(boris).receivesEnd();
            is_gone(anna);
        }

        @Test
        @Tag("6.1")
        @DisplayName("A client that has ended its stream is offline and in no room")
        void with_the_end_of_the_stream_is_offline_and_in_no_room() {
            Served<ChatServer> server = serving();
            ScriptedPeer boris = inTheRoom(server);
            ScriptedPeer anna = somebody(server, "anna");

            boris.end();

            assertThat(boris).receivesEnd();
            is_gone(anna);
        }

        @Test
        @Tag("6.1")
        @DisplayName("A client whose connection was reset is offline and in no room")
        void with_a_reset_is_offline_and_in_no_room() {
            Served<ChatServer> server = serving();
            ScriptedPeer boris = inTheRoom(server);
            ScriptedPeer anna = somebody(server, "anna");

            boris.reset();

            is_gone(anna);
        }

        @Test
        @Tag("6.2")
        @DisplayName("A client that has quit still receives what was promised before")
        void still_hears_what_was_promised_before() {
            Served<ChatServer> server = servingPatiently();
            ScriptedPeer boris = slow(server, "boris");
            ScriptedPeer anna = somebody(server, "anna");
            anna.send(many(50, "boris", "anna"));
            assertThat(anna).receives(OK.repeat(50));
            boris.send(QUIT);
            wire.settle();

            boris.startReading();

            assertThat(boris).receives(CREATED + many(50, "boris", "anna")).receivesEnd();
        }
    }

    @Nested
    class A_client_that_does_not_read {

        @Test
        @Tag("6.2")
        @DisplayName("A client that does not read does not delay the others")
        void does_not_hold_up_the_others() {
            Served<ChatServer> server = serving();
            slow(server, "slow");
            ScriptedPeer anna = somebody(server, "anna");
            ScriptedPeer boris = somebody(server, "boris");
            anna.send(many(90, "slow", "anna"));
            assertThat(anna).receives(OK.repeat(90));

            anna.send(msg("boris", "anna", "hi"));

            assertThat(boris).receives(msg("boris", "anna", "hi"));
        }

        @Test
        @Tag("6.2")
        @DisplayName("A client that does not read is disconnected when its mailbox is full")
        void is_given_up_when_too_much_waits_for_it() {
            Served<ChatServer> server = serving();
            slow(server, "slow");
            ScriptedPeer anna = somebody(server, "anna");
            anna.send(many(400, "slow", "anna"));
            wire.settle();
            anna.send(QUIT);
            ScriptedPeer boris = somebody(server, "boris");

            boris.send(msg("slow", "boris", "hi"));

            assertThat(boris).receives(OFFLINE);
        }

        @Test
        @Tag("6.2")
        @DisplayName(
                "A client that sends many requests and does not read still gets messages of others")
        void leaves_room_for_others_though_it_asks_and_asks() {
            Served<ChatServer> server = serving();
            ScriptedPeer slow = slow(server, "slow");
            slow.send(join("#tea").repeat(3000));
            wire.settle();
            ScriptedPeer anna = somebody(server, "anna");

            anna.send(msg("slow", "anna", "hi"));

            assertThat(anna).receives(OK);
        }
    }

    @Nested
    class The_end_of_the_service {

        @Test
        @Tag("6.4")
        @DisplayName(
                "close() sends 101 and the end to each client that has logged in, and only the end to others")
        void is_told_to_all_that_are_somebody() {
            Served<ChatServer> server = servingPatiently();
            ScriptedPeer anna = somebody(server, "anna");
            ScriptedPeer boris = somebody(server, "boris");
            ScriptedPeer nobody = wire.connect(server.port());
            wire.settle();

            Call<Void> close = close(server);

            assertThat(anna).receives(SHUTDOWN).receivesEnd();
            assertThat(boris).receives(SHUTDOWN).receivesEnd();
            assertThat(nobody).receivesEnd();
            anna.end();
            boris.end();
            nobody.end();
            assertThat(close).returns();
            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("6.3")
        @DisplayName("close() ends serve() and leaves nothing behind while no client is connected")
        void comes_while_nobody_is_there() {
            Served<ChatServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("6.6")
        @DisplayName("A client receives everything that was promised before 101")
        void comes_after_all_that_was_promised() {
            Served<ChatServer> server = servingPatiently();
            ScriptedPeer boris = slow(server, "boris");
            ScriptedPeer anna = somebody(server, "anna");
            anna.send(many(90, "boris", "anna"));
            assertThat(anna).receives(OK.repeat(90));
            Call<Void> close = close(server);
            wire.settle();

            boris.startReading();

            assertThat(boris).receives(CREATED + many(90, "boris", "anna") + SHUTDOWN);
            assertThat(boris).receivesEnd();
            boris.end();
            anna.end();
            assertThat(close).returns();
        }

        @Test
        @Tag("6.6")
        @DisplayName("A client that does not read delays close() only for the patience")
        void does_not_wait_for_ever_for_a_client_that_does_not_read() {
            Served<ChatServer> server = serving(wire.silentTimeout(60));
            slow(server, "slow");
            ScriptedPeer anna = somebody(server, "anna");
            anna.send(many(90, "slow", "anna"));
            assertThat(anna).receives(OK.repeat(90));

            Call<Void> close = close(server);

            assertThat(close).returns();
            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("6.5")
        @DisplayName("Requests that arrive after close() are ignored")
        void is_the_end_of_listening_too() {
            Served<ChatServer> server = servingPatiently();
            ScriptedPeer slow = slow(server, "slow");
            ScriptedPeer anna = somebody(server, "anna");
            anna.send(many(90, "slow", "anna"));
            assertThat(anna).receives(OK.repeat(90));
            Call<Void> close = close(server);
            assertThat(anna).receives(SHUTDOWN);
            wire.settle();
            int before = accounts.asked();

            anna.send(msg("zoe", "anna", "hi"));
            wire.settle();

            assertThat(server.call("who asks for zoe", it -> accounts.asked() - before)).returns(0);
            slow.startReading();
            anna.end();
            slow.end();
            assertThat(close).returns();
        }

        @Test
        @Tag("6.6")
        @DisplayName("A second close() does nothing")
        void may_come_twice() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = somebody(server, "anna");
            Call<Void> close = close(server);
            assertThat(anna).receives(SHUTDOWN).receivesEnd();
            anna.end();
            assertThat(close).returns();

            server.close();

            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("6.5")
        @DisplayName("Nothing is sent after 101, even if a request arrives during close()")
        void is_the_last_that_anybody_hears_whatever_they_say_then() {
            wire.atEachPauseOf(
                    "close()",
                    round -> {
                        Served<ChatServer> server = servingPatiently();
                        ScriptedPeer anna = somebody(server, "anna");
                        ScriptedPeer boris = somebody(server, "boris");
                        Call<Void> close = close(server);

                        round.meanwhile(
                                () -> anna.send(join("#tea") + msg("boris", "anna", "hi")),
                                () -> boris.send(msg("anna", "boris", "hi")));

                        assertThat(anna).receivesAtLast(SHUTDOWN);
                        assertThat(boris).receivesAtLast(SHUTDOWN);
                        anna.end();
                        boris.end();
                        assertThat(close).returns();
                        assertThat(server.serving()).returns();
                        assertThat(server).leavesNothingBehind();
                    });
        }

        @Test
        @Tag("6.5")
        @DisplayName("When one client has received 101, requests of all clients are ignored")
        void is_the_end_of_listening_to_all_when_it_is_told_to_one() {
            BusyThreads threads = new BusyThreads();
            Served<ChatServer> server = serving(wire.longTimeout(), () -> threads);
            ScriptedPeer anna = somebody(server, "anna");
            ScriptedPeer boris = somebody(server, "boris");
            try {
                Call<Void> close = close("close() with a thread that begins late", server);
                wire.settle();
                if (anna.hasReceived() || boris.hasReceived()) {
                    anna.send(msg("zoe", "anna", "hi"));
                    boris.send(msg("zoe", "boris", "hi"));
                    wire.settle();
                }

                threads.letAllBegin();

                assertThat(anna).receives(SHUTDOWN).receivesEnd();
                assertThat(boris).receives(SHUTDOWN).receivesEnd();
                anna.end();
                boris.end();
                assertThat(close).returns();
            } finally {
                threads.letAllBegin();
            }
        }
    }

    @Nested
    class What_is_printed {

        @Test
        @Tag("6.2")
        @DisplayName("The server prints no text and no password")
        void is_no_text_and_no_password() {
            accounts.with("anna", "s3cret");
            Served<ChatServer> server = serving();
            ScriptedPeer anna = wire.connect(server.port());

            anna.send(
                    "{\"action\":\"authenticate\",\"time\":5,\"user\":{\"account_name\":\"anna\",\"password\":\"s3cret\"}}");
            assertThat(anna).receives(OK);
            anna.send(msg("anna", "anna", "s3cret") + msg("boris", "anna", "s3cret"));

            assertThat(anna).receives(msg("anna", "anna", "s3cret") + OK + NOT_FOUND);
            assertThat(wire).printsNoLineWith("s3cret");
        }
    }
}
