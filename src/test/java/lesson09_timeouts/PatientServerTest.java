package lesson09_timeouts;

import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
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
class PatientServerTest {

    /** Milliseconds that a test waits if nobody connects or sends anything. */
    private static final int SHORT = 20;

    private static final Likely[] CAUSES = {
        whenHeld(
                seen ->
                        seen.held("serve()", "", "")
                                && seen.expectedWords("serve() to return")
                                && seen.threw(SocketException.class),
                "after close(), every call of the listener inside serve() throws, even setSoTimeout(), and each with a message of its own. Catch that, and return if listener.isClosed(): look neither at the message nor at the type of the exception."),
        when(
                seen -> seen.threw(BindException.class),
                "the constructor binds a port of its own choice. Bind the port that it is given; 0 means any free port."),
        when(
                seen -> seen.expectedNothingLeft(),
                "after close() a socket or a thread is left. Close the listener, and let every thread end."),
        when(
                seen ->
                        seen.expectedWords("AcceptTimeout")
                                && seen.waitsForClient()
                                && seen.printed().contains("within"),
                "serve() prints that the time is over, and waits again. The caller must know it: throw the AcceptTimeout."),
        when(
                seen -> seen.expectedWords("AcceptTimeout") && seen.waitsForClient(),
                "accept() waits forever. Call setSoTimeout(acceptTimeout) of the listener, not of the client; it takes milliseconds, and 0 means forever."),
        when(
                seen ->
                        seen.threw(PatientServer.AcceptTimeout.class)
                                && (seen.returned("serve()")
                                        || seen.threw(SocketException.class, "closed")),
                "the listener is closed when the time is over. Leave it open, because clients may still come, and serve() may be called again."),
        when(
                seen ->
                        seen.expectedWords("AcceptTimeout")
                                && seen.gotNothing()
                                && !seen.waitsForBytes()
                                && seen.returned("serve()")
                                && !seen.peerHasEnded(),
                "serve() returns as if it had been closed. When the time is over, throw an AcceptTimeout."),
        when(
                seen ->
                        seen.expectedWords("AcceptTimeout")
                                && seen.threw(SocketTimeoutException.class)
                                && !seen.threw(PatientServer.AcceptTimeout.class),
                "serve() throws Java's own exception, which has the same type for accept, connect and read. Catch it around accept() only, and throw an AcceptTimeout."),
        when(
                seen ->
                        seen.expectedWords("AcceptTimeout")
                                && seen.threw(PatientServer.AcceptTimeout.class),
                "the AcceptTimeout contains another number of milliseconds than acceptTimeout. Pass acceptTimeout to its constructor."),
        when(
                seen -> seen.gotText().startsWith("too late"),
                "MessageReader throws a MessageTimeout too early. nanos counts nanoseconds: 1,000,000 of them are a millisecond."),
        when(
                seen -> seen.runsWithoutEnd(),
                "serve() takes the exception of a closed listener for a client's, and goes on. Return if listener.isClosed()."),
        when(
                seen -> seen.expectedReturn() && seen.threw(SocketException.class, "closed"),
                "serve() lets an exception out when another thread closes the listener. Catch it, and return if listener.isClosed()."),
        when(
                seen -> seen.expectedReturn() && seen.waitsForClient(),
                "serve() still waits in accept() after close(). A flag is not enough: close the listener."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.peerHasReset()
                                && seen.threw(IOException.class),
                "an exception of one client ends serve(). Catch it inside the loop, and go on with the next client."),
        when(
                seen ->
                        seen.expectedEnd()
                                && seen.gotNothing()
                                && !seen.streamEnded()
                                && (seen.waitsForClient()
                                        || seen.threw(PatientServer.AcceptTimeout.class)),
                "serve() has finished with the client, but leaves its connection open. Close it in every case: try-with-resources."),
        when(
                seen -> seen.peerHasReset() && seen.returned("serve()"),
                "serve() returns because a client's connection has failed. Go on with the next client; only close() ends serve()."),
        when(
                seen -> seen.returned("serve()"),
                "serve() returns after the first client. Accept the next one in a loop."),
        when(
                seen -> seen.expectedConnection(),
                "nothing listens on the port. Bind in the constructor, and close the listener only in close()."),
        when(
                seen -> seen.expectedWords("to wait for") && seen.peerHasEnded(),
                "acceptTimeout is counted from the call of serve(). It must begin anew with each accept()."),
        when(
                seen -> seen.expectedWords("to wait for"),
                "serve() gives up before acceptTimeout is over. Time-outs are in milliseconds, and a non-blocking channel does not wait at all."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private int briefly() {
        return wire.silentTimeout(SHORT);
    }

    /**
     * Returns a server with this acceptTimeout, and with time-outs for messages that no test
     * reaches.
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
    class A_server_that_waits_for_a_client {

        @Test
        @Tag("1.1")
        @DisplayName("If no client connects, serve() throws an AcceptTimeout")
        void it_says_so_by_an_exception_of_its_own() {
            Served<PatientServer> server = accepting(briefly());

            server.serve(PatientServer::serve);

            assertThat(server.serving()).timesOut(PatientServer.AcceptTimeout.class, SHORT);
        }

        @Test
        @Tag("1.2")
        @DisplayName("serve() does not give up before acceptTimeout is over")
        void it_has_waited_all_the_time() {
            Served<PatientServer> server = accepting(briefly());

            server.serve(PatientServer::serve);

            assertThat(server.serving())
                    .timesOut(PatientServer.AcceptTimeout.class, SHORT)
                    .afterAtLeast(SHORT);
        }

        @Test
        @Tag("1.3")
        @DisplayName("After an AcceptTimeout, serve() can be called again")
        void it_can_be_called_again() {
            Served<PatientServer> server = accepting(briefly());
            server.serve(PatientServer::serve);
            assertThat(server.serving()).timesOut(PatientServer.AcceptTimeout.class, SHORT);

            server.serve(PatientServer::serve);

            assertThat(server.serving()).timesOut(PatientServer.AcceptTimeout.class, SHORT);
        }

        @Test
        @Tag("5.4")
        @DisplayName(
                "A client that connects after an AcceptTimeout is served by the next call of serve()")
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
        @Tag("5.1")
        @DisplayName(
                "After a client has gone, serve() closes its connection and waits for the next")
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
        @Tag("1.4")
        @DisplayName("serve() returns when it is closed while it waits for a client")
        void it_ends_quietly_if_it_is_closed_before_the_time_is_up() {
            Served<PatientServer> server =
                    accepting(wire.longTimeout()).serve(PatientServer::serve);
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("5.5")
        @DisplayName("serve() returns at whatever moment it is closed")
        void it_ends_quietly_wherever_a_thread_is_when_it_is_closed() {
            wire.atEachPause(
                    round -> {
                        Served<PatientServer> server =
                                accepting(wire.longTimeout()).serve(PatientServer::serve);
                        ScriptedPeer client = wire.connect(server.port());
                        client.send("hello\n");
                        client.end();

                        round.meanwhile(server::beginToClose);

                        assertThat(server.closing()).returns();
                        assertThat(server.serving()).returns();
                        assertThat(server).leavesNothingBehind();
                    });
        }

        @Test
        @Tag("1.5")
        @DisplayName("close() leaves no socket and no thread behind after an AcceptTimeout")
        void it_leaves_nothing_behind_if_it_is_closed_after_the_time_was_up() {
            Served<PatientServer> server = accepting(briefly()).serve(PatientServer::serve);
            assertThat(server.serving()).timesOut(PatientServer.AcceptTimeout.class, SHORT);

            server.close();

            assertThat(server).leavesNothingBehind();
        }
    }

    @Nested
    class A_client {

        @Test
        @Tag("5.1")
        @DisplayName("A client is served after another one")
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
        @Tag("5.2")
        @DisplayName("A client is served after one that has reset its connection")
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
    class A_client_that_is_lost {

        @Test
        @Tag("5.2")
        @DisplayName("A client that ends its stream within a message does not stop serve()")
        void within_a_message_does_not_stop_the_server() {
            Served<PatientServer> server =
                    accepting(wire.longTimeout()).serve(PatientServer::serve);
            ScriptedPeer first = wire.connect(server.port());
            first.send("hel");
            first.end();

            ScriptedPeer second = wire.connect(server.port());
            second.send("two\n");

            assertThat(second).receives("two\n");
        }

        @Test
        @Tag("5.1")
        @DisplayName("The connection to a client that ends its stream within a message is closed")
        void within_a_message_has_its_connection_closed() {
            Served<PatientServer> server =
                    accepting(wire.longTimeout()).serve(PatientServer::serve);
            ScriptedPeer client = wire.connect(server.port());

            client.send("hel");
            client.end();

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("5.5")
        @DisplayName("After a reset and close(), nothing is left open")
        void by_a_reset_leaves_nothing_open() {
            Served<PatientServer> server =
                    accepting(wire.longTimeout()).serve(PatientServer::serve);
            ScriptedPeer client = wire.connect(server.port());
            client.send("one\n");
            assertThat(client).receives("one\n");

            client.reset();
            wire.settle();
            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }
    }

    @Nested
    class A_client_that_falls_silent {

        @Test
        @Tag("5.6")
        @DisplayName("A client that falls silent is asked whether it is still there")
        void is_asked() {
            Served<PatientServer> server = bound(wire.longTimeout(), briefly(), wire.longTimeout());
            ScriptedPeer client = wire.connect(server.port());
            client.send("hel");

            server.serve(PatientServer::serve);

            assertThat(client).receives("still there?\n");
        }

        @Test
        @Tag("5.3")
        @DisplayName("acceptTimeout begins anew when a client has been served")
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
        @Tag("5.6")
        @DisplayName(
                "A client whose message is too late receives a line and the end, and the next client is served")
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
