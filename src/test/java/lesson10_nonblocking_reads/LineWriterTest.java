package lesson10_nonblocking_reads;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
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
@Tag("task-3")
class LineWriterTest {

    private static final int TOO_MANY = 1000; // lines of LONG that no buffers on the way hold

    /** Three bytes a letter and one for the end of the line: buffers are full inside a letter. */
    private static final String LONG = "€".repeat(10_000);

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.runsWithoutEnd(),
                "send() waits for the peer to read, in a loop that does not rest. What is left after a write must wait for the next send(): return false."),
        when(
                seen -> seen.expected("false"),
                "write() takes only a part when the buffers on the way are full, or nothing. Keep the rest, and return false."),
        when(
                seen -> seen.expected("true") && seen.peerSent(0xd0),
                "send() returns whether all has been sent: true if nothing is left."),
        when(
                seen -> seen.expected("true") && seen.peerSent('h') && seen.peerSent('l'),
                "send() has nothing left to send, and says that not all has been sent. Return true if nothing waits, before the call or after it."),
        when(
                seen -> seen.expected("true"),
                "send() writes as much as the channel takes, not only one line."),
        when(
                seen -> seen.expected("привет\n") && seen.gotOnlyTheBeginning(),
                "the end of the line is missing: \"\\n\"."),
        when(
                seen -> seen.expected("привет\n") && seen.got("привет\r\n"),
                "the line ends with \"\\r\\n\". Its end is \"\\n\" alone."),
        when(
                seen -> seen.expected("привет\n") && seen.gotSomethingElse(),
                "the line is sent in the computer's own charset, windows-1251 while it is graded. Name the charset: UTF_8."),
        when(
                seen -> seen.expectedSilence() && !seen.called("send()"),
                "add() sends. It only keeps the line, until send() is called."),
        when(
                seen ->
                        seen.expectedSilence()
                                || seen.expected("one\ntwo\nthree\n") && seen.gotSomethingElse(),
                "what has been sent goes out again. Keep only what was not taken: what remaining() counts in the buffer, or compact()."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.called("send(), until all is sent")
                                && !seen.threwAnything(),
                "send() never says that all has been sent. Keep the buffer: write() moves its position, until nothing remains."),
        when(
                seen -> seen.expectedBytes() && seen.called("send(), until all is sent"),
                "after a part was sent, it goes on at the wrong place. Do not begin the line again, nor count letters: keep the buffer, its position is right."),
        when(
                seen -> seen.expectedWords("IOException"),
                "the connection is lost, and the exception is caught. Nobody is told: let it through."),
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

    /** Adds and sends until something is left that cannot be sent now. */
    private Call<Boolean> fill() {
        return wire.call(
                "send(), to a peer that does not read",
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

    /** Sends whenever the channel takes bytes, until nothing is left. */
    private Call<Boolean> sendAll() {
        return wire.call(
                "send(), until all is sent",
                () -> {
                    while (!writer().send()) {
                        connection.awaitWritable();
                    }
                    return true;
                });
    }

    @Nested
    class A_line {

        @Test
        void is_sent_in_utf_8_with_its_end() {
            ScriptedPeer server = listener.accept();

            assertThat(add("привет")).returns();
            assertThat(send()).returns(true);

            assertThat(server).receives("привет\n").receivesNothing();
        }

        @Test
        void is_not_sent_before_send() {
            ScriptedPeer server = listener.accept();

            assertThat(add("hello")).returns();

            assertThat(server).receivesNothing();
        }

        @Test
        void goes_out_after_those_that_were_added_before() {
            ScriptedPeer server = listener.accept();

            assertThat(add("one")).returns();
            assertThat(add("two")).returns();
            assertThat(send()).returns(true);
            assertThat(add("three")).returns();
            assertThat(send()).returns(true);

            assertThat(server).receives("one\ntwo\nthree\n").receivesNothing();
        }

        @Test
        void is_sent_once() {
            ScriptedPeer server = listener.accept();

            assertThat(add("hello")).returns();
            assertThat(send()).returns(true);
            assertThat(send()).returns(true);

            assertThat(server).receives("hello\n").receivesNothing();
        }

        @Test
        void that_cannot_be_sent_is_told() throws IOException {
            listener.accept().reset();
            connection.awaitReadable();

            assertThat(add("hello")).returns();

            assertThat(send()).throwsA(IOException.class);
        }
    }

    @Nested
    class A_peer_that_does_not_read {

        @Test
        void leaves_something_to_be_sent() {
            listener.acceptWithoutReading();

            assertThat(fill()).returns(false);
        }

        @Test
        void leaves_the_rest_of_a_line_to_be_sent_as_well() {
            listener.acceptWithoutReading();

            assertThat(add(LONG.repeat(300))).returns();

            assertThat(send()).returns(false);
        }

        @Test
        void gets_all_of_it_once_it_reads() {
            ScriptedPeer server = listener.acceptWithoutReading();
            assertThat(fill()).returns(false);

            server.startReading();

            assertThat(sendAll()).returns(true);
            assertThat(server).receives((LONG + "\n").repeat(filled)).receivesNothing();
        }

        @Test
        void gets_what_is_added_meanwhile_behind_it() {
            ScriptedPeer server = listener.acceptWithoutReading();
            assertThat(fill()).returns(false);

            assertThat(add("one")).returns();
            assertThat(send()).ends(); // there may be a little room again
            assertThat(add("two")).returns();
            server.startReading();

            assertThat(sendAll()).returns(true);
            assertThat(server).receives((LONG + "\n").repeat(filled)).receives("one\ntwo\n");
        }
    }
}
