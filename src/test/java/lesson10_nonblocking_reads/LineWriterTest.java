package lesson10_nonblocking_reads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
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
class LineWriterTest {

    private static final int TOO_MANY =
            300; // lines of LONG: more than fits into the buffers on the way

    private static final int MANY = 1100; // lines: a write takes at most 1,024 buffers

    /**
     * Letters of three bytes. With one byte for the end of the line, the buffers become full within
     * a letter.
     */
    private static final String LONG = "€".repeat(10_000);

    private static final Likely[] CAUSES = {
        whenHeld(
                seen -> seen.held("add(", "the look at", ""),
                "add() builds its line in a static field, which exists once for all writers and threads. Make the line in add(), so that each call has its own."),
        when(
                seen -> seen.runsWithoutEnd() && !seen.called("send() until all is sent"),
                "send() writes in a loop until the peer reads. The rest must wait for the next send(): keep it, and return false."),
        when(
                seen -> seen.expected("false"),
                "write() takes only a part, or nothing, when the buffers on the way are full. Keep the rest, and return false."),
        when(
                seen -> seen.expected("true") && seen.called("send() of 1,100 lines"),
                "send() leaves lines although the channel has room: a write of many buffers takes only the first 1,024, or fewer. Write until nothing is left, or until a buffer that was written still has bytes."),
        when(
                seen -> seen.expected("true") && seen.peerSent(0xd0),
                "everything has been sent, and send() returns false. It returns whether all has been sent: true if nothing is left."),
        when(
                seen -> seen.expected("true") && seen.peerSent('h') && seen.peerSent('l'),
                "send() has nothing left to send, and returns false. Return true if nothing waits, before the call or after it."),
        when(
                seen -> seen.expected("true"),
                "send() writes only one line. Write as much as the channel takes."),
        when(
                seen -> seen.expected("привет\n") && seen.gotOnlyTheBeginning(),
                "the end of the line is missing, so the peer keeps waiting for it. Add \"\\n\" to each line."),
        when(
                seen -> seen.expected("привет\n") && seen.got("привет\r\n"),
                "the line ends with \"\\r\\n\". Its end is \"\\n\" alone."),
        when(
                seen -> seen.expected("привет\n") && seen.gotSomethingElse(),
                "the line is not encoded as UTF-8. Without a charset, Java takes the computer's own, which is windows-1251 while your code is graded: name UTF_8."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing() && !seen.called("send()"),
                "add() sends the line. It only keeps the line, until send() is called."),
        when(
                seen ->
                        seen.expectedSilence() && !seen.gotNothing()
                                || seen.expected("one\ntwo\nthree\n") && seen.gotSomethingElse(),
                "bytes that were sent are sent again. Keep only what the channel did not take: the remaining bytes of the buffer."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.called("send() until all is sent")
                                && !seen.threwAnything(),
                "send() never returns true. Keep the buffer between the calls: write() moves its position, until nothing remains."),
        when(
                seen -> seen.expectedBytes() && seen.called("send() until all is sent"),
                "after a part was sent, send() goes on at the wrong place. The rest of that line comes next: keep its buffer at the front of the queue, because its position is right."),
        when(
                seen -> seen.expectedWords("IOException"),
                "the connection is lost, and send() catches the exception, so the caller does not notice. Let the exception out."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private ScriptedListener listener;
    private Connection connection;
    private LineWriter writer;
    private int filled; // lines of LONG

    @BeforeEach
    void connect() throws IOException {
        listener = wire.listen();
        connection = new Connection(listener);
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
    }

    private LineWriter writer() {
        if (writer == null) {
            writer = new LineWriter(connection.channel());
        }
        return writer;
    }

    private Call<Void> add(String line) {
        return wire.call(
                "add()",
                () -> {
                    writer().add(line);
                    return null;
                });
    }

    private Call<Boolean> send() {
        return wire.call("send()", () -> writer().send());
    }

    /** Adds and sends lines until the channel does not accept all bytes of one. */
    private Call<Boolean> fill() {
        return wire.call(
                "send() to a peer that does not read",
                () -> {
                    boolean allSent = true;
                    while (allSent && filled < TOO_MANY) {
                        writer().add(LONG);
                        filled++;
                        allSent = writer().send();
                    }
                    return allSent;
                });
    }

    /** Sends whenever the channel accepts bytes, until everything has been sent. */
    private Call<Boolean> sendAll() {
        return wire.call(
                "send() until all is sent",
                () -> {
                    while (!writer().send()) {
                        connection.awaitWritable();
                    }
                    return true;
                });
    }

    /** Returns what a writer sends for a line, on a connection of its own. */
    private static String sent(String line) throws IOException {
        try (Connection.Pair pair = Connection.Pair.open()) {
            LineWriter writer = new LineWriter(pair.here().channel());
            writer.add(line);
            writer.send();
            pair.here().channel().shutdownOutput();
            return new String(pair.there().socket().getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Nested
    class A_line {

        @Test
        @Tag("4.1")
        void is_not_sent_before_send_is_called() {
            ScriptedPeer server = listener.accept();

            assertThat(add("hello")).returns();

            assertThat(server).receivesNothing();
        }

        @Test
        @Tag("4.2")
        @DisplayName("A line is sent in UTF-8, followed by its end")
        void is_sent_in_utf_8_followed_by_its_end() {
            ScriptedPeer server = listener.accept();

            assertThat(add("привет")).returns();
            assertThat(send()).returns(true);

            assertThat(server).receives("привет\n").receivesNothing();
        }

        @Test
        @Tag("4.2")
        void is_sent_after_those_that_were_added_before() {
            ScriptedPeer server = listener.accept();

            assertThat(add("one")).returns();
            assertThat(add("two")).returns();
            assertThat(send()).returns(true);
            assertThat(add("three")).returns();
            assertThat(send()).returns(true);

            assertThat(server).receives("one\ntwo\nthree\n").receivesNothing();
        }

        @Test
        @Tag("4.2")
        void may_be_empty_or_contain_spaces_and_any_letters() {
            ScriptedPeer server = listener.accept();

            assertThat(add("")).returns();
            assertThat(add("   ")).returns();
            assertThat(add("100 % € 😀")).returns();
            assertThat(add("日本語")).returns();
            assertThat(send()).returns(true);

            assertThat(server).receives("\n   \n100 % € 😀\n日本語\n").receivesNothing();
        }

        @Test
        @Tag("4.3")
        void is_sent_only_once() {
            ScriptedPeer server = listener.accept();

            assertThat(add("hello")).returns();
            assertThat(send()).returns(true);
            assertThat(send()).returns(true);

            assertThat(server).receives("hello\n").receivesNothing();
        }

        @Test
        @Tag("4.4")
        @DisplayName("A line that cannot be sent because of a reset causes an IOException")
        void that_cannot_be_sent_causes_an_io_exception() throws IOException {
            listener.accept().reset();
            connection.awaitReadable();

            assertThat(add("hello")).returns();

            assertThat(send()).throwsA(IOException.class);
        }

        @Test
        @Tag("4.5")
        void is_not_sent_by_another_writer() throws IOException {
            ScriptedPeer server = listener.accept();
            assertThat(add("hello")).returns();
            try (Connection other = new Connection(listener)) {
                ScriptedPeer otherServer = listener.accept();
                LineWriter another = new LineWriter(other.channel());

                assertThat(wire.call("send() of another writer", another::send)).returns(true);

                assertThat(otherServer).receivesNothing();
            }
            assertThat(send()).returns(true);
            assertThat(server).receives("hello\n").receivesNothing();
        }

        @Test
        @Tag("4.5")
        void is_not_mixed_with_one_that_another_thread_adds_to_another_writer() {
            wire.atEachPause(
                    round -> {
                        Call<String> one = wire.call("add(one)", () -> sent("one"));

                        round.meanwhile(() -> wire.call("add(three)", () -> sent("three")));

                        assertThat(one).returns("one\n");
                    });
        }
    }

    @Nested
    class If_the_channel_has_room {

        @Test
        @Tag("5.1")
        @DisplayName("If the channel has room for 1,100 lines, send sends all of them")
        void send_sends_all_of_many_lines() {
            ScriptedPeer server = listener.accept();

            Call<Boolean> send =
                    wire.call(
                            "send() of 1,100 lines",
                            () -> {
                                for (int i = 0; i < MANY; i++) {
                                    writer().add("x");
                                }
                                return writer().send();
                            });

            assertThat(send).returns(true);
            assertThat(server).receives("x\n".repeat(MANY)).receivesNothing();
        }
    }

    @Nested
    class If_the_peer_does_not_read {

        @Test
        @Tag("5.1")
        @DisplayName("If the peer does not read, send returns false and does not wait")
        void send_returns_false() {
            listener.acceptWithoutReading();

            assertThat(fill()).returns(false);
        }

        @Test
        @Tag("5.1")
        @DisplayName("If only a part of one line could be sent, send returns false")
        void send_returns_false_for_a_part_of_one_line() {
            listener.acceptWithoutReading();

            assertThat(add(LONG.repeat(300))).returns();

            assertThat(send()).returns(false);
        }

        @Test
        @Tag("5.2")
        @DisplayName("When the peer reads again, it receives every byte once")
        void it_receives_every_byte_later() {
            ScriptedPeer server = listener.acceptWithoutReading();
            assertThat(fill()).returns(false);

            server.startReading();

            assertThat(sendAll()).returns(true);
            assertThat(server).receives((LONG + "\n").repeat(filled)).receivesNothing();
        }

        @Test
        @Tag("5.3")
        @DisplayName("Lines that are added while others wait are sent after them")
        void lines_that_are_added_are_sent_after_the_others() {
            ScriptedPeer server = listener.acceptWithoutReading();
            assertThat(fill()).returns(false);

            // The channel may accept some bytes again, but not all of these.
            for (int i = 0; i < 20; i++) {
                assertThat(add(LONG)).returns();
                filled++;
            }
            assertThat(add("one")).returns();
            assertThat(send()).ends();
            assertThat(add("two")).returns();
            server.startReading();

            assertThat(sendAll()).returns(true);
            assertThat(server).receives((LONG + "\n").repeat(filled)).receives("one\ntwo\n");
        }
    }
}
