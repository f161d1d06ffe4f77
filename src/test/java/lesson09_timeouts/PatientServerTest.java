package lesson09_timeouts;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
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
class PatientServerTest {

    /** Milliseconds that a test waits for, where nobody comes or says a word. */
    private static final int SHORT = 20;

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(BindException.class),
                "the constructor binds a port of its own. Bind the one that it is given; 0 means any free port."),
        when(
                seen -> seen.expectedNothingLeft(),
                "close() does not close all that was opened: the listener, every thread."),
        when(
                seen ->
                        seen.expectedWords("AcceptTimeout")
                                && seen.waitsForClient()
                                && seen.printed().contains("within"),
                "serve() tells the screen that the time is up, and waits again. Tell the caller: throw the AcceptTimeout."),
        when(
                seen -> seen.expectedWords("AcceptTimeout") && seen.waitsForClient(),
                "accept() waits for ever. Give the listener, not the client, setSoTimeout(acceptTimeout): in milliseconds, and 0 means for ever."),
        when(
                seen ->
                        seen.threw(PatientServer.AcceptTimeout.class)
                                && (seen.returned("serve()")
                                        || seen.threw(SocketException.class, "closed")),
                "the listener is closed when the time is up. Leave it open: clients may still come, and serve() may be called again."),
        when(
                seen ->
                        seen.expectedWords("AcceptTimeout")
                                && seen.gotNothing()
                                && !seen.waitsForBytes()
                                && seen.returned("serve()")
                                && !seen.peerHasEnded(),
                "serve() returns as if it had been closed. When the time is up, throw an AcceptTimeout."),
        when(
                seen ->
                        seen.expectedWords("AcceptTimeout")
                                && seen.threw(SocketTimeoutException.class)
                                && !seen.threw(PatientServer.AcceptTimeout.class),
                "Java's own exception is of the same type for accept, connect and read. Catch it round accept(), and throw an AcceptTimeout."),
        when(
                seen ->
                        seen.expectedWords("AcceptTimeout")
                                && seen.threw(PatientServer.AcceptTimeout.class),
                "the AcceptTimeout is given other milliseconds than acceptTimeout."),
        when(
                seen -> seen.gotText().startsWith("too late"),
                "MessageReader says too early that it is too late. nanos tells nanoseconds: 1,000,000 of them are a millisecond."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the exception of a closed listener is taken for a client's, and the loop goes on. Return if listener.isClosed()."),
        when(
                seen -> seen.expectedReturn() && seen.threw(SocketException.class, "closed"),
                "accept() throws when the listener is closed under it. Catch that, and return if listener.isClosed()."),
        when(
                seen -> seen.expectedReturn() && seen.waitsForClient(),
                "close() does not end the wait in accept(). A flag is not enough: close the listener."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.peerHasReset()
                                && seen.threw(IOException.class),
                "the failure of one client ends the loop. Catch it inside the loop, and go on with the next."),
        when(
                seen ->
                        seen.expectedEnd()
                                && seen.gotNothing()
                                && !seen.streamEnded()
                                && (seen.waitsForClient()
                                        || seen.threw(PatientServer.AcceptTimeout.class)),
                "serve() is done with the client, and its connection stays open. Close it on every way out: try-with-resources."),
        when(
                seen -> seen.peerHasReset() && seen.returned("serve()"),
                "serve() returns when a client's connection fails. Only close() ends it: go on with the next."),
        when(
                seen -> seen.returned("serve()"),
                "serve() returns after the first client. Accept the next: a loop."),
        when(
                seen -> seen.expectedConnection(),
                "nobody listens. Bind in the constructor, and close the listener in close() only."),
        when(
                seen -> seen.expectedWords("to wait for") && seen.peerHasEnded(),
                "acceptTimeout is counted from the call of serve(). It begins anew with each accept()."),
        when(
                seen -> seen.expectedWords("to wait for"),
                "serve() does not wait as long as it should. Time-outs are in milliseconds; a channel that does not block does not wait at all."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private int briefly() {
        return wire.silentTimeout(SHORT);
    }

    /**
     * A server that waits for its next client for so long, and for messages as good as for ever.
     */
    private Served<PatientServer> accepting(int acceptTimeout) {
        return bound(acceptTimeout, wire.longTimeout(), wire.longTimeout());
    }

    private Served<PatientServer> bound(int acceptTimeout, int readTimeout, int messageTimeout) {
        String name =
                "new PatientServer(0, %d, %d, %d)"
                        .formatted(acceptTimeout, readTimeout, messageTimeout);
        return wire.bind(
                name,
                () -> new PatientServer(0, acceptTimeout, readTimeout, messageTimeout),
                PatientServer::port);
    }

    @Nested
    @Tag("task-1")
    class When_nobody_comes {

        @Test
        void it_says_so_by_an_exception_of_its_own() {
            Served<PatientServer> server = accepting(briefly());

            server.serve(PatientServer::serve);

            assertThat(server.serving()).timesOut(PatientServer.AcceptTimeout.class, SHORT);
        }

        @Test
        void it_has_waited_all_the_time() {
            Served<PatientServer> server = accepting(briefly());

            server.serve(PatientServer::serve);

            assertThat(server.serving())
                    .timesOut(PatientServer.AcceptTimeout.class, SHORT)
                    .afterAtLeast(SHORT);
        }

        @Test
        void it_can_be_called_again() {
            Served<PatientServer> server = accepting(briefly());
            server.serve(PatientServer::serve);
            assertThat(server.serving()).timesOut(PatientServer.AcceptTimeout.class, SHORT);

            server.serve(PatientServer::serve);

            assertThat(server.serving()).timesOut(PatientServer.AcceptTimeout.class, SHORT);
        }

        @Test
        void it_still_listens_and_serves_who_comes_later() {
            int timeout = wire.shortTimeout();
            Served<PatientServer> server = accepting(timeout);
            server.serve(PatientServer::serve);
            assertThat(server.serving()).timesOut(PatientServer.AcceptTimeout.class, timeout);

            ScriptedPeer client = wire.connect(server.port());
            client.send("hello\n");
            server.serve(PatientServer::serve);

            assertThat(client).receives("hello\n");
        }

        @Test
        void it_says_so_after_it_has_served_as_well() {
            int timeout = wire.shortTimeout();
            Served<PatientServer> server = accepting(timeout);
            ScriptedPeer client = wire.connect(server.port());
            client.send("hello\n");
            client.end();

            server.serve(PatientServer::serve);

            assertThat(client).receives("hello\n").receivesEnd();
            assertThat(server.serving()).timesOut(PatientServer.AcceptTimeout.class, timeout);
        }

        @Test
        void it_ends_quietly_if_it_is_closed_before_the_time_is_up() {
            Served<PatientServer> server =
                    accepting(wire.longTimeout()).serve(PatientServer::serve);
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void it_leaves_nothing_behind_if_it_is_closed_after_the_time_was_up() {
            Served<PatientServer> server = accepting(briefly()).serve(PatientServer::serve);
            assertThat(server.serving()).timesOut(PatientServer.AcceptTimeout.class, SHORT);

            server.close();

            assertThat(server).leavesNothingBehind();
        }
    }

    @Nested
    @Tag("task-1")
    class A_client {

        @Test
        void is_served_after_another() {
            Served<PatientServer> server =
                    accepting(wire.longTimeout()).serve(PatientServer::serve);

            ScriptedPeer first = wire.connect(server.port());
            first.send("one\n");
            assertThat(first).receives("one\n");
            first.end();
            ScriptedPeer second = wire.connect(server.port());
            second.send("two\n");

            assertThat(second).receives("two\n");
        }

        @Test
        void is_served_after_one_that_resets() {
            Served<PatientServer> server =
                    accepting(wire.longTimeout()).serve(PatientServer::serve);
            ScriptedPeer first = wire.connect(server.port());
            first.send("one\n");
            assertThat(first).receives("one\n");

            first.reset();
            ScriptedPeer second = wire.connect(server.port());
            second.send("two\n");

            assertThat(second).receives("two\n");
        }
    }

    @Nested
    class A_client_that_falls_silent {

        @Test
        @Tag("task-2")
        void is_asked() {
            Served<PatientServer> server = bound(wire.longTimeout(), briefly(), wire.longTimeout());
            ScriptedPeer client = wire.connect(server.port());
            client.send("hel");

            server.serve(PatientServer::serve);

            assertThat(client).receives("still there?\n");
        }

        @Test
        @Tag("task-2")
        void takes_nothing_from_the_time_that_the_next_is_waited_for() {
            int timeout = wire.shortTimeout();
            Served<PatientServer> server = bound(timeout, timeout, wire.longTimeout());
            ScriptedPeer client = wire.connect(server.port());
            client.send("hel");

            server.serve(PatientServer::serve);
            assertThat(client).receives("still there?\n"); // the time has passed once
            client.end();

            assertThat(server.serving())
                    .timesOut(PatientServer.AcceptTimeout.class, timeout)
                    .afterAtLeast(timeout + timeout / 2);
        }

        @Test
        @Tag("task-3")
        void is_told_when_it_is_too_late_and_the_next_is_served() {
            Served<PatientServer> server = bound(wire.longTimeout(), wire.longTimeout(), briefly());
            ScriptedPeer client = wire.connect(server.port());
            client.send("hel");
            ScriptedPeer next = wire.connect(server.port());

            server.serve(PatientServer::serve);

            assertThat(client).receives("too late\n").receivesEnd();
            assertThat(next).receives("too late\n").receivesEnd();
        }
    }
}
