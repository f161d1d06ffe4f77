package lesson11_thread_per_client;

import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import kit.Call;
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
class PoolServerTest {

    /**
     * How many clients there are in the test in which most of them are gone before they are
     * refused.
     */
    private static final int MANY_REFUSED = 6;

    private static final Likely[] CAUSES = {
        whenHeld(
                seen ->
                        seen.expectedWords("serve() to return")
                                && seen.threw(RejectedExecutionException.class),
                "close() has ended the pool, and serve() gives it one more client: execute() then throws a RejectedExecutionException. Catch it there, and close the client's socket."),
        whenHeld(
                seen ->
                        seen.expectedWords("close() to return")
                                && seen.threw(ConcurrentModificationException.class),
                "close() goes through a collection while it is changed, by the loop itself or by a thread that ends meanwhile. Let the whole loop and every change hold the same lock, and remove nothing in the loop."),
        when(
                seen ->
                        seen.expectedWords("close() to return")
                                && seen.threw(ConcurrentModificationException.class),
                "close() goes through a collection while it is changed, by the loop itself or by a thread that ends meanwhile. Let the whole loop and every change hold the same lock, and remove nothing in the loop."),
        whenHeld(
                seen -> seen.called("the connections that close()") && seen.expected("0"),
                "a second call of close() has returned while the first one is still at work, and connections of clients are still open. Let the second call do the same work, or wait for the first one."),
        whenHeld(
                seen ->
                        seen.returned("close()")
                                && (seen.expectedEnd() || seen.expectedNothingLeft()),
                "serve() had accepted a client when close() was called, and nobody closes that one. Add it to openSockets first; if add() returns false, the server is closed."),
        whenHeld(
                seen -> seen.called("the conversations begun") && seen.expected("1"),
                "the conversation of a client that was waiting begins although the server is being closed: closing a socket frees a thread, and the thread takes the next client out of the queue. Empty the queue with shutdownNow() before you close the sockets."),
        whenHeld(
                seen ->
                        (seen.expectedSilence() && seen.gotText().startsWith("busy"))
                                || (seen.expected("busy\n") && seen.gotNothing()),
                "a client has left at the same moment as another came, and since then the server has a place too many or too few. If it counts the clients itself, ++ and -- are three steps each: use an AtomicInteger, or let the pool decide."),
        when(
                seen -> seen.called("the conversations begun") && seen.expected("1"),
                "the conversation of a client that was waiting begins although the server is being closed: closing a socket frees a thread, and the thread takes the next client out of the queue. Empty the queue with shutdownNow() before you close the sockets."),
        when(
                seen -> seen.called("isClosed() of the client") && seen.expected("true"),
                "the conversation has returned, and the client's socket is still open, although its stream has ended. Close it whatever happens, even if another call throws before: try (client) { … }."),
        when(
                seen -> seen.called("whether close() has come back") && seen.expected("true"),
                "a conversation has called close(), and close() has not returned. If it waits for all threads of the pool to end, it waits for the thread that has called it: do not wait in close()."),
        when(
                seen -> seen.expectedNothingLeft() && seen.peerHasReset(),
                "the socket of a client that left before it could be refused stays open: write() throws, and close() is left out. Close it whatever happens: try (client) { … }."),
        when(
                seen -> seen.expectedNothingLeft() && !seen.waitsForBytes(),
                "threads of the pool are left: they wait for more work, forever. Call shutdown() or shutdownNow() in close()."),
        when(
                seen -> seen.expectedNothingLeft(),
                "a socket or a thread of the server is left. close() must close the listener, the pool, and the socket of every client that has been accepted."),
        when(
                seen ->
                        seen.expectedWords("close() to return")
                                && seen.waitsIn("awaitTermination", "close", "join"),
                "close() waits for threads that wait for their clients. Close the sockets first; then the threads end by themselves."),
        when(
                seen -> seen.runsWithoutEnd() && seen.returned("close()"),
                "the loop of serve() goes on after close(), and accept() throws immediately, forever. Leave the loop if listener.isClosed() is true."),
        when(
                seen ->
                        seen.expectedEnd()
                                && seen.returned("close()")
                                && seen.gotText().startsWith("worker-"),
                "a client that was waiting is served after close(): shutdown() lets the pool work through its queue. Close the sockets of waiting clients, too, and use shutdownNow()."),
        when(
                seen ->
                        seen.expectedEnd()
                                && seen.returned("close()")
                                && seen.gotNothing()
                                && !seen.streamEnded()
                                && !seen.waitsForBytes(),
                "close() closes the connections of the clients that are being served, but not of those that wait in the queue. Add a client to openSockets when it is accepted."),
        when(
                seen -> seen.expectedEnd() && seen.returned("close()") && seen.waitsForBytes(),
                "threads still wait in read() after close(). shutdownNow() only interrupts them, and that does not wake read(): close the socket of every client."),
        when(
                seen -> seen.expectedConnection() && seen.threw(IllegalArgumentException.class),
                "new ArrayBlockingQueue<>(0) and the like throw: a queue without room is a SynchronousQueue. Use that if waiting is 0."),
        when(
                seen ->
                        seen.expected("busy\n")
                                && seen.gotNothing()
                                && !seen.streamEnded()
                                && seen.connections() == MANY_REFUSED
                                && seen.waitsForClient(),
                "clients that had left before they were refused have raised the limit, so one more client waits. Give back a place only for a client that had one."),
        when(
                seen -> seen.expected("busy\n") && seen.gotText().startsWith("serve()"),
                "serve() itself has the conversation with the client for which there is no room (CallerRunsPolicy, perhaps), and nobody is accepted meanwhile. Let execute() throw, and refuse the client."),
        when(
                seen ->
                        seen.expected("busy\n")
                                && seen.gotNothing()
                                && (seen.waitsIn("acquire", "put", "await")),
                "serve() waits until a thread is free, and this client waits with it. Do not wait: if there is no room, send \"busy\\n\"."),
        when(
                seen ->
                        seen.expected("busy\n")
                                && seen.gotNothing()
                                && seen.streamEnded()
                                && !seen.threwAnything(),
                "the client is refused without a word. Send \"busy\\n\" before you close its connection."),
        when(
                seen ->
                        seen.expected("busy\n")
                                && seen.gotNothing()
                                && seen.threw(RejectedExecutionException.class),
                "execute() throws a RejectedExecutionException when there is no room, and it ends serve(). Catch it, and refuse the client."),
        when(
                seen ->
                        seen.expected("busy\n")
                                && seen.gotNothing()
                                && !seen.streamEnded()
                                && seen.waitsForClient(),
                "more clients wait than `waiting` allows: the queue of newFixedThreadPool() has no limit. Give a ThreadPoolExecutor an ArrayBlockingQueue."),
        when(
                seen ->
                        seen.expectedEnd()
                                && !seen.streamEnded()
                                && !seen.called("close()")
                                && !seen.peerHasEnded()
                                && !seen.peerSent('!'),
                "the refused client has its \"busy\\n\", but its connection stays open. Close its socket."),
        when(
                seen -> seen.expectedSilence() && seen.gotText().startsWith("worker-"),
                "there are more threads than `threads`: a cached pool starts one for each client. Pass the same number as core and maximum size of the pool."),
        when(
                seen -> seen.expectedSilence() && seen.gotText().startsWith("busy"),
                "a client is refused although it may still wait. Give the queue room for `waiting` clients."),
        when(
                seen -> seen.gotText().contains("pool-") || seen.gotText().contains("Thread-"),
                "the threads have the names that Java gave them. Pass a ThreadFactory to the pool: work -> new Thread(work, name)."),
        when(
                seen -> seen.gotText().contains(" twice"),
                "two conversations run at the same time in threads of the same name. Give each thread its name once, when the pool makes it, not for each conversation."),
        when(
                seen -> seen.gotText().contains("worker-0"),
                "the numbers of the threads do not begin at 1. Use incrementAndGet(), which adds first, and begin at 0 in each pool."),
        when(
                seen ->
                        seen.expected("worker-1\n")
                                && seen.gotText().startsWith("worker-")
                                && seen.threwAnything(),
                "an exception has ended a thread of the pool, and the pool has started another in its place, with the next name. Catch Exception in talk()."),
        when(
                seen -> seen.expected("worker-1\n") && seen.gotText().startsWith("worker-"),
                "a second thread was started although only one is allowed. Pass `threads` as core and maximum size of the pool, not more, and let no thread end while it is idle."),
        when(
                seen -> !seen.expected("busy\n") && seen.gotText().startsWith("busy"),
                "a client is refused although there is room for it. Refuse only when execute() throws a RejectedExecutionException."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.waitsForLock(),
                "a thread waits for a lock that another one holds for its whole conversation. Hold a lock for a few steps, never while you wait for a client."),
        when(
                seen ->
                        seen.expected("worker-1\n")
                                && seen.gotNothing()
                                && seen.waitsForBytes()
                                && !seen.waitsForClient()
                                && !seen.threwAnything()
                                && !seen.returned("serve()"),
                "serve() waits for bytes of a client, and nobody accepts the next one meanwhile. Send \"busy\\n\" to a client that is refused, close its socket, and wait for nothing."),
        when(
                seen ->
                        seen.expected("hello")
                                && seen.gotNothing()
                                && seen.connections() == 2
                                && seen.waitsForBytes()
                                && seen.waitsForClient()
                                && !seen.threwAnything(),
                "only one thread works: a pool starts threads beyond its core size only when the queue is full. Pass `threads` as core size, too."),
        when(
                seen ->
                        (seen.expectedConnection() || seen.expectedBytes())
                                && seen.peerHasReset()
                                && (seen.returned("serve()") || seen.threw(IOException.class)),
                "a client that has left before it could be refused ends the service. Catch the exception inside the loop, and accept the next client."),
        when(
                seen ->
                        seen.expectedEnd()
                                && !seen.streamEnded()
                                && !seen.called("close()")
                                && seen.peerSent('!'),
                "the conversation ends with an exception, which submit() or an empty catch hides, and its connection stays open. Close it whatever happens: try (client) { … }."),
        when(
                seen ->
                        (seen.expectedSilence() || (seen.expectedBytes() && seen.gotNothing()))
                                && !seen.peerHasEnded()
                                && !seen.called("close()")
                                && !seen.returned("serve()")
                                && (seen.streamEnded() || seen.reset()),
                "the connection is closed while its conversation goes on. execute() returns at once, so a try (client) { … } around it closes the client too early. Close the client in talk(), after the conversation."),
        when(
                seen -> seen.expectedEnd() && !seen.streamEnded() && seen.peerHasEnded(),
                "the connection stays open when the conversation is over. Close it in the thread that had the conversation: try (client) { … }."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<PoolServer> bound(int threads, int waiting, Conversation conversation) {
        return wire.bind(
                "new PoolServer(0, " + threads + ", " + waiting + ", …)",
                () -> new PoolServer(0, threads, waiting, conversation),
                PoolServer::port);
    }

    private Served<PoolServer> serving(int threads, int waiting, Conversation conversation) {
        return bound(threads, waiting, conversation).serve(PoolServer::serve);
    }

    /**
     * Connects a client that a thread serves immediately: the first bytes that it receives are the
     * name of that thread.
     */
    private ScriptedPeer connectServed(Served<PoolServer> server) {
        ScriptedPeer client = wire.connect(server.port());
        assertThat(client).receives("worker-");
        wire.settle();
        return client;
    }

    private ScriptedPeer connectWaiting(Served<PoolServer> server) {
        ScriptedPeer client = wire.connect(server.port());
        wire.settle();
        return client;
    }

    @Nested
    class A_pool_of_threads {

        @Test
        @Tag("5.1")
        void serves_a_client() {
            ScriptedPeer client = wire.connect(serving(2, 1, Conversation::echo).port());

            client.send("hello");

            assertThat(client).receives("hello").receivesNothing();
        }

        @Test
        @Tag("5.1")
        void serves_as_many_clients_at_the_same_time_as_it_has_threads() {
            Served<PoolServer> server = serving(2, 5, Conversation::echo);
            connectWaiting(server);
            ScriptedPeer client = wire.connect(server.port());

            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("5.2")
        @DisplayName("The threads of a pool of two are named worker-1 and worker-2")
        void has_threads_with_numbers_in_their_names() {
            Set<String> names = new ConcurrentSkipListSet<>();
            Served<PoolServer> server = serving(2, 1, Conversations.notingIn(names));

            assertThat(wire.connect(server.port())).receives("hello\n");
            assertThat(wire.connect(server.port())).receives("hello\n");

            assertThat(wire.call("the names of the threads", names::toString))
                    .returns("[worker-1, worker-2]");
        }

        @Test
        @Tag("5.2")
        void has_threads_of_different_names_even_if_a_client_has_left() {
            Set<String> running = new ConcurrentSkipListSet<>();
            Served<PoolServer> server = serving(2, 1, Conversations.distinctIn(running));
            assertThat(wire.connect(server.port())).receives("alone\n");
            ScriptedPeer second = wire.connect(server.port());
            assertThat(second).receives("alone\n");
            second.end();
            wire.settle();

            ScriptedPeer third = wire.connect(server.port());

            assertThat(third).receives("alone\n");
        }

        @Test
        @Tag("5.2")
        void serves_all_clients_with_the_same_thread_if_it_has_only_one() {
            Served<PoolServer> server = serving(1, 1, Conversations::naming);
            ScriptedPeer first = wire.connect(server.port());
            assertThat(first).receives("worker-1\n");
            first.end();
            wire.settle();

            ScriptedPeer next = wire.connect(server.port());

            assertThat(next).receives("worker-1\n");
        }

        @Test
        @Tag("5.2")
        void keeps_its_thread_if_a_conversation_throws() {
            Served<PoolServer> server = serving(1, 1, Conversations::naming);
            ScriptedPeer bad = wire.connect(server.port());
            bad.send("!");
            wire.settle();

            ScriptedPeer next = wire.connect(server.port());

            assertThat(next).receives("worker-1\n");
        }

        @Test
        @Tag("5.2")
        @DisplayName(
                "A pool of threads keeps its thread if a conversation throws any checked exception")
        void keeps_its_thread_if_a_conversation_throws_any_checked_exception() {
            AtomicInteger begun = new AtomicInteger();
            Served<PoolServer> server =
                    serving(
                            1,
                            1,
                            client -> {
                                Conversation next =
                                        begun.getAndIncrement() == 0
                                                ? Conversations::undeclared
                                                : Conversations::naming;
                                next.talk(client);
                            });
            wire.connect(server.port());
            wire.settle();

            ScriptedPeer next = wire.connect(server.port());

            assertThat(next).receives("worker-1\n");
        }

        @Test
        @Tag("5.2")
        @DisplayName("A pool of threads keeps its thread while nobody connects for a long time")
        void keeps_its_thread_while_nobody_connects() {
            wire.letTimePassFast();
            Served<PoolServer> server = serving(1, 1, Conversations::naming);
            ScriptedPeer first = wire.connect(server.port());
            assertThat(first).receives("worker-1\n");
            first.end();
            assertThat(server.serving()).goesOn();

            ScriptedPeer next = wire.connect(server.port());

            assertThat(next).receives("worker-1\n");
        }

        @Test
        @Tag("5.3")
        void lets_a_client_wait_while_its_threads_are_busy() {
            wire.letTimePassFast();
            Served<PoolServer> server = serving(2, 2, Conversations::naming);
            connectServed(server);
            connectServed(server);
            ScriptedPeer third = connectWaiting(server);

            ScriptedPeer fourth = wire.connect(server.port());

            assertThat(third).receivesNothing();
            assertThat(fourth).receivesNothing();
        }

        @Test
        @Tag("5.4")
        void serves_the_client_that_has_waited_longest() {
            Served<PoolServer> server = serving(1, 2, Conversations::naming);
            ScriptedPeer first = connectServed(server);
            ScriptedPeer second = connectWaiting(server);
            ScriptedPeer third = connectWaiting(server);

            first.end();

            assertThat(second).receives("worker-1\n");
            assertThat(third).receivesNothing();
        }

        @Test
        @Tag("5.4")
        void answers_what_a_client_has_sent_while_it_waited() {
            Served<PoolServer> server = serving(1, 1, Conversations::naming);
            ScriptedPeer first = connectServed(server);
            ScriptedPeer second = connectWaiting(server);
            second.send("hello");

            first.end();

            assertThat(second).receives("worker-1\nhello");
        }

        @Test
        @Tag("5.5")
        void closes_the_connection_when_the_conversation_is_over() {
            ScriptedPeer client = wire.connect(serving(1, 1, Conversation::echo).port());

            client.send("hello");
            client.end();

            assertThat(client).receives("hello").receivesEnd();
        }

        @Test
        @Tag("5.5")
        @DisplayName("A pool of threads closes the connection of a conversation that throws")
        void closes_the_connection_if_the_conversation_throws() {
            ScriptedPeer client = wire.connect(serving(1, 1, Conversations::picky).port());

            client.send("!");

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("5.5")
        @DisplayName("A pool of threads closes the connection even if its stream has ended before")
        void closes_the_connection_even_if_its_stream_has_ended() {
            List<Socket> sockets = new CopyOnWriteArrayList<>();
            Conversation conversation = Conversations.keepingIn(sockets, Conversations::farewell);
            ScriptedPeer client = wire.connect(serving(1, 1, conversation).port());

            assertThat(client).receives("bye\n").receivesEnd();
            wire.settle();

            assertThat(wire.call("isClosed() of the client's socket", sockets.get(0)::isClosed))
                    .returns(true);
        }

        @Test
        @Tag("5.5")
        void serves_the_next_client_after_a_conversation_that_throws() {
            Served<PoolServer> server = serving(1, 1, Conversations::picky);
            ScriptedPeer bad = wire.connect(server.port());
            ScriptedPeer next = wire.connect(server.port());
            bad.send("!");
            assertThat(bad).receivesEnd();

            next.send("hello");

            assertThat(next).receives("hello");
        }
    }

    @Nested
    class A_client_for_whom_there_is_no_room {

        @Test
        @Tag("6.1")
        void is_told_that_the_server_is_busy() {
            Served<PoolServer> server = serving(1, 1, Conversations::naming);
            connectServed(server);
            connectWaiting(server);

            ScriptedPeer refused = wire.connect(server.port());

            assertThat(refused).receives("busy\n");
        }

        @Test
        @Tag("6.1")
        @DisplayName("A client for whom there is no room receives busy, then the end of the stream")
        void receives_the_end_of_the_stream_after_that() {
            Served<PoolServer> server = serving(1, 1, Conversations::naming);
            connectServed(server);
            connectWaiting(server);
            ScriptedPeer refused = wire.connect(server.port());

            assertThat(refused).receives("busy\n").receivesEnd();
        }

        @Test
        @Tag("6.2")
        void is_refused_at_once_if_nobody_may_wait() {
            Served<PoolServer> server = serving(2, 0, Conversations::naming);
            connectServed(server);
            connectServed(server);

            ScriptedPeer refused = wire.connect(server.port());

            assertThat(refused).receives("busy\n").receivesEnd();
        }

        @Test
        @Tag("6.3")
        @DisplayName(
                "A client that is refused does not disturb the clients that are served or wait")
        void disturbs_neither_those_that_are_served_nor_those_that_wait() {
            Served<PoolServer> server = serving(1, 1, Conversations::naming);
            ScriptedPeer first = wire.connect(server.port());
            assertThat(first).receives("worker-1\n");
            ScriptedPeer second = connectWaiting(server);
            assertThat(wire.connect(server.port())).receives("busy\n");

            first.send("hello");
            assertThat(first).receives("hello");
            first.end();

            assertThat(second).receives("worker-1\n");
        }

        @Test
        @Tag("6.4")
        @DisplayName("A client is served if another has left, even after one was refused")
        void would_have_been_served_after_another_has_left() {
            Served<PoolServer> server = serving(1, 0, Conversations::naming);
            ScriptedPeer first = connectServed(server);
            assertThat(wire.connect(server.port())).receives("busy\n");
            first.end();
            wire.settle();

            ScriptedPeer next = wire.connect(server.port());

            assertThat(next).receives("worker-1\n");
        }

        @Test
        @Tag("6.4")
        @DisplayName("A client waits if a place is free again, even after one was refused")
        void would_have_waited_after_another_has_left() {
            Served<PoolServer> server = serving(1, 1, Conversations::naming);
            ScriptedPeer first = connectServed(server);
            ScriptedPeer second = connectWaiting(server);
            assertThat(wire.connect(server.port())).receives("busy\n");
            first.end();
            assertThat(second).receives("worker-1\n");
            wire.settle();

            ScriptedPeer next = wire.connect(server.port());

            assertThat(next).receivesNothing();
        }

        @Test
        @Tag("6.4")
        @DisplayName("The limits are kept, even if clients come and leave at the same moment")
        void is_refused_and_no_other_even_if_clients_come_and_leave_at_the_same_moment() {
            wire.atEachPause(
                    round -> {
                        Served<PoolServer> server = serving(1, 1, Conversation::echo);
                        wire.connect(server.port()).end();

                        round.meanwhile(() -> wire.connect(server.port()));

                        wire.settle();
                        ScriptedPeer waiting = connectWaiting(server);
                        ScriptedPeer refused = wire.connect(server.port());
                        assertThat(waiting).receivesNothing();
                        assertThat(refused).receives("busy\n");
                    });
        }

        @Test
        @Tag("6.5")
        @DisplayName("A client that has left before it was refused does not end the service")
        void does_not_end_the_service_if_it_has_left_already() {
            Served<PoolServer> server = bound(1, 0, Conversations::naming);
            ScriptedPeer first = wire.connect(server.port());
            wire.connect(server.port()).reset();
            server.serve(PoolServer::serve);
            assertThat(first).receives("worker-1\n");
            wire.settle();
            first.end();
            wire.settle();

            ScriptedPeer next = wire.connect(server.port());

            assertThat(next).receives("worker-1\n");
        }

        @Test
        @Tag("6.5")
        @DisplayName("Clients that have left before they were refused do not change the limits")
        void does_not_change_the_limits_if_it_has_left_already() {
            Served<PoolServer> server = bound(1, 0, Conversations::naming);
            ScriptedPeer first = wire.connect(server.port());
            ScriptedPeer second = wire.connect(server.port());
            for (int i = 3; i < MANY_REFUSED; i++) {
                wire.connect(server.port()).reset();
            }
            server.serve(PoolServer::serve);
            assertThat(first).receives("worker-1\n");
            assertThat(second).receives("busy\n");
            wire.settle();

            ScriptedPeer refused = wire.connect(server.port());

            assertThat(refused).receives("busy\n").receivesEnd();
        }
    }

    @Nested
    class Closing_the_server {

        @Test
        @Tag("7.1")
        void ends_it_while_it_waits_for_a_client() {
            Served<PoolServer> server = serving(1, 1, Conversation::echo);
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
        }

        @Test
        @Tag("7.2")
        void closes_the_connections_of_all_clients_that_are_being_served() {
            Served<PoolServer> server = serving(2, 1, Conversation::echo);
            ScriptedPeer first = connectWaiting(server);
            ScriptedPeer second = connectWaiting(server);

            server.close();

            assertThat(first).receivesEnd();
            assertThat(second).receivesEnd();
            assertThat(server.serving()).returns();
        }

        @Test
        @Tag("7.2")
        void closes_the_connection_of_a_client_that_waits_without_serving_it() {
            Served<PoolServer> server = serving(1, 1, Conversations::naming);
            connectServed(server);
            ScriptedPeer second = connectWaiting(server);

            server.close();

            assertThat(second).receivesEnd();
        }

        @Test
        @Tag("7.3")
        void leaves_nothing_open() {
            Served<PoolServer> server = serving(2, 1, Conversations::picky);
            ScriptedPeer left = wire.connect(server.port());
            left.end();
            assertThat(left).receivesEnd();
            connectWaiting(server);
            connectWaiting(server);
            connectWaiting(server);
            connectWaiting(server);

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("7.3")
        void leaves_nothing_open_when_all_clients_have_left() {
            Served<PoolServer> server = serving(2, 1, Conversation::echo);
            ScriptedPeer client = wire.connect(server.port());
            client.end();
            assertThat(client).receivesEnd();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("7.3")
        void leaves_nothing_open_of_a_client_that_has_left_before_it_was_refused() {
            Served<PoolServer> server = bound(1, 0, Conversation::echo);
            wire.connect(server.port());
            wire.connect(server.port()).reset();
            server.serve(PoolServer::serve);
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("7.3")
        void frees_its_port_even_if_it_never_served() {
            Served<PoolServer> server = bound(1, 1, Conversation::echo);

            server.close();

            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("7.4")
        void twice_is_the_same_as_once() {
            Served<PoolServer> server = serving(1, 1, Conversation::echo);
            ScriptedPeer client = connectWaiting(server);

            server.close();
            server.close();

            assertThat(server.serving()).returns();
            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("7.4")
        void leaves_another_server_alone() {
            Served<PoolServer> one = serving(1, 1, Conversation::echo);
            Served<PoolServer> other = serving(1, 1, Conversation::echo);
            ScriptedPeer client = connectWaiting(one);
            ScriptedPeer another = connectWaiting(other);

            other.close();

            assertThat(another).receivesEnd();
            client.send("hello");
            assertThat(client).receives("hello");
        }

        @Test
        @Tag("7.4")
        @DisplayName("Closing the server does not wait for the conversation that closes it")
        void does_not_wait_for_the_conversation_that_closes_it() {
            AtomicReference<PoolServer> itself = new AtomicReference<>();
            AtomicBoolean back = new AtomicBoolean();
            Served<PoolServer> server =
                    wire.bind(
                                    "new PoolServer(0, 1, 1, …)",
                                    () -> {
                                        itself.set(
                                                new PoolServer(
                                                        0,
                                                        1,
                                                        1,
                                                        Conversations.closing(itself, back)));
                                        return itself.get();
                                    },
                                    PoolServer::port)
                            .serve(PoolServer::serve);
            wire.connect(server.port()).send("!");
            wire.settle();

            assertThat(wire.call("whether close() has come back", back::get)).returns(true);
            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("7.5")
        void begins_no_conversation_of_a_client_that_waits_while_close_is_running() {
            wire.atEachPauseOf(
                    "close()",
                    round -> {
                        AtomicInteger begun = new AtomicInteger();
                        Served<PoolServer> server = serving(1, 1, Conversations.countingIn(begun));
                        wire.connect(server.port());
                        wire.connect(server.port());

                        round.meanwhile(server::beginToClose);

                        assertThat(server.closing()).returns();
                        wire.settle();
                        assertThat(wire.call("the conversations begun", begun::get)).returns(1);
                    });
        }

        @Test
        @Tag("7.5")
        @DisplayName("Closing the server ends it, whatever its threads are doing")
        void ends_it_wherever_one_of_its_threads_is() {
            wire.atEachPause(
                    round -> {
                        Served<PoolServer> server = serving(1, 1, Conversation::echo);
                        ScriptedPeer served = wire.connect(server.port());
                        ScriptedPeer waiting = wire.connect(server.port());
                        ScriptedPeer refused = wire.connect(server.port());

                        round.meanwhile(server::beginToClose);

                        assertThat(server.closing()).returns();
                        assertThat(server.serving()).returns();
                        assertThat(served).isDisconnected();
                        assertThat(waiting).isDisconnected();
                        assertThat(refused).isDisconnected();
                        assertThat(server).leavesNothingBehind();
                    });
        }

        @Test
        @Tag("7.5")
        void ends_it_although_clients_leave_at_the_same_moment() {
            wire.atEachPauseOf(
                    "close()",
                    round -> {
                        Served<PoolServer> server = serving(2, 1, Conversation::echo);
                        ScriptedPeer one = wire.connect(server.port());
                        ScriptedPeer two = wire.connect(server.port());
                        ScriptedPeer three = wire.connect(server.port());

                        round.meanwhile(server::beginToClose, one::end, two::end, three::end);

                        assertThat(server.closing()).returns();
                        assertThat(server.serving()).returns();
                        assertThat(server).leavesNothingBehind();
                    });
        }

        @Test
        @Tag("7.5")
        @DisplayName("Closing the server has closed all connections, even during another close()")
        void has_closed_all_connections_even_during_another_close() {
            wire.atEachPauseOf(
                    "close()",
                    round -> {
                        List<Socket> sockets = new CopyOnWriteArrayList<>();
                        List<Call<Long>> left = new CopyOnWriteArrayList<>();
                        Served<PoolServer> server =
                                serving(2, 1, Conversations.keepingIn(sockets, Conversation::echo));
                        connectWaiting(server);
                        connectWaiting(server);

                        round.meanwhile(
                                server::beginToClose,
                                () -> left.add(Conversations.close(server, sockets)));

                        assertThat(left.get(0)).returns(0L);
                        assertThat(server.closing()).returns();
                    });
        }
    }
}
