package lesson16_serialized_objects;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Map;
import kit.Call;
import kit.Likely;
import kit.ScriptedListener;
import kit.ScriptedPeer;
import kit.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-4")
class MapSwapTest {

    private static final byte[] BEGINNING = {(byte) 0xac, (byte) 0xed, 0, 5}; // of a stream

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "swap() has come back, but a thread or a socket of it is left. Every executor must be shut down; often none is needed."),
        when(
                seen -> seen.threw(ClassCastException.class),
                "A ClassCastException comes out of swap(). Ask instanceof before you cast, or read with SerializedMap.readFrom()."),
        when(
                seen -> seen.gotText().startsWith("1"),
                "the ten bytes of a header are sent. Here the object stream stands right on the socket: it knows where its objects end."),
        when(
                seen -> seen.threw(SocketException.class, "losed") || seen.got("a closed socket"),
                "who closes a stream of a socket closes the socket. Leave it open: the caller goes on with it, and closes it."),
        when(
                seen -> seen.got("refused, but its code has run"),
                "the object stream of swap() reads without the filter. Give it MapFilter.filter(), or read with SerializedMap.readFrom()."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.waitsIn("readAllBytes", "readNBytes", "transferTo"),
                "swap() waits for the end of the stream, but the peer keeps it open. An object stream knows where the map ends: read from the socket itself."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.waitsForBytes(),
                "new ObjectInputStream() waits for the four bytes with which the peer's stream begins. The peer waits for yours, and they are not written yet, or are still in a buffer. Write your map and flush it first."),
        when(
                seen -> seen.called("swap({1=hi})") && seen.waitsForBytes(),
                "swap() sends its map only when the peer's is here, and the peer does the same. Write your map and flush it, and read then."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.threw(EOFException.class)
                                && !seen.peerHasEnded(),
                "the first piece is taken for the whole map. Read with an ObjectInputStream on the socket: it waits for all that it needs."),
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

    private static byte[] theirs() throws IOException {
        return Objects.map(2, "привет");
    }

    @Nested
    class Each_end {

        @Test
        void sends_before_anything_has_come() {
            swap();

            assertThat(peer).receives(BEGINNING);
        }
    }

    @Nested
    class The_map_of_the_peer {

        @Test
        void is_returned_when_it_is_here() throws IOException {
            Call<Map<Integer, String>> swap = swap();

            assertThat(peer).receives(BEGINNING);
            peer.send(theirs());

            assertThat(swap).returns(Map.of(2, "привет"));
        }

        @Test
        void may_be_here_already() throws IOException {
            peer.send(theirs());

            assertThat(swap()).returns(Map.of(2, "привет"));
        }

        @Test
        void may_come_in_pieces() throws IOException {
            Call<Map<Integer, String>> swap = swap();
            int end = theirs().length;

            peer.sendCutAt(theirs(), 2, 4, 40, end - 6, end - 1); // between header, class, letter

            assertThat(swap).returns(Map.of(2, "привет"));
        }

        @Test
        void may_be_followed_by_other_bytes() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(theirs());
            bytes.writeBytes(Objects.map(3, "more"));
            peer.send(bytes.toByteArray());

            assertThat(swap()).returns(Map.of(2, "привет"));
        }

        @Test
        void leaves_the_connection_open() throws IOException {
            peer.send(theirs());

            Call<String> swap =
                    wire.call(
                            "swap()",
                            () -> {
                                MapSwap.swap(socket, Map.of(1, "hi"));
                                boolean open = !socket.isClosed() && !socket.isOutputShutdown();
                                return open ? "an open socket" : "a closed socket";
                            });

            assertThat(swap).returns("an open socket");
        }

        @Test
        void leaves_nothing_behind() throws IOException {
            peer.send(theirs());

            assertThat(swap()).returns(Map.of(2, "привет"));
            socket.close();
            assertThat(wire).isLeftClean();
        }
    }

    @Nested
    class Two_ends_that_swap {

        @Test
        void get_the_map_of_the_other() throws IOException {
            try (ServerSocket listener = new ServerSocket(0);
                    Socket one = new Socket(listener.getInetAddress(), listener.getLocalPort());
                    Socket other = listener.accept()) {
                one.setTcpNoDelay(true); // else a second piece waits for 40 ms now and then:
                other.setTcpNoDelay(true); // only the kit's own peers acknowledge at once
                Call<Map<Integer, String>> first =
                        wire.call("swap({1=hi})", () -> MapSwap.swap(one, Map.of(1, "hi")));
                Call<Map<Integer, String>> second =
                        wire.call("swap({2=there})", () -> MapSwap.swap(other, Map.of(2, "there")));

                assertThat(first).returns(Map.of(2, "there"));
                assertThat(second).returns(Map.of(1, "hi"));
            }
        }
    }

    @Nested
    class What_the_peer_sends {

        @Test
        void is_refused_before_it_is_made_if_it_is_no_map() throws IOException {
            peer.send(Objects.bytes(new Stowaway()));

            Call<String> swap =
                    wire.call(
                            "swap()", Objects.watched(() -> MapSwap.swap(socket, Map.of(1, "hi"))));

            assertThat(swap).returns("refused");
        }

        @Test
        void is_refused_if_its_keys_are_strings() throws IOException {
            peer.send(Objects.map("2", "there"));

            assertThat(swap()).throwsA(IOException.class);
        }

        @Test
        void is_refused_if_it_is_only_an_end() {
            Call<Map<Integer, String>> swap = swap();

            peer.end();

            assertThat(swap).throwsA(IOException.class);
        }

        @Test
        void is_refused_if_it_ends_in_the_middle() throws IOException {
            Call<Map<Integer, String>> swap = swap();

            peer.send(Arrays.copyOf(theirs(), 100));
            peer.end();

            assertThat(swap).throwsA(IOException.class);
        }

        @Test
        void ends_the_swap_if_it_is_a_reset() {
            Call<Map<Integer, String>> swap = swap();

            assertThat(peer).receives(BEGINNING);
            peer.reset();

            assertThat(swap).throwsA(IOException.class);
        }
    }
}
