package kit;

import static kit.WireAssertions.assertThat;
import static kit.WireAssertions.catchThrowable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.Selector;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Checks how the kit waits for code that stops waiting by itself, and what a failure says then. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TimeoutsTest {

    @RegisterExtension
    final Wire wire = new Wire(Likely.when(Evidence::waitsForBytes, "it waits for bytes."));

    /**
     * Waits {@code timeout} ms for a byte that never arrives, and then throws an exception that
     * says {@code told} ms.
     */
    private Call<Void> read(int timeout, int told) {
        ScriptedListener listener = wire.listen();
        return wire.call(
                "read()",
                () -> {
                    try (Socket socket = new Socket(listener.host(), listener.port())) {
                        socket.setSoTimeout(timeout);
                        socket.getInputStream().read();
                        return null;
                    } catch (SocketTimeoutException e) {
                        throw new SocketTimeoutException("no byte within " + told + " ms");
                    }
                });
    }

    private Call<Void> connect(String host, int port, int timeout) {
        return wire.call(
                "connect()",
                () -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(new InetSocketAddress(host, port), timeout);
                        return null;
                    }
                });
    }

    private static String failureOf(Runnable expectation) {
        Throwable failure = catchThrowable(expectation::run);
        WireAssertions.assertThat(failure).isInstanceOf(Failure.class);
        return failure.getMessage();
    }

    @Nested
    class A_wait_that_ends_by_itself {

        @Test
        void is_waited_for() {
            int timeout = wire.shortTimeout();

            assertThat(read(timeout, timeout))
                    .timesOut(SocketTimeoutException.class, timeout)
                    .afterAtLeast(timeout);
        }

        @Test
        void is_waited_for_where_a_selector_does_not_show_that_it_ends() {
            int timeout = wire.silentTimeout(100);
            Call<Void> select =
                    wire.call(
                            "select()",
                            () -> {
                                try (Selector selector = Selector.open()) {
                                    selector.select(timeout);
                                    throw new SocketTimeoutException("within 100 ms");
                                }
                            });

            assertThat(select).timesOut(SocketTimeoutException.class, 100).afterAtLeast(100);
        }

        @Test
        void must_tell_the_time_it_took() {
            int timeout = wire.shortTimeout();
            Call<Void> read = read(timeout, 7);

            WireAssertions.assertThat(
                            failureOf(
                                    () ->
                                            assertThat(read)
                                                    .timesOut(SocketTimeoutException.class, 8)))
                    .contains("  expected  SocketTimeoutException after 8 ms")
                    .contains("  but was   SocketTimeoutException: no byte within 7 ms");
        }

        @Test
        void must_be_told_by_the_right_exception() {
            int timeout = wire.shortTimeout();
            Call<Void> read = read(timeout, timeout);

            WireAssertions.assertThat(
                            failureOf(
                                    () ->
                                            assertThat(read)
                                                    .timesOut(ConnectException.class, timeout)))
                    .contains("  expected  ConnectException after " + timeout + " ms")
                    .contains("  but was   SocketTimeoutException: no byte within");
        }

        @Test
        void must_not_end_without_an_exception() {
            Call<Void> nothing = wire.call("nothing()", () -> null);

            WireAssertions.assertThat(
                            failureOf(
                                    () ->
                                            assertThat(nothing)
                                                    .timesOut(SocketTimeoutException.class, 8)))
                    .contains("  expected  SocketTimeoutException after 8 ms")
                    .contains("  but was   no exception");
        }

        @Test
        void must_not_end_too_early() {
            Call<Void> nothing = wire.call("nothing()", () -> null);

            WireAssertions.assertThat(failureOf(() -> assertThat(nothing).afterAtLeast(600_000)))
                    .contains("  expected  nothing() to wait for 600000 ms")
                    .contains("  but was   it ended sooner");
        }
    }

    @Nested
    class A_wait_that_must_not_end {

        /**
         * Milliseconds; longer than the grader waits elsewhere, and tens of thousands of its
         * canary's trips.
         */
        private static final int LONG = 9_000;

        @Test
        void is_seen_to_end_even_if_it_takes_seconds() {
            Call<Void> read = read(LONG, LONG);

            WireAssertions.assertThat(failureOf(() -> assertThat(read).goesOn()))
                    .contains("  expected  read() to go on")
                    .contains("  but was   SocketTimeoutException: no byte within 9000 ms");
        }
    }

    @Nested
    class A_wait_that_no_test_waits_for {

        @Test
        void is_held_to_be_stuck() {
            Call<Void> read = read(wire.longTimeout(), 0);

            WireAssertions.assertThat(
                            failureOf(
                                    () ->
                                            assertThat(read)
                                                    .timesOut(SocketTimeoutException.class, 20)))
                    .contains("read() waits")
                    .contains("  expected  SocketTimeoutException after 20 ms")
                    .contains("  but was   read() is still running")
                    .endsWith("  likely    it waits for bytes.");
        }

        @Test
        void does_not_shorten_one_that_a_test_waits_for() {
            wire.longTimeout();
            int timeout = 2 * wire.shortTimeout();

            assertThat(read(timeout, timeout)).timesOut(SocketTimeoutException.class, timeout);
        }
    }

    @Nested
    class A_server_that_cannot_be_reached {

        @Test
        void lets_clients_wait() {
            FullListener nobody = wire.listenWithFullQueue();
            int timeout = wire.shortTimeout();

            Call<Void> connect = connect(nobody.host(), nobody.port(), timeout);

            assertThat(connect).throwsA(SocketTimeoutException.class).afterAtLeast(timeout);
            assertThat(wire).isLeftClean();
        }

        @Test
        void or_refuses_them() throws IOException {
            Call<Void> connect = connect("127.0.0.1", wire.closedPort(), wire.longTimeout());

            assertThat(connect).throwsA(ConnectException.class);
            assertThat(wire).isLeftClean();
        }
    }
}
