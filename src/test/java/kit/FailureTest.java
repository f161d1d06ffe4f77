package kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.WireAssertions.assertThat;
import static kit.WireAssertions.catchThrowable;

import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.Selector;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import workbook.worker.PausePoints;

/** Checks what a failure says, for every way in which the learner's code can be stuck or end. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FailureTest {

    @RegisterExtension
    final Wire wire =
            new Wire(
                    Likely.when(
                            seen -> seen.waitsIn("take"), "nobody puts anything into the queue."),
                    Likely.when(
                            seen -> seen.called("count") && seen.threw(NumberFormatException.class),
                            "a word is taken for a number."),
                    Likely.when(seen -> seen.called("count"), "it counts from 1."),
                    Likely.when(seen -> seen.got("HEL"), "it stops in the middle."),
                    Likely.when(seen -> seen.took("Map.clear()", "Set.clear()"), "it clears."),
                    Likely.when(seen -> seen.expectedSilence(), "it speaks first."),
                    Likely.when(seen -> seen.expectedEnd(), "it forgets to close."),
                    Likely.when(
                            seen -> seen.expectedReset() && seen.called("good"),
                            "it says goodbye in an orderly way."));

    @TempDir Path classes;
    private ClassLoader before;
    private Class<?> fixture;

    /**
     * The kit recognizes the learner's code by where it was loaded from, so this compiles the
     * fixture into another folder.
     */
    @BeforeEach
    void compile_the_fixture() throws Exception {
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-d",
                                classes.toString(),
                                "-encoding",
                                "UTF-8",
                                "-g",
                                "src/test/fixtures/lesson99_fixture/Fixture.java");
        WireAssertions.assertThat(status).isZero();
        before = Thread.currentThread().getContextClassLoader();
        URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(loader);
        fixture = loader.loadClass("lesson99_fixture.Fixture");
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private Call<Object> call(String method, Object... arguments) {
        return wire.call(
                method + "()",
                () -> {
                    for (Method candidate : fixture.getMethods()) {
                        if (candidate.getName().equals(method)) {
                            try {
                                return candidate.invoke(null, arguments);
                            } catch (InvocationTargetException e) {
                                if (e.getCause() instanceof Error error) {
                                    throw error;
                                }
                                throw (Exception) e.getCause();
                            }
                        }
                    }
                    throw new IllegalArgumentException(method);
                });
    }

    private String failureOf(Call<?> call) {
        Throwable failure = catchThrowable(() -> assertThat(call).returns());
        WireAssertions.assertThat(failure).isInstanceOf(Failure.class);
        return failure.getMessage();
    }

    @Nested
    class A_thread_that_waits {

        @Test
        void in_accept() throws IOException {
            try (ServerSocket listener = new ServerSocket(0)) {
                WireAssertions.assertThat(failureOf(call("accept", listener)))
                        .contains("accept() waits in accept() at Fixture.java:17");
            }
        }

        @Test
        void in_read() throws IOException {
            try (ServerSocket listener = new ServerSocket(0);
                    Socket socket =
                            new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
                WireAssertions.assertThat(failureOf(call("read", socket)))
                        .contains("read() waits in read() at Fixture.java:21");
            }
        }

        @Test
        void in_write() throws IOException {
            try (ServerSocket listener = new ServerSocket(0);
                    Socket socket =
                            new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
                WireAssertions.assertThat(failureOf(call("write", socket)))
                        .contains("write() waits in write() at Fixture.java:26");
            }
        }

        @Test
        void in_receive() throws IOException {
            try (DatagramSocket socket = new DatagramSocket(0)) {
                WireAssertions.assertThat(failureOf(call("receive", socket)))
                        .contains("receive() waits in receive() at Fixture.java:31");
            }
        }

        @Test
        void in_select() throws IOException {
            try (Selector selector = Selector.open()) {
                WireAssertions.assertThat(failureOf(call("select", selector)))
                        .contains("select() waits in select() at Fixture.java:35");
            }
        }

        @Test
        void in_sleep() {
            WireAssertions.assertThat(failureOf(call("sleep")))
                    .contains("sleep() sleeps at Fixture.java:39");
        }

        @Test
        void for_a_lock_and_for_another_thread() {
            WireAssertions.assertThat(failureOf(call("lock")))
                    .contains("lock() waits in join() at Fixture.java:46")
                    .contains("another thread of yours waits for a lock at Fixture.java:52");
        }

        @Test
        void for_anything_else_with_its_likely_cause() {
            WireAssertions.assertThat(failureOf(call("take")))
                    .contains("take() waits in take() at Fixture.java:57")
                    .contains("  expected  take() to end")
                    .contains("  but was   it is still running")
                    .endsWith("  likely    nobody puts anything into the queue.");
        }
    }

    @Nested
    class A_thread_that_does_not_wait {

        @Test
        void but_spins() {
            WireAssertions.assertThat(failureOf(call("spin")))
                    .contains("spin() keeps running in spin() at Fixture.java:6");
        }

        @Test
        void but_reads_byte_by_byte_is_waited_for() {
            ScriptedListener listener = wire.listen();
            Call<Integer> count = wire.call("count()", () -> countBytes(listener));
            ScriptedPeer peer = listener.accept();

            peer.send(new byte[1 << 21]);
            peer.end();

            assertThat(count).returns(1 << 21);
        }

        private int countBytes(ScriptedListener listener) throws IOException {
            try (Socket socket = new Socket(listener.host(), listener.port())) {
                int n = 0;
                while (socket.getInputStream().read() != -1) {
                    n++;
                }
                return n;
            }
        }

        @Test
        void but_prints_without_end() {
            WireAssertions.assertThat(failureOf(call("flood")))
                    .contains("flood() was stopped: it printed more than 1 MB at Fixture.java:68")
                    .contains("  printed   and on and on and on")
                    .contains("            … and more");
        }

        @Test
        void but_has_thrown() {
            WireAssertions.assertThat(failureOf(call("fail")))
                    .contains(
                            "fail() ended with IllegalStateException: out of order at Fixture.java:73")
                    .contains("  but was   IllegalStateException: out of order");
        }

        @Test
        void but_is_not_written_yet() {
            WireAssertions.assertThat(failureOf(call("unwritten")))
                    .contains("not written yet: TODO 7: write this at Fixture.java:77");
        }
    }

    @Nested
    class A_thread_at_rest {

        @Test
        void waits_in_select() throws IOException {
            try (Selector selector = Selector.open()) {
                call("select", selector);

                assertThat(wire).waitsAtRest();
            }
        }

        @Test
        void does_not_run() throws IOException {
            try (Selector selector = Selector.open()) {
                call("selectNothing", selector);

                WireAssertions.assertThat(catchThrowable(() -> assertThat(wire).waitsAtRest()))
                        .hasMessageContaining("keeps running in selectNothing() at Fixture.java:")
                        .hasMessageContaining("  but was   one that keeps checking");
            }
        }

        @Test
        void does_not_sleep() {
            call("poll");

            WireAssertions.assertThat(catchThrowable(() -> assertThat(wire).waitsAtRest()))
                    .hasMessageContaining("  expected  a thread that waits until something happens")
                    .hasMessageContaining("  but was   one that sleeps, looks, and sleeps again");
        }
    }

    @Nested
    class A_peer_that_does_not_read {

        @Test
        void makes_a_writer_wait_until_it_starts() {
            ScriptedListener listener = wire.listen();
            Call<Object> call = call("writeThenRead", listener.host(), listener.port());

            ScriptedPeer peer = listener.acceptWithoutReading();
            assertThat(wire).waitsAtRest();
            WireAssertions.assertThat(call.done()).isFalse();
            peer.startReading();

            assertThat(peer).receives(new byte[1 << 20]);
        }

        @Test
        void makes_a_server_wait_that_has_sent_it_little() throws IOException {
            byte[] bytes = new byte[200_000];
            try (ServerSocket listener = new ServerSocket(0)) {
                ScriptedPeer peer = wire.connectWithoutReading(listener.getLocalPort());
                Socket socket = listener.accept();
                socket.setSendBufferSize(8192);
                Call<Object> call =
                        wire.call(
                                "write()",
                                () -> {
                                    socket.getOutputStream().write(bytes);
                                    return null;
                                });
                assertThat(wire).waitsAtRest();
                WireAssertions.assertThat(call.done()).isFalse();
                peer.startReading();

                assertThat(peer).receives(bytes);
                socket.close();
            }
        }
    }

    @Nested
    class What_is_left_behind {

        @Test
        void is_named() {
            assertThat(call("leaveThread")).returns();

            Throwable failure = catchThrowable(() -> assertThat(wire).isLeftClean());

            WireAssertions.assertThat(failure)
                    .hasMessageContaining(
                            "another thread of yours waits in take() at Fixture.java:57")
                    .hasMessageContaining("  but was   1 thread");
        }
    }

    @Nested
    class A_port_that_cannot_be_bound {

        @Test
        @EnabledOnOs(OS.LINUX) // other systems do not list sockets
        void is_no_listener_if_a_connection_has_been_given_the_number() throws IOException {
            try (ServerSocket elsewhere = new ServerSocket(0);
                    Socket stranger =
                            new Socket(
                                    InetAddress.getLoopbackAddress(), elsewhere.getLocalPort())) {
                WireAssertions.assertThat(OpenSockets.listenOn(stranger.getLocalPort(), false))
                        .isFalse();
            }
        }

        @Test
        void is_one_if_a_listener_is_left() throws IOException {
            try (ServerSocket listener = new ServerSocket(0)) {
                WireAssertions.assertThat(OpenSockets.listenOn(listener.getLocalPort(), false))
                        .isTrue();
            }
        }
    }

    @Nested
    class A_peer_that_echoes {

        @Test
        void sends_back_all_megabytes_to_a_client_that_reads_meanwhile() {
            ScriptedListener listener = wire.listen();
            Call<Object> call = call("writeWhileReading", listener.host(), listener.port());

            listener.acceptAndEcho();

            assertThat(call).returns(8 << 20);
        }

        @Test
        void waits_for_ever_for_a_client_that_writes_first() {
            ScriptedListener listener = wire.listen();
            Call<Object> call = call("writeThenRead", listener.host(), listener.port());

            listener.acceptAndEcho();

            WireAssertions.assertThat(failureOf(call))
                    .contains("    2  client → server   ", "1,048,576 bytes")
                    .contains("    3  server → client   ")
                    .contains("writeThenRead() waits in write() at Fixture.java:94")
                    .doesNotContain("end of stream");
        }
    }

    @Nested
    class The_wire {

        @Test
        @Tag("3.2")
        void is_shown_before_expected_and_actual_bytes() {
            ScriptedListener listener = wire.listen();
            wire.call(
                    "shout()",
                    () -> {
                        try (Socket socket = new Socket(listener.host(), listener.port())) {
                            socket.getOutputStream().write("HEL".getBytes(UTF_8));
                            return null;
                        }
                    });
            ScriptedPeer peer = listener.accept();

            Throwable failure = catchThrowable(() -> assertThat(peer).receives("HELLO"));

            WireAssertions.assertThat(failure)
                    .hasMessage(
                            String.join(
                                    "\n",
                                    "",
                                    "    1  client → server   connects",
                                    "    2  client → server   \"HEL\"   3 bytes",
                                    "    3  client → server   end of stream",
                                    "       nothing more: shout() has returned",
                                    "  expected  \"HELLO\"",
                                    "  but was   \"HEL\", then the stream ended",
                                    "  likely    it stops in the middle.   README 3.2"));
        }

        @Test
        void tells_a_reset_from_an_end() {
            ScriptedListener listener = wire.listen();
            wire.call("goodbye()", () -> sayGoodbye(listener, false));
            ScriptedPeer peer = listener.accept();

            Throwable failure = catchThrowable(() -> assertThat(peer).receivesReset());

            WireAssertions.assertThat(failure)
                    .hasMessageContaining("  expected  a reset of the connection")
                    .hasMessageContaining("  but was   nothing, and the stream ended")
                    .hasMessageEndingWith("  likely    it says goodbye in an orderly way.");
        }

        @Test
        void receives_a_reset() {
            ScriptedListener listener = wire.listen();
            wire.call("goodbye()", () -> sayGoodbye(listener, true));

            assertThat(listener.accept()).receivesReset();
        }

        @Test
        void is_disconnected_by_an_end_and_by_a_reset() {
            ScriptedListener listener = wire.listen();
            wire.call("goodbye()", () -> sayGoodbye(listener, false));
            assertThat(listener.accept()).isDisconnected();

            wire.call("goodbye()", () -> sayGoodbye(listener, true));
            assertThat(listener.accept()).isDisconnected();
        }

        @Test
        void is_not_disconnected_by_silence() {
            ScriptedListener listener = wire.listen();
            wire.call(
                    "stay()",
                    () -> new Socket(listener.host(), listener.port()).getInputStream().read());
            ScriptedPeer peer = listener.accept();

            Throwable failure = catchThrowable(() -> assertThat(peer).isDisconnected());

            WireAssertions.assertThat(failure)
                    .hasMessageContaining("  expected  the end of the stream, or a reset")
                    .hasMessageContaining("  but was   a stream that stays open");
        }

        private Object sayGoodbye(ScriptedListener listener, boolean reset) throws IOException {
            try (Socket socket = new Socket(listener.host(), listener.port())) {
                socket.setSoLinger(reset, 0);
                return null;
            }
        }
    }

    @Nested
    class What_explains_a_failure_by_itself {

        @Test
        void is_an_exception_of_the_learners_own() throws IOException {
            ScriptedListener listener = wire.listen();
            Socket socket = wire.opened(new Socket(listener.host(), listener.port()));
            call("speakThenFail", socket);
            ScriptedPeer peer = listener.accept();

            WireAssertions.assertThat(failureOf(() -> assertThat(peer).receives("HELLO")))
                    .endsWith(
                            "  likely    speakThenFail() ended with ArrayIndexOutOfBoundsException at Fixture.java:136. Start with that line: it may have caused the rest.");
        }

        @Test
        void is_an_overflow_of_the_stack() {
            WireAssertions.assertThat(FailureTest.this.failureOf(call("overflow")))
                    .contains(
                            "  likely    overflow() ended with StackOverflowError at Fixture.java:130. ");
        }

        @Test
        void is_not_shown_over_a_cause_that_knows_of_it() {
            WireAssertions.assertThat(FailureTest.this.failureOf(call("count")))
                    .contains("count() ended with NumberFormatException: ")
                    .endsWith("  likely    a word is taken for a number.");
        }

        @Test
        void is_not_an_exception_that_was_expected() throws IOException {
            ScriptedListener listener = wire.listen();
            Socket socket = wire.opened(new Socket(listener.host(), listener.port()));
            Call<Object> call = call("speakThenFail", socket);
            ScriptedPeer peer = listener.accept();
            assertThat(call).throwsA(ArrayIndexOutOfBoundsException.class);

            WireAssertions.assertThat(failureOf(() -> assertThat(peer).receives("HELLO")))
                    .endsWith("  likely    it stops in the middle.");
        }

        @Test
        void is_a_reset_where_an_end_was_due() throws IOException {
            ScriptedListener listener = wire.listen();
            Socket socket = wire.opened(new Socket(listener.host(), listener.port()));
            ScriptedPeer peer = listener.accept();
            socket.setSoLinger(true, 0);
            socket.close();

            WireAssertions.assertThat(failureOf(() -> assertThat(peer).receivesEnd()))
                    .contains("  but was   nothing, and the connection was reset")
                    .contains(
                            "  likely    the connection was reset, not closed in an orderly way.");
        }

        @Test
        void is_an_end_where_nothing_was_due() throws IOException {
            ScriptedListener listener = wire.listen();
            Socket socket = wire.opened(new Socket(listener.host(), listener.port()));
            ScriptedPeer peer = listener.accept();
            socket.close();

            WireAssertions.assertThat(failureOf(() -> assertThat(peer).receivesNothing()))
                    .contains("  but was   nothing, and the stream ended")
                    .doesNotContain("it speaks first");
        }

        @Test
        void is_bytes_where_an_end_was_due() throws IOException {
            ScriptedListener listener = wire.listen();
            Socket socket = wire.opened(new Socket(listener.host(), listener.port()));
            ScriptedPeer peer = listener.accept();
            socket.getOutputStream().write('x');

            WireAssertions.assertThat(failureOf(() -> assertThat(peer).receivesEnd()))
                    .contains("  but was   \"x\"")
                    .doesNotContain("it forgets to close");
        }

        private String failureOf(ThrowingCallable expectation) {
            return catchThrowable(expectation).getMessage();
        }
    }

    @Nested
    class With_steps_that_were_noted {

        @Test
        void a_cause_may_ask_for_one_of_them() {
            wire.noteSteps();
            PausePoints.reached("Set.clear() at LineClient.java:85");

            WireAssertions.assertThat(
                            catchThrowable(() -> assertThat(wire.call("one()", () -> 1)).returns(2))
                                    .getMessage())
                    .contains("it clears.");
        }
    }

    @Nested
    class Of_several_calls {

        @Test
        void the_one_that_went_wrong_is_marked_and_each_says_what_it_returned() {
            assertThat(wire.call("read()", () -> "one")).returns("one");
            Call<String> second = wire.call("read()", () -> "two");

            WireAssertions.assertThat(
                            catchThrowable(() -> assertThat(second).returns("three")).getMessage())
                    .contains("read() has returned \"one\"\n")
                    .contains("read() has returned \"two\"   ← not as expected\n");
        }

        @Test
        void a_finding_that_cannot_be_made_is_not_said_to_return() {
            Call<Integer> finding =
                    wire.call(
                            "the clients accepted",
                            () -> {
                                throw new IllegalStateException();
                            });

            WireAssertions.assertThat(
                            catchThrowable(() -> assertThat(finding).returns(2)).getMessage())
                    .contains("  expected  the clients accepted: 2\n");
        }

        @Test
        void a_constant_and_a_list_are_shown_as_well() {
            assertThat(wire.call("list()", () -> List.of("one", "two"))).returns();
            assertThat(wire.call("unit()", () -> TimeUnit.DAYS)).returns();
            assertThat(wire.call("object()", Object::new)).returns();
            Call<Integer> wrong = wire.call("read()", () -> 1);

            WireAssertions.assertThat(
                            catchThrowable(() -> assertThat(wrong).returns(2)).getMessage())
                    .contains("list() has returned [one, two]\n")
                    .contains("unit() has returned DAYS\n")
                    .contains("object() has returned\n");
        }

        @Test
        void what_the_test_has_found_out_itself_is_not_said_to_return() {
            assertThat(wire.call("the names of the threads", () -> List.of("worker-1"))).returns();
            Call<Integer> wrong = wire.call("the clients accepted", () -> 1);

            WireAssertions.assertThat(
                            catchThrowable(() -> assertThat(wrong).returns(2)).getMessage())
                    .contains("the names of the threads: [worker-1]\n")
                    .contains("the clients accepted: 1   ← not as expected\n");
        }

        @Test
        void a_constructor_is_not_said_to_return_anything() {
            Call<String> refused =
                    wire.call(
                            "new Server(80)",
                            () -> {
                                throw new IOException("no");
                            });

            WireAssertions.assertThat(
                            catchThrowable(() -> assertThat(refused).returns("a server"))
                                    .getMessage())
                    .contains("  expected  \"a server\"\n");
            WireAssertions.assertThat(
                            catchThrowable(() -> assertThat(refused).returns()).getMessage())
                    .contains("  expected  new Server(80) without an exception\n");
        }
    }

    @Nested
    class A_long_value {

        @Test
        void is_shown_where_it_differs_with_how_long_it_is() {
            Call<String> call = wire.call("text()", () -> "a".repeat(200) + "b");

            WireAssertions.assertThat(failureOfValue(call, "a".repeat(200) + "c!"))
                    .contains("  expected  …\"aaaaaaaac!\"   202 characters\n")
                    .contains("  but was   …\"aaaaaaaab\"   201 characters");
        }

        @Test
        void is_shown_from_the_same_place_on_as_its_beginning_that_has_come() {
            Call<String> call = wire.call("text()", () -> "a".repeat(20));

            WireAssertions.assertThat(failureOfValue(call, "a".repeat(20) + "b".repeat(30)))
                    .contains("  expected  …\"" + "a".repeat(8) + "b".repeat(30) + "\"")
                    .contains("  but was   …\"aaaaaaaa\"   20 characters");
        }

        @Test
        void is_shown_where_it_differs_even_if_it_is_no_text() {
            List<Integer> long1 = IntStream.range(0, 100).boxed().toList();
            Call<List<Integer>> call = wire.call("list()", () -> long1);

            WireAssertions.assertThat(failureOfValue(call, long1.subList(0, 99)))
                    .contains("97, 98]   99 elements\n")
                    .contains("97, 98, 99]   100 elements");
        }

        private <T> String failureOfValue(Call<T> call, T expected) {
            return catchThrowable(() -> assertThat(call).returns(expected)).getMessage();
        }
    }

    @Nested
    class A_setting_of_the_whole_program {

        @Test
        void is_named_if_it_is_not_as_it_was() {
            wire.locale("tr");
            assertThat(wire).keepsItsSettings();
            assertThat(
                            wire.call(
                                    "set()",
                                    () -> {
                                        Locale.setDefault(Locale.ROOT);
                                        return "";
                                    }))
                    .returns();

            WireAssertions.assertThat(
                            catchThrowable(() -> assertThat(wire).keepsItsSettings()).getMessage())
                    .contains("  but was   another default locale");
        }
    }

    @Nested
    class An_exception_that_is_missing {

        @Test
        void is_named_with_its_article() {
            WireAssertions.assertThat(failureOf(EOFException.class))
                    .contains("  expected  an EOFException");
            WireAssertions.assertThat(failureOf(CharacterCodingException.class))
                    .contains("  expected  a CharacterCodingException");
        }

        @Test
        void is_named_with_what_it_should_tell() {
            Call<Object> call =
                    wire.call(
                            "half()",
                            () -> {
                                throw new EOFException("only 16 of 41");
                            });

            assertThat(call).throwsATelling(EOFException.class, "16");
            WireAssertions.assertThat(
                            catchThrowable(
                                    () -> assertThat(call).throwsATelling(EOFException.class, "6")))
                    .hasMessageContaining("  expected  an EOFException whose message contains 6")
                    .hasMessageContaining("  but was   EOFException: only 16 of 41");
        }

        @Test
        void is_named_with_its_message() {
            Call<Object> call =
                    wire.call(
                            "late()",
                            () -> {
                                throw new EOFException("within a header");
                            });

            assertThat(call).throwsA(EOFException.class, "within a header");
            WireAssertions.assertThat(
                            catchThrowable(
                                    () -> assertThat(call).throwsA(EOFException.class, "early")))
                    .hasMessageContaining("  expected  EOFException: early")
                    .hasMessageContaining("  but was   EOFException: within a header");
        }

        private String failureOf(Class<? extends Exception> type) {
            Call<Object> call = wire.call("nothing()", () -> null);
            return catchThrowable(() -> assertThat(call).throwsA(type)).getMessage();
        }
    }

    @Nested
    class A_line_that_should_not_be_printed {

        @Test
        void is_told() {
            Call<Object> call =
                    wire.call(
                            "say()",
                            () -> {
                                System.out.println("cut: never");
                                System.out.println("whole: always");
                                return null;
                            });

            assertThat(call).returns();
            assertThat(wire).prints("cut").printsNoLineWith("cut", "whole");
            WireAssertions.assertThat(
                            catchThrowable(() -> assertThat(wire).printsNoLineWith("cut")))
                    .hasMessageContaining("  expected  no printed line with \"cut\"")
                    .hasMessageContaining("  but was   among what was printed");
        }
    }

    @Nested
    class An_exception_that_escapes {

        @Test
        void is_named() {
            assertThat(wire).letsNoExceptionEscape();
            Call<Object> call =
                    wire.call(
                            "helper()",
                            () -> {
                                Thread helper = new Thread(() -> Integer.parseInt("x"));
                                helper.start();
                                helper.join();
                                return null;
                            });

            assertThat(call).returns();
            WireAssertions.assertThat(
                            catchThrowable(() -> assertThat(wire).letsNoExceptionEscape()))
                    .hasMessageContaining("  expected  a thread that ends without an exception")
                    .hasMessageContaining("  but was   NumberFormatException");
        }
    }

    /** What the kit checks at the end of a test that has passed. */
    @Nested
    class A_thread_of_their_own_that_has_ended {

        private Throwable failureAfter(String method) {
            ExtensionContext context =
                    (ExtensionContext)
                            Proxy.newProxyInstance(
                                    getClass().getClassLoader(),
                                    new Class<?>[] {ExtensionContext.class},
                                    (proxy, called, arguments) ->
                                            called.getName().equals("getTags")
                                                    ? Set.of()
                                                    : Optional.empty());
            Wire another = new Wire();
            another.beforeEach(context);
            assertThat(another.call(method + "()", () -> invoke(method))).returns();
            return catchThrowable(() -> another.afterEach(context));
        }

        private Object invoke(String method) throws ReflectiveOperationException {
            return fixture.getMethod(method).invoke(null);
        }

        @Test
        void that_is_virtual_with_an_error_in_the_code_fails_the_test() {
            Assumptions.assumeTrue(
                    Runtime.version().feature() >= 21, "virtual threads need JDK 21");

            WireAssertions.assertThat(failureAfter("endVirtualThreadByIndex"))
                    .hasMessageContaining("  but was   ArrayIndexOutOfBoundsException")
                    .hasMessageContaining(
                            "  likely    a thread of yours ended with ArrayIndexOutOfBoundsException at Fixture.java:");
        }

        @Test
        void with_an_error_in_the_code_fails_the_test() {
            WireAssertions.assertThat(failureAfter("endThreadByIndex"))
                    .hasMessageContaining("  but was   ArrayIndexOutOfBoundsException")
                    .hasMessageContaining(
                            "  likely    a thread of yours ended with ArrayIndexOutOfBoundsException at Fixture.java:");
        }

        @Test
        void with_an_exception_of_the_network_does_not() {
            WireAssertions.assertThat(failureAfter("endThreadOnPurpose")).isNull();
        }
    }

    @Nested
    class An_address_that_nobody_listens_at {

        @Test
        void is_named_with_the_port() throws IOException {
            InetAddress address = InetAddress.getLoopbackAddress();
            try (Socket bound = new Socket()) { // nobody else can be given its port
                bound.bind(new InetSocketAddress(address, 0));

                Throwable failure =
                        catchThrowable(() -> wire.connect(address, bound.getLocalPort()));

                WireAssertions.assertThat(failure)
                        .isInstanceOf(Failure.class)
                        .hasMessageContaining(
                                "expected  a listener at 127.0.0.1, port " + bound.getLocalPort());
            }
        }
    }
}
