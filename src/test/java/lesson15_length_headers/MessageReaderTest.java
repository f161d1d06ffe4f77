package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import kit.Call;
import kit.Likely;
import kit.ScriptedListener;
import kit.ScriptedPeer;
import kit.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MessageReaderTest {

    private static final int LIMIT = 1000; // bytes of a message

    private static final int MUCH = 10_000_000; // bytes; all else in a call takes far less

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedWords("BadHeader") && seen.threw(NumberFormatException.class),
                "the parser throws a NumberFormatException, and read() lets it out. Look at the header before you parse it, and throw a BadHeader."),
        when(
                seen ->
                        seen.threw(NegativeArraySizeException.class)
                                && seen.expectedWords("BadHeader: negative"),
                "an array of -22 bytes is asked for. A stranger may send any number: throw a BadHeader for one below zero."),
        when(
                seen ->
                        !seen.expectedWords("BadHeader")
                                && seen.threw(NegativeArraySizeException.class),
                "the header tells how many bytes come behind it. Its own ten bytes are not counted in: do not take them off."),
        when(
                seen ->
                        !seen.expectedWords("BadHeader")
                                && seen.threw(BadHeader.class, BadHeader.TOO_LONG)
                                && (seen.expectedWords("\"hello\"")
                                        || seen.expectedWords("\"привет\"")),
                "a header of digits is refused as too long. They are text: readInt() makes 891297824 of \"5   \". Read ten bytes, and parse what they say."),
        when(
                seen ->
                        seen.threw(OutOfMemoryError.class)
                                || seen.gotText().contains("memory was taken"),
                "the array is made first, and its length looked at then. Compare the length with the limit before you ask for memory."),
        when(
                seen ->
                        seen.threw(IndexOutOfBoundsException.class)
                                && !seen.threw(StringIndexOutOfBoundsException.class),
                "in.read() is asked for more bytes than the array has room for. Ask for what is missing only, when that is less than a piece."),
        when(
                seen -> seen.runsWithoutEnd() && !seen.peerHasEnded(),
                "a loop runs on without end, though the message is here. in.read() returns 0 at once when you ask for 0 bytes: stop when nothing is missing any more."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream, where in.read() returns -1 again and again. Leave the loop then."),
        when(
                seen ->
                        seen.expectedWords("to return null") && seen.threw(EOFException.class)
                                || seen.expected("null") && seen.threw(EOFException.class),
                "an EOFException means that a message was cut off. Here the stream ends before the first byte of a header: return null."),
        when(
                seen ->
                        seen.expectedWords("EOFException")
                                && (seen.threw(BadHeader.class)
                                        || seen.threw(NumberFormatException.class)),
                "the header is looked at before it is whole. If the stream ends behind fewer than ten bytes of it, throw an EOFException."),
        when(
                seen ->
                        seen.expectedWords("EOFException") && seen.got("null")
                                || seen.expectedWords("EOFException")
                                        && seen.returned("read()")
                                        && seen.gotNothing(),
                "null means that the stream has ended between two messages. Here it ends within a header or a text: throw an EOFException."),
        when(
                seen -> seen.expectedWords("EOFException"),
                "half a message is returned as if it were whole. If the stream ends before all its bytes are here, throw an EOFException."),
        when(
                seen ->
                        seen.expectedWords("BadHeader: too long")
                                && seen.threw(BadHeader.class, BadHeader.NOT_A_NUMBER),
                "ten digits may be a number, but more than an int holds, and Integer.parseInt() throws. Parse a long."),
        when(
                seen ->
                        seen.expectedWords("BadHeader: too long")
                                && seen.gotText().startsWith("Welcome"),
                "4294967318 is cast to an int, and that is 22. Compare the long with the limit, and cast it then."),
        when(
                seen ->
                        seen.expectedWords("BadHeader: too long")
                                && seen.threw(NegativeArraySizeException.class),
                "the number is cast to an int, and is something else then. Compare the long with the limit, and cast it then."),
        when(
                seen ->
                        (seen.expectedWords("BadHeader: too long") || seen.expected("too long"))
                                && seen.waitsForBytes(),
                "the header tells more than the limit, and the reader waits for a text that it must refuse. Look at the limit as soon as the header is here."),
        when(
                seen -> seen.expectedWords("BadHeader: negative") && seen.threw(BadHeader.class),
                "-22 is a number below zero: NEGATIVE. Look for the minus before you look for digits only."),
        when(
                seen ->
                        seen.expectedWords("BadHeader: not a number")
                                && seen.threw(BadHeader.class, BadHeader.NEGATIVE),
                "a minus in front is not enough for NEGATIVE: digits must follow, and only spaces behind them."),
        when(
                seen -> seen.expectedWords("BadHeader") && seen.returned("read()"),
                "a header is refused, and nobody is told why: to the caller, null means that the peer has said all. Throw the BadHeader."),
        when(
                seen ->
                        seen.peerSent(0xd9)
                                && seen.expectedWords("BadHeader")
                                && seen.waitsForBytes(),
                "these are digits of other scripts. Character.isDigit() and Java's parsers take them, too: ask for '0' to '9'."),
        when(
                seen -> seen.peerSent('+') && seen.waitsForBytes(),
                "a header with a plus is taken for a length. parseLong() takes more than digits: look at the bytes first."),
        when(
                seen ->
                        seen.expectedWords("BadHeader: not a number")
                                && seen.waitsForBytes()
                                && seen.peerSent(0),
                "a header with zero bytes is taken for a length. trim() takes them away like spaces: look at the header before you trim it."),
        when(
                seen ->
                        seen.expectedWords("BadHeader: not a number")
                                && seen.waitsForBytes()
                                && seen.peerSent('1'),
                "a header with a space between its digits is taken for a length. Behind the first space only spaces may come."),
        when(
                seen -> seen.expectedWords("BadHeader: not a number") && seen.waitsForBytes(),
                "a header with spaces before the number is taken for a length. strip() and trim() take those away, too: look at the header first."),
        when(
                seen ->
                        !seen.expectedWords("BadHeader")
                                && seen.threw(BadHeader.class, BadHeader.TOO_LONG),
                "a length equal to the limit is allowed, and the header's own bytes do not count. Refuse what is larger only."),
        when(
                seen -> seen.waitsIn("readLine"),
                "the reader waits for the end of a line that never comes. A message ends where its header says."),
        when(
                seen -> seen.expected("привет") && seen.got("РїСЂРёРІРµС‚"),
                "the bytes are decoded in the computer's own charset, windows-1251 while it is graded. Name the charset: UTF_8."),
        when(
                seen -> seen.expected("привет") && seen.gotText().startsWith("\u00d0\u00bf"),
                "each byte is taken for a letter. Collect the bytes, and decode them as UTF_8 when all are here."),
        when(
                seen -> seen.expected("привет") && seen.got("\uFFFD".repeat(12)),
                "no byte has become a letter: they are decoded as US_ASCII, or each by itself. Collect them, and decode them as UTF_8 when all are here."),
        when(
                seen -> seen.gotText().contains("\uFFFD"),
                "a letter was cut in two, and each half was decoded by itself. Collect the bytes, and decode them when all are here."),
        when(
                seen -> seen.gotText().contains("\0"),
                "one read may bring fewer bytes than the array holds; the rest of it is still zero. Read on until all are here."),
        when(
                seen -> seen.expected(" a\r\nb\n ") && !seen.waitsForBytes(),
                "the text is changed. Return it as it came, blanks and line ends too: no strip() or trim()."),
        when(
                seen -> seen.expectedWords("\"\"") && seen.got("null"),
                "an empty message is a message: return \"\". Only the end of the stream is null."),
        when(
                seen ->
                        seen.expectedWords("to come back")
                                && seen.waitsForBytes()
                                && !seen.peerSent(0xd0),
                "the message is here, and the reader waits for more: for a full piece, or for the end of the stream. Go on only until as many bytes are here as the header says."),
        when(
                seen -> seen.expected("привет") && seen.gotText().startsWith("привет5"),
                "the header counts bytes, and letters are read. Read bytes, and decode them when all are here."),
        when(
                seen -> seen.got("null") && !seen.peerHasEnded(),
                "read() gives up on a peer that has not sent all yet. available() == 0 is not the end of the stream; -1 from in.read() is."),
        when(
                seen -> seen.expectedWords("to come back") && seen.waitsForBytes(),
                "the message is here, and the reader waits. It counts letters, which are fewer than bytes, or looks with == for a number that a piece may jump over. Count bytes; ask for >=."),
        when(
                seen ->
                        seen.expectedWords("three")
                                || seen.expectedWords("\"hi\"")
                                || seen.expectedWords("hello") && seen.peerSent(0xd0),
                "what came behind the message, in the same piece, is lost. Keep it for the next call, or ask for what is missing only."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Socket socket;
    private ScriptedPeer peer;
    private MessageReader reader;

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

    private MessageReader reader() throws IOException {
        if (reader == null) {
            reader = new MessageReader(socket.getInputStream(), LIMIT);
        }
        return reader;
    }

    private Call<String> read() {
        return wire.call("read()", () -> reader().read());
    }

    /** What the BadHeader says, and whether a lot of memory was asked for before. */
    private Call<String> readAndLookAtMemory() {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean memory)
                || !memory.isThreadAllocatedMemorySupported()) {
            return Assumptions.abort("this Java does not tell how much memory a thread takes");
        }
        memory.setThreadAllocatedMemoryEnabled(true);
        return wire.call(
                "read()",
                () -> {
                    MessageReader messages = reader(); // what it takes once does not count
                    long thread = Thread.currentThread().getId();
                    long before = memory.getThreadAllocatedBytes(thread);
                    try {
                        return messages.read();
                    } catch (BadHeader e) {
                        long taken = memory.getThreadAllocatedBytes(thread) - before;
                        return e.getMessage()
                                + (taken < MUCH ? "" : ", but memory was taken first");
                    }
                });
    }

    /** Three messages, if they are the same wherever the stream is cut in three; else others. */
    private Call<String> readCutEverywhere(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return wire.call(
                "read(), three times",
                () -> {
                    String whole = readThree(bytes);
                    for (int i = 1; i < bytes.length; i++) {
                        for (int j = i; j < bytes.length; j++) {
                            String messages = readThree(bytes, i, j);
                            if (!messages.equals(whole)) {
                                return messages + " (cut after " + i + " and " + j + " bytes)";
                            }
                        }
                    }
                    return whole;
                });
    }

    private static String readThree(byte[] bytes, int... cuts) throws IOException {
        MessageReader reader = new MessageReader(new CutStream(bytes, cuts), LIMIT);
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            messages.add(reader.read());
        }
        return messages.toString();
    }

    @Nested
    @Tag("task-2")
    class A_message {

        @Test
        void is_returned_without_its_header() {
            Call<String> read = read();

            peer.sendCutAt("5         hello".getBytes(UTF_8)); // once the reader waits

            assertThat(read).returns("hello");
        }

        @Test
        void has_as_many_bytes_as_its_header_says() {
            peer.send("12        привет5         hello");

            assertThat(read()).returns("привет");
        }

        @Test
        void may_be_followed_by_others_at_once() {
            peer.send("3         one5         three4         four");
            peer.end();

            assertThat(read()).returns("one");
            assertThat(read()).returns("three");
            assertThat(read()).returns("four");
        }

        @Test
        void may_be_empty() {
            peer.send("0         2         hi");

            assertThat(read()).returns("");
            assertThat(read()).returns("hi");
        }

        @Test
        void is_returned_as_it_came() {
            peer.send("7          a\r\nb\n ");

            assertThat(read()).returns(" a\r\nb\n ");
        }

        @Test
        void may_look_like_a_header() {
            peer.send("10        5         2         hi");

            assertThat(read()).returns("5         ");
            assertThat(read()).returns("hi");
        }

        @Test
        void may_have_many_bytes() {
            String text = "abcdefgh".repeat(100);
            peer.send("800       " + text);

            assertThat(read()).returns(text);
        }
    }

    @Nested
    @Tag("task-2")
    class Pieces {

        @Test
        void of_sixteen_bytes_are_put_together() {
            Call<String> read = read();

            peer.sendCutAt("22        Welcome to the server!".getBytes(UTF_8), 16);

            assertThat(read).returns("Welcome to the server!");
        }

        @Test
        void of_sixteen_bytes_may_hold_the_end_of_one_and_the_next_header() {
            Call<String> read = read();
            peer.sendCutAt("12        привет5         hello".getBytes(UTF_8), 16, 32);

            assertThat(read).returns("привет");
            assertThat(read()).returns("hello");
        }

        @Test
        void may_be_parts_of_a_header() {
            Call<String> read = read();

            peer.sendCutAt("12        привет".getBytes(UTF_8), 1, 5);

            assertThat(read).returns("привет");
        }

        @Test
        void may_be_parts_of_a_letter() {
            Call<String> read = read();

            peer.sendCutAt("4         да".getBytes(UTF_8), 11, 13);

            assertThat(read).returns("да");
        }

        @Test
        void of_one_byte_are_put_together() {
            Call<String> read = read();

            peer.dribble("12        привет".getBytes(UTF_8));

            assertThat(read).returns("привет");
        }

        @Test
        void give_the_same_messages_wherever_they_are_cut() {
            assertThat(readCutEverywhere("10        aя€😀0         2         hi"))
                    .returns("[aя€😀, , hi]");
        }
    }

    @Nested
    @Tag("task-2")
    class The_end_of_the_stream {

        @Test
        void is_null_if_nothing_was_said() {
            peer.end();

            assertThat(read()).returns(null);
        }

        @Test
        void is_null_after_a_message() {
            peer.send("5         hello");
            peer.end();

            assertThat(read()).returns("hello");
            assertThat(read()).returns(null);
        }

        @Test
        void is_null_after_an_empty_message() {
            peer.send("0         ");
            peer.end();

            assertThat(read()).returns("");
            assertThat(read()).returns(null);
        }

        @Test
        void is_an_exception_within_a_message() {
            peer.send("5         hell");
            peer.end();

            assertThat(read()).throwsA(EOFException.class);
        }

        @Test
        void is_an_exception_right_behind_a_header() {
            peer.send("5         ");
            peer.end();

            assertThat(read()).throwsA(EOFException.class);
        }

        @Test
        void is_an_exception_within_a_header() {
            peer.send("2         hi0        "); // a space is missing
            peer.end();

            assertThat(read()).returns("hi");
            assertThat(read()).throwsA(EOFException.class);
        }

        @Test
        void is_noticed_too_if_it_is_a_reset() {
            Call<String> read = read();

            peer.reset();

            assertThat(read).throwsA(IOException.class);
        }
    }

    @Nested
    @Tag("task-3")
    class A_header {

        @Test
        void is_not_a_number_if_it_is_text() {
            peer.send("GET / HTTP");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        void is_not_a_number_if_it_is_blank() {
            peer.send("          ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        void is_not_a_number_if_text_is_behind_the_digits() {
            peer.send("22 bytes  ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        void is_not_a_number_if_a_plus_is_before_the_digits() {
            peer.send("+22       ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        void is_not_a_number_if_spaces_are_before_the_digits() {
            peer.send("        22");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        void is_not_a_number_if_a_space_is_between_the_digits() {
            peer.send("1 2       ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        void is_not_a_number_if_it_is_filled_up_with_other_bytes() {
            peer.send("22\0\0\0\0\0\0\0\0");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        void is_not_a_number_if_its_digits_are_not_0_to_9() {
            peer.send("٢٢      ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        void is_negative_if_a_minus_is_before_the_digits() {
            peer.send("-22       ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NEGATIVE);
        }

        @Test
        void is_not_a_number_if_a_minus_is_all() {
            peer.send("-         ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        void is_not_a_number_if_text_is_behind_a_minus_too() {
            peer.send("-22 bytes ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        void may_tell_as_many_bytes_as_the_limit() {
            String text = "abcdefgh".repeat(125);
            peer.send("1000      " + text);

            assertThat(read()).returns(text);
        }

        @Test
        void is_too_long_if_it_tells_one_byte_more_than_the_limit() {
            peer.send("1001      ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.TOO_LONG);
        }

        @Test
        void is_too_long_before_memory_is_taken() {
            peer.send("20000000  ");

            assertThat(readAndLookAtMemory()).returns(BadHeader.TOO_LONG);
        }

        @Test
        void is_too_long_if_it_tells_more_than_any_array_can_hold() {
            peer.send("2147483647");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.TOO_LONG);
        }

        @Test
        void is_too_long_if_it_tells_more_than_an_int_can_hold() {
            peer.send("9999999999");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.TOO_LONG);
        }

        @Test
        void is_too_long_though_as_an_int_it_would_be_22() {
            peer.send("4294967318Welcome to the server!");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.TOO_LONG);
        }

        @Test
        void is_refused_behind_a_good_message_and_in_pieces_too() {
            Call<String> first = read();
            peer.sendCutAt("2         hi1001      ".getBytes(UTF_8), 5, 15);

            assertThat(first).returns("hi");
            assertThat(read()).throwsA(BadHeader.class, BadHeader.TOO_LONG);
        }
    }
}
