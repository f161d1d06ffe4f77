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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MessageReaderTest {

    /** Milliseconds that a test waits if nobody connects or sends anything. */
    private static final int SHORT = 20;

    private static final int MINUTE = 60_000;

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedWords("to wait for"),
                "read() gives up too early. Time-outs are in milliseconds: pass them on unchanged."),
        when(
                seen -> seen.called("read() after setSoTimeout(0)") && seen.waitsForBytes(),
                "read() relies on a time-out that it set earlier, but the socket belongs to the caller, who may change it. Call socket.setSoTimeout(millisToWait()) before each read."),
        when(
                seen -> seen.expectedWords("ReadTimeout") && seen.waitsForBytes(),
                "read() waits forever because the socket has no time-out. Before each read, call socket.setSoTimeout(millisToWait())."),
        when(
                seen -> seen.threw(IOException.class, "Resetting to invalid mark"),
                "reset() fails if more bytes have arrived than mark() has promised to keep. Keep the bytes of the message in a field."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.threw(SocketTimeoutException.class, "Read timed out"),
                "read() throws Java's own exception, which has the same type for accept, connect and read. Catch it around the read, and throw a ReadTimeout or a MessageTimeout."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream, where every read returns -1. End the loop at -1."),
        when(
                seen -> seen.expectedWords("EOFException") && seen.got("hel"),
                "half a message is returned as if it were complete. If the stream ends before the \"\\n\", throw an EOFException."),
        when(
                seen ->
                        seen.expectedWords("read() to return null")
                                && seen.threw(EOFException.class)
                                && seen.threw(MessageReader.ReadTimeout.class),
                "read() takes a message for begun because its time is running. Whether it has begun depends on its bytes: if none has arrived, return null."),
        when(
                seen ->
                        seen.expectedWords("read() to return null")
                                && seen.threw(EOFException.class),
                "read() throws an EOFException although no message has begun. That exception is for an end within a message; between two messages return null."),
        when(
                seen -> seen.expectedWords("EOFException"),
                "read() returns null although a message has begun. That is for an end between two messages; within a message throw an EOFException."),
        when(
                seen -> seen.expected("привет") && seen.got("РїСЂРёРІРµС‚"),
                "the bytes are decoded in the computer's own charset, which is windows-1251 while your code is graded. Name the charset of the messages: UTF_8."),
        when(
                seen -> seen.expected("привет") && !seen.gotNothing(),
                "each byte is taken for a letter, but a letter can have several bytes. Collect the bytes, and decode them when the message is complete."),
        when(
                seen -> seen.expected("п") && seen.gotText().contains("\uFFFD"),
                "half a letter was decoded before its other half arrived. Collect the bytes, and decode them when the message is complete."),
        when(
                seen -> seen.expected("hello\r") && seen.got("hello"),
                "a \"\\r\" in front of the \"\\n\" is removed, as readLine() does. Only the \"\\n\" ends a message, and all bytes in front of it belong to it."),
        when(
                seen -> seen.expectedWords("MessageTimeout") && seen.called("read() begun at"),
                "your code uses one number of nanos for \"not begun\", but nanos may return any number, even 0 and -1. Remember in a boolean whether the time is running."),
        when(
                seen -> seen.got(" one "),
                "an empty message is skipped. It is a message like any other: return \"\"."),
        when(
                seen -> seen.expected(" one "),
                "spaces around the message are removed. Remove only the \"\\n\": no strip() or trim()."),
        when(
                seen ->
                        seen.threw(MessageReader.ReadTimeout.class)
                                && (seen.got("lo") || seen.got("y") || seen.got("o")),
                "what had arrived is lost when the read times out: it was in a local variable, of yours or of readLine(). Keep the bytes in a field."),
        when(
                seen ->
                        seen.expectedWords("read() to end")
                                && seen.waitsForBytes()
                                && seen.peerSent('t'),
                "the second message has arrived together with the first, but read() waits for more bytes before it looks at those that it has. Look first, and wait only if no message is complete."),
        when(
                seen -> (seen.expected("two") || seen.expected("three")) && seen.got("null"),
                "bytes that arrived after the first message are lost: thrown away, or in a buffer that nobody reads any more. Make the stream once, in the constructor, and keep what is left for the next call."),
        when(
                seen -> seen.expectedWords("MessageTimeout after") && seen.waitsForBytes(),
                "the read waits for longer than is left of the message's time. Pass the smaller of readTimeout and what is left to setSoTimeout()."),
        when(
                seen ->
                        seen.expectedWords("MessageTimeout after")
                                && seen.threw(MessageReader.ReadTimeout.class),
                "read() throws a ReadTimeout, but the message's own time is over. After a time-out find out which of the two it was."),
        when(
                seen ->
                        seen.expectedWords("MessageTimeout")
                                && seen.threw(MessageReader.ReadTimeout.class),
                "the time of a message begins anew with every call of read(). Set its start only once for each message."),
        when(
                seen ->
                        seen.expectedWords("MessageTimeout")
                                && seen.threw(EOFException.class)
                                && seen.peerSent('l'),
                "the time of the message is over, and read() still waits. setSoTimeout() limits one read only: before each read, ask nanos how much is left, and count it in a long, because an int overflows after two seconds of nanoseconds."),
        when(
                seen ->
                        seen.expectedWords("MessageTimeout")
                                && seen.threw(EOFException.class)
                                && seen.peerSent('x'),
                "the time of a message begins with its first byte, so a client that sends nothing is never too late. Let it begin with the first call of read() for that message."),
        when(
                seen ->
                        seen.expectedWords("MessageTimeout")
                                && seen.threw(EOFException.class)
                                && seen.peerSent('w'),
                "the time was over long ago, and read() still waits. A number of milliseconds is too large for an int after 25 days, so it becomes negative: count in a long."),
        when(
                seen -> seen.expectedWords("MessageTimeout") && seen.threw(EOFException.class),
                "no time is left, and read() still waits. With 0 ms left it is too late, and setSoTimeout(0) means forever: throw a MessageTimeout instead."),
        when(
                seen ->
                        seen.threw(MessageReader.MessageTimeout.class)
                                && seen.expectedWords("\"hey\""),
                "the time is over too early. nanos counts nanoseconds: 1,000,000 of them are a millisecond."),
        when(
                seen ->
                        seen.threw(MessageReader.MessageTimeout.class)
                                && (seen.expectedWords("\"two\"")
                                        || seen.expectedWords("\"hello\"")),
                "the time of a message begins too early. Set its start when read() is called for this message for the first time, not before."),
        when(
                seen ->
                        seen.threw(MessageReader.MessageTimeout.class)
                                && seen.expectedWords("\"ho\""),
                "two numbers of nanos are compared, but they may overflow in between. Compare their difference with the time: now - start."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private int briefly() {
        return wire.silentTimeout(SHORT);
    }

    /** Replaces System.nanoTime(). It stands still until a test changes it. */
    private final AtomicLong nanos = new AtomicLong(-7_000_000_000L);

    private Socket socket;
    private ScriptedPeer peer;
    private MessageReader reader;

    /** Returns a time that starts at any number, like {@code nanos}, but also passes by itself. */
    private long running() {
        return nanos.get() + System.nanoTime();
    }

    /** Makes a reader with time-outs that no test reaches. */
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
    class A_message {

        @Test
        @Tag("2.1")
        void is_returned_without_its_line_feed() {
            connect();
            peer.send("hello\n");

            assertThat(read()).returns("hello");
        }

        @Test
        @Tag("2.1")
        void may_arrive_one_byte_at_a_time() {
            connect();
            Call<String> read = read();

            peer.dribble("привет\n".getBytes(UTF_8));

            assertThat(read).returns("привет");
        }

        @Test
        @Tag("2.2")
        void may_arrive_together_with_the_next() {
            connect();
            peer.send("one\ntwo\nthree\n");
            peer.end();

            assertThat(read()).returns("one");
            assertThat(read()).returns("two");
            assertThat(read()).returns("three");
        }

        @Test
        @Tag("2.2")
        void that_has_arrived_with_the_one_before_is_returned_although_the_peer_is_silent_now() {
            connect();
            peer.send("one\ntwo\n");

            assertThat(read()).returns("one");
            assertThat(read()).returns("two");
        }

        private Call<Void> closing(Socket open) {
            return wire.call(
                    "closing",
                    () -> {
                        open.close();
                        return null;
                    });
        }

        @Test
        @Tag("2.3")
        void may_be_empty_or_have_spaces_around_it() {
            connect();
            peer.send("\n one \n");
            peer.end();

            assertThat(read()).returns("");
            assertThat(read()).returns(" one ");
        }

        @Test
        @Tag("2.1")
        void may_have_letters_of_four_bytes_that_arrive_one_byte_at_a_time() {
            connect();
            Call<String> read = read();

            peer.dribble("100 % € 😀\n".getBytes(UTF_8));

            assertThat(read).returns("100 % € 😀");
        }

        @Test
        @Tag("2.3")
        void may_consist_of_spaces() {
            connect();
            peer.send("   \n");

            assertThat(read()).returns("   ");
        }

        @Test
        @Tag("2.2")
        void may_fill_a_buffer_exactly_and_be_followed_by_another() {
            connect();
            peer.send("12345678".repeat(2048) + "\n");
            peer.send("12345678".repeat(2047) + "1234567\n");

            assertThat(read()).returns("12345678".repeat(2048));
            assertThat(read()).returns("12345678".repeat(2047) + "1234567");
        }

        @Test
        @Tag("2.2")
        void is_not_mixed_with_that_of_another_reader() {
            connect();
            Call<String> first = read();
            peer.send("hel");
            wire.settle();
            ScriptedPeer before = peer;
            Socket open = socket;

            connect();
            peer.send("other\n");
            assertThat(read()).returns("other");
            before.send("lo\n");

            assertThat(first).returns("hello");
            assertThat(closing(open)).returns();
        }
    }

    @Nested
    class A_silence {

        @Test
        @Tag("3.1")
        @DisplayName("If no byte arrives, read() throws a ReadTimeout")
        void is_told_by_an_exception_of_its_own() {
            connect(briefly());

            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, SHORT);
        }

        @Test
        @Tag("3.2")
        @DisplayName("read() does not throw a ReadTimeout before readTimeout is over")
        void has_lasted_all_the_time() {
            connect(briefly());

            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, SHORT).afterAtLeast(SHORT);
        }

        @Test
        @Tag("3.3")
        @DisplayName("A ReadTimeout loses nothing of the message that has begun")
        void loses_nothing_of_a_message() {
            int timeout = wire.shortTimeout();
            connect(timeout);
            peer.send("hel");
            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, timeout);

            peer.send("lo\n");

            assertThat(read()).returns("hello");
        }

        @Test
        @Tag("3.3")
        @DisplayName("Two ReadTimeouts in one message lose nothing of it")
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
        @Tag("3.3")
        @DisplayName("A ReadTimeout in the middle of a letter loses nothing of it")
        void loses_nothing_in_the_middle_of_a_letter() {
            int timeout = wire.shortTimeout();
            connect(timeout);
            peer.send(new byte[] {(byte) 0xd0}); // half of п
            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, timeout);

            peer.send(new byte[] {(byte) 0xbf, '\n'});

            assertThat(read()).returns("п");
        }

        @Test
        @Tag("3.3")
        @DisplayName("A ReadTimeout loses nothing of a message of 20,000 bytes")
        void loses_nothing_of_a_long_message() {
            int timeout = wire.shortTimeout();
            String text = "0123456789".repeat(2_000);
            connect(timeout);
            peer.send(text);
            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, timeout);

            peer.send("\n");

            assertThat(read()).returns(text);
        }

        @Test
        @Tag("3.1")
        @DisplayName("read() throws a ReadTimeout even if the caller has changed the socket's own")
        void ends_even_if_the_caller_has_changed_the_timeout() throws IOException {
            connect(briefly());
            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, SHORT);

            socket.setSoTimeout(0);

            assertThat(wire.call("read() after setSoTimeout(0)", () -> reader.read()))
                    .timesOut(MessageReader.ReadTimeout.class, SHORT);
        }

        @Test
        @Tag("3.3")
        @DisplayName("A ReadTimeout loses nothing that arrived together with the message before")
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
    class The_end_of_the_stream {

        @Test
        @Tag("2.4")
        @DisplayName("If the stream ends between two messages, read() returns null")
        void is_null_between_messages() {
            connect();
            peer.send("one\n");
            peer.end();

            assertThat(read()).returns("one");
            assertThat(read()).returns(null);
        }

        @Test
        @Tag("3.4")
        @DisplayName("If the stream ends after a silence between two messages, read() returns null")
        void is_null_after_a_silence_between_messages() {
            int timeout = wire.shortTimeout();
            connect(timeout);
            peer.send("one\n");
            assertThat(read()).returns("one");
            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, timeout);

            peer.end();

            assertThat(read()).returns(null);
        }

        @Test
        @Tag("3.4")
        @DisplayName("If the stream ends within a message, read() throws an EOFException")
        void is_an_exception_within_a_message() {
            connect();
            peer.send("hel");
            peer.end();

            assertThat(read()).throwsA(EOFException.class);
        }

        @Test
        @Tag("2.5")
        @DisplayName("If the peer resets the connection, read() does not go on waiting")
        void is_noticed_too_if_it_is_a_reset() {
            connect();
            Call<String> read = read();

            peer.reset();

            assertThat(read).ends();
        }
    }

    @Nested
    class The_time_of_a_message {

        @Test
        @Tag("4.1")
        @DisplayName("The time of a message ends however often a byte arrives")
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
        @Tag("4.1")
        @DisplayName("The time of a message is over even weeks later")
        void is_over_even_weeks_later() {
            connect();
            Call<String> read = read();

            peer.send("w");
            wire.settle();
            nanos.addAndGet(TimeUnit.DAYS.toNanos(45)); // more milliseconds than an int holds
            peer.send("w");
            wire.settle();
            peer.end();

            assertThat(read).throwsA(MessageReader.MessageTimeout.class);
        }

        @Test
        @Tag("4.1")
        @DisplayName("The time of a message ends in the middle of a letter, too")
        void ends_in_the_middle_of_a_letter_too() {
            connect();
            Call<String> read = read();

            peer.send(new byte[] {(byte) 0xe2}); // the first of three bytes of €
            pass(wire.longTimeout() / 2);
            pass(wire.longTimeout() / 2 + MINUTE);
            peer.send(new byte[] {(byte) 0x82});
            wire.settle();
            peer.end();

            assertThat(read).throwsA(MessageReader.MessageTimeout.class);
        }

        @Test
        @Tag("4.3")
        @DisplayName("The time of a message begins before its first byte has arrived")
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
        @Tag("4.2")
        @DisplayName("A message that is complete just before its time is over is returned")
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
        @Tag("4.5")
        @DisplayName("If nothing of the time is left, read() does not wait for a byte")
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
        @Tag("4.4")
        @DisplayName("The time of a message goes on through a ReadTimeout")
        void goes_on_through_silences() {
            connect(briefly());
            peer.send("hel");
            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, SHORT);

            pass(wire.longTimeout());

            assertThat(read()).throwsA(MessageReader.MessageTimeout.class);
        }

        @Test
        @Tag("4.4")
        @DisplayName("The time of a message goes on through a ReadTimeout before its first byte")
        void goes_on_through_a_silence_before_the_first_byte() {
            connect(briefly());
            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, SHORT);

            pass(wire.longTimeout());

            assertThat(read()).throwsA(MessageReader.MessageTimeout.class);
        }

        @Test
        @Tag("4.3")
        @DisplayName("The time begins anew for each message")
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
        @Tag("4.3")
        @DisplayName("The time of a message does not begin before read() is called")
        void does_not_begin_before_anybody_reads() {
            connect();

            pass(wire.longTimeout());
            peer.send("hello\n");

            assertThat(read()).returns("hello");
        }

        @Test
        @Tag("4.3")
        @DisplayName("The time of a message does not begin when the one before is complete")
        void does_not_begin_when_the_one_before_is_complete() {
            connect();
            peer.send("one\n");
            assertThat(read()).returns("one");

            pass(wire.longTimeout());
            peer.send("hello\n");

            assertThat(read()).returns("hello");
        }

        @Test
        @Tag("4.6")
        @DisplayName("The time of a message is measured correctly if the numbers of nanos overflow")
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

        /**
         * Reads while nothing arrives, with {@code nanos} at this number. Reads again when the time
         * of the message is over.
         */
        private Call<String> readFrom(long number) {
            nanos.set(number);
            connect(briefly(), wire.longTimeout(), nanos::get);
            assertThat(read()).timesOut(MessageReader.ReadTimeout.class, SHORT);
            pass(wire.longTimeout());
            return wire.call("read() begun at " + number, () -> reader.read());
        }

        @Test
        @Tag("4.6")
        @DisplayName("The time of a message is measured correctly if nanos begins at 0")
        void goes_on_even_if_it_begins_at_0() {
            assertThat(readFrom(0)).throwsA(MessageReader.MessageTimeout.class);
        }

        @Test
        @Tag("4.6")
        @DisplayName("The time of a message is measured correctly if nanos begins at -1")
        void goes_on_even_if_it_begins_at_minus_1() {
            assertThat(readFrom(-1)).throwsA(MessageReader.MessageTimeout.class);
        }

        @Test
        @Tag("4.6")
        @DisplayName(
                "The time of a message is measured correctly if nanos begins at the smallest number")
        void goes_on_even_if_it_begins_at_the_smallest_number() {
            assertThat(readFrom(Long.MIN_VALUE)).throwsA(MessageReader.MessageTimeout.class);
        }

        @Test
        @Tag("4.2")
        @DisplayName("A message that is complete a nanosecond before its time is over is returned")
        void is_not_up_a_nanosecond_before() {
            connect();
            Call<String> read = read();

            peer.send("h");
            pass(wire.longTimeout());
            nanos.decrementAndGet();
            peer.send("ey\n");

            assertThat(read).returns("hey");
        }

        @Test
        @Tag("4.5")
        @DisplayName(
                "If nothing arrives, read() throws a MessageTimeout when the time of the message is over")
        void is_up_by_itself_if_nothing_comes() {
            connect(wire.longTimeout(), briefly(), System::nanoTime);

            assertThat(read())
                    .timesOut(MessageReader.MessageTimeout.class, SHORT)
                    .afterAtLeast(SHORT);
        }
    }

    @Nested
    class A_carriage_return {

        @Test
        @Tag("3.5")
        @DisplayName("A carriage return in front of the line feed belongs to the message")
        void belongs_to_the_message() {
            connect();
            peer.send("hello\r\n");

            assertThat(read()).returns("hello\r");
        }
    }
}
