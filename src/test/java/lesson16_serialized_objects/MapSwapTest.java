package lesson16_serialized_objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import kit.Call;
import kit.Likely;
import kit.ScriptedListener;
import kit.ScriptedPeer;
import kit.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MapSwapTest {

    private static final byte[] BEGINNING = {
        (byte) 0xac, (byte) 0xed, 0, 5
    }; // the first bytes of every object stream

    /** The beginning of an object stream with a HashMap. */
    private static final byte[] HASH_MAP = hashMap();

    private static final String A_HASH_MAP = new String(HASH_MAP, UTF_8);

    private static final Likely[] CAUSES = {
        whenHeld(
                seen -> seen.called("swap() and close()"),
                "swap() returns before a thread of its own has sent the map, and the caller may then close the socket. Wait for that thread, or send the map before you read."),
        when(
                seen -> seen.called("swap() and close()"),
                "swap() returns before a thread of its own has sent the map, and the caller may then close the socket. Wait for that thread, or send the map before you read."),
        when(
                seen ->
                        seen.called("what follows the map after swap()")
                                && !seen.threw(SocketException.class),
                "a buffered stream has read the bytes after the map, and they are lost. Pass the socket's own stream to the ObjectInputStream."),
        when(
                seen -> seen.called("swap() twice") && seen.threw(StreamCorruptedException.class),
                "the second swap() does not find the beginning of an object stream. A buffered stream has read it too early, or it was never sent, because an ObjectOutputStream is used again: make a new one for each swap, on the socket's own stream."),
        when(
                seen -> seen.called("the socket's settings after swap()"),
                "swap() changes an option of the socket, such as its time-out, so the caller's next read may fail. Set none, or restore it in a finally block."),
        when(
                seen -> seen.expectedNothingLeft(),
                "swap() has returned, but one of its threads or sockets is left. Shut down every executor, or do without one."),
        when(
                seen -> seen.threw(ClassCastException.class),
                "swap() casts an object whose class it has not checked, and throws a ClassCastException. Read with SerializedMap.readFrom(), or check with instanceof."),
        when(
                seen -> seen.gotText().startsWith("1"),
                "swap() sends a header of ten bytes first, which the peer does not expect. Write the object stream directly to the socket: it shows where its objects end."),
        when(
                seen ->
                        seen.called("swap() of a map that is rejected")
                                && seen.got("a closed socket"),
                "swap() closes the socket when it rejects the peer's bytes. It belongs to the caller, who decides what to do next: throw the exception, and leave the socket open."),
        when(
                seen -> seen.threw(SocketException.class, "losed") || seen.got("a closed socket"),
                "swap(), or the readFrom() that it calls, closes a stream of the socket, and this closes the socket. Leave it open: the caller still needs it."),
        when(
                seen -> seen.got("a socket whose output has ended"),
                "swap() ends the output of the socket, as shutdownOutput() does, and the caller can send nothing more. Flush the object stream, and leave the output open."),
        when(
                seen ->
                        seen.expected(A_HASH_MAP)
                                && seen.gotText().startsWith("\uFFFD\uFFFD\0\5sr"),
                "swap() sends a map of another class, which the reader's filter rejects. Copy it into a HashMap first: new HashMap<>(mine)."),
        when(
                seen -> seen.got("refused, but its code has run"),
                "swap() reads an object stream without the filter, so a stranger's code runs. Read with SerializedMap.readFrom(), or set MapFilter.filter()."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.waitsIn("readAllBytes", "readNBytes", "transferTo"),
                "swap() waits for the end of the stream, but the peer keeps it open. Read the object from the socket itself: an object stream shows where it ends."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.waitsForBytes(),
                "new ObjectInputStream() waits for the first four bytes of the peer, who waits for yours: they are not written yet, or still in a buffer. Write your map and flush it first."),
        when(
                seen -> seen.called("swap({1=hi})") && seen.waitsForBytes(),
                "swap() sends its map only after the peer's map has arrived, and the peer does the same. Write your map and flush it, then read."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.threw(EOFException.class)
                                && !seen.peerHasEnded(),
                "the first piece is treated as the whole map. Read with an ObjectInputStream from the socket: it waits for the rest."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Socket socket;
    private ScriptedPeer peer;

    @BeforeEach
    void connect() throws IOException {
        ScriptedListener listener = wire.listen();
        socket = new Socket(listener.host(), listener.port());
        peer = listener.accept();
    }

    @AfterEach
    void hang_up() throws IOException {
        socket.close();
    }

    private Call<Map<Integer, String>> swap() {
        return wire.call("swap()", () -> MapSwap.swap(socket, Map.of(1, "hi")));
    }

    private static byte[] hashMap() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(BEGINNING);
        bytes.writeBytes("sr\0\21java.util.HashMap".getBytes(UTF_8)); // 17 letters
        return bytes.toByteArray();
    }

    private static byte[] theirs() throws IOException {
        return Objects.map(2, "привет");
    }

    @Nested
    class Each_side {

        @Test
        @Tag("8.1")
        void sends_its_map_before_anything_has_arrived() {
            swap();

            assertThat(peer).receives(BEGINNING);
        }

        @Test
        @Tag("8.1")
        void sends_its_map_as_a_HashMap() throws IOException {
            peer.send(theirs());

            swap();

            assertThat(peer).receives(HASH_MAP);
        }

        @Test
        @Tag("8.1")
        void sends_a_LinkedHashMap_as_a_HashMap() throws IOException {
            peer.send(theirs());

            wire.call("swap()", () -> MapSwap.swap(socket, new LinkedHashMap<>(Map.of(1, "hi"))));

            assertThat(peer).receives(HASH_MAP);
        }
    }

    @Nested
    class The_map_of_the_peer {

        @Test
        @Tag("8.2")
        void is_returned_as_soon_as_it_has_arrived() throws IOException {
            Call<Map<Integer, String>> swap = swap();

            assertThat(peer).receives(BEGINNING);
            peer.send(theirs());

            assertThat(swap).returns(Map.of(2, "привет"));
        }

        @Test
        @Tag("8.2")
        void may_have_arrived_before_swap_is_called() throws IOException {
            peer.send(theirs());

            assertThat(swap()).returns(Map.of(2, "привет"));
        }

        @Test
        @Tag("8.2")
        void may_arrive_in_pieces() throws IOException {
            Call<Map<Integer, String>> swap = swap();
            int end = theirs().length;

            peer.sendCutAt(theirs(), 2, 4, 40, end - 6, end - 1); // in header, class, letter

            assertThat(swap).returns(Map.of(2, "привет"));
        }

        @Test
        @Tag("8.2")
        void is_returned_even_if_other_bytes_follow_it() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(theirs());
            bytes.writeBytes(Objects.map(3, "more"));
            peer.send(bytes.toByteArray());

            assertThat(swap()).returns(Map.of(2, "привет"));
        }

        @Test
        @Tag("8.3")
        @DisplayName("swap() leaves the socket open")
        void leaves_the_connection_open() throws IOException {
            peer.send(theirs());

            Call<String> swap =
                    wire.call(
                            "swap()",
                            () -> {
                                MapSwap.swap(socket, Map.of(1, "hi"));
                                return state(socket);
                            });

            assertThat(swap).returns("an open socket");
        }

        @Test
        @Tag("8.6")
        @DisplayName("When swap() has returned, its threads have ended")
        void leaves_no_thread_behind() throws IOException {
            peer.send(theirs());

            assertThat(swap()).returns(Map.of(2, "привет"));
            socket.close();
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("8.6")
        @DisplayName("When swap() has thrown an exception, its threads have ended")
        void leaves_no_thread_behind_if_it_throws() throws IOException {
            peer.send("GET / HTTP/1.1\r\n\r\n");

            assertThat(swap()).throwsA(IOException.class);
            socket.close();
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("8.6")
        @DisplayName("When swap() has returned, its whole map has been sent")
        void has_sent_its_whole_map_when_it_returns() throws IOException {
            byte[] theirs = theirs();

            wire.atEachPauseOfOwnThreads(
                    round -> {
                        ScriptedListener listener = wire.listen();
                        wire.call(
                                "swap() and close()",
                                () -> {
                                    try (Socket own =
                                            new Socket(listener.host(), listener.port())) {
                                        return MapSwap.swap(own, Map.of(1, "hi"));
                                    }
                                });
                        ScriptedPeer other = listener.accept();
                        other.send(theirs);

                        round.meanwhile();

                        assertThat(other).receivesAtLast("hix");
                    });
        }

        @Test
        @Tag("8.4")
        @DisplayName("swap() leaves the bytes after the peer's map to the caller")
        void leaves_the_bytes_after_it_to_the_caller() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(theirs());
            bytes.writeBytes("more".getBytes(UTF_8));
            peer.send(bytes.toByteArray());

            Call<String> behind =
                    wire.call(
                            "what follows the map after swap()",
                            () -> {
                                MapSwap.swap(socket, Map.of(1, "hi"));
                                return new String(socket.getInputStream().readNBytes(4), UTF_8);
                            });

            assertThat(behind).returns("more");
        }

        @Test
        @Tag("8.3")
        @DisplayName("swap() leaves the options of the socket as they were")
        void leaves_the_options_of_the_socket_unchanged() throws IOException {
            peer.send(theirs());

            Call<String> swap =
                    wire.call(
                            "the socket's settings after swap()",
                            () -> {
                                MapSwap.swap(socket, Map.of(1, "hi"));
                                return options(socket);
                            });

            assertThat(swap).returns("time-out 0, linger -1, no delay false, keep alive false");
        }

        @Test
        @Tag("8.3")
        @DisplayName("swap() does not remove a time-out that the caller has set")
        void leaves_a_time_out_that_the_caller_has_set() throws IOException {
            socket.setSoTimeout(600_000);
            peer.send(theirs());

            Call<String> swap =
                    wire.call(
                            "the socket's settings after swap()",
                            () -> {
                                MapSwap.swap(socket, Map.of(1, "hi"));
                                return options(socket);
                            });

            assertThat(swap)
                    .returns("time-out 600000, linger -1, no delay false, keep alive false");
        }

        @Test
        @Tag("8.3")
        @DisplayName("If swap() rejects the peer's bytes, it leaves the socket open")
        void leaves_the_connection_open_if_it_is_rejected() throws IOException {
            peer.send(Objects.map("2", "there"));

            Call<String> swap =
                    wire.call(
                            "swap() of a map that is rejected",
                            () -> {
                                swapRejected();
                                return state(socket);
                            });

            assertThat(swap).returns("an open socket");
        }

        @Test
        @Tag("8.3")
        @DisplayName("If swap() rejects the peer's bytes, it leaves the options as they were")
        void leaves_the_options_unchanged_if_it_is_rejected() throws IOException {
            socket.setSoTimeout(600_000);
            peer.send(Objects.map("2", "there"));

            Call<String> swap =
                    wire.call(
                            "the socket's settings after swap()",
                            () -> {
                                swapRejected();
                                return options(socket);
                            });

            assertThat(swap)
                    .returns("time-out 600000, linger -1, no delay false, keep alive false");
        }

        /** Swaps with a peer whose map is rejected. */
        private void swapRejected() {
            try {
                MapSwap.swap(socket, Map.of(1, "hi"));
            } catch (IOException e) {
                // another test checks the exception
            }
        }

        private static String state(Socket socket) {
            if (socket.isClosed()) {
                return "a closed socket";
            }
            return socket.isOutputShutdown() ? "a socket whose output has ended" : "an open socket";
        }

        private static String options(Socket socket) throws IOException {
            return "time-out %d, linger %d, no delay %s, keep alive %s"
                    .formatted(
                            socket.getSoTimeout(),
                            socket.getSoLinger(),
                            socket.getTcpNoDelay(),
                            socket.getKeepAlive());
        }
    }

    @Nested
    class Two_programs_that_swap {

        @Test
        @Tag("8.2")
        @DisplayName("Two programs that swap get each other's map")
        void get_each_others_map() throws IOException {
            try (ServerSocket listener = new ServerSocket(0);
                    Socket one = new Socket(listener.getInetAddress(), listener.getLocalPort());
                    Socket other = listener.accept()) {
                one.setTcpNoDelay(true); // otherwise a second piece may wait for 40 ms:
                other.setTcpNoDelay(true); // only the kit's own peers acknowledge at once
                Call<Map<Integer, String>> first =
                        wire.call("swap({1=hi})", () -> MapSwap.swap(one, Map.of(1, "hi")));
                Call<Map<Integer, String>> second =
                        wire.call("swap({2=there})", () -> MapSwap.swap(other, Map.of(2, "there")));

                assertThat(first).returns(Map.of(2, "there"));
                assertThat(second).returns(Map.of(1, "hi"));
            }
        }

        @Test
        @Tag("8.4")
        @DisplayName("Two programs may swap several times on the same connection")
        void may_swap_again_on_the_same_connection() throws IOException {
            try (ServerSocket listener = new ServerSocket(0);
                    Socket one = new Socket(listener.getInetAddress(), listener.getLocalPort());
                    Socket other = listener.accept()) {
                one.setTcpNoDelay(true);
                other.setTcpNoDelay(true);
                Call<String> first = swapTwice(one, Map.of(1, "hi"), Map.of(3, "more"));
                Call<String> second = swapTwice(other, Map.of(2, "there"), Map.of());

                assertThat(first).returns("{2=there} {}");
                assertThat(second).returns("{1=hi} {3=more}");
            }
        }

        private Call<String> swapTwice(
                Socket socket, Map<Integer, String> map, Map<Integer, String> next) {
            return wire.call(
                    "swap() twice",
                    () -> MapSwap.swap(socket, map) + " " + MapSwap.swap(socket, next));
        }

        @Test
        @Tag("8.2")
        void do_not_affect_two_other_programs() throws IOException {
            Call<Map<Integer, String>> slow = swap();
            assertThat(peer).receives(BEGINNING);
            peer.sendCutAt(Arrays.copyOf(theirs(), 40));
            try (ServerSocket listener = new ServerSocket(0);
                    Socket one = new Socket(listener.getInetAddress(), listener.getLocalPort());
                    Socket other = listener.accept()) {
                other.getOutputStream().write(Objects.map(3, "😀"));

                assertThat(wire.call("swap({4=x})", () -> MapSwap.swap(one, Map.of(4, "x"))))
                        .returns(Map.of(3, "😀"));
            }
            peer.send(Arrays.copyOfRange(theirs(), 40, theirs().length));

            assertThat(slow).returns(Map.of(2, "привет"));
        }
    }

    @Nested
    class A_swap {

        @Test
        @Tag("8.5")
        void rejects_an_object_of_an_unexpected_class_before_it_is_created() throws IOException {
            peer.send(Objects.bytes(new Stowaway()));

            Call<String> swap =
                    wire.call(
                            "swap()", Objects.watched(() -> MapSwap.swap(socket, Map.of(1, "hi"))));

            assertThat(swap).returns("refused");
        }

        @Test
        @Tag("8.5")
        void rejects_a_map_whose_keys_are_strings() throws IOException {
            peer.send(Objects.map("2", "there"));

            assertThat(swap()).throwsA(IOException.class);
        }

        @Test
        @Tag("8.5")
        void throws_an_IOException_if_the_stream_ends_before_the_map() {
            Call<Map<Integer, String>> swap = swap();

            peer.end();

            assertThat(swap).throwsA(IOException.class);
        }

        @Test
        @Tag("8.5")
        void throws_an_IOException_if_the_stream_ends_inside_the_map() throws IOException {
            Call<Map<Integer, String>> swap = swap();

            peer.send(Arrays.copyOf(theirs(), 100));
            peer.end();

            assertThat(swap).throwsA(IOException.class);
        }

        @Test
        @Tag("8.5")
        void throws_an_IOException_if_the_connection_is_reset() {
            Call<Map<Integer, String>> swap = swap();

            assertThat(peer).receives(BEGINNING);
            peer.reset();

            assertThat(swap).throwsA(IOException.class);
        }
    }
}
