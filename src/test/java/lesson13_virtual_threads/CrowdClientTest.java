package lesson13_virtual_threads;

import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import kit.Call;
import kit.Evidence;
import kit.Likely;
import kit.ScriptedListener;
import kit.ScriptedPeer;
import kit.Wire;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CrowdClientTest {

    private static final int CROWD = 100;

    private static final String NEVER_COUNTS =
            "a client that cannot connect never counts down, and the others wait for it forever. Call countDown() in a finally block.";

    private static final Likely[] CAUSES = {
        whenHeld(CrowdClientTest::waitsForOneThatFailed, NEVER_COUNTS),
        whenHeld(
                seen -> seen.called("the connections at the first line"),
                "a client has sent its line before all others were connected. Give each client a virtual thread of its own, and let it wait in await() of a CountDownLatch until all have connected: then none is early by accident."),
        when(
                seen -> seen.expectedBytes() && seen.got("client-0\n"),
                "the numbers of the clients begin at 1: the first one sends client-1."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().contains("\r\n"),
                "println() writes the line ending of the computer, which is \\r\\n while your code is graded. Write \"\\n\"."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.waitsForBytes(),
                "the line is still in a buffer of the client. Call flush(), or write to the OutputStream itself."),
        when(
                seen -> seen.expectedBytes() && seen.got("client-1"),
                "the line was sent without \"\\n\", so the server cannot tell where it ends. Send the line and \"\\n\"."),
        when(
                seen -> seen.called("the connections at the first line"),
                "a client has sent its line before all others were connected. Give each client a virtual thread of its own, and let it wait in await() of a CountDownLatch until all have connected: then none is early by accident."),
        when(
                seen ->
                        seen.expectedWords("greet(host, port, 100) to end")
                                && seen.waitsIn("await"),
                "the clients wait for others that have no thread: the executor has fewer threads than there are clients. Use newVirtualThreadPerTaskExecutor()."),
        when(CrowdClientTest::waitsForOneThatFailed, NEVER_COUNTS),
        when(
                seen -> seen.expectedReturn() && seen.waitsIn("readAllBytes"),
                "readAllBytes() reads until the end of the stream, and the server keeps the connection open. Read one line."),
        when(
                seen -> seen.expectedReturn() && seen.expected("20") && seen.got("0"),
                "greet() counts before its clients have their replies: starting a thread does not wait for it. Close the executor first, which waits for all threads."),
        when(
                seen -> seen.expectedReturn() && seen.expected("4") && seen.got("5"),
                "a client is counted although it has not received its line, but another one or none. Read a line, and compare it with the one that was sent, all of it: equals()."),
        when(
                seen -> seen.expectedReturn() && seen.expected("1") && seen.got("0"),
                "the client reads only once, and a read returns whatever has arrived so far. Read until the line is complete: BufferedReader.readLine()."),
        when(
                seen ->
                        seen.expectedEnd()
                                && !seen.streamEnded()
                                && seen.waitsForBytes()
                                && seen.called("greet(host, port, 1)"),
                "the client has received a line and waits for more, because that line is shorter than its own. Read up to the end of a line, and not a number of bytes."),
        when(
                seen ->
                        seen.expectedEnd()
                                && !seen.streamEnded()
                                && seen.called("greet(host, port, 2)"),
                "a client that has its line keeps its connection open while the other still waits. Let each client close its own socket as soon as it has read its line: try (Socket socket = …) { … }."),
        when(
                seen -> seen.expectedEnd() && !seen.streamEnded(),
                "the client does not close its socket. The end of a thread closes nothing: try (Socket socket = …) { … }."),
    };

    private static boolean waitsForOneThatFailed(Evidence seen) {
        return seen.expectedWords("greet(host, port, 3) to end") && seen.waitsIn("await");
    }

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<Integer> greeting(int port, int clients) {
        wire.noteVirtualThreads();
        return wire.call(
                "greet(host, port, " + clients + ")",
                () -> CrowdClient.greet("127.0.0.1", port, clients));
    }

    private static List<String> linesOf(int clients) {
        return IntStream.rangeClosed(1, clients).mapToObj(i -> "client-" + i).sorted().toList();
    }

    private static UnaryOperator<String> echo() {
        return line -> line + "\n";
    }

    /** Returns the replies of an echo server that replies to one line with another text. */
    private static UnaryOperator<String> echoBut(String line, String reply) {
        return sent -> sent.equals(line) ? reply : sent + "\n";
    }

    @Nested
    class A_client_of_the_crowd {

        @Test
        @Tag("5.1")
        void sends_its_line() {
            ScriptedListener server = wire.listen();
            greeting(server.port(), 1);

            ScriptedPeer client = server.accept();

            assertThat(client).receives("client-1\n").receivesNothing();
        }

        @Test
        @Tag("5.1")
        @DisplayName("The clients of a crowd send client-1 to client-20")
        void has_a_number_of_its_own() {
            try (LineServer server = new LineServer(echo())) {
                assertThat(greeting(server.port(), 20)).returns(20);

                assertThat(wire.call("the lines sent", server::lines)).returns(linesOf(20));
            }
        }

        @Test
        @Tag("5.4")
        void closes_its_connection() {
            ScriptedListener server = wire.listen();
            Call<Integer> greeting = greeting(server.port(), 1);
            ScriptedPeer client = server.accept();
            assertThat(client).receives("client-1\n");

            client.send("client-1\n");

            assertThat(greeting).returns(1);
            assertThat(client).receivesEnd();
        }
    }

    @Nested
    class A_client_that_has_a_shorter_line {

        @Test
        @Tag("5.4")
        void closes_its_connection() {
            ScriptedListener server = wire.listen();
            Call<Integer> greeting = greeting(server.port(), 1);
            ScriptedPeer client = server.accept();
            assertThat(client).receives("client-1\n");

            client.send("no\n");

            assertThat(client).receivesEnd();
            assertThat(greeting).returns(0);
        }
    }

    @Nested
    class A_client_that_has_its_line {

        @Test
        @Tag("5.4")
        void closes_its_connection_while_another_waits() {
            wire.letTimePassFast();
            ScriptedListener server = wire.listen();
            Call<Integer> greeting = greeting(server.port(), 2);
            ScriptedPeer one = server.accept();
            ScriptedPeer other = server.accept();
            assertThat(one).receives("client-");
            assertThat(other).receives("client-");

            one.send("client-1\n"); // one of the two lines; this client may have sent either

            assertThat(one).isDisconnected();
            assertThat(greeting).goesOn();
        }
    }

    @Nested
    class A_crowd {

        @Test
        @Tag("5.2")
        @DisplayName("A crowd is connected before the first line is sent, even if a client is late")
        void is_connected_even_if_a_client_is_late() {
            wire.atEachPauseOfOwnThreads(
                    round -> {
                        try (LineServer server = new LineServer(echo())) {
                            Call<Integer> greeting = greeting(server.port(), 2);

                            round.meanwhile();

                            assertThat(greeting).returns(2);
                            assertThat(
                                            wire.call(
                                                    "the connections at the first line",
                                                    server::atOnce))
                                    .returns(2);
                        }
                    });
        }

        @Test
        @Tag("5.2")
        @DisplayName("A crowd of 100 is connected before the first line is sent")
        void is_connected_before_the_first_line_is_sent() {
            try (LineServer server = new LineServer(echo())) {
                assertThat(greeting(server.port(), CROWD)).returns(CROWD);

                assertThat(wire.call("the connections at the first line", server::atOnce))
                        .returns(CROWD);
            }
        }

        @Test
        @Tag("5.3")
        void does_not_count_a_reply_that_is_wrong() {
            try (LineServer server = new LineServer(echoBut("client-2", "client-3\n"))) {
                assertThat(greeting(server.port(), 5)).returns(4);
            }
        }

        @Test
        @Tag("5.3")
        void does_not_count_a_reply_that_only_begins_rightly() {
            try (LineServer server = new LineServer(echoBut("client-2", "client-2!\n"))) {
                assertThat(greeting(server.port(), 5)).returns(4);
            }
        }

        @Test
        @Tag("5.3")
        void does_not_count_a_reply_with_spaces_around_the_line() {
            try (LineServer server = new LineServer(echoBut("client-2", "client-2 \n"))) {
                assertThat(greeting(server.port(), 5)).returns(4);
            }
            try (LineServer server = new LineServer(echoBut("client-2", " client-2\n"))) {
                assertThat(greeting(server.port(), 5)).returns(4);
            }
        }

        @Test
        @Tag("5.3")
        void does_not_count_a_client_whose_connection_is_reset() {
            ScriptedListener server = wire.listen();
            Call<Integer> greeting = greeting(server.port(), 1);
            ScriptedPeer client = server.accept();
            assertThat(client).receives("client-1\n");

            client.reset();

            assertThat(greeting).returns(0);
        }

        @Test
        @Tag("5.3")
        void does_not_count_a_client_without_a_reply() {
            try (LineServer server = new LineServer(echoBut("client-2", ""))) {
                assertThat(greeting(server.port(), 5)).returns(4);
            }
        }

        @Test
        @Tag("5.3")
        void waits_for_the_whole_line() {
            ScriptedListener server = wire.listen();
            Call<Integer> greeting = greeting(server.port(), 1);
            ScriptedPeer client = server.accept();
            assertThat(client).receives("client-1\n");

            client.send("cli");
            wire.settle();
            client.send("ent-1\n");

            assertThat(greeting).returns(1);
        }

        @Test
        @Tag("5.5")
        void without_a_server_counts_nobody() {
            assertThat(greeting(wire.closedPort(), 3)).returns(0);
        }

        /**
         * If a round holds a client before it connects, its connection is refused; the others are
         * connected already. In all rounds, the clients that have connected receive a reset instead
         * of a reply.
         */
        @Test
        @Tag("5.6")
        @DisplayName("A crowd does not wait forever for a client that cannot connect")
        void does_not_wait_for_a_client_that_cannot_connect() {
            wire.atEachPauseOfOwnThreads(
                    round -> {
                        try (ClosingListener server = new ClosingListener()) {
                            Call<Integer> greeting = greeting(server.port(), 3);

                            round.meanwhile(server::refuse);

                            assertThat(greeting).returns(0);
                        }
                    });
        }
    }
}
