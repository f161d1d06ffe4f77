package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;
import static lesson15_length_headers.Texts.LENGTHS;
import static lesson15_length_headers.Texts.LONGEST;
import static lesson15_length_headers.Texts.TEXTS;
import static lesson15_length_headers.Texts.letters;
import static lesson15_length_headers.Texts.message;
import static lesson15_length_headers.Texts.rightOf;

import com.sun.management.ThreadMXBean;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kit.Call;
import kit.Likely;
import kit.ScriptedListener;
import kit.ScriptedPeer;
import kit.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import workbook.wire.Bytes;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MessageReaderTest {

    private static final int LIMIT = 1000; // bytes of a message

    private static final int MUCH = 10_000_000; // bytes; everything else in a call needs far less

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(StackOverflowError.class),
                "a method calls itself for each piece of a message, and none of these calls returns before the last one. Many pieces fill the stack: use a loop."),
        when(
                seen ->
                        seen.expectedWords("an IOException")
                                && seen.peerHasReset()
                                && seen.returned("read()"),
                "read() catches the exception of a reset, and returns as if the stream had ended in order. Let the exception out: the caller must notice that the connection was lost."),
        when(
                seen ->
                        seen.expected("hello there")
                                && (seen.got("hello") || seen.gotText().startsWith("other")),
                "two readers use the same array. A static field exists once for all of them: make the array in read(), or keep it in the object."),
        when(
                seen ->
                        seen.expectedWords("BadHeader: too long")
                                && (seen.threw(NumberFormatException.class, "\"9999999999\"")
                                        || seen.threw(
                                                NumberFormatException.class, "\"4294967318\"")),
                "the header is a number, but it does not fit into an int, so the parser throws a NumberFormatException. Parse a long."),
        when(
                seen ->
                        seen.expectedWords("to return null")
                                && seen.peerHasEnded()
                                && seen.threw(NumberFormatException.class, "\0".repeat(10)),
                "the stream has ended, and nothing was read into the array, which still contains ten zero bytes. Compare how many bytes have arrived before you parse them."),
        when(
                seen ->
                        !seen.expectedWords("Exception")
                                && !seen.peerHasEnded()
                                && seen.threw(NumberFormatException.class, "1\0"),
                "the header is parsed before all of it has arrived: the rest of the array is still zero. One read may return fewer bytes, so read on until there are ten."),
        when(
                seen -> seen.expectedWords("BadHeader") && seen.threw(NumberFormatException.class),
                "the parser throws a NumberFormatException, and read() lets it out. Check the header before you parse it, and throw a BadHeader."),
        when(
                seen ->
                        seen.threw(NegativeArraySizeException.class)
                                && seen.expectedWords("BadHeader: negative"),
                "read() creates an array of -22 bytes. A stranger may send any number: throw a BadHeader if it is negative."),
        when(
                seen ->
                        !seen.expectedWords("BadHeader")
                                && seen.threw(NegativeArraySizeException.class),
                "read() subtracts the header's own ten bytes. The header contains only the number of bytes that follow it."),
        when(
                seen ->
                        !seen.expectedWords("BadHeader")
                                && seen.threw(BadHeader.class, BadHeader.TOO_LONG)
                                && (seen.expectedWords("\"hello\"")
                                        || seen.expectedWords("\"привет\"")),
                "a good header is rejected as too long. Its digits are text, but readInt() makes 891297824 of \"5   \": read ten bytes, and parse them."),
        when(
                seen ->
                        seen.threw(OutOfMemoryError.class)
                                || seen.gotText().contains("memory was taken"),
                "read() creates the array first, and checks its length afterwards. Compare the length with the limit before you ask for memory."),
        when(
                seen -> seen.threw(IndexOutOfBoundsException.class, "Range [-"),
                "in.read() has returned -1, the end of the stream, and it was added to the number of bytes. Look for -1 before you add."),
        when(
                seen ->
                        (seen.called("the lengths") || seen.expectedWords("😀"))
                                && seen.threw(IndexOutOfBoundsException.class),
                "a message is longer than the array, which has a fixed length. Make an array of as many bytes as the header says, after you have compared that number with the limit."),
        when(
                seen ->
                        seen.threw(IndexOutOfBoundsException.class)
                                && !seen.threw(StringIndexOutOfBoundsException.class),
                "in.read() is asked for more bytes than the array has room for. Ask only for the missing bytes if they are fewer than a piece."),
        when(
                seen -> seen.runsWithoutEnd() && !seen.peerHasEnded(),
                "a loop never ends, although the message has arrived. in.read() returns 0 if you ask for 0 bytes: stop when nothing is missing."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream, where in.read() returns -1 at every call. Leave the loop at -1."),
        when(
                seen ->
                        seen.expectedWords("to return null") && seen.threw(EOFException.class)
                                || seen.expected("null") && seen.threw(EOFException.class),
                "read() throws an EOFException, which means that a message was cut off. Here the stream ends before the first byte of a header: return null."),
        when(
                seen ->
                        seen.expectedWords("EOFException")
                                && (seen.threw(BadHeader.class)
                                        || seen.threw(NumberFormatException.class)),
                "read() checks the header before it is complete. If the stream ends after fewer than ten bytes of it, throw an EOFException."),
        when(
                seen ->
                        seen.expectedWords("EOFException") && seen.got("null")
                                || seen.expectedWords("EOFException")
                                        && seen.returned("read()")
                                        && seen.gotNothing(),
                "read() returns null, which means that the stream has ended between two messages. Here it ends in the middle of one: throw an EOFException."),
        when(
                seen -> seen.expectedWords("EOFException"),
                "read() returns half a message as if it were complete. If the stream ends before its last byte, throw an EOFException."),
        when(
                seen ->
                        seen.expectedWords("BadHeader: too long")
                                && seen.threw(BadHeader.class, BadHeader.NOT_A_NUMBER),
                "ten digits may be a number that is too large for an int, and Integer.parseInt() throws an exception. Parse a long."),
        when(
                seen ->
                        seen.expectedWords("BadHeader: too long")
                                && seen.gotText().startsWith("Welcome"),
                "4294967318 is cast to an int, and becomes 22. Compare the long with the limit first, and cast it afterwards."),
        when(
                seen ->
                        seen.called("read(\"2147483648\")")
                                && seen.threw(NegativeArraySizeException.class),
                "the number is negative in an int, so it is not above the limit. Parse a long, and compare that with the limit."),
        when(
                seen ->
                        seen.expectedWords("BadHeader: too long")
                                && seen.threw(NegativeArraySizeException.class),
                "the number is cast to an int, and becomes another number. Compare the long with the limit first, and cast it afterwards."),
        when(
                seen ->
                        (seen.expectedWords("BadHeader: too long") || seen.expected("too long"))
                                && seen.waitsForBytes(),
                "the number is larger than the limit, but read() waits for a text of that length. Check the limit as soon as the header has arrived."),
        when(
                seen -> seen.expectedWords("BadHeader: negative") && seen.threw(BadHeader.class),
                "-22 is a negative number, so the reason is NEGATIVE. Look for the minus before you require digits only."),
        when(
                seen ->
                        seen.expectedWords("BadHeader: not a number")
                                && seen.threw(BadHeader.class, BadHeader.NEGATIVE),
                "read() reports NEGATIVE although the header is not a number. After the minus, digits must follow, and then only spaces."),
        when(
                seen -> seen.expectedWords("BadHeader") && seen.returned("read()"),
                "the header is bad, and read() returns normally, so the caller takes it for the end. Throw the BadHeader."),
        when(
                seen ->
                        seen.peerSent(0xd9)
                                && seen.expectedWords("BadHeader")
                                && seen.waitsForBytes(),
                "these are digits of another writing system. Character.isDigit() and Java's parsers accept them, too: compare with '0' and '9'."),
        when(
                seen -> seen.peerSent('+') && seen.waitsForBytes(),
                "read() accepts a header with a plus as a length. parseLong() accepts more than digits: check the bytes first."),
        when(
                seen ->
                        seen.expectedWords("BadHeader: not a number")
                                && seen.waitsForBytes()
                                && seen.peerSent(0),
                "read() accepts a header with zero bytes as a length. trim() removes them like spaces: check the header before you trim it."),
        when(
                seen ->
                        seen.expectedWords("BadHeader: not a number")
                                && seen.waitsForBytes()
                                && seen.peerSent('1'),
                "read() accepts a header with a space between its digits as a length. After the first space, only spaces may follow."),
        when(
                seen ->
                        seen.expectedWords("BadHeader: not a number")
                                && (seen.waitsForBytes() && seen.peerSent('b')
                                        || seen.called("read(\"12  34")),
                "read() does not check what follows the digits. Only spaces may, up to the tenth byte."),
        when(
                seen ->
                        seen.expectedWords("BadHeader")
                                && seen.called("read(\"")
                                && seen.called("read(\"5        \\n"),
                "read() accepts a header that is filled up with a line end, a tab or another control character. Only spaces may fill it up: strip(), trim(), \\s and the $ of a pattern accept more."),
        when(
                seen -> seen.expectedWords("BadHeader: not a number") && seen.waitsForBytes(),
                "read() accepts a header with spaces in front of the number as a length. strip() and trim() remove those, too: check the header first."),
        when(
                seen ->
                        !seen.expectedWords("BadHeader")
                                && seen.threw(BadHeader.class, BadHeader.TOO_LONG),
                "a length equal to the limit is rejected, but it is allowed, and the header's own bytes do not count. Reject only larger ones."),
        when(
                seen -> seen.waitsIn("readLine"),
                "the reader waits for the end of a line, which never arrives. A message ends where its header says."),
        when(
                seen -> seen.expected("привет") && seen.got("РїСЂРёРІРµС‚"),
                "the bytes are not decoded as UTF-8. Without a charset, Java takes the computer's own, which is windows-1251 while your code is graded: name UTF_8."),
        when(
                seen -> seen.expected("привет") && seen.gotText().startsWith("\u00d0\u00bf"),
                "each byte is taken for a letter. Collect the bytes, and decode them as UTF_8 when all have arrived."),
        when(
                seen -> seen.expected("привет") && seen.got("\uFFFD".repeat(12)),
                "no byte has become a letter: they are decoded as US_ASCII, or one by one. Collect them, and decode them as UTF_8 when all have arrived."),
        when(
                seen -> seen.gotText().contains("\uFFFD"),
                "a letter was split, and each half was decoded on its own. Collect the bytes, and decode them when all have arrived."),
        when(
                seen -> seen.gotText().contains("\0"),
                "one read may return fewer bytes than the array has room for, and the rest of the array is still zero. Read on until all bytes have arrived."),
        when(
                seen -> seen.expected(" a\r\nb\n ") && !seen.waitsForBytes(),
                "the text is changed. Return it as it is, with its spaces and line ends: no strip() or trim()."),
        when(
                seen -> seen.expectedWords("\"\"") && seen.got("null"),
                "an empty message is a message: return \"\". Only the end of the stream is null."),
        when(
                seen ->
                        seen.expectedWords("to end")
                                && seen.waitsForBytes()
                                && !seen.peerSent(0xd0),
                "the message has arrived, and the reader waits for more: for a full piece, or for the end of the stream. Stop when as many bytes have arrived as the header says."),
        when(
                seen -> seen.expected("привет") && seen.gotText().startsWith("привет5"),
                "the header counts bytes, but letters are read. Read bytes, and decode them when all have arrived."),
        when(
                seen -> seen.got("null") && !seen.peerHasEnded(),
                "read() returns null although the peer has not sent everything yet. available() == 0 is not the end of the stream: -1 from in.read() is."),
        when(
                seen -> seen.expectedWords("to end") && seen.waitsForBytes(),
                "the message has arrived, and the reader waits. It counts letters, which are fewer than bytes, or compares with == and a piece jumps over that number: count bytes, and stop at >=."),
        when(
                seen ->
                        seen.expectedWords("three")
                                || seen.expectedWords("\"hi\"")
                                || seen.expectedWords("hello") && seen.peerSent(0xd0),
                "bytes of the next message, which arrived in the same piece, are lost. Keep them for the next call, or ask only for what is missing."),
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
    void close() throws IOException {
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

    /** Reads from a stream with this header and nothing after it. */
    private Call<String> read(String header) {
        byte[] bytes = header.getBytes(ISO_8859_1);
        return wire.call(
                "read(" + Bytes.quote(bytes) + ")",
                () -> new MessageReader(new CutStream(bytes), LIMIT).read());
    }

    /**
     * Reads a message of another connection, after the first reader has read everything that has
     * arrived.
     */
    private Call<String> readOther() {
        wire.settle();
        byte[] bytes = message("other").getBytes(UTF_8);
        return wire.call(
                "read() of another reader",
                () -> new MessageReader(new CutStream(bytes), LIMIT).read());
    }

    private static boolean isRead(String text) throws IOException {
        byte[] bytes = (message(text) + message("next")).getBytes(UTF_8);
        MessageReader reader = new MessageReader(new CutStream(bytes), LONGEST + 50);
        return text.equals(reader.read()) && "next".equals(reader.read());
    }

    /**
     * Reads a message; returns the message of the BadHeader, and whether much memory was reserved
     * first.
     */
    private Call<String> readAndLookAtMemory() {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean memory)
                || !memory.isThreadAllocatedMemorySupported()) {
            return Assumptions.abort("this Java does not report how much memory a thread uses");
        }
        memory.setThreadAllocatedMemoryEnabled(true);
        return wire.call(
                "read()",
                () -> {
                    MessageReader messages = reader(); // the constructor's memory does not count
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

    /**
     * Reads three messages from a stream that is cut into three pieces, in every possible way.
     * Returns the messages if they are always the same, otherwise the first ones that differ.
     */
    private Call<String> readCutEverywhere(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return wire.call(
                "read() of three pieces",
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
    class A_message {

        @Test
        @Tag("2.1")
        void is_returned_without_its_header() {
            Call<String> read = read();

            peer.sendCutAt("5         hello".getBytes(UTF_8)); // when the reader waits

            assertThat(read).returns("hello");
        }

        @Test
        @Tag("2.2")
        void has_as_many_bytes_as_its_header_says() {
            peer.send("12        привет5         hello");

            assertThat(read()).returns("привет");
        }

        @Test
        @Tag("2.3")
        void may_arrive_together_with_others() {
            peer.send("3         one5         three4         four");
            peer.end();

            assertThat(read()).returns("one");
            assertThat(read()).returns("three");
            assertThat(read()).returns("four");
        }

        @Test
        @Tag("2.4")
        void may_be_empty() {
            peer.send("0         2         hi");

            assertThat(read()).returns("");
            assertThat(read()).returns("hi");
        }

        @Test
        @Tag("2.4")
        void is_returned_unchanged() {
            peer.send("7          a\r\nb\n ");

            assertThat(read()).returns(" a\r\nb\n ");
        }

        @Test
        @Tag("2.4")
        void may_look_like_a_header() {
            peer.send("10        5         2         hi");

            assertThat(read()).returns("5         ");
            assertThat(read()).returns("hi");
        }

        @Test
        @Tag("2.4")
        void may_contain_any_characters() {
            Call<List<String>> right =
                    wire.call(
                            "the texts that read() returned correctly",
                            () -> rightOf(TEXTS, MessageReaderTest::isRead));

            assertThat(right).returns(TEXTS);
        }

        @Test
        @Tag("2.6")
        void may_have_any_length_up_to_the_limit() {
            Call<List<Integer>> right =
                    wire.call(
                            "the lengths that read() returned correctly",
                            () -> rightOf(LENGTHS, n -> isRead("x".repeat(n))));

            assertThat(right).returns(LENGTHS);
        }

        @Test
        @Tag("2.2")
        void may_have_letters_of_several_bytes_at_any_place() {
            for (int length : List.of(99_997, 99_998, 99_999, 100_000)) {
                byte[] bytes = message(letters(length)).getBytes(UTF_8);

                assertThat(
                                wire.call(
                                        "read()",
                                        () ->
                                                new MessageReader(new CutStream(bytes), 2 * LONGEST)
                                                        .read()))
                        .returns(letters(length));
            }
        }

        @Test
        @Tag("2.6")
        void may_have_many_bytes() {
            String text = "abcdefgh".repeat(100);
            peer.send("800       " + text);

            assertThat(read()).returns(text);
        }
    }

    @Nested
    class Pieces {

        @Test
        @Tag("2.5")
        void of_sixteen_bytes_are_put_together() {
            Call<String> read = read();

            peer.sendCutAt("22        Welcome to the server!".getBytes(UTF_8), 16);

            assertThat(read).returns("Welcome to the server!");
        }

        @Test
        @Tag("2.5")
        void may_contain_the_end_of_one_message_and_the_next_header() {
            Call<String> read = read();
            peer.sendCutAt("12        привет5         hello".getBytes(UTF_8), 16, 32);

            assertThat(read).returns("привет");
            assertThat(read()).returns("hello");
        }

        @Test
        @Tag("2.5")
        void may_be_parts_of_a_header() {
            Call<String> read = read();

            peer.sendCutAt("12        привет".getBytes(UTF_8), 1, 5);

            assertThat(read).returns("привет");
        }

        @Test
        @Tag("2.5")
        void may_be_parts_of_a_letter() {
            Call<String> read = read();

            peer.sendCutAt("4         да".getBytes(UTF_8), 11, 13);

            assertThat(read).returns("да");
        }

        @Test
        @Tag("2.5")
        void of_one_byte_are_put_together() {
            Call<String> read = read();

            peer.dribble("12        привет".getBytes(UTF_8));

            assertThat(read).returns("привет");
        }

        @Test
        @Tag("2.5")
        void make_the_same_messages_wherever_they_are_cut() {
            assertThat(readCutEverywhere("10        aя€😀0         2         hi"))
                    .returns("[aя€😀, , hi]");
        }

        @Test
        @Tag("2.5")
        void may_arrive_while_another_reader_reads() {
            Call<String> read = read();

            peer.send("11");
            assertThat(readOther()).returns("other");
            peer.send("        hello ");
            assertThat(readOther()).returns("other");
            peer.send("there");

            assertThat(read).returns("hello there");
        }

        @Test
        @Tag("2.5")
        void of_one_byte_may_be_forty_thousand() {
            byte[] bytes = message("x".repeat(40_000)).getBytes(UTF_8);
            int[] everywhere = IntStream.range(1, bytes.length).toArray();

            Call<Integer> read =
                    wire.call(
                            "read() of 40,000 pieces",
                            () ->
                                    new MessageReader(
                                                    new CutStream(bytes, everywhere), LIMIT * 1000)
                                            .read()
                                            .length());

            assertThat(read).returns(40_000);
        }
    }

    @Nested
    class The_end_of_the_stream {

        @Test
        @Tag("3.1")
        void before_any_message_is_reported_as_null() {
            peer.end();

            assertThat(read()).returns(null);
        }

        @Test
        @Tag("3.1")
        void after_a_message_is_reported_as_null() {
            peer.send("5         hello");
            peer.end();

            assertThat(read()).returns("hello");
            assertThat(read()).returns(null);
        }

        @Test
        @Tag("3.1")
        void after_an_empty_message_is_reported_as_null() {
            peer.send("0         ");
            peer.end();

            assertThat(read()).returns("");
            assertThat(read()).returns(null);
        }

        @Test
        @Tag("3.2")
        @DisplayName("The end of the stream in the middle of a text causes an EOFException")
        void in_the_middle_of_a_text() {
            peer.send("5         hell");
            peer.end();

            assertThat(read()).throwsA(EOFException.class);
        }

        @Test
        @Tag("3.2")
        @DisplayName("The end of the stream right after a header causes an EOFException")
        void right_after_a_header() {
            peer.send("5         ");
            peer.end();

            assertThat(read()).throwsA(EOFException.class);
        }

        @Test
        @Tag("3.3")
        @DisplayName("The end of the stream in the middle of a header causes an EOFException")
        void in_the_middle_of_a_header() {
            peer.send("2         hi0        "); // a space is missing
            peer.end();

            assertThat(read()).returns("hi");
            assertThat(read()).throwsA(EOFException.class);
        }

        @Test
        @Tag("3.4")
        @DisplayName("A reset of the connection causes an IOException")
        void by_a_reset() {
            Call<String> read = read();

            peer.reset();

            assertThat(read).throwsA(IOException.class);
        }
    }

    @Nested
    class A_header {

        @Test
        @Tag("4.1")
        void is_not_a_number_if_it_is_text() {
            peer.send("GET / HTTP");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        @Tag("4.1")
        void is_not_a_number_if_it_contains_only_spaces() {
            peer.send("          ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        @Tag("4.2")
        void is_not_a_number_if_text_follows_the_digits() {
            peer.send("22 bytes  ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        @Tag("4.1")
        void is_not_a_number_if_a_plus_is_in_front_of_the_digits() {
            peer.send("+22       ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        @Tag("4.1")
        void is_not_a_number_if_spaces_are_in_front_of_the_digits() {
            peer.send("        22");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        @Tag("4.2")
        void is_not_a_number_if_a_space_is_between_the_digits() {
            peer.send("1 2       ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        @Tag("4.2")
        void is_not_a_number_if_it_is_filled_up_with_zero_bytes() {
            peer.send("22\0\0\0\0\0\0\0\0");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        @Tag("4.1")
        void is_not_a_number_if_its_digits_are_those_of_another_writing_system() {
            peer.send("٢٢      ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        @Tag("4.3")
        void is_negative_if_a_minus_is_in_front_of_the_digits() {
            peer.send("-22       ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NEGATIVE);
        }

        @Test
        @Tag("4.4")
        void is_not_a_number_if_it_contains_only_a_minus() {
            peer.send("-         ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        @Tag("4.4")
        void is_not_a_number_if_text_follows_a_negative_number() {
            peer.send("-22 bytes ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
        }

        @Test
        @Tag("5.1")
        void may_contain_the_limit_itself() {
            String text = "abcdefgh".repeat(125);
            peer.send("1000      " + text);

            assertThat(read()).returns(text);
        }

        @Test
        @Tag("5.2")
        void is_too_long_if_it_is_one_more_than_the_limit() {
            peer.send("1001      ");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.TOO_LONG);
        }

        @Test
        @Tag("5.3")
        void is_rejected_before_memory_is_reserved_for_the_text() {
            peer.send("20000000  ");

            assertThat(readAndLookAtMemory()).returns(BadHeader.TOO_LONG);
        }

        @Test
        @Tag("5.4")
        void is_too_long_if_no_array_could_be_that_long() {
            peer.send("2147483647");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.TOO_LONG);
        }

        @Test
        @Tag("5.4")
        void is_too_long_if_its_number_does_not_fit_into_an_int() {
            peer.send("9999999999");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.TOO_LONG);
        }

        @Test
        @Tag("5.4")
        void is_too_long_even_if_a_cast_to_int_would_make_it_22() {
            peer.send("4294967318Welcome to the server!");

            assertThat(read()).throwsA(BadHeader.class, BadHeader.TOO_LONG);
        }

        @Test
        @Tag("5.2")
        void is_too_long_even_after_a_good_message_and_in_pieces() {
            Call<String> first = read();
            peer.sendCutAt("2         hi1001      ".getBytes(UTF_8), 5, 15);

            assertThat(first).returns("hi");
            assertThat(read()).throwsA(BadHeader.class, BadHeader.TOO_LONG);
        }

        @Test
        @Tag("4.2")
        void is_not_a_number_if_something_follows_the_spaces() {
            for (String header : List.of("12  34    ", "5        6", "5        -")) {
                assertThat(read(header)).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
            }
        }

        @Test
        @Tag("4.2")
        void is_not_a_number_if_other_bytes_than_spaces_fill_it_up() {
            for (String header :
                    List.of(
                            "5        \n",
                            "5        \t",
                            "5\t\t\t\t\t\t\t\t\t",
                            "5       \r\n",
                            "5\n\n\n\n\n\n\n\n\n",
                            "5        \r",
                            "5        \f",
                            "5        \u000b",
                            "5        \u001f",
                            "5        \0",
                            "5        \u0085",
                            "5        \u00a0")) {
                assertThat(read(header)).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
            }
        }

        @Test
        @Tag("4.2")
        void is_not_a_number_if_only_some_programs_read_it_as_one() {
            for (String header :
                    List.of(
                            "0x16      ",
                            "1_000     ",
                            "1,000     ",
                            "5.0       ",
                            "1e2       ",
                            "5L        ",
                            "5f        ",
                            "\u00b2         ")) {
                assertThat(read(header)).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
            }
        }

        @Test
        @Tag("4.4")
        void is_not_a_number_if_a_minus_is_in_front_of_anything_else() {
            for (String header :
                    List.of(
                            "--22      ",
                            "- 22      ",
                            "-22      \n",
                            "-1  2     ",
                            " -22      ")) {
                assertThat(read(header)).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
            }
        }

        @Test
        @Tag("4.3")
        void is_negative_for_any_limit() {
            for (String header : List.of("-1        ", "-1001     ", "-999999999")) {
                assertThat(read(header)).throwsA(BadHeader.class, BadHeader.NEGATIVE);
            }
        }

        @Test
        @Tag("5.4")
        void is_too_long_for_every_number_up_to_9999999999() {
            for (String header :
                    List.of(
                            "2147483648",
                            "3000000000",
                            "4000000000",
                            "4294967295",
                            "4294967296",
                            "4294967306",
                            "8589934592",
                            "9000000000")) {
                assertThat(read(header)).throwsA(BadHeader.class, BadHeader.TOO_LONG);
            }
        }
    }
}
