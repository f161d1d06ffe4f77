package kit;

import static kit.WireAssertions.assertThat;
import static kit.WireAssertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.worker.RewrittenClasses;

/** Checks that time passes fast in the learner's code if a test asks for it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FastTimeTest {

    @RegisterExtension final Wire wire = new Wire();

    @TempDir static Path classes;
    private static ClassLoader compiled;
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @BeforeAll
    static void compile_the_fixture() throws Exception {
        compiled =
                RewrittenClasses.compile(
                        "lesson99_fixture",
                        Path.of("src/test/fixtures/lesson99_fixture/Waits.java"),
                        classes);
    }

    @BeforeEach
    void load_it() {
        Thread.currentThread().setContextClassLoader(compiled);
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    /** Calls a method of the fixture. */
    private Call<Object> call(String method, Object... arguments) {
        return wire.call(
                method + "()",
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

    /**
     * Each of these waits lasts a minute according to every clock that the learner's code can read.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sleep", "sleep of a unit", "join", "wait", "parkNanos", "await", "awaitNanos",
                "latch", "tryAcquire", "tryLock", "poll", "get", "awaitTermination", "orTimeout",
                "schedule", "select", "read", "accept", "receive"
            })
    void a_wait_of_a_minute_is_soon_over(String how) {
        wire.letTimePassFast();

        assertThat(call("minutes", how)).returns(List.of(1L, 1L, 1L, 1L));
    }

    @Test
    void a_time_out_is_shown_as_it_was_set() {
        wire.letTimePassFast();

        assertThat(call("timeout", 30_000)).returns(30_000);
    }

    @Test
    void code_that_gives_up_is_seen_to_do_so() {
        wire.letTimePassFast();
        Call<Object> call = call("acceptWithin", 600_000);

        Throwable failure = catchThrowable(() -> assertThat(call).goesOn());

        WireAssertions.assertThat(failure)
                .hasMessageContaining("SocketTimeoutException")
                .hasMessageContaining("your code stops waiting when some time has passed");
    }

    @Test
    void code_without_a_time_out_goes_on() {
        wire.letTimePassFast();

        assertThat(call("acceptWithin", 0)).goesOn();
    }

    /** If time passed fast here, verdicts would depend on how long the machine takes. */
    @Test
    void a_wait_ends_by_the_computers_clock_if_the_test_does_not_ask() {
        assertThat(call("acceptWithin", 60_000)).goesOn();
    }
}
