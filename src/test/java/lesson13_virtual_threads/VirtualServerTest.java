package lesson13_virtual_threads;

import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kit.Call;
import kit.Likely;
import kit.Round;
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
class VirtualServerTest {

    private static final int MANY = 100; // a limit that no test reaches unless it says so

    private static final String REJECTED =
            "after shutdownNow(), threads.execute() throws a RejectedExecutionException. Catch it in serve(), and return if listener.isClosed() is true.";

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("how often close() has closed") && !seen.threwAnything(),
                "the socket of a client whose conversation is over is still in openSockets, so the server keeps every such socket. Call openSockets.remove(client) whatever happens, in a finally block."),
        when(
                seen -> seen.expected("client-1\nhello") && seen.gotText().startsWith("client-2"),
                "the failure of accept() has used up a number, because it was taken before accept() had returned a client. Take a number after that, or let the factory of the threads count."),
        when(
                seen -> seen.expectedWords("methods that return before"),
                "serve() calls itself after each failure of accept(), and none of these calls returns. After some thousands the stack is full, and the server ends with a StackOverflowError: use a loop."),
        whenHeld(seen -> seen.threw(RejectedExecutionException.class), REJECTED),
        when(seen -> seen.threw(RejectedExecutionException.class), REJECTED),
        whenHeld(
                seen -> seen.expectedBytes() && seen.gotText().startsWith("client-"),
                "the threads have their numbers in another order than their clients came: one thread was faster than another. Let the factory number the threads, which serve() starts in order: name(\"client-\", 1)."),
        whenHeld(
                seen ->
                        (seen.expectedNothingLeft() || seen.expectedEnd())
                                && seen.returned("close()")
                                && seen.held("serve()", "", "")
                                && !seen.waitsForBytes()
                                && !seen.threwAnything(),
                "serve() had accepted a client when close() was called, and nobody closes its socket: without a thread there was nobody to interrupt. Let close() close all sockets, too: openSockets.closeAll()."),
        whenHeld(
                seen ->
                        seen.called("the conversations that have begun")
                                && seen.held("close()", "", ""),
                "close() closes sockets before it interrupts: a thread that ends releases its permit, and a client that waits begins. Call shutdownNow() first, then closeAll()."),
        whenHeld(
                seen -> seen.called("the most conversations at once"),
                "between the look at the number of conversations and its change, another thread looks, too, and both begin. Look and change in one step: acquire() of a Semaphore."),
        whenHeld(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && seen.connections() > 2
                                && seen.peerHasEnded()
                                && (seen.waitsIn("await", "wait", "acquire") || seen.sleeps())
                                && !seen.threwAnything(),
                "a place is lost: two conversations have ended at the same moment, and only one of them was counted. Change the number only while you hold the lock, or use a Semaphore."),
        when(
                seen ->
                        seen.expected("client-1\n")
                                && seen.got("client-2\n")
                                && seen.connections() == 2,
                "the threads have their numbers in another order than their clients came: one thread was faster than another. Let the factory number the threads, which serve() starts in order: name(\"client-\", 1)."),
        when(
                seen -> seen.expectedWords("close() to return") && seen.waitsForBytes(),
                "close() waits for threads that wait for their clients. Call shutdownNow(), then closeAll(); then the threads end by themselves."),
        when(
                seen -> seen.expectedWords("close() to return") && !seen.waitsForBytes(),
                "a conversation waits for something other than its client, and nobody interrupts it. shutdown() lets threads go on; shutdownNow() interrupts them."),
        when(
                seen ->
                        seen.expectedWords("serve() to return")
                                && seen.returned("close()")
                                && seen.threw(IOException.class, "closed"),
                "accept() throws a SocketException when another thread closes the listener, and serve() passes it on. Catch it, and return if listener.isClosed() is true."),
        when(
                seen ->
                        seen.expectedWords("serve() to end")
                                && seen.returned("close()")
                                && seen.waitsForClient(),
                "serve() still waits in accept() after close(). It does not run in one of the executor's threads, so only the end of the listener wakes it: listener.close()."),
        when(
                seen -> seen.expectedEnd() && seen.returned("close()") && seen.waitsForBytes(),
                "close() closes only the listener, and the threads of the clients go on waiting. That they do not keep a program alive does not end them: close the socket of every client."),
        when(
                seen -> seen.returned("the second close()") && !seen.returned("close()"),
                "the second close() returns while the first one still waits for a conversation. Let each call wait for the threads: threads.close() does so, however often it is called."),
        when(
                seen -> seen.expectedToGoOn(),
                "close() has returned, and a conversation is still running. A thread whose socket is closed has not ended yet; threads.close() waits for all of them."),
        when(
                seen -> seen.called("the conversations that have begun"),
                "a conversation begins although close() has been called: its client was waiting for a permit, and got it when another conversation ended. Call shutdownNow() first, then closeAll(), and after acquire() look whether threads.isShutdown() is true."),
        when(
                seen -> seen.expectedNothingLeft(),
                "a socket or a thread of the server is left. close() must close the listener and the socket of every client that has been accepted, and end all threads."),
        when(
                seen -> seen.got("a platform thread\n") && !seen.waitsForClient(),
                "serve() itself has the conversation, in its own thread, so nobody waits in accept(). Only what you give to the executor runs in a virtual thread."),
        when(
                seen -> seen.got("a platform thread\n"),
                "the executor makes platform threads, each of which is a thread of the operating system. Give it a factory of virtual ones: Thread.ofVirtual()."),
        when(
                seen -> seen.got("the thread of an earlier client\n"),
                "the executor reuses threads, as a pool does, so a conversation finds what an earlier one has left in its thread. Virtual threads need no pool: start a new one for each client, newThreadPerTaskExecutor(…)."),
        when(
                seen -> seen.called("isAlive() of the client's thread"),
                "the thread lives on when its conversation is over, and waits for another task, as the threads of a pool do. Virtual threads need no pool: start a new one for each client, newThreadPerTaskExecutor(…)."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && seen.waitsIn("join", "get", "await", "awaitTermination")
                                && !seen.waitsForClient(),
                "serve() waits until the conversation is over, so there is one client after another again. Start the thread, and accept the next client at once."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.waitsForLock(),
                "a thread waits for a lock that another one holds for its whole conversation. Virtual threads wait for locks like all others: hold one for a few steps, never while you wait for a client."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && seen.connections() > 10
                                && seen.waitsForClient(),
                "the number of threads is limited, and all of them wait for silent clients. A virtual thread costs next to nothing: start a new one for each client."),
        when(
                seen -> seen.expected("client-1\n") && seen.got("\n"),
                "the virtual thread has no name: Java gives it none. Name it with Thread.ofVirtual().name(\"client-\", 1)."),
        when(
                seen -> seen.expected("client-1\n") && seen.got("client-0\n"),
                "the numbers of the threads begin at 0, and here they begin at 1. The second argument of name() is the first number."),
        when(
                seen -> seen.expected("client-2\n") && seen.got("client-1\n"),
                "all threads have the same name. name(\"client-1\") does not count; name(\"client-\", 1) does."),
        when(
                seen -> seen.expected("client-1\n") && seen.gotText().startsWith("client-"),
                "the numbers go on from another server: the factory is shared by all servers of the program. Each server needs a factory of its own, so no static field."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.printed().contains("\tat ")
                                && !seen.printed().contains("Exception in thread "),
                "printStackTrace() prints many lines, and none with the name of the thread. Print one line: the name of the thread and the exception."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.printed().contains("Exception in thread ")
                                && seen.threwAnything(),
                "an exception has left talk(), and Java has printed its stack trace. Catch Exception, which includes those that the compiler does not remind you of."),
        when(
                seen -> seen.expectedPrint() && seen.printedTheLastWord(),
                "the exception is printed without the name of the thread, so nobody can tell which client it was. Print Thread.currentThread().getName(), too."),
        when(
                seen -> seen.expectedPrint() && seen.printed().isEmpty(),
                "nothing is printed when a conversation throws an exception, so nobody will ever find the mistake. Print the name of the thread and the exception to System.err."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.threw(IOException.class, "open files")
                                && !seen.threw(SocketException.class),
                "accept() has thrown an IOException that is not a SocketException, and it ends the service. Catch IOException, which is both."),
        when(
                seen ->
                        seen.expectedConnection()
                                || (seen.expectedBytes()
                                        && (seen.returned("serve()")
                                                || seen.threw(IOException.class, "open files"))),
                "a failure of accept() ends the service. Catch it inside the loop, and accept the next client unless listener.isClosed() is true, no matter how often accept() has failed."),
        when(
                seen -> seen.called("the most conversations at once"),
                "between the look at the number of conversations and its change, another thread looks, too, and both begin. Look and change in one step: acquire() of a Semaphore."),
        when(
                seen -> seen.called("the most conversations after one has ended"),
                "one conversation has ended, and all clients that wait begin. Each thread that is woken must look again: while (…) { condition.await(); } instead of if, or a Semaphore."),
        when(
                seen ->
                        seen.expectedSilence()
                                && seen.called("new VirtualServer(0, 1,")
                                && seen.got("hello\n"),
                "after some conversations there are more permits than at the beginning: a permit is given back twice, or by a thread that had none. One release() for each acquire()."),
        when(
                seen -> seen.expectedSilence() && seen.got("hello\n"),
                "there are more conversations than the limit allows. Have a permit during each: permits.acquire() before it, permits.release() after it."),
        when(
                seen -> seen.expectedSilence() && seen.streamEnded(),
                "the server closes the connection of a client for which there is no permit. Let its thread wait for one: acquire(), not tryAcquire()."),
        when(
                seen -> seen.called("the clients accepted") && seen.expected("4"),
                "serve() itself waits for a permit, so it accepts nobody meanwhile. Let the client's own thread wait: acquire() belongs into talk()."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && seen.printed().contains("no such luck"),
                "a conversation has ended with an exception and has kept its permit. Call release() in a finally block, so that it is called after an exception, too."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && seen.waitsIn("acquire", "acquireUninterruptibly")
                                && seen.peerHasEnded(),
                "conversations have ended, and the next client still waits for a permit: it is never given back. Call release() when the conversation is over."),
        when(
                seen ->
                        seen.expectedEnd()
                                && !seen.streamEnded()
                                && (seen.printed().contains("the cable is out")
                                        || seen.printed().contains("no such luck")),
                "the connection is closed only after a conversation that went well. Close it whatever happens: try (client) { … }."),
        when(
                seen -> seen.called("isClosed() of the client") && seen.expected("true"),
                "the conversation has returned, and the client's socket is still open, although its stream has ended. Close it immediately, and do not wait for the client to end its own stream: try (client) { … }."),
        when(
                seen -> seen.expectedEnd() && !seen.streamEnded() && !seen.called("close()"),
                "the connection stays open when the conversation is over. The end of a thread closes nothing: try (client) { … }."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    /**
     * Notes its virtual thread for the kit. Otherwise a verdict could not show where the thread
     * waits.
     */
    private final class Noted implements Conversation {
        private final Conversation conversation;

        Noted(Conversation conversation) {
            this.conversation = conversation;
        }

        @Override
        public void talk(Socket client) throws IOException {
            wire.noteThread();
            conversation.talk(client);
        }
    }

    private Served<VirtualServer> bound(int limit, Conversation conversation) {
        wire.noteVirtualThreads();
        return wire.bind(
                "new VirtualServer(0, " + limit + ", …)",
                () -> new VirtualServer(0, limit, new Noted(conversation)),
                VirtualServer::port);
    }

    private Served<VirtualServer> serving(Conversation conversation) {
        return limitedTo(MANY, conversation);
    }

    private Served<VirtualServer> limitedTo(int limit, Conversation conversation) {
        return bound(limit, conversation).serve(VirtualServer::serve);
    }

    private Served<VirtualServer> servingOn(
            Callable<ServerSocket> listener, int limit, Conversation conversation) {
        wire.noteVirtualThreads();
        return wire.bind(
                        "new VirtualServer(listener, " + limit + ", …)",
                        () -> new VirtualServer(listener.call(), limit, new Noted(conversation)),
                        VirtualServer::port)
                .serve(VirtualServer::serve);
    }

    private Served<VirtualServer> servingAfter(IOException... failures) {
        return servingOn(() -> Conversations.failing(failures), MANY, Conversation::echo);
    }

    /**
     * Runs a scenario with a listener, and closes the listener after each round, because the
     * learner's close() may still be a TODO.
     */
    private static Consumer<Round> closing(BiConsumer<Round, ServerSocket> scenario) {
        return round -> {
            try (ServerSocket listener = new ServerSocket(0)) {
                scenario.accept(round, listener);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static SocketException tooManyFiles() {
        return new SocketException("Too many open files (Accept failed)");
    }

    private void connectSilent(int times, int port) {
        for (int i = 0; i < times; i++) {
            wire.connect(port);
        }
        wire.settle();
    }

    @Nested
    class A_client {

        @Test
        @Tag("1.1")
        void has_its_conversation() {
            ScriptedPeer client = wire.connect(serving(Conversation::echo).port());

            client.send("hello");

            assertThat(client).receives("hello").receivesNothing();
        }

        @Test
        @Tag("1.1")
        @DisplayName(
                "A client may take as long as it likes, before it connects and between its words")
        void may_take_as_long_as_it_likes() {
            wire.letTimePassFast();
            Served<VirtualServer> server = serving(Conversation::echo);
            assertThat(server.serving()).goesOn();
            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receivesNothing();
            client.send("hello");
            assertThat(client).receives("hello").receivesNothing();
            client.send(", you");

            assertThat(client).receives(", you");
        }

        @Test
        @Tag("1.1")
        void has_its_conversation_after_another_has_left() {
            Served<VirtualServer> server = serving(Conversation::echo);
            wire.connect(server.port()).end();
            wire.settle();

            ScriptedPeer client = wire.connect(server.port());
            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("1.2")
        void has_its_conversation_in_a_virtual_thread() {
            ScriptedPeer client = wire.connect(serving(Conversations::kind).port());

            assertThat(client).receives("a virtual thread\n");
        }

        @Test
        @Tag("1.2")
        void has_a_thread_that_served_no_other_client_before() {
            Served<VirtualServer> server = serving(Conversations::remembering);
            ScriptedPeer first = wire.connect(server.port());
            assertThat(first).receives("a new thread\n");
            first.end();
            wire.settle();

            ScriptedPeer second = wire.connect(server.port());

            assertThat(second).receives("a new thread\n");
        }

        @Test
        @Tag("1.3")
        void is_served_while_another_sends_nothing() {
            Served<VirtualServer> server = serving(Conversation::echo);
            connectSilent(1, server.port());
            ScriptedPeer client = wire.connect(server.port());

            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("1.3")
        @DisplayName("A client is served while 60 others send nothing")
        void is_served_while_sixty_others_send_nothing() {
            Served<VirtualServer> server = serving(Conversation::echo);
            connectSilent(60, server.port());
            ScriptedPeer client = wire.connect(server.port());

            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("1.3")
        void is_served_while_another_does_not_read() {
            Served<VirtualServer> server = serving(Conversations::endless);
            wire.connectWithoutReading(server.port());
            wire.settle();

            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receives(new byte[8192]);
        }

        @Test
        @Tag("1.4")
        @DisplayName("The threads of the first two clients are named client-1 and client-2")
        void has_its_number_in_the_name_of_its_thread() {
            Served<VirtualServer> server = serving(Conversations::naming);

            ScriptedPeer first = wire.connect(server.port());
            assertThat(first).receives("client-1\n");
            ScriptedPeer second = wire.connect(server.port());

            assertThat(second).receives("client-2\n");
        }

        @Test
        @Tag("1.5")
        @DisplayName("The thread of a client has a new number even if the other client has left")
        void has_a_new_number_even_if_the_other_has_left() {
            Served<VirtualServer> server = serving(Conversations::naming);
            ScriptedPeer first = wire.connect(server.port());
            assertThat(first).receives("client-1\n");
            first.end();
            wire.settle();

            ScriptedPeer second = wire.connect(server.port());

            assertThat(second).receives("client-2\n");
        }

        @Test
        @Tag("1.4")
        @DisplayName("The thread of a client has its client's number even if it starts late")
        void has_its_number_even_if_its_thread_starts_late() {
            wire.atEachPause(
                    closing(
                            (round, listener) -> {
                                Served<VirtualServer> server =
                                        servingOn(() -> listener, MANY, Conversations::naming);
                                ScriptedPeer first = wire.connect(server.port());
                                ScriptedPeer second = wire.connect(server.port());

                                round.meanwhile();

                                assertThat(first).receives("client-1\n");
                                assertThat(second).receives("client-2\n");
                            }));
        }

        @Test
        @Tag("1.5")
        @DisplayName("Each server numbers its own clients")
        void is_numbered_by_its_own_server() {
            Served<VirtualServer> server = serving(Conversations::naming);
            Served<VirtualServer> other = serving(Conversations::naming);
            assertThat(wire.connect(server.port())).receives("client-1\n");

            ScriptedPeer client = wire.connect(other.port());

            assertThat(client).receives("client-1\n");
        }

        @Test
        @Tag("1.6")
        void receives_the_end_when_the_conversation_is_over() {
            List<Socket> sockets = new CopyOnWriteArrayList<>();
            Conversation conversation = Conversations.keepingIn(sockets, Conversations::brief);
            ScriptedPeer client = wire.connect(serving(conversation).port());

            assertThat(client).receives("bye\n").receivesEnd();
            wire.settle(); // the client's own stream is still open

            assertThat(wire.call("isClosed() of the client's socket", sockets.get(0)::isClosed))
                    .returns(true);
        }

        @Test
        @Tag("1.6")
        void has_its_connection_closed_even_if_the_conversation_has_ended_the_stream() {
            List<Socket> sockets = new CopyOnWriteArrayList<>();
            Conversation conversation = Conversations.keepingIn(sockets, Conversations::farewell);
            ScriptedPeer client = wire.connect(serving(conversation).port());

            assertThat(client).receives("bye\n").receivesEnd();
            wire.settle();

            assertThat(wire.call("isClosed() of the client's socket", sockets.get(0)::isClosed))
                    .returns(true);
        }
    }

    @Nested
    class The_thread_of_a_client {

        @Test
        @Tag("1.6")
        void ends_when_the_conversation_is_over() {
            List<Thread> threads = new CopyOnWriteArrayList<>();
            Conversation conversation =
                    Conversations.keepingThreadIn(threads, Conversations::greeting);
            ScriptedPeer client = wire.connect(serving(conversation).port());
            assertThat(client).receives("hello\n");

            client.end();
            wire.settle();

            assertThat(wire.call("isAlive() of the client's thread", threads.get(0)::isAlive))
                    .returns(false);
        }
    }

    @Nested
    class A_conversation_that_throws {

        @Test
        @Tag("2.1")
        @DisplayName("A conversation that throws an IOException ends with its connection")
        void an_io_exception_ends_with_its_connection() {
            ScriptedPeer client = wire.connect(serving(Conversations::broken).port());

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("2.1")
        @DisplayName("A conversation that throws an unchecked exception ends with its connection")
        void an_unchecked_exception_ends_with_its_connection() {
            ScriptedPeer client = wire.connect(serving(Conversations::picky).port());

            client.send("!");

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("2.2")
        void does_not_end_another_conversation() {
            Served<VirtualServer> server = serving(Conversations::picky);
            ScriptedPeer client = wire.connect(server.port());
            ScriptedPeer bad = wire.connect(server.port());
            bad.send("!");
            assertThat(bad).receivesEnd();

            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("2.2")
        void does_not_end_the_service() {
            Served<VirtualServer> server = serving(Conversations::picky);
            ScriptedPeer bad = wire.connect(server.port());
            bad.send("!");
            assertThat(bad).receivesEnd();

            ScriptedPeer client = wire.connect(server.port());
            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("2.2")
        @DisplayName("A client that resets its connection does not end the service")
        void because_of_a_reset_does_not_end_the_service() {
            Served<VirtualServer> server = serving(Conversation::echo);
            ScriptedPeer other = wire.connect(server.port());
            ScriptedPeer bad = wire.connect(server.port());
            bad.send("hel");
            wire.settle();
            bad.reset();
            wire.settle();

            ScriptedPeer client = wire.connect(server.port());
            client.send("hello");
            other.send("here");

            assertThat(client).receives("hello");
            assertThat(other).receives("here");
        }

        @Test
        @Tag("2.3")
        @DisplayName("The server prints an IOException, and the name of its thread")
        void an_io_exception_is_printed() {
            wire.connect(serving(Conversations::broken).port());

            assertThat(wire).prints("client-1", "the cable is out, 100% of it");
        }

        @Test
        @Tag("2.3")
        @DisplayName("The server prints an unchecked exception, and the name of its thread")
        void an_unchecked_exception_is_printed() {
            ScriptedPeer client = wire.connect(serving(Conversations::picky).port());

            client.send("!");

            assertThat(wire).prints("client-1", "no such luck").printsNoLineWith("\tat ");
        }

        @Test
        @Tag("2.3")
        @DisplayName("The server prints a checked exception that the compiler does not know of")
        void that_the_compiler_does_not_know_of_is_printed() {
            ScriptedPeer client = wire.connect(serving(Conversations::surprising).port());

            assertThat(client).receivesEnd();
            assertThat(wire)
                    .prints("client-1", "nobody has expected this")
                    .printsNoLineWith("\tat ");
        }
    }

    @Nested
    class The_service {

        @Test
        @Tag("2.4")
        void goes_on_after_a_failure_of_accept() {
            Served<VirtualServer> server =
                    servingOn(
                            () -> Conversations.failing(tooManyFiles()),
                            MANY,
                            Conversations::naming);
            ScriptedPeer client = wire.connect(server.port());

            client.send("hello");

            assertThat(client).receives("client-1\nhello");
        }

        @Test
        @Tag("2.4")
        void goes_on_after_ten_failures_of_accept() {
            SocketException[] failures =
                    Stream.generate(VirtualServerTest::tooManyFiles)
                            .limit(10)
                            .toArray(SocketException[]::new);
            ScriptedPeer client = wire.connect(servingAfter(failures).port());

            client.send("hello");

            assertThat(client).receives("hello");
            assertThat(wire).doesNotNestItsCalls();
        }

        @Test
        @Tag("2.4")
        @DisplayName(
                "The server continues if accept() throws an IOException that is not a SocketException")
        void goes_on_after_another_exception_of_accept() {
            IOException failure = new IOException("Too many open files");
            ScriptedPeer client = wire.connect(servingAfter(failure).port());

            client.send("hello");

            assertThat(client).receives("hello");
        }
    }

    @Nested
    class With_a_limit {

        @Test
        @Tag("3.1")
        @DisplayName("With a limit of 2, two clients are served at the same time")
        void of_two_two_clients_are_served() {
            Served<VirtualServer> server = limitedTo(2, Conversations::greeting);

            assertThat(wire.connect(server.port())).receives("hello\n");
            assertThat(wire.connect(server.port())).receives("hello\n");
        }

        @Test
        @Tag("3.1")
        @DisplayName("With a limit of 2, the third client is not served at the same time")
        void of_two_the_third_client_is_not_served() {
            wire.letTimePassFast();
            Served<VirtualServer> server = limitedTo(2, Conversations::greeting);
            connectSilent(2, server.port());

            ScriptedPeer third = wire.connect(server.port());

            assertThat(third).receivesNothing();
        }

        @Test
        @Tag("3.1")
        @DisplayName("The limit is the same after conversations have ended")
        void is_the_same_after_conversations_have_ended() {
            Served<VirtualServer> server = limitedTo(1, Conversations::greeting);
            ScriptedPeer first = wire.connect(server.port());
            first.end();
            assertThat(first).receives("hello\n").receivesEnd();
            ScriptedPeer second = wire.connect(server.port());
            second.end();
            assertThat(second).receives("hello\n").receivesEnd();
            wire.settle();

            ScriptedPeer served = wire.connect(server.port());
            assertThat(served).receives("hello\n");
            ScriptedPeer waiting = wire.connect(server.port());

            assertThat(waiting).receivesNothing();
        }

        @Test
        @Tag("3.1")
        @DisplayName("The limit is the same after a conversation has thrown an exception")
        void is_the_same_after_an_exception() {
            Served<VirtualServer> server = limitedTo(1, Conversations::greeting);
            ScriptedPeer first = wire.connect(server.port());
            first.send("!");
            assertThat(first).receives("hello\n").receivesEnd();
            wire.settle();

            ScriptedPeer served = wire.connect(server.port());
            assertThat(served).receives("hello\n");
            ScriptedPeer waiting = wire.connect(server.port());

            assertThat(waiting).receivesNothing();
        }

        @Test
        @Tag("3.5")
        @DisplayName("The limit holds even if two clients begin at the same moment")
        void holds_even_if_two_clients_begin() {
            wire.atEachPauseOfOwnThreads(
                    closing(
                            (round, listener) -> {
                                AtomicInteger most = new AtomicInteger();
                                Served<VirtualServer> server =
                                        servingOn(
                                                () -> listener,
                                                1,
                                                Conversations.countingAtOnce(most));
                                wire.connect(server.port());
                                wire.connect(server.port());

                                round.meanwhile();

                                assertThat(wire.call("the most conversations at once", most::get))
                                        .returns(1);
                            }));
        }

        @Test
        @Tag("3.1")
        @DisplayName("When a conversation has ended, only one of two clients that wait is served")
        void lets_one_client_begin_when_a_conversation_has_ended() {
            AtomicInteger most = new AtomicInteger();
            Served<VirtualServer> server = limitedTo(1, Conversations.countingAtOnce(most));
            ScriptedPeer first = wire.connect(server.port());
            wire.settle();
            connectSilent(2, server.port());

            first.end();
            wire.settle();

            assertThat(wire.call("the most conversations after one has ended", most::get))
                    .returns(1);
        }

        @Test
        @Tag("3.2")
        @DisplayName("Clients over the limit are accepted")
        void clients_that_wait_are_accepted() {
            AtomicInteger accepted = new AtomicInteger();
            Served<VirtualServer> server =
                    servingOn(() -> Conversations.counting(accepted), 1, Conversation::echo);

            connectSilent(4, server.port());

            assertThat(wire.call("the clients accepted", accepted::get)).returns(4);
        }

        @Test
        @Tag("3.3")
        @DisplayName("A client that waits is served when a conversation has ended")
        void a_client_that_waits_is_served_after_another() {
            Served<VirtualServer> server = limitedTo(1, Conversations::greeting);
            ScriptedPeer first = wire.connect(server.port());
            wire.settle();
            ScriptedPeer second = wire.connect(server.port());
            second.send("I am here");
            wire.settle();

            first.end();

            assertThat(second).receives("hello\nI am here");
        }

        @Test
        @Tag("3.3")
        @DisplayName("A client that waits is served when a conversation has thrown an exception")
        void a_client_that_waits_is_served_after_an_exception() {
            Served<VirtualServer> server = limitedTo(1, Conversations::greeting);
            ScriptedPeer first = wire.connect(server.port());
            wire.settle();
            ScriptedPeer second = wire.connect(server.port());
            wire.settle();

            first.send("!");

            assertThat(second).receives("hello\n");
        }

        @Test
        @Tag("3.3")
        @DisplayName("All clients that wait are served, one after another")
        void all_clients_that_wait_are_served() {
            Served<VirtualServer> server = limitedTo(1, Conversations::brief);

            ScriptedPeer first = wire.connect(server.port());
            ScriptedPeer second = wire.connect(server.port());
            ScriptedPeer third = wire.connect(server.port());

            assertThat(first).receives("bye\n").receivesEnd();
            assertThat(second).receives("bye\n").receivesEnd();
            assertThat(third).receives("bye\n").receivesEnd();
        }

        @Test
        @Tag("3.4")
        @DisplayName("A client that leaves while it waits does not take another's place")
        void a_client_that_leaves_while_it_waits_takes_no_place() {
            Served<VirtualServer> server = limitedTo(1, Conversations::greeting);
            ScriptedPeer first = wire.connect(server.port());
            wire.settle();
            ScriptedPeer gone = wire.connect(server.port());
            wire.settle();
            gone.reset();
            ScriptedPeer third = wire.connect(server.port());
            wire.settle();

            first.end();

            assertThat(third).receives("hello\n");
        }

        @Test
        @Tag("3.5")
        @DisplayName("The limit holds even if clients come and go at the same moment")
        void holds_even_if_clients_come_and_go() {
            wire.atEachPause(
                    closing(
                            (round, listener) -> {
                                Served<VirtualServer> server =
                                        servingOn(() -> listener, 1, Conversations::greeting);
                                ScriptedPeer first = wire.connect(server.port());
                                ScriptedPeer second = wire.connect(server.port());
                                first.end();
                                second.end();

                                round.meanwhile();

                                assertThat(first).receives("hello\n").receivesEnd();
                                assertThat(second).receives("hello\n").receivesEnd();
                                ScriptedPeer third = wire.connect(server.port());
                                assertThat(third).receives("hello\n");
                                assertThat(wire.connect(server.port())).receivesNothing();
                            }));
        }
    }

    @Nested
    class When_two_clients_leave_at_the_same_moment {

        @Test
        @Tag("3.5")
        @DisplayName("When two clients leave at the same moment, two new ones are served, no more")
        void two_new_ones_are_served() {
            wire.atEachPauseOfOwnThreads(
                    closing(
                            (round, listener) -> {
                                Served<VirtualServer> server =
                                        servingOn(() -> listener, 2, Conversations::greeting);
                                ScriptedPeer first = wire.connect(server.port());
                                ScriptedPeer second = wire.connect(server.port());

                                round.meanwhile(first::end, second::end);

                                assertThat(first).receives("hello\n").receivesEnd();
                                assertThat(second).receives("hello\n").receivesEnd();
                                assertThat(wire.connect(server.port())).receives("hello\n");
                                assertThat(wire.connect(server.port())).receives("hello\n");
                                assertThat(wire.connect(server.port())).receivesNothing();
                            }));
        }
    }

    @Nested
    class Closing_the_server {

        @Test
        @Tag("4.1")
        void ends_it_while_it_waits_for_a_client() {
            Served<VirtualServer> server = serving(Conversation::echo);
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
        }

        @Test
        @Tag("4.2")
        void closes_the_connections_of_clients_that_send_nothing() {
            Served<VirtualServer> server = serving(Conversation::echo);
            ScriptedPeer first = wire.connect(server.port());
            ScriptedPeer second = wire.connect(server.port());
            wire.settle();

            server.close();

            assertThat(first).receivesEnd();
            assertThat(second).receivesEnd();
        }

        @Test
        @Tag("4.2")
        void closes_the_connection_of_a_client_that_waits() {
            Served<VirtualServer> server = limitedTo(1, Conversation::echo);
            connectSilent(1, server.port());
            ScriptedPeer waiting = wire.connect(server.port());
            wire.settle();

            server.close();

            assertThat(waiting).receivesEnd();
        }

        @Test
        @Tag("4.2")
        void has_freed_its_port_when_it_returns() throws IOException {
            ServerSocket listener = new ServerSocket(0);
            Served<VirtualServer> server = servingOn(() -> listener, MANY, Conversation::echo);
            wire.settle();

            Call<Boolean> freed =
                    server.call(
                            "whether close() has freed the port",
                            it -> {
                                it.close();
                                return listener.isClosed();
                            });

            assertThat(freed).returns(true);
        }

        @Test
        @Tag("4.2")
        void frees_its_port_even_if_it_never_served() {
            Served<VirtualServer> server = bound(MANY, Conversation::echo);

            server.close();

            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.3")
        void has_closed_all_connections_when_it_returns() {
            List<Socket> sockets = new CopyOnWriteArrayList<>();
            CountDownLatch told = new CountDownLatch(1);
            Served<VirtualServer> server =
                    servingOn(
                            () -> Conversations.slowToThrow(told),
                            MANY,
                            Conversations.keepingIn(sockets, Conversation::echo));
            connectSilent(2, server.port());

            Call<Long> left =
                    server.call(
                            "the connections that close() has left open",
                            it -> {
                                it.close();
                                return sockets.stream().filter(s -> !s.isClosed()).count();
                            });
            wire.settle();
            told.countDown();

            assertThat(left).returns(0L);
        }

        @Test
        @Tag("4.3")
        void waits_until_every_conversation_has_ended() {
            CountDownLatch over = new CountDownLatch(1);
            try {
                Served<VirtualServer> server = serving(Conversations.lingering(over));
                connectSilent(1, server.port());

                server.beginToClose();
                wire.outlast(server.closing());
                assertThat(server.closing()).goesOn();
                over.countDown();

                assertThat(server.closing()).returns();
            } finally {
                over.countDown();
            }
        }

        @Test
        @Tag("4.3")
        void ends_a_conversation_that_waits_in_a_write() {
            Served<VirtualServer> server = serving(Conversations::endless);
            wire.connectWithoutReading(server.port());
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.3")
        void ends_a_conversation_that_waits_for_something_else() {
            Served<VirtualServer> server = serving(Conversations::sleeping);
            connectSilent(1, server.port());

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        /**
         * Detects a wrong server only if its waiting client is interrupted after the client that it
         * serves. An executor interrupts threads in the order of its table. There, a later thread
         * comes later, unless the end of the table lies between the two. That can be so for only
         * one of two servers.
         */
        @Test
        @Tag("4.4")
        @DisplayName("Closing the server begins no conversation between two interrupts")
        void begins_no_conversation_between_two_interrupts() {
            AtomicInteger begun = new AtomicInteger();
            CountDownLatch told = new CountDownLatch(1);
            Conversation conversation = Conversations.holdingWhoInterrupts(begun, told);
            try {
                Served<VirtualServer> one = limitedTo(1, conversation);
                Served<VirtualServer> other = limitedTo(1, conversation);
                connectSilent(1, one.port());
                connectSilent(2, one.port());
                connectSilent(1, other.port());
                connectSilent(2, other.port());

                one.beginToClose();
                other.beginToClose();
                wire.settle();
                told.countDown();

                assertThat(wire.call("the conversations that have begun", begun::get)).returns(2);
            } finally {
                told.countDown();
            }
        }

        @Test
        @Tag("4.4")
        @DisplayName(
                "Closing the server begins no conversation of a client that waits, however slowly it closes")
        void begins_no_conversation_however_slowly_it_closes() {
            wire.atEachPauseOf(
                    "close()",
                    round -> {
                        AtomicInteger begun = new AtomicInteger();
                        Served<VirtualServer> server =
                                limitedTo(1, Conversations.countingIn(begun));
                        wire.connect(server.port());
                        wire.connect(server.port());
                        wire.connect(server.port());

                        round.meanwhile(server::beginToClose);

                        assertThat(server.closing()).returns();
                        assertThat(wire.call("the conversations that have begun", begun::get))
                                .returns(1);
                    });
        }

        @Test
        @Tag("4.4")
        void begins_no_conversation_of_a_client_that_waits() {
            AtomicInteger begun = new AtomicInteger();
            Served<VirtualServer> server = limitedTo(1, Conversations.countingIn(begun));
            connectSilent(3, server.port());

            server.close();
            wire.settle();

            assertThat(wire.call("the conversations that have begun", begun::get)).returns(1);
        }

        @Test
        @Tag("4.5")
        void twice_is_the_same_as_once() {
            Served<VirtualServer> server = serving(Conversation::echo);
            ScriptedPeer client = wire.connect(server.port());
            wire.settle();

            server.close();
            server.close();

            assertThat(server.serving()).returns();
            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("4.5")
        @DisplayName("A second close() waits, too, until every conversation has ended")
        void waits_in_the_second_call_as_well() {
            CountDownLatch over = new CountDownLatch(1);
            try {
                Served<VirtualServer> server = serving(Conversations.lingering(over));
                connectSilent(1, server.port());
                server.beginToClose();
                wire.outlast(server.closing());

                Call<Boolean> second =
                        server.call(
                                "the second close()",
                                it -> {
                                    it.close();
                                    return true;
                                });
                wire.outlast(second);

                assertThat(second).goesOn();
                over.countDown();
                assertThat(second).returns(true);
            } finally {
                over.countDown();
            }
        }

        @Test
        @Tag("4.5")
        void leaves_another_server_alone() {
            Served<VirtualServer> one = serving(Conversation::echo);
            Served<VirtualServer> other = serving(Conversation::echo);
            ScriptedPeer client = wire.connect(one.port());
            ScriptedPeer another = wire.connect(other.port());
            wire.settle();

            other.close();

            assertThat(another).receivesEnd();
            client.send("hello");
            assertThat(client).receives("hello");
        }

        @Test
        @Tag("4.5")
        @DisplayName("Closing the server does not concern a client whose conversation is over")
        void does_not_concern_a_client_whose_conversation_is_over() {
            assertThat(closesOfClientThatHasGone(Conversations::brief)).returns(0);
        }

        @Test
        @Tag("4.5")
        @DisplayName(
                "Closing the server does not concern a client whose conversation has thrown an exception")
        void does_not_concern_a_client_whose_conversation_has_thrown() {
            assertThat(closesOfClientThatHasGone(Conversations::broken)).returns(0);
        }

        private Call<Integer> closesOfClientThatHasGone(Conversation conversation) {
            AtomicInteger closes = new AtomicInteger();
            Served<VirtualServer> server =
                    servingOn(() -> Conversations.countingCloses(closes), MANY, conversation);
            ScriptedPeer client = wire.connect(server.port());
            assertThat(client).isDisconnected();
            wire.settle();

            return server.call(
                    "how often close() has closed a socket that was closed before",
                    it -> {
                        int before = closes.get();
                        it.close();
                        return closes.get() - before;
                    });
        }

        @Test
        @Tag("4.6")
        void ends_it_wherever_one_of_its_threads_is() {
            wire.atEachPause(
                    round -> {
                        Served<VirtualServer> server = limitedTo(1, Conversation::echo);
                        wire.connect(server.port()).end();
                        ScriptedPeer one = wire.connect(server.port());
                        ScriptedPeer two = wire.connect(server.port());

                        round.meanwhile(server::beginToClose);

                        assertThat(server.closing()).returns();
                        assertThat(server.serving()).returns();
                        assertThat(one).isDisconnected();
                        assertThat(two).isDisconnected();
                        assertThat(server).leavesNothingBehind();
                    });
        }

        @Test
        @Tag("4.6")
        void ends_it_although_clients_leave_at_the_same_moment() {
            wire.atEachPauseOf(
                    "close()",
                    round -> {
                        Served<VirtualServer> server = serving(Conversation::echo);
                        ScriptedPeer one = wire.connect(server.port());
                        ScriptedPeer two = wire.connect(server.port());
                        ScriptedPeer three = wire.connect(server.port());

                        round.meanwhile(server::beginToClose, one::end, two::end, three::end);

                        assertThat(server.closing()).returns();
                        assertThat(server.serving()).returns();
                        assertThat(server).leavesNothingBehind();
                    });
        }
    }
}
