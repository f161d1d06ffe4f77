package kit;

import static kit.WireAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.worker.RewrittenClasses;

/** Checks when the kit lets time pass at once in the learner's code. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class LedTimeTest {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    @RegisterExtension final Wire wire = new Wire();

    @TempDir Path classes;
    private ClassLoader before;
    private final long start = wire.nanoTime();

    @BeforeEach
    void compile_the_fixture() throws Exception {
        before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread()
                .setContextClassLoader(
                        RewrittenClasses.compile(
                                "lesson99_fixture",
                                Path.of("src/test/fixtures/lesson99_fixture/Waits.java"),
                                classes));
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    /** Calls a method of the fixture. */
    private Call<Object> call(String method, Object... arguments) {
        return wire.call(
                method,
                () -> {
                    Class<?> waits =
                            Thread.currentThread()
                                    .getContextClassLoader()
                                    .loadClass("lesson99_fixture.Waits");
                    try {
                        return Arrays.stream(waits.getMethods())
                                .filter(its -> its.getName().equals(method))
                                .findFirst()
                                .orElseThrow()
                                .invoke(null, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() instanceof Exception thrown ? thrown : e;
                    }
                });
    }

    private long passed() {
        return wire.nanoTime() - start;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sleep",
                "sleep of a unit",
                "sleep of a subclass",
                "wait",
                "join",
                "parkNanos",
                "parkUntil",
                "await of a condition",
                "awaitNanos",
                "await of a latch",
                "poll",
                "offer",
                "tryAcquire",
                "tryLock",
                "get",
                "awaitTermination",
                "select",
                "accept",
                "read",
                "receive"
            })
    void an_hour_passes_at_once_and_all_clocks_agree(String how) {
        Call<Object> wait = call("minutes", how);

        wire.outlast(wait);

        assertThat(wait).returns(List.of(60L, 60L, 60L, 60L));
    }

    @Test
    void an_hour_passes_at_once_while_a_client_connects() {
        FullListener nobody = wire.listenWithFullQueue();
        Call<Object> connect = call("connect", nobody.host(), nobody.port());

        wire.outlast(connect);

        assertThat(connect).throwsA(SocketTimeoutException.class).afterAtLeast(3_600_000);
    }

    @Test
    void a_test_that_waits_for_something_else_gives_up_after_seconds_of_that_time() {
        call("minutes", "read");

        wire.quiescence().await(() -> false);

        assertThat(passed()).isBetween(0L, MINUTE);
    }

    @Test
    void bytes_come_before_the_time_is_up() {
        ScriptedListener listener = wire.listen();
        Call<Object> read = call("read", listener.host(), listener.port());
        ScriptedPeer peer = listener.accept();

        wire.settle();
        peer.send("!");

        assertThat(read).returns((int) '!');
        assertThat(passed()).isLessThan(MINUTE);
    }

    @Test
    void the_time_out_of_a_socket_is_what_the_code_has_set() {
        ScriptedListener listener = wire.listen();
        Call<Object> seen = call("timeoutSeen", listener.host(), listener.port());

        assertThat(seen).returns(3_600_000);
    }

    @Test
    void no_time_passes_at_once_while_another_thread_works() {
        call("sleepWhileAnotherWorks");

        wire.quiescence().await(() -> false);

        assertThat(wire.quiescence().sawSpinning()).isTrue();
        assertThat(passed()).isLessThan(MINUTE);
    }

    @Test
    void no_time_passes_at_once_while_bytes_are_on_their_way() throws IOException {
        assumeTrue(Runnables.LISTED, "this system does not list its sockets");
        ScriptedListener listener = wire.listen();
        Call<Object> sleep = call("sleepWhileAnotherWrites", listener.host(), listener.port());
        ScriptedPeer peer = listener.acceptWithoutReading();
        AtomicInteger looks = new AtomicInteger();

        wire.quiescence().await(() -> looks.incrementAndGet() > 500);
        assertThat(passed()).isLessThan(MINUTE);

        peer.close();
        wire.outlast(sleep);
        assertThat(sleep).returns(1);
        assertThat(passed()).isGreaterThan(59 * MINUTE);
    }

    @Test
    void who_interrupts_a_thread_is_noticed() {
        assertThat(call("interrupted")).returns("an interrupt");
    }

    @Test
    void waits_end_in_order() {
        assertThat(call("order")).returns(List.of(1, 2, 3));
    }

    @Test
    void code_that_looks_again_and_again_in_vain_is_given_up() {
        Call<Object> poll = call("poll");

        assertThat(wire.quiescence().await(poll::done)).isFalse();
    }
}
