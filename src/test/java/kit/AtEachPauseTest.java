package kit;

import static kit.WireAssertions.assertThat;
import static kit.WireAssertions.catchThrowable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import workbook.worker.RewrittenClasses;

/**
 * Checks which races a test finds if it holds threads at each step, and how a failure shows them.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AtEachPauseTest {

    private static final String RACES = "lesson99_fixture.Races$";

    @RegisterExtension
    final Wire wire =
            new Wire(
                    Likely.whenHeld(
                            seen -> seen.held("serve()", "ServerSocket.accept()", "current = …"),
                            "close() cannot find the client yet."),
                    Likely.when(seen -> seen.expectedReturn(), "of no schedule."));

    @TempDir Path classes;
    private ClassLoader before;
    private int rounds;

    @BeforeEach
    void compile_the_fixture() throws Exception {
        before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread()
                .setContextClassLoader(
                        RewrittenClasses.compile(
                                "lesson99_fixture",
                                Path.of("src/test/fixtures/lesson99_fixture/Races.java"),
                                classes));
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    /**
     * Returns a new object of one of the fixture's classes. The test calls its methods by their
     * names.
     */
    private Fixture fixture(String name) throws Exception {
        Class<?> type = Thread.currentThread().getContextClassLoader().loadClass(RACES + name);
        return new Fixture(type.getConstructor().newInstance());
    }

    private record Fixture(Object object) {
        Object call(String method) throws Exception {
            return object.getClass().getMethod(method).invoke(object);
        }
    }

    private Throwable failureOf(Consumer<Round> scenario) {
        return catchThrowable(
                () ->
                        wire.atEachPause(
                                round -> {
                                    rounds++;
                                    scenario.accept(round);
                                }));
    }

    private static Fixture unchecked(java.util.concurrent.Callable<Fixture> fixture) {
        try {
            return fixture.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Nested
    class An_update {

        private Throwable failureOf(String name) {
            return AtEachPauseTest.this.failureOf(
                    round -> {
                        Fixture counter = unchecked(() -> fixture(name));
                        Call<Object> first = wire.call("add()", () -> counter.call("add"));

                        List<Call<Object>> second = new ArrayList<>();
                        round.meanwhile(
                                () -> second.add(wire.call("add()", () -> counter.call("add"))));

                        assertThat(first).returns();
                        assertThat(second.get(0)).returns();
                        Call<Object> value = wire.call("value()", () -> counter.call("value"));
                        assertThat(value).returns(2);
                    });
        }

        @Test
        void that_is_lost_is_found_and_described() {
            assertThat(failureOf("Plain"))
                    .hasMessage(
                            String.join(
                                    "\n",
                                    "",
                                    "       add() has returned",
                                    "       add() has returned",
                                    "       value() has returned 1   ← not as expected",
                                    "  schedule  add() was between the look at value at Races.java:32"
                                            + " and value = … at Races.java:32 when another add()"
                                            + " ran.",
                                    "  expected  2",
                                    "  but was   1"));
        }

        @Test
        void is_lost_between_two_locks() {
            Throwable failure = failureOf("LocksEachStep");

            // If two threads wait for a lock, the JVM chooses which one gets it. So the update may
            // be lost one round earlier or later.
            assertThat(failure.getMessage())
                    .containsAnyOf(
                            "  schedule  add() was between value() at Races.java:62 and the look at"
                                    + " value at Races.java:71 when another add() was called.",
                            "  schedule  add() was between the look at value at Races.java:71 and"
                                    + " set() at Races.java:62 when another add()"
                                    + " ran.");
        }

        @Test
        void is_not_lost_under_one_lock_though_the_other_has_to_wait_for_it() {
            assertThat(failureOf("Synchronized")).isNull();
            assertThat(rounds).isGreaterThan(2);
        }
    }

    @Nested
    class A_name {

        private Throwable failureOf(String name) {
            return AtEachPauseTest.this.failureOf(
                    round -> {
                        @SuppressWarnings("unchecked")
                        Predicate<String> names =
                                (Predicate<String>) unchecked(() -> fixture(name)).object();
                        List<Call<Boolean>> calls = new ArrayList<>();
                        calls.add(wire.call("test(anna)", () -> names.test("anna")));

                        round.meanwhile(
                                () -> calls.add(wire.call("test(anna)", () -> names.test("anna"))));

                        assertThat(calls.get(0)).returns();
                        assertThat(calls.get(1)).returns(!calls.get(0).result());
                    });
        }

        @Test
        void that_two_take_is_found() {
            assertThat(failureOf("LooksThenTakes"))
                    .hasMessageContaining(
                            "  schedule  test(anna) was between Map.containsKey() at Races.java:81"
                                    + " and Map.put() at Races.java:84 when another test(anna)"
                                    + " ran.\n  expected  false\n  but was   true");
        }

        @Test
        void that_is_taken_in_one_step_is_not() {
            assertThat(failureOf("TakesInOneStep")).isNull();
            assertThat(failureOf("TakesUnderALock")).isNull();
            assertThat(rounds).isGreaterThan(6);
        }
    }

    @Nested
    class A_server {

        private Throwable failureOf(String name) {
            return AtEachPauseTest.this.failureOf(
                    round -> {
                        Served<java.io.Closeable> server =
                                wire.bind(
                                                "new Server()",
                                                () -> (java.io.Closeable) fixture(name).object(),
                                                it -> port(new Fixture(it)))
                                        .serve(it -> new Fixture(it).call("serve"));
                        wire.connect(server.port());

                        round.meanwhile(server::beginToClose);

                        assertThat(server.closing()).returns();
                        assertThat(server.serving()).returns();
                        assertThat(server).leavesNothingBehind();
                    });
        }

        private int port(Fixture server) {
            try {
                return (int) server.call("port");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Test
        void that_is_closed_before_it_notes_its_client_is_found_with_its_cause() {
            assertThat(failureOf("NeverLooksAgain"))
                    .hasMessage(
                            String.join(
                                    "\n",
                                    "",
                                    "    1  client → server   connects",
                                    "       nothing more: close() has returned",
                                    "                     serve() waits in read() at Races.java:140",
                                    "  schedule  serve() was between ServerSocket.accept() at"
                                            + " Races.java:162 and current = … at Races.java:166"
                                            + " when close() ran. After that it waits in read() at"
                                            + " Races.java:140.",
                                    "  expected  serve() to end",
                                    "  but was   it is still running",
                                    "  likely    close() cannot find the client yet."));
        }

        @Test
        void that_looks_again_is_not() {
            assertThat(failureOf("LooksAgain")).isNull();
            assertThat(rounds).isGreaterThan(6);
        }
    }

    @Nested
    class Of_two_calls_of_one_name {

        @Test
        void the_first_is_the_one_that_the_test_began_first_even_if_it_comes_later() {
            Steering steering = Round.play(wire, this::secondComesFirst, null);

            assertThat(steering.steps()).extracting(Step::thread).startsWith(2).endsWith(1);
        }

        private void secondComesFirst(Round round) {
            Fixture counter = unchecked(() -> fixture("Plain"));
            CountDownLatch added = new CountDownLatch(1);
            Call<Object> first =
                    wire.call(
                            "add()",
                            () -> {
                                added.await();
                                return counter.call("add");
                            });
            Call<Object> second = wire.call("add()", () -> counter.call("add"));
            assertThat(second).returns();
            added.countDown();
            assertThat(first).returns();
        }
    }

    @Nested
    class Of_too_many_steps {

        @Test
        void each_place_comes_once_before_any_comes_again() {
            List<Step> loop =
                    IntStream.range(0, 100)
                            .mapToObj(i -> new Step("a()", 1, "x" + i % 40, 1 + i / 40))
                            .toList();

            List<Step> pauses = Round.pauses(loop);

            assertThat(pauses).hasSize(60).startsWith(loop.get(0), loop.get(1));
            assertThat(pauses.subList(0, 40)).allMatch(step -> step.time() == 1);
            assertThat(pauses.subList(40, 60)).allMatch(step -> step.time() == 2);
        }
    }
}
