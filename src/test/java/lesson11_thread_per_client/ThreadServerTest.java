package lesson11_thread_per_client;

import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ConcurrentModificationException;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
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
class ThreadServerTest {

    /** The name, in a failure, of a second server in the same program. */
    private static final String OTHER = "the other new ThreadServer(0, …)";

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedWords("methods that return before"),
                "serve() calls itself after each failure of accept(), and none of these calls returns. After some thousands the stack is full, and the server ends with a StackOverflowError: use a loop."),
        whenHeld(
                seen ->
                        seen.expectedWords("close() to return")
                                && seen.threw(ConcurrentModificationException.class),
                "close() goes through a collection while it is changed, by the loop itself or by a thread that ends meanwhile. Let the whole loop and every change hold the same lock, and remove nothing in the loop."),
        when(
                seen ->
                        (seen.expectedWords("close() to return")
                                        || seen.called("the connections that close()"))
                                && seen.threw(ConcurrentModificationException.class),
                "close() goes through a collection while it is changed, by the loop itself or by a thread that ends meanwhile. Let the whole loop and every change hold the same lock, and remove nothing in the loop."),
        whenHeld(
                seen -> seen.called("the connections that close()") && seen.expected("0"),
                "a second call of close() has returned while the first one is still at work, and connections of clients are still open. Let the second call do the same work, or wait for the first one."),
        whenHeld(
                seen ->
                        seen.expectedWords("serve() to return")
                                && seen.returned("close()")
                                && seen.runsWithoutEnd(),
                "serve() goes on after close(), forever: it does not see that the server is closed, or sets its own flag back to open. Leave the loop if listener.isClosed() is true."),
        whenHeld(
                seen ->
                        seen.expectedBytes()
                                && seen.called("serve()")
                                && seen.gotText().startsWith("client-"),
                "the threads have their numbers in another order than their clients came: one thread was faster than another. Choose the number in serve(), when accept() has returned the client."),
        whenHeld(
                seen ->
                        seen.expectedEnd()
                                && seen.returned("close()")
                                && seen.waitsForBytes()
                                && !seen.threwAnything(),
                "serve() had accepted a client, but close() could not find it in openSockets yet, so nobody closes it. In add(), look whether closeAll() has been called, and add, under one lock; if it has, close the socket."),
        whenHeld(
                seen -> seen.called("open()") && seen.expectedReturn() && !seen.threwAnything(),
                "two threads changed the count at the same moment, and one change was lost: count++ and count-- are three steps each. Make them one step, with a lock or an AtomicInteger."),
        when(
                seen ->
                        seen.expectedWords("close() to return")
                                && seen.threw(SocketException.class, "Socket is closed"),
                "close() calls a method of a socket that is closed already: the method throws, and the sockets that follow stay open. Call only close() of each socket: it ends the stream, too, and a second close() does nothing."),
        when(
                seen -> seen.expectedNothingLeft(),
                "a socket or a thread of the server is left. close() must close the listener and the socket of every client that has been accepted."),
        when(
                seen -> seen.expectedWords("close() to return") && seen.waitsIn("join"),
                "close() waits for threads that wait for their clients. Close the sockets first; then the threads end by themselves."),
        when(
                seen -> seen.runsWithoutEnd() && seen.returned("close()"),
                "the loop of serve() goes on after close(), and accept() throws immediately, forever. Leave the loop if listener.isClosed() is true."),
        when(
                seen ->
                        seen.expectedWords("serve() to return")
                                && seen.returned("close()")
                                && seen.threw(IOException.class, "closed"),
                "accept() throws a SocketException when another thread closes the listener, and serve() passes it on. Catch it, and return if listener.isClosed() is true."),
        when(
                seen ->
                        seen.expectedEnd()
                                && seen.returned("close()")
                                && seen.called("new ThreadServer(listener"),
                "the listener was closed already when close() was called, and the clients stay connected. Close the sockets of all clients in any case, even if there is no listener to close."),
        when(
                seen -> seen.called("the connections that close()") && seen.expected("0"),
                "close() has returned, and connections of clients are still open. If serve() closes them when it ends, that is too late: close them in close() itself."),
        when(
                seen -> seen.called("whether close() has freed") && seen.expected("true"),
                "close() has returned, and the listener is still open. If serve() closes it when it ends, that is too late: close it in close() itself, which wakes accept()."),
        when(
                seen -> seen.called("whether close() has come back") && seen.expected("true"),
                "a conversation has called close(), and close() has not returned. If it waits for the threads of all conversations to end, it waits for the thread that has called it: do not wait in close()."),
        when(
                seen ->
                        seen.called("how many calls of close()")
                                && seen.expected("2")
                                && !seen.threwAnything(),
                "two conversations have called close() at the same moment, and it has not returned to both: each call waits for the other conversation's thread to end. Do not wait for threads in close()."),
        when(
                seen -> seen.expectedEnd() && seen.returned("close()") && seen.waitsForBytes(),
                "threads still wait in read() after close(). Neither the end of the listener nor an interrupt wakes them: close the socket of every client."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.waitsIn("join"),
                "serve() waits in join() until the conversation is over, so there is one client after another again. Start the thread, and accept the next client at once."),
        when(
                seen -> seen.called("the clients accepted") && seen.waitsIn("join"),
                "serve() waits in join() for the thread of a client, though not forever: each client that sends nothing delays the next one. Start the thread, and accept the next client at once."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.waitsForLock(),
                "a thread waits for a lock that another one holds for its whole conversation. Hold a lock for a few steps, never while you wait for a client."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && seen.waitsForBytes()
                                && !seen.waitsForClient(),
                "serve() itself has the conversation, so nobody waits in accept(). Call start(), not talk() or run(): only start() makes a new thread."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && seen.connections() > 10
                                && seen.waitsForClient(),
                "the number of threads is limited, and all of them wait for silent clients. Here every client gets a new thread."),
        when(
                seen -> seen.gotText().startsWith("Thread-") || seen.gotText().startsWith("pool-"),
                "the thread has the name that Java gave it. Pass the name as the second argument of new Thread(…)."),
        when(
                seen ->
                        seen.expected("client-2\n")
                                && seen.gotText().equals("client-1\n")
                                && seen.called("serve()"),
                "the thread of the second client is named client-1 again. Count the clients that have been accepted, not those that are there now; and if a pool uses a thread again, give it its new name."),
        when(
                seen ->
                        seen.called("new ThreadServer(listener")
                                && seen.expected("client-1\n")
                                && seen.gotText().startsWith("client-"),
                "a failure of accept() has used up a number. Count a client when accept() has returned it, not each turn of the loop."),
        when(
                seen ->
                        seen.expected("client-1\n")
                                && seen.gotText().equals("client-2\n")
                                && seen.connections() == 2
                                && !seen.called(OTHER),
                "the threads have their numbers in another order than their clients came: one thread was faster than another. Choose the number in serve(), when accept() has returned the client."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotText().startsWith("client-")
                                && seen.expected("client-1\n"),
                "the first client of this server does not get number 1. Begin to count at 1, in each server anew: no static field."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().equals("client\n"),
                "all threads have the same name, so nobody can tell them apart in a list of threads. Put the number of the client into the name."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.threw(IllegalStateException.class, "no such luck"),
                "an exception that the compiler does not insist on leaves talk(), and the thread ends with it. Catch Exception, not only IOException, and print it."),
        when(
                seen -> seen.expectedPrint() && seen.threw(Exception.class, "out of paper"),
                "a checked exception that is not an IOException leaves talk(), and the thread ends with it. A method may throw one that the compiler does not know of, so catch Exception, and print it."),
        when(
                seen -> seen.expectedPrint() && seen.threw(IllegalFormatException.class),
                "the message of the exception has become a part of the format, so printf() takes its % for a placeholder, and throws. Pass it as an argument: printf(\"%s: %s%n\", name, message)."),
        when(
                seen -> seen.expectedPrint() && seen.threw(RuntimeException.class),
                "an exception leaves talk(), and the thread ends with it. Catch every exception in talk(), and print one line about it there."),
        when(
                seen ->
                        seen.expectedPrint()
                                && !seen.threwAnything()
                                && seen.printed().contains("client-1")
                                && seen.printedTheLastWord(),
                "the name of the thread and the message of the exception are on different lines, and lines of two threads can mix. Print both in one line."),
        when(
                seen -> seen.expectedPrint() && !seen.threwAnything() && seen.printed().isEmpty(),
                "talk() catches the exception and says nothing. Print the name of the thread and the exception to System.err."),
        when(
                seen ->
                        seen.expectedEnd()
                                && !seen.streamEnded()
                                && !seen.called("close()")
                                && seen.threw(IllegalStateException.class),
                "the conversation ends with an exception, and its connection stays open. Close it whatever happens: try (client) { … }."),
        when(
                seen -> seen.called("isClosed() of the client") && seen.expected("true"),
                "the conversation has returned, and the client's socket is still open, although its stream has ended. Close it whatever happens, even if another call throws before, and do not wait for the client: try (client) { … }."),
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
                seen -> seen.called("open()") && seen.expected("0") && seen.peerHasReset(),
                "a conversation that has ended with an exception still counts. Remove its socket in a finally block."),
        when(
                seen ->
                        seen.called("open()")
                                && seen.expected("1")
                                && seen.got("0")
                                && seen.called("close()"),
                "a conversation still runs after close(), but it is not counted any more. Let close() only close the sockets: talk() removes each of them when its conversation is over, and closed sockets count, too."),
        when(
                seen ->
                        seen.called("open() when another has ended")
                                && seen.expected("1")
                                && seen.got("0"),
                "a conversation that has closed its own socket is not over, but it is not counted when another one has ended. Remove only the socket whose conversation is over, and count closed sockets, too."),
        when(
                seen ->
                        seen.called("open()")
                                && seen.expected("1")
                                && seen.got("0")
                                && !seen.peerHasEnded()
                                && !seen.peerHasReset(),
                "a conversation that has closed its own socket is not over, but it is not counted. Count the sockets that were added and not removed, whether they are closed or not."),
        when(
                seen ->
                        seen.called("open()")
                                && seen.expectedReturn()
                                && !seen.expected("3")
                                && !seen.threwAnything(),
                "conversations that are over still count. Remove the socket when the conversation has ended, whatever happened."),
        when(
                seen ->
                        (seen.expectedSilence() || (seen.expectedBytes() && seen.gotNothing()))
                                && !seen.peerHasEnded()
                                && !seen.called("close()")
                                && !seen.returned("serve()")
                                && (seen.streamEnded() || seen.reset()),
                "the connection is closed while its conversation goes on. start() returns at once, so a try (client) { … } around it closes the client too early. Close the client in talk(), after the conversation."),
        when(
                seen -> seen.expectedEnd() && !seen.streamEnded(),
                "the connection stays open when the conversation is over. Close it in the thread that had the conversation: try (client) { … }."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<ThreadServer> bound(Conversation conversation) {
        return wire.bind(
                "new ThreadServer(0, …)",
                () -> new ThreadServer(0, conversation),
                ThreadServer::port);
    }

    private Served<ThreadServer> serving(Conversation conversation) {
        return bound(conversation).serve(ThreadServer::serve);
    }

    private Served<ThreadServer> servingOn(
            Callable<ServerSocket> listener, Conversation conversation) {
        return wire.bind(
                        "new ThreadServer(listener, …)",
                        () -> new ThreadServer(listener.call(), conversation),
                        ThreadServer::port)
                .serve(ThreadServer::serve);
    }

    private Served<ThreadServer> servingAfter(IOException... failures) {
        return servingOn(() -> Conversations.failing(failures), Conversation::echo);
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

    private void assertOpen(Served<ThreadServer> server, int expected) {
        wire.settle();
        assertThat(server.call("open()", ThreadServer::open)).returns(expected);
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
            Served<ThreadServer> server = serving(Conversation::echo);
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
            Served<ThreadServer> server = serving(Conversation::echo);
            wire.connect(server.port()).end();
            wire.settle();

            ScriptedPeer client = wire.connect(server.port());
            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("1.2")
        void is_served_while_another_sends_nothing() {
            Served<ThreadServer> server = serving(Conversation::echo);
            connectSilent(1, server.port());
            ScriptedPeer client = wire.connect(server.port());

            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("1.2")
        @DisplayName("A client is accepted at once while others send nothing")
        void is_accepted_at_once_while_others_send_nothing() {
            AtomicInteger accepted = new AtomicInteger();
            Served<ThreadServer> server =
                    servingOn(() -> Conversations.counting(accepted), Conversation::echo);

            connectSilent(3, server.port());

            assertThat(wire.call("the clients accepted", accepted::get)).returns(3);
        }

        @Test
        @Tag("1.2")
        @DisplayName("A client is served while 40 others send nothing")
        void is_served_while_forty_others_send_nothing() {
            Served<ThreadServer> server = serving(Conversation::echo);
            connectSilent(40, server.port());
            ScriptedPeer client = wire.connect(server.port());

            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("1.2")
        void is_served_while_another_does_not_read() {
            Served<ThreadServer> server = serving(Conversations::endless);
            wire.connectWithoutReading(server.port());
            wire.settle();

            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receives(new byte[8192]);
        }

        @Test
        @Tag("1.3")
        void receives_the_end_after_it_has_ended_its_stream() {
            ScriptedPeer client = wire.connect(serving(Conversation::echo).port());

            client.send("hello");
            client.end();

            assertThat(client).receives("hello").receivesEnd();
        }

        @Test
        @Tag("1.3")
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
        @Tag("1.3")
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
        @Tag("1.4")
        @DisplayName("The threads of the first two clients are named client-1 and client-2")
        void has_the_number_of_the_client_in_its_name() {
            Served<ThreadServer> server = serving(Conversations::naming);

            ScriptedPeer first = wire.connect(server.port());
            assertThat(first).receives("client-1\n");
            ScriptedPeer second = wire.connect(server.port());

            assertThat(second).receives("client-2\n");
        }

        @Test
        @Tag("1.4")
        void has_a_new_number_even_if_the_other_client_has_left() {
            Served<ThreadServer> server = serving(Conversations::naming);
            ScriptedPeer first = wire.connect(server.port());
            assertThat(first).receives("client-1\n");
            first.end();
            assertThat(first).receivesEnd();
            wire.settle();

            ScriptedPeer second = wire.connect(server.port());

            assertThat(second).receives("client-2\n");
        }

        @Test
        @Tag("1.4")
        void has_the_number_of_its_client_even_if_it_starts_late() {
            wire.atEachPause(
                    round -> {
                        Served<ThreadServer> server = serving(Conversations::naming);
                        ScriptedPeer first = wire.connect(server.port());
                        ScriptedPeer second = wire.connect(server.port());

                        round.meanwhile();

                        assertThat(first).receives("client-1\n");
                        assertThat(second).receives("client-2\n");
                    });
        }

        @Test
        @Tag("1.5")
        void is_numbered_by_its_own_server() {
            Served<ThreadServer> server = serving(Conversations::naming);
            Served<ThreadServer> other =
                    wire.bind(
                                    OTHER,
                                    () -> new ThreadServer(0, Conversations::naming),
                                    ThreadServer::port)
                            .serve(ThreadServer::serve);
            assertThat(wire.connect(server.port())).receives("client-1\n");

            ScriptedPeer client = wire.connect(other.port());

            assertThat(client).receives("client-1\n");
        }
    }

    @Nested
    class A_conversation_that_throws {

        @Test
        @Tag("2.1")
        @DisplayName(
                "The server closes the connection of a conversation that throws an IOException")
        void an_io_exception_ends_with_its_connection() {
            ScriptedPeer client = wire.connect(serving(Conversations::interrupted).port());

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("2.1")
        @DisplayName(
                "The server closes the connection of a conversation that throws an unchecked exception")
        void an_unchecked_exception_ends_with_its_connection() {
            ScriptedPeer client = wire.connect(serving(Conversations::picky).port());

            client.send("!");

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("2.2")
        void does_not_end_another_conversation() {
            Served<ThreadServer> server = serving(Conversations::picky);
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
            Served<ThreadServer> server = serving(Conversations::picky);
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
            Served<ThreadServer> server = serving(Conversation::echo);
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
            wire.connect(serving(Conversations::interrupted).port());

            assertThat(wire).prints("client-1", "the cable is out, 100% of it");
        }

        @Test
        @Tag("2.3")
        @DisplayName("The server prints a SocketException, and the name of its thread")
        void a_socket_exception_is_printed() {
            wire.connect(serving(Conversations::broken).port());

            assertThat(wire).prints("client-1", "the cable is out, 100% of it");
        }

        @Test
        @Tag("2.3")
        @DisplayName("The server prints an unchecked exception, and the name of its thread")
        void an_unchecked_exception_is_printed() {
            ScriptedPeer client = wire.connect(serving(Conversations::picky).port());

            client.send("!");

            assertThat(wire).prints("client-1", "no such luck");
        }

        @Test
        @Tag("2.3")
        @DisplayName(
                "The server prints a checked exception of any type, and the name of its thread")
        void a_checked_exception_of_any_type_is_printed() {
            wire.connect(serving(Conversations::undeclared).port());

            assertThat(wire).prints("client-1", "out of paper");
        }
    }

    @Nested
    class The_service {

        @Test
        @Tag("2.4")
        void goes_on_after_a_failure_of_accept() {
            ScriptedPeer client = wire.connect(servingAfter(tooManyFiles()).port());

            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("2.4")
        void goes_on_after_a_thousand_failures_of_accept() {
            wire.letTimePassFast();
            SocketException[] failures =
                    Stream.generate(ThreadServerTest::tooManyFiles)
                            .limit(1000)
                            .toArray(SocketException[]::new);
            ScriptedPeer client = wire.connect(servingAfter(failures).port());

            client.send("hello");

            assertThat(client).receives("hello");
            assertThat(wire).doesNotNestItsCalls();
        }

        @Test
        @Tag("2.4")
        @DisplayName(
                "The service goes on after accept() has thrown an IOException that is not a SocketException")
        void goes_on_after_another_exception_of_accept() {
            IOException failure = new IOException("Too many open files");
            ScriptedPeer client = wire.connect(servingAfter(failure).port());

            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("2.4")
        @DisplayName("The service goes on after accept() has thrown a SocketTimeoutException")
        void goes_on_after_a_timeout_of_accept() {
            IOException failure = new SocketTimeoutException("Accept timed out");
            ScriptedPeer client = wire.connect(servingAfter(failure).port());

            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("2.5")
        @DisplayName("A failure of accept() does not use up a number")
        void does_not_number_a_failure_of_accept() {
            Served<ThreadServer> server =
                    servingOn(
                            () -> Conversations.failing(tooManyFiles(), tooManyFiles()),
                            Conversations::naming);

            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receives("client-1\n");
        }
    }

    @Nested
    class The_count_of_open_conversations {

        @Test
        @Tag("3.1")
        void is_0_before_the_first_client() {
            assertOpen(serving(Conversation::echo), 0);
        }

        @Test
        @Tag("3.1")
        void is_the_number_of_clients_that_are_being_served() {
            Served<ThreadServer> server = serving(Conversation::echo);

            connectSilent(3, server.port());

            assertOpen(server, 3);
        }

        @Test
        @Tag("3.1")
        void does_not_include_a_client_that_has_left() {
            Served<ThreadServer> server = serving(Conversation::echo);
            ScriptedPeer first = wire.connect(server.port());
            wire.connect(server.port());

            first.end();
            assertThat(first).receivesEnd();

            assertOpen(server, 1);
        }

        @Test
        @Tag("3.1")
        void includes_a_conversation_that_has_closed_its_socket_and_goes_on() {
            CountDownLatch over = new CountDownLatch(1);
            try {
                Served<ThreadServer> server = serving(Conversations.lingering(over));

                assertThat(wire.connect(server.port())).receivesEnd();

                assertOpen(server, 1);
            } finally {
                over.countDown();
            }
        }

        @Test
        @Tag("3.1")
        void includes_a_conversation_that_has_closed_its_socket_even_if_another_has_ended() {
            CountDownLatch over = new CountDownLatch(1);
            try {
                Conversation first = Conversations.lingering(over);
                Served<ThreadServer> server =
                        serving(Conversations.firstThen(first, Conversation::echo));
                assertThat(wire.connect(server.port())).receivesEnd();
                ScriptedPeer other = wire.connect(server.port());

                other.end();
                assertThat(other).receivesEnd();
                wire.settle();

                assertThat(server.call("open() when another has ended", ThreadServer::open))
                        .returns(1);
            } finally {
                over.countDown();
            }
        }

        @Test
        @Tag("3.2")
        void does_not_include_a_client_that_has_reset() {
            Served<ThreadServer> server = serving(Conversation::echo);
            ScriptedPeer client = wire.connect(server.port());
            wire.settle();

            client.reset();

            assertOpen(server, 0);
        }

        @Test
        @Tag("3.2")
        void does_not_include_a_conversation_that_has_thrown() {
            Served<ThreadServer> server = serving(Conversations::picky);
            ScriptedPeer client = wire.connect(server.port());

            client.send("!");
            assertThat(client).receivesEnd();

            assertOpen(server, 0);
        }

        @Test
        @Tag("3.3")
        void is_right_even_if_two_conversations_end_at_the_same_moment() {
            wire.atEachPause(
                    round -> {
                        Served<ThreadServer> server = serving(Conversation::echo);
                        ScriptedPeer one = wire.connect(server.port());
                        ScriptedPeer two = wire.connect(server.port());
                        one.end();

                        round.meanwhile(two::end);

                        assertOpen(server, 0);
                    });
        }

        @Test
        @Tag("3.3")
        void is_right_even_if_one_conversation_begins_while_another_ends() {
            wire.atEachPause(
                    round -> {
                        Served<ThreadServer> server = serving(Conversation::echo);
                        ScriptedPeer one = wire.connect(server.port());
                        one.end();

                        round.meanwhile(() -> wire.connect(server.port()));

                        assertOpen(server, 1);
                    });
        }
    }

    @Nested
    class Closing_the_server {

        @Test
        @Tag("4.1")
        void ends_it_while_it_waits_for_a_client() {
            Served<ThreadServer> server = serving(Conversation::echo);
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
        }

        @Test
        @Tag("4.2")
        void closes_the_connections_of_all_clients_that_send_nothing() {
            Served<ThreadServer> server = serving(Conversation::echo);
            ScriptedPeer first = wire.connect(server.port());
            ScriptedPeer second = wire.connect(server.port());
            wire.settle();

            server.close();

            assertThat(first).receivesEnd();
            assertThat(second).receivesEnd();
            assertThat(server.serving()).returns();
        }

        @Test
        @Tag("4.2")
        void closes_all_connections_even_if_the_listener_is_closed_already() throws IOException {
            ServerSocket listener = new ServerSocket(0);
            Served<ThreadServer> server = servingOn(() -> listener, Conversation::echo);
            ScriptedPeer client = wire.connect(server.port());
            wire.settle();
            listener.close();
            wire.settle();

            server.close();

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("4.2")
        void has_closed_all_connections_when_it_returns() {
            List<Socket> sockets = new CopyOnWriteArrayList<>();
            CountDownLatch told = new CountDownLatch(1);
            Served<ThreadServer> server =
                    servingOn(
                            () -> Conversations.slowToThrow(told),
                            Conversations.keepingIn(sockets, Conversation::echo));
            connectSilent(2, server.port());

            Call<Long> left = Conversations.close(server, sockets);
            wire.settle();
            told.countDown();

            assertThat(left).returns(0L);
        }

        @Test
        @Tag("4.2")
        void ends_a_conversation_that_waits_in_a_write() {
            Served<ThreadServer> server = serving(Conversations::endless);
            wire.connectWithoutReading(server.port());
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.3")
        void leaves_nothing_open() {
            Served<ThreadServer> server = serving(Conversations::picky);
            ScriptedPeer left = wire.connect(server.port());
            left.end();
            assertThat(left).receivesEnd();
            wire.connect(server.port()).send("!");
            wire.connect(server.port()).send("hello");
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.3")
        void has_freed_its_port_when_it_returns() throws IOException {
            ServerSocket listener = new ServerSocket(0);
            Served<ThreadServer> server = servingOn(() -> listener, Conversation::echo);
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
        @Tag("4.3")
        void frees_its_port_even_if_it_never_served() {
            Served<ThreadServer> server = bound(Conversation::echo);

            server.close();

            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.4")
        void twice_is_the_same_as_once() {
            Served<ThreadServer> server = serving(Conversation::echo);
            ScriptedPeer client = wire.connect(server.port());
            wire.settle();

            server.close();
            server.close();

            assertThat(server.serving()).returns();
            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("4.4")
        void leaves_another_server_alone() {
            Served<ThreadServer> one = serving(Conversation::echo);
            Served<ThreadServer> other = serving(Conversation::echo);
            ScriptedPeer client = wire.connect(one.port());
            ScriptedPeer another = wire.connect(other.port());
            wire.settle();

            other.close();

            assertThat(another).receivesEnd();
            client.send("hello");
            assertThat(client).receives("hello");
        }

        @Test
        @Tag("4.4")
        @DisplayName("Closing the server does not wait for the conversation that closes it")
        void does_not_wait_for_the_conversation_that_closes_it() {
            AtomicReference<ThreadServer> itself = new AtomicReference<>();
            AtomicBoolean back = new AtomicBoolean();
            Served<ThreadServer> server =
                    wire.bind(
                                    "new ThreadServer(0, …)",
                                    () -> {
                                        itself.set(
                                                new ThreadServer(
                                                        0, Conversations.closing(itself, back)));
                                        return itself.get();
                                    },
                                    ThreadServer::port)
                            .serve(ThreadServer::serve);
            wire.connect(server.port()).send("!");
            wire.settle();

            assertThat(wire.call("whether close() has come back", back::get)).returns(true);
            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.4")
        @DisplayName("Closing the server returns even if two conversations close it at once")
        void returns_even_if_two_conversations_close_it_at_once() {
            AtomicReference<ThreadServer> itself = new AtomicReference<>();
            CountDownLatch together = new CountDownLatch(2);
            AtomicInteger back = new AtomicInteger();
            Served<ThreadServer> server =
                    wire.bind(
                                    "new ThreadServer(0, …)",
                                    () -> {
                                        itself.set(
                                                new ThreadServer(
                                                        0,
                                                        Conversations.closingTogether(
                                                                itself, together, back)));
                                        return itself.get();
                                    },
                                    ThreadServer::port)
                            .serve(ThreadServer::serve);
            wire.connect(server.port()).send("!");
            wire.connect(server.port()).send("!");
            wire.settle();

            assertThat(wire.call("how many calls of close() have come back", back::get)).returns(2);
            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.5")
        @DisplayName("Closing the server ends it, whatever its threads are doing")
        void ends_it_wherever_one_of_its_threads_is() {
            wire.atEachPause(
                    round -> {
                        Served<ThreadServer> server = serving(Conversation::echo);
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
        @Tag("4.5")
        void ends_it_although_clients_leave_at_the_same_moment() {
            wire.atEachPauseOf(
                    "close()",
                    round -> {
                        Served<ThreadServer> server = serving(Conversation::echo);
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
        @Tag("4.5")
        @DisplayName("Closing the server has closed all connections, even during another close()")
        void has_closed_all_connections_even_during_another_close() {
            wire.atEachPauseOf(
                    "close()",
                    round -> {
                        List<Socket> sockets = new CopyOnWriteArrayList<>();
                        List<Call<Long>> left = new CopyOnWriteArrayList<>();
                        Served<ThreadServer> server =
                                serving(Conversations.keepingIn(sockets, Conversation::echo));
                        connectSilent(2, server.port());

                        round.meanwhile(
                                server::beginToClose,
                                () -> left.add(Conversations.close(server, sockets)));

                        assertThat(left.get(0)).returns(0L);
                        assertThat(server.closing()).returns();
                    });
        }

        @Test
        @Tag("4.6")
        @DisplayName(
                "Closing the server does not change the count of a conversation that still runs")
        void does_not_change_the_count_of_a_conversation_that_still_runs() {
            CountDownLatch over = new CountDownLatch(1);
            try {
                Served<ThreadServer> server = serving(Conversations.lingering(over));
                assertThat(wire.connect(server.port())).receivesEnd();
                wire.settle();

                server.close();

                assertOpen(server, 1);
            } finally {
                over.countDown();
            }
        }
    }
}
