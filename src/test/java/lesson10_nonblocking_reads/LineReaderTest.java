package lesson10_nonblocking_reads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.util.ArrayList;
import java.util.List;
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
class LineReaderTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(IllegalBlockingModeException.class),
                "read() changes the channel to blocking mode, but a selector watches the channel, so Java refuses. Leave its mode as it is."),
        when(
                seen -> seen.threw(ClosedChannelException.class),
                "read() closes the channel at the end of the stream, so the next call fails. Leave it open: the caller closes it, and may call read() again, which returns END again."),
        when(
                seen ->
                        seen.runsWithoutEnd()
                                && seen.called("read() to the end")
                                && !seen.peerHasEnded(),
                "the buffer is full and contains no end of line. It has room for 0 bytes, so channel.read returns 0 forever: throw an IOException."),
        when(
                seen -> seen.runsWithoutEnd() && seen.called("read() to the end"),
                "read() never finds the end of the stream. There, channel.read returns -1, at every call: return END."),
        when(
                seen -> seen.runsWithoutEnd(),
                "read() asks the channel in a loop until bytes arrive. It must return immediately: 0 bytes mean NOTHING_YET."),
        when(
                seen -> seen.called("whether the channel is still open"),
                "read() closes the channel before it throws its exception. Leave it open: it belongs to the caller, who may still have something to send."),
        when(
                seen -> seen.called("whether the channel is open"),
                "read() closes the channel at the end of the stream. Leave it open: it belongs to the caller, who may still have something to send."),
        when(
                seen ->
                        seen.expected("[one, two]")
                                && seen.gotText().startsWith("[one, two] (cut after 1"),
                "a reader passes on bytes that another one has kept. A static field, even a ThreadLocal, belongs to several readers: keep the bytes in a field of the object."),
        when(
                seen ->
                        seen.expected("DATA [\uFEFFhi, \uFEFF]")
                                && seen.gotText().startsWith("DATA [hi"),
                "U+FEFF at the beginning of a line is removed. Other programs use it to mark the byte order of a file, but here it is a character like any other: pass it on."),
        when(
                seen -> seen.called("the reads of the channel"),
                "read() reads from the channel again while there is more. If the peer sends fast enough, read() never returns: read once per call."),
        when(
                seen -> seen.expected("NOTHING_YET []") && seen.gotText().startsWith("END"),
                "read() takes 0 bytes for the end. The peer is silent, but may send more later: only -1 is the end."),
        when(
                seen -> seen.expected("END []") && seen.gotText().startsWith("NOTHING_YET"),
                "read() takes -1 for NOTHING_YET. -1 is the end of the stream, after which no more bytes arrive; only 0 bytes are NOTHING_YET."),
        when(
                seen -> seen.expected("DATA []") && seen.gotText().contains("hel"),
                "read() takes a piece for a line. TCP may cut the bytes anywhere: a line is complete when its \"\\n\" has arrived."),
        when(
                seen ->
                        seen.expectedWords("DATA []")
                                && seen.threw(IOException.class)
                                && seen.peerSent('z'),
                "a line of 1023 bytes so far is rejected, but its end may still arrive, and then it has 1024. A line is too long if 1024 bytes have arrived and none of them is its end."),
        when(
                seen -> seen.expectedWords("DATA []") && seen.threw(IOException.class),
                "the buffer seems to be full after a few bytes. Call flip() before you read from it, so that its limit is where the received bytes end."),
        when(
                seen -> seen.expected("DATA") && seen.got("END"),
                "read() reads on until nothing is left, and reports only the end that it finds there. Read from the channel once: the next read() finds the end."),
        when(
                seen -> seen.expected("DATA []"),
                "at least one byte has arrived, so the result is DATA, whether a line is complete or not."),
        when(
                seen -> seen.expected("DATA [hello]") && seen.got("DATA [hello\n]"),
                "the line is passed on with its end. Pass it to lines without its \"\\n\"."),
        when(
                seen -> seen.expected("DATA [hello]") && seen.got("DATA []"),
                "a complete line has arrived, and it is not found. After a read, the buffer's position is after the received bytes: call flip(), then read from it."),
        when(
                seen -> seen.expected("DATA [hello]") && seen.gotText().endsWith("lo]"),
                "the beginning of the line is lost. clear() forgets the bytes that you have not taken out: compact() keeps them."),
        when(
                seen ->
                        seen.expectedWords("EOFException")
                                && !seen.threwAnything()
                                && seen.peerSent(0xd0),
                "the stream ends after half of the first letter of a line, and read() does not report it. A single byte is the beginning of a line, even if it is not a letter yet: throw an EOFException."),
        when(
                seen -> seen.expectedWords("EOFException") && !seen.threwAnything(),
                "the stream ends, half a line is left, and read() does not report it. Throw an EOFException."),
        when(
                seen -> seen.called("read() of three pieces") && seen.threw(IOException.class),
                "after several lines the buffer has no room left, because the lines that you took out are still in it. compact() makes room."),
        when(
                seen -> seen.expectedWords("END [0123") && seen.threw(IOException.class),
                "this line has 1024 bytes, including its end, and is rejected. Give the buffer room for as many, and take out the lines before you check whether it is full."),
        when(
                seen -> seen.gotText().contains("\uFFFD"),
                "a letter was split between two reads, and each half was decoded on its own. Look for the byte '\\n' first, then decode the complete line."),
        when(
                seen -> seen.expected("DATA [да]") && seen.got("DATA [Ð´Ð°]"),
                "the bytes are decoded as Latin-1, one letter per byte. Name the charset of the lines: UTF_8."),
        when(
                seen -> seen.expected("DATA [да]") && seen.gotSomethingElse(),
                "the bytes are not decoded as UTF-8. Without a charset, Java takes the computer's own, which is windows-1251 while your code is graded: name UTF_8."),
        when(
                seen ->
                        seen.expected("DATA [hello, wide, world]")
                                && seen.gotText().startsWith("DATA [hello"),
                "only the first line of the piece is taken out. Look for the next end of line, until there is none."),
        when(
                seen -> seen.expected("DATA [, hello, ]"),
                "empty lines are left out, as split() does with those at the end. An empty line is a line as well: pass it on."),
        when(
                seen -> seen.expectedWords("to end") && seen.peerSent('x') && !seen.peerSent('z'),
                "more than 1024 bytes of a line have arrived, and read() drops or keeps them without an exception. Throw an IOException."),
        when(
                seen -> seen.expectedWords("IOException") && seen.peerHasReset(),
                "the connection is lost, and read() catches the exception, so the caller does not notice. Let the exception out."),
        when(
                seen -> seen.expectedWords("IOException") && seen.gotText().startsWith("END [x"),
                "a line of 1025 bytes is passed on. Its \"\\n\" is one of the 1024 bytes that a line may have."),
        when(
                seen ->
                        seen.expectedWords("IOException")
                                && seen.called("read() of 1024 bytes")
                                && !seen.threwAnything(),
                "1024 bytes of a line have arrived, none of them is its end, and read() waits for more. Its end would be byte 1025, so throw an IOException at this call or the next."),
        when(
                seen -> seen.expectedWords("IOException") && seen.gotText().startsWith("END [я"),
                "a line of 600 letters and 1201 bytes is passed on. The limit is in bytes, and a letter may have several: count the bytes, not the letters."),
        when(
                seen -> seen.expectedWords("IOException"),
                "a line of more than 1024 bytes is not rejected. Throw an IOException."),
        when(
                seen -> seen.called("read() of three pieces"),
                "the lines depend on where the bytes are cut. Keep all bytes after the last \"\\n\" for the next read."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Connection connection;
    private ScriptedPeer server;
    private LineReader reader;

    @BeforeEach
    void connect() throws IOException {
        ScriptedListener listener = wire.listen();
        connection = new Connection(listener);
        server = listener.accept();
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
    }

    private LineReader reader() {
        if (reader == null) {
            reader = new LineReader(connection.channel());
        }
        return reader;
    }

    /**
     * Calls {@code read()}; returns its result and the lines that it passes on: {@code DATA [hello,
     * world]}.
     */
    private Call<String> read() {
        return wire.call("read()", () -> readAll(connection, reader()));
    }

    /** Does the same as {@link #read()}, after something has arrived. */
    private Call<String> readWhenReady() throws IOException {
        connection.awaitReadable();
        return read();
    }

    /**
     * Calls {@code read()} until the end of the stream; returns the last result and all lines.
     * After {@code DATA} it calls again immediately, because an exception may come at that next
     * call.
     */
    private Call<String> readToTheEnd() {
        return wire.call(
                "read() to the end",
                () -> {
                    List<String> lines = new ArrayList<>();
                    LineReader.Found found = LineReader.Found.NOTHING_YET;
                    while (found != LineReader.Found.END) {
                        if (found == LineReader.Found.NOTHING_YET) {
                            connection.awaitReadable();
                        }
                        found = reader().read(lines::add);
                    }
                    return found + " " + lines;
                });
    }

    /** Calls {@code read()} until it has read this many bytes, and then once more. */
    private Call<LineReader.Found> readAndReadAgain(int bytes) throws IOException {
        CountingChannel channel = new CountingChannel(connection.channel());
        LineReader counted = new LineReader(channel);
        return wire.call(
                "read() of " + bytes + " bytes, and once more",
                () -> {
                    long before = -1;
                    while (before < channel.bytesRead() && channel.bytesRead() < bytes) {
                        before = channel.bytesRead();
                        connection.awaitReadable();
                        counted.read(line -> {});
                    }
                    return counted.read(line -> {});
                });
    }

    private Call<Boolean> whetherStillOpen() {
        return wire.call("whether the channel is still open", connection.channel()::isOpen);
    }

    /** Calls {@code read()} once, after something has arrived. */
    private Call<LineReader.Found> readOnceWhenReady() throws IOException {
        connection.awaitReadable();
        return wire.call("a single read()", () -> reader().read(line -> {}));
    }

    /** Reads everything that has arrived, with one read or with many small ones. */
    private static String readAll(Connection connection, LineReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        LineReader.Found found = reader.read(lines::add);
        while (found == LineReader.Found.DATA && connection.isReadable()) {
            found = reader.read(lines::add);
        }
        return found + " " + lines;
    }

    /**
     * Reads bytes that are cut into three pieces, in every possible way. Returns the lines if they
     * are always the same, otherwise the first ones that differ.
     */
    private Call<String> readCutEverywhere(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return wire.call(
                "read() of three pieces",
                () -> {
                    try (Connection.Pair pair = Connection.Pair.open()) {
                        LineReader reader = new LineReader(pair.here().channel());
                        String whole = readCut(pair, reader, bytes, bytes.length, bytes.length);
                        for (int i = 1; i < bytes.length; i++) {
                            for (int j = i; j < bytes.length; j++) {
                                String lines = readCut(pair, reader, bytes, i, j);
                                if (!lines.equals(whole)) {
                                    return lines + " (cut after " + i + " and " + j + " bytes)";
                                }
                            }
                        }
                        return whole;
                    }
                });
    }

    private static String readCut(
            Connection.Pair pair, LineReader reader, byte[] bytes, int i, int j)
            throws IOException {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int to : new int[] {i, j, bytes.length}) {
            if (from < to) {
                pair.there().write(ByteBuffer.wrap(bytes, from, to - from));
                pair.here().awaitReadable();
                LineReader.Found found = reader.read(lines::add);
                while (found == LineReader.Found.DATA && pair.here().isReadable()) {
                    found = reader.read(lines::add);
                }
            }
            from = to;
        }
        return lines.toString();
    }

    @Nested
    class A_read {

        @Test
        @Tag("1.1")
        @DisplayName("A read returns DATA even if no line is complete")
        void returns_data_even_if_no_line_is_complete() throws IOException {
            server.send("hel");

            assertThat(readWhenReady()).returns("DATA []");
        }

        @Test
        @Tag("1.2")
        @DisplayName("A read returns NOTHING_YET while the peer is silent")
        void returns_nothing_yet_while_the_peer_is_silent() {
            assertThat(read()).returns("NOTHING_YET []");
        }

        @Test
        @Tag("1.2")
        @DisplayName("A read returns NOTHING_YET between two pieces")
        void returns_nothing_yet_between_two_pieces() throws IOException {
            server.send("hel");

            assertThat(readWhenReady()).returns("DATA []");
            assertThat(read()).returns("NOTHING_YET []");
        }

        @Test
        @Tag("1.3")
        @DisplayName("A read returns END if the peer ends its stream without a byte")
        void returns_end_if_the_peer_ends_its_stream_without_a_byte() throws IOException {
            server.end();

            assertThat(readWhenReady()).returns("END []");
        }

        @Test
        @Tag("1.3")
        @DisplayName("A read after the end returns END again")
        void after_the_end_returns_end_again() throws IOException {
            server.end();

            assertThat(readWhenReady()).returns("END []");
            assertThat(read()).returns("END []");
        }

        @Test
        @Tag("1.3")
        @DisplayName("A read that finds the end leaves the channel open")
        void leaves_the_channel_open_at_the_end() throws IOException {
            server.end();

            assertThat(readWhenReady()).returns("END []");
            assertThat(wire.call("whether the channel is open", connection.channel()::isOpen))
                    .returns(true);
        }

        @Test
        @Tag("1.4")
        @DisplayName("A read returns DATA first if bytes and the end have both arrived")
        void returns_data_first_if_bytes_and_the_end_have_both_arrived() throws IOException {
            server.send("hello\n");
            server.end();
            wire.settle();

            assertThat(readOnceWhenReady()).returns(LineReader.Found.DATA);
        }

        @Test
        @Tag("1.5")
        void reads_from_the_channel_only_once() throws IOException {
            server.send("hello\n".repeat(100));
            connection.awaitReadable();
            CountingChannel channel = new CountingChannel(connection.channel());
            LineReader counted = new LineReader(channel);

            Call<LineReader.Found> read = wire.call("read()", () -> counted.read(line -> {}));

            assertThat(read).returns(LineReader.Found.DATA);
            assertThat(wire.call("the reads of the channel", channel::reads)).returns(1);
        }

        @Test
        @Tag("1.5")
        @DisplayName("A read reads from the channel only once even if more than a line has arrived")
        void reads_from_the_channel_only_once_even_if_much_has_arrived() throws IOException {
            server.send("hello\n".repeat(1300)); // more than a line may have
            wire.settle();
            connection.awaitReadable();
            CountingChannel channel = new CountingChannel(connection.channel());
            LineReader counted = new LineReader(channel);

            assertThat(wire.call("read()", () -> counted.read(line -> {}))).ends();
            assertThat(wire.call("the reads of the channel", channel::reads)).returns(1);
        }

        @Test
        @Tag("1.6")
        @DisplayName("A read throws an IOException if the connection is reset")
        void throws_if_the_connection_is_reset() throws IOException {
            server.reset();

            assertThat(readWhenReady()).throwsA(IOException.class);
        }
    }

    @Nested
    class A_line {

        @Test
        @Tag("2.1")
        void is_passed_on_without_its_end() throws IOException {
            server.send("hello\n");

            assertThat(readWhenReady()).returns("DATA [hello]");
        }

        @Test
        @Tag("2.1")
        void is_passed_on_once_and_the_next_reads_return_the_end() throws IOException {
            server.send("hello\n");
            assertThat(readWhenReady()).returns("DATA [hello]");

            server.end();

            assertThat(readWhenReady()).returns("END []");
            assertThat(read()).returns("END []");
        }

        @Test
        @Tag("2.1")
        void that_arrived_right_before_the_end_is_passed_on() {
            server.send("hello\n");
            server.end();

            assertThat(readToTheEnd()).returns("END [hello]");
        }

        @Test
        @Tag("2.1")
        void is_found_after_another_line_in_the_same_piece() throws IOException {
            server.send("hello\nwide\nworld\n");

            assertThat(readWhenReady()).returns("DATA [hello, wide, world]");
        }

        @Test
        @Tag("2.2")
        @DisplayName("A line in Russian is decoded as UTF-8")
        void in_russian_is_decoded_as_utf_8() throws IOException {
            server.send("да\n");

            assertThat(readWhenReady()).returns("DATA [да]");
        }

        @Test
        @Tag("2.3")
        void that_is_empty_is_passed_on() throws IOException {
            server.send("\nhello\n\n");

            assertThat(readWhenReady()).returns("DATA [, hello, ]");
        }

        @Test
        @Tag("2.3")
        void keeps_its_spaces_and_a_carriage_return() throws IOException {
            server.send("   \n\t100 % \r\n");

            assertThat(readWhenReady()).returns("DATA [   , \t100 % \r]");
        }

        @Test
        @Tag("2.3")
        @DisplayName("A line keeps a U+FEFF at its beginning")
        void keeps_a_byte_order_mark() throws IOException {
            server.send("\uFEFFhi\n\uFEFF\n");

            assertThat(readWhenReady()).returns("DATA [\uFEFFhi, \uFEFF]");
        }

        @Test
        @Tag("2.4")
        void is_put_together_from_its_pieces() throws IOException {
            server.send("hel");
            assertThat(readWhenReady()).returns("DATA []");
            server.send("lo\nwor");
            assertThat(readWhenReady()).returns("DATA [hello]");
            server.send("ld\n");
            assertThat(readWhenReady()).returns("DATA [world]");
        }

        @Test
        @Tag("2.4")
        @DisplayName("A line is correct even if a letter is split between two reads")
        void is_correct_even_if_a_letter_is_split() throws IOException {
            server.send(new byte[] {(byte) 0xd0});
            assertThat(readWhenReady()).returns("DATA []");
            server.send(new byte[] {(byte) 0xb4, (byte) 0xd0, (byte) 0xb0, '\n'});
            assertThat(readWhenReady()).returns("DATA [да]");
        }

        @Test
        @Tag("2.4")
        void is_the_same_wherever_its_bytes_are_cut() {
            assertThat(readCutEverywhere("aя\n\n€😀\n")).returns("[aя, , €😀]");
        }

        @Test
        @Tag("2.5")
        void contains_no_bytes_of_another_reader() throws IOException {
            server.send("hel");
            assertThat(readWhenReady()).returns("DATA []");

            assertThat(readCutEverywhere("one\ntwo\n")).returns("[one, two]");
            server.send("lo\n");

            assertThat(readWhenReady()).returns("DATA [hello]");
        }

        @Test
        @Tag("3.1")
        @DisplayName("A line that is cut off by the end of the stream causes an EOFException")
        void that_is_cut_off_by_the_end_causes_an_eof_exception() {
            server.send("hello\nwor");
            server.end();

            assertThat(readToTheEnd()).throwsA(EOFException.class);
        }

        @Test
        @Tag("3.1")
        @DisplayName("A line that is cut off within its first letter causes an EOFException")
        void that_is_cut_off_within_its_first_letter_causes_an_eof_exception() {
            server.send(new byte[] {'h', 'i', '\n', (byte) 0xd0});
            server.end();

            assertThat(readToTheEnd()).throwsA(EOFException.class);
        }

        @Test
        @Tag("3.1")
        @DisplayName("A line that is cut off by the end of the stream leaves the channel open")
        void that_is_cut_off_by_the_end_leaves_the_channel_open() {
            server.send("hello\nwor");
            server.end();

            assertThat(readToTheEnd()).throwsA(EOFException.class);
            assertThat(whetherStillOpen()).returns(true);
        }

        @Test
        @Tag("3.2")
        @DisplayName("A line of 1024 bytes, including its end, is passed on")
        void of_1024_bytes_including_its_end_is_passed_on() {
            String line = "0123456789abcde".repeat(68) + "xyz";
            server.send(line + "\n");
            server.end();

            assertThat(readToTheEnd()).returns("END [" + line + "]");
        }

        @Test
        @Tag("3.2")
        @DisplayName("A line of 1024 bytes is passed on even if its end arrives later")
        void of_1024_bytes_is_passed_on_even_if_its_end_arrives_later() throws IOException {
            String line = "0123456789abcde".repeat(68) + "xyz";
            server.send(line);
            assertThat(readWhenReady()).returns("DATA []");

            server.send("\n");

            assertThat(readWhenReady()).returns("DATA [" + line + "]");
        }

        @Test
        @Tag("3.3")
        @DisplayName("A line that never ends causes an IOException")
        void that_never_ends_causes_an_io_exception() {
            server.send("x".repeat(1025));
            server.send("x".repeat(1025));

            assertThat(readToTheEnd()).throwsA(IOException.class);
        }

        @Test
        @Tag("3.3")
        @DisplayName("A line of 1025 bytes, including its end, causes an IOException")
        void of_1025_bytes_including_its_end_causes_an_io_exception() {
            server.send("x".repeat(1024) + "\n");
            server.end();

            assertThat(readToTheEnd()).throwsA(IOException.class);
        }

        @Test
        @Tag("3.3")
        @DisplayName("A line of 1024 bytes without its end causes an IOException")
        void of_1024_bytes_without_its_end_causes_an_io_exception() throws IOException {
            server.send("x".repeat(1024));

            assertThat(readAndReadAgain(1024)).throwsA(IOException.class);
        }

        @Test
        @Tag("3.3")
        @DisplayName("A line of 600 letters that have two bytes each causes an IOException")
        void of_600_letters_of_two_bytes_causes_an_io_exception() {
            server.send("я".repeat(600) + "\n");
            server.end();

            assertThat(readToTheEnd()).throwsA(IOException.class);
        }

        @Test
        @Tag("3.3")
        @DisplayName("A line that is too long leaves the channel open")
        void that_is_too_long_leaves_the_channel_open() {
            server.send("x".repeat(1024) + "\n");
            server.end();

            assertThat(readToTheEnd()).throwsA(IOException.class);
            assertThat(whetherStillOpen()).returns(true);
        }

        @Test
        @Tag("3.4")
        void may_be_one_of_many_that_are_longer_than_the_limit_together() {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                lines.add("line " + i);
            }
            server.send(String.join("\n", lines) + "\n");
            server.end();

            assertThat(readToTheEnd()).returns("END " + lines);
        }
    }
}
