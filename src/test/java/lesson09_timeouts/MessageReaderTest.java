package lesson09_timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import kit.Call;
import kit.Likely;
import kit.ScriptedListener;
import kit.ScriptedPeer;
import kit.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MessageReaderTest {

    /** Milliseconds that a test waits for, where nobody comes or says a word. */
    private static final int SHORT = 20;

    private static final int MINUTE = 60_000;

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedWords("to wait for"),
                "read() gives up too early. Time-outs are in milliseconds."),
        when(
                seen -> seen.expectedWords("ReadTimeout") && seen.waitsForBytes(),
                "read() waits for ever. Before each read: socket.setSoTimeout(millisToWait())."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.threw(SocketTimeoutException.class, "Read timed out"),
                "Java's own exception is of the same type for accept, connect and read. Catch it round the read, and throw the one that fits."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream. read() then returns -1, for ever."),
        when(
                seen -> seen.expectedWords("EOFException") && seen.got("hel"),
                "half a message is returned as if it were whole. If the stream ends before \"\\n\", throw an EOFException."),
        when(
                seen ->
                        seen.expectedWords("read() to return null")
                                && seen.threw(EOFException.class),
                "an EOFException is for an end within a message. Between messages the end is null."),
        when(
                seen -> seen.expectedWords("EOFException"),
                "null is for the end between messages. Within one, throw an EOFException."),
        when(
                seen -> seen.expected("привет") && seen.got("РїСЂРёРІРµС‚"),
                "the bytes are decoded in the computer's own charset, windows-1251 while it is graded. Name the one of the messages: UTF_8."),
        when(
                seen -> seen.expected("привет") && !seen.gotNothing(),
                "a byte is not a letter. Collect the bytes, and decode them when the message is whole."),
        when(
                seen -> seen.expected("п") && seen.gotText().contains("\uFFFD"),
                "half a letter was decoded before its other half came. Collect the bytes, and decode them when the message is whole."),
        when(
                seen -> seen.got(" one "),
                "the empty message is left out. It is one like any other: return \"\"."),
        when(
                seen -> seen.expected(" one "),
                "only the \"\\n\" is taken off, not the blanks before it: no strip() or trim()."),
        when(
                seen ->
                        seen.threw(MessageReader.ReadTimeout.class)
                                && (seen.got("lo") || seen.got("y") || seen.got("o")),
                "what had come is thrown away when the read times out: it was in a local variable, or in readLine(), which throws half a line away. Keep the bytes in a field."),
        when(
                seen -> (seen.expected("two") || seen.expected("three")) && seen.got("null"),
                "what came behind the first message is lost: thrown away, or in a buffer that is read no more. Keep it for the next call; make the stream once, in the constructor."),
        when(
                seen -> seen.expectedWords("MessageTimeout after") && seen.waitsForBytes(),
                "less is left of the message's time than the read may wait. Give setSoTimeout() the smaller of readTimeout and what is left."),
        when(
                seen ->
                        seen.expectedWords("MessageTimeout after")
                                && seen.threw(MessageReader.ReadTimeout.class),
                "the read has waited for what was left of the message's time, not for readTimeout. Find out which time was up."),
        when(
                seen ->
                        seen.expectedWords("MessageTimeout")
                                && seen.threw(MessageReader.ReadTimeout.class),
                "the time of a message begins anew with every call of read(). Set start once for each message."),
        when(
                seen ->
                        seen.expectedWords("MessageTimeout")
                                && seen.threw(EOFException.class)
                                && seen.peerSent('l'),
                "the time of the message is over, and read() waits on. setSoTimeout() is for one read: before each, ask nanos, and nothing else, how much is left. Count that in long: an int of nanoseconds lasts two seconds."),
        when(
                seen ->
                        seen.expectedWords("MessageTimeout")
                                && seen.threw(EOFException.class)
                                && seen.peerSent('x'),
                "the time of a message begins with its first byte. It begins with the first call of read() for it, before anything has come."),
        when(
                seen -> seen.expectedWords("MessageTimeout") && seen.threw(EOFException.class),
                "no time is left, and still read() waits. 0 ms left is too late, and setSoTimeout(0) is for ever."),
        when(
                seen ->
                        seen.threw(MessageReader.MessageTimeout.class)
                                && seen.expectedWords("\"hey\""),
                "the time is up too early. nanos tells nanoseconds: 1,000,000 of them are a millisecond."),
        when(
                seen ->
                        seen.threw(MessageReader.MessageTimeout.class)
                                && (seen.expectedWords("\"two\"")
                                        || seen.expectedWords("\"hello\"")),
                "the time begins anew for each message. Set start when read() is first called for it, not before."),
        when(
                seen ->
                        seen.threw(MessageReader.MessageTimeout.class)
                                && seen.expectedWords("\"ho\""),
                "two numbers of nanos are compared, but they may overflow. Compare a difference with the time: now - start."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private int briefly() {
        return wire.silentTimeout(SHORT);
    }

    /** What the reader takes for System.nanoTime(): it stands still until a test sets it. */
    private final AtomicLong nanos = new AtomicLong(-7_000_000_000L);

    private Socket socket;
    private ScriptedPeer peer;
    private MessageReader reader;

    /** Any numbers, as nanos tells them, but they go on. */
    private long running() {
        return nanos.get() + System.nanoTime();
    }

    /** A reader that never waits in vain. */
    private void connect() {
        connect(wire.longTimeout(), wire.longTimeout(), nanos::get);
    }

    private void connect(int readTimeout) {
        connect(readTimeout, wire.longTimeout(), this::running);
    }

    private void connect(int readTimeout, int messageTimeout, LongSupplier clock) {
        ScriptedListener listener = wire.listen();
        String name =
                "new MessageReader(socket, %d, %d, nanos)".formatted(readTimeout, messageTimeout);
        Call<MessageReader> construction =
                wire.call(
                        name,
                        () -> {
                            socket = new Socket(listener.host(), listener.port());
                            return new MessageReader(socket, readTimeout, messageTimeout, clock);
                        });
        peer = listener.accept();
        assertThat(construction).returns();
        reader = construction.result();
    }

    @AfterEach
    void hang_up() throws IOException {
        socket.close();
    }

    private Call<String> read() {
        return wire.call("read()", () -> reader.read());
    }

    private void pass(int millis) {
        wire.settle();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Nested
    @Tag("task-2")
    class A_message {

        @Test
        void is_returned_without_its_line_end() {
            connect();
            peer.send("hello\n");

            assertThat(read()).returns("hello");
        }

        @Test
        void may_come_one_byte_at_a_time() {
            connect();
            Call<String> read = read();

            peer.dribble("привет\n".getBytes(UTF_8));

            assertThat(read).returns("привет");
        }

        @Test
        void may_come_together_with_the_next() {
            connect();
            peer.send("one\ntwo\nthree\n");
            peer.end();

            assertThat(read()).returns("one");
            assertThat(read()).returns("two");
            assertThat(read()).returns("three");
        }

        @Test
        void may_be_empty_or_have_blanks() {
            connect();
            peer.send("\n one \n");
            peer.end();

            assertThat(read()).returns("");
            assertThat(read()).returns(" one ");
        }
    }

    @Nested
    @Tag("task-2")
    class A_silence {

        @Test
        void is_told_by_an_exception_of_its_own() {
            connect(briefly());

            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, SHORT);
        }

        @Test
        void has_lasted_all_the_time() {
            connect(briefly());

            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, SHORT).afterAtLeast(SHORT);
        }

        @Test
        void loses_nothing_of_a_message() {
            int timeout = wire.shortTimeout();
            connect(timeout);
            peer.send("hel");
            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, timeout);

            peer.send("lo\n");

            assertThat(read()).returns("hello");
        }

        @Test
        void loses_nothing_however_often_it_comes() {
            int timeout = wire.shortTimeout();
            connect(timeout);
            peer.send("h");
            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, timeout);
            peer.send("e");
            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, timeout);

            peer.send("y\n");

            assertThat(read()).returns("hey");
        }

        @Test
        void loses_nothing_in_the_middle_of_a_letter() {
            int timeout = wire.shortTimeout();
            connect(timeout);
            peer.send(new byte[] {(byte) 0xd0}); // half of п
            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, timeout);

            peer.send(new byte[] {(byte) 0xbf, '\n'});

            assertThat(read()).returns("п");
        }

        @Test
        void loses_nothing_that_came_behind_another_message() {
            int timeout = wire.shortTimeout();
            connect(timeout);
            peer.send("one\ntw");
            assertThat(read()).returns("one");
            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, timeout);

            peer.send("o\n");

            assertThat(read()).returns("two");
        }
    }

    @Nested
    @Tag("task-2")
    class The_end_of_the_stream {

        @Test
        void is_null_between_messages() {
            connect();
            peer.send("one\n");
            peer.end();

            assertThat(read()).returns("one");
            assertThat(read()).returns(null);
        }

        @Test
        void is_an_exception_within_a_message() {
            connect();
            peer.send("hel");
            peer.end();

            assertThat(read()).throwsA(EOFException.class);
        }

        @Test
        void is_noticed_too_if_it_is_a_reset() {
            connect();
            Call<String> read = read();

            peer.reset();

            assertThat(read).ends();
        }
    }

    @Nested
    @Tag("task-3")
    class The_time_of_a_message {

        @Test
        void is_up_however_often_a_byte_drips_in() {
            connect();
            Call<String> read = read();

            peer.send("h");
            pass(wire.longTimeout() / 2);
            peer.send("e");
            pass(wire.longTimeout() / 2 - MINUTE);
            peer.send("l");
            pass(2 * MINUTE);
            peer.send("l");
            wire.settle();
            peer.end();

            assertThat(read).throwsA(MessageReader.MessageTimeout.class);
        }

        @Test
        void begins_before_the_first_byte_has_come() {
            connect();
            Call<String> read = read();

            pass(wire.longTimeout() / 2 + MINUTE);
            peer.send("x");
            pass(wire.longTimeout() / 2);
            peer.send("y");
            wire.settle();
            peer.end();

            assertThat(read).throwsA(MessageReader.MessageTimeout.class);
        }

        @Test
        void is_not_up_before() {
            connect();
            Call<String> read = read();

            pass(wire.longTimeout() / 2);
            peer.send("h");
            pass(wire.longTimeout() / 2 - MINUTE);
            peer.send("ey\n");

            assertThat(read).returns("hey");
        }

        @Test
        void is_up_when_the_last_millisecond_has_passed() {
            connect();
            Call<String> read = read();

            pass(wire.longTimeout());
            peer.send("h");
            wire.settle();
            peer.end();

            assertThat(read).throwsA(MessageReader.MessageTimeout.class);
        }

        @Test
        void goes_on_through_silences() {
            connect(briefly());
            peer.send("hel");
            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, SHORT);

            pass(wire.longTimeout());

            assertThat(read()).throwsA(MessageReader.MessageTimeout.class);
        }

        @Test
        void goes_on_through_a_silence_before_the_first_byte() {
            connect(briefly());
            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, SHORT);

            pass(wire.longTimeout());

            assertThat(read()).throwsA(MessageReader.MessageTimeout.class);
        }

        @Test
        void begins_anew_for_each_message() {
            connect();
            Call<String> first = read();
            pass(wire.longTimeout() - MINUTE);
            peer.send("one\n");
            assertThat(first).returns("one");
            Call<String> second = read();

            pass(wire.longTimeout() - MINUTE);
            peer.send("two\n");

            assertThat(second).returns("two");
        }

        @Test
        void does_not_begin_before_anybody_reads() {
            connect();

            pass(wire.longTimeout());
            peer.send("hello\n");

            assertThat(read()).returns("hello");
        }

        @Test
        void is_a_difference_whatever_the_numbers() {
            nanos.set(Long.MAX_VALUE - 5);
            connect();
            Call<String> read = read();

            pass(1);
            peer.send("h");
            pass(1);
            peer.send("o\n");

            assertThat(read).returns("ho");
        }

        @Test
        void is_up_by_itself_if_nothing_comes() {
            connect(wire.longTimeout(), briefly(), System::nanoTime);

            assertThat(read())
                    .timesOut(MessageReader.MessageTimeout.class, SHORT)
                    .afterAtLeast(SHORT);
        }
    }
}
