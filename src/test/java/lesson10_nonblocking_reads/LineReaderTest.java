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
                "the channel must not block: a selector watches it. Leave its mode as it is."),
        when(
                seen -> seen.threw(ClosedChannelException.class),
                "the channel is closed when its end is found. Leave it open: the caller closes it, and may read again, and finds END again."),
        when(
                seen ->
                        seen.runsWithoutEnd()
                                && seen.called("read(), to the end")
                                && !seen.peerHasEnded(),
                "the buffer is full, without an end of line. It has room for 0 bytes, and read() brings 0 for ever: throw an IOException."),
        when(
                seen -> seen.runsWithoutEnd() && seen.called("read(), to the end"),
                "the end of the stream is never found. read() returns -1 there, again and again: END."),
        when(
                seen -> seen.runsWithoutEnd(),
                "read() waits for bytes, in a loop that does not rest. It must return at once: 0 bytes are NOTHING_YET."),
        when(
                seen -> seen.expected("NOTHING_YET []") && seen.gotText().startsWith("END"),
                "0 bytes are not the end: the peer is silent, and may say more. Only -1 is the end."),
        when(
                seen -> seen.expected("END []") && seen.gotText().startsWith("NOTHING_YET"),
                "-1 is the end of the stream: nothing will come any more. Only 0 bytes are NOTHING_YET."),
        when(
                seen -> seen.expected("DATA []") && seen.gotText().contains("hel"),
                "a piece is taken for a line. TCP cuts where it likes: a line is complete when its \"\\n\" is here."),
        when(
                seen ->
                        seen.expectedWords("DATA []")
                                && seen.threw(IOException.class)
                                && seen.peerSent('z'),
                "1023 bytes of a line are refused, but its end may still come, and with it they are 1024. A line is too long when 1024 bytes have come and none is its end."),
        when(
                seen -> seen.expectedWords("DATA []") && seen.threw(IOException.class),
                "the buffer seems to be full after a few bytes. flip() it before you read from it: then its limit is where the bytes end."),
        when(
                seen -> seen.expected("DATA") && seen.got("END"),
                "read() reads on until nothing is left, and the bytes that it brought are told as the end. Read from the channel once: the next read() finds the end."),
        when(
                seen -> seen.expected("DATA []"),
                "one byte or more has come: that is DATA, be the line complete or not."),
        when(
                seen -> seen.expected("DATA [hello]") && seen.got("DATA [hello\n]"),
                "the line is handed over with its end. It goes to lines without its \"\\n\"."),
        when(
                seen -> seen.expected("DATA [hello]") && seen.got("DATA []"),
                "the line that came is not found. After a read the buffer stands behind the bytes: flip() it, then read from it."),
        when(
                seen -> seen.expected("DATA [hello]") && seen.gotText().endsWith("lo]"),
                "the beginning of the line is lost. clear() forgets what you have not taken out: compact() keeps it."),
        when(
                seen -> seen.expectedWords("EOFException") && !seen.threwAnything(),
                "half a line is left when the stream ends, and nobody is told: throw an EOFException."),
        when(
                seen -> seen.called("read(), three times") && seen.threw(IOException.class),
                "after many lines there is no room left: those that were taken out are still in the buffer. compact() makes room."),
        when(
                seen -> seen.expectedWords("END [0123") && seen.threw(IOException.class),
                "a line may have 1024 bytes, its end included, and this one has. Give the buffer as much, and take out the lines before you ask whether it is full."),
        when(
                seen -> seen.gotText().contains("\uFFFD"),
                "a letter was cut in two, and each half was decoded by itself. Look for the byte '\\n' first, then decode the whole line."),
        when(
                seen -> seen.expected("DATA [да]") && seen.got("DATA [Ð´Ð°]"),
                "the bytes are decoded as Latin-1, a letter each. Name the charset of the lines: UTF_8."),
        when(
                seen -> seen.expected("DATA [да]") && seen.gotSomethingElse(),
                "the bytes are decoded in the computer's own charset, windows-1251 while it is graded. Name the charset: UTF_8."),
        when(
                seen ->
                        seen.expected("DATA [hello, wide, world]")
                                && seen.gotText().startsWith("DATA [hello"),
                "only the first line of the piece is taken out. Look for the next one, until there is none."),
        when(
                seen -> seen.expected("DATA [, hello, ]"),
                "An empty line is a line, too. split() leaves out those at the end."),
        when(
                seen ->
                        seen.expectedWords("to come back")
                                && seen.peerSent('x')
                                && !seen.peerSent('z'),
                "more than 1024 bytes of a line have come, and they are dropped or kept in silence: throw an IOException."),
        when(
                seen -> seen.expectedWords("IOException") && seen.peerHasReset(),
                "the connection is lost, and nobody is told. Let the exception through."),
        when(
                seen -> seen.expectedWords("IOException") && seen.gotText().startsWith("END [x"),
                "a line of 1025 bytes is handed over. Its \"\\n\" is one of the 1024 that it may have."),
        when(
                seen -> seen.expectedWords("IOException"),
                "a line longer than 1024 bytes is not refused: throw an IOException."),
        when(
                seen -> seen.called("read(), three times"),
                "what comes out depends on where the bytes are cut. Keep all that is behind the last \"\\n\" for the next read."),
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

    /** What read() finds, and the lines that it hands over: {@code DATA [hello, world]}. */
    private Call<String> read() {
        return wire.call("read()", () -> readAll(connection, reader()));
    }

    /** The same once something has come. */
    private Call<String> readWhenReady() throws IOException {
        connection.awaitReadable();
        return read();
    }

    /** The same again and again until the end of the stream. */
    private Call<String> readToTheEnd() {
        return wire.call(
                "read(), to the end",
                () -> {
                    List<String> lines = new ArrayList<>();
                    LineReader.Found found = LineReader.Found.DATA;
                    while (found != LineReader.Found.END) {
                        connection.awaitReadable();
                        found = reader().read(lines::add);
                    }
                    return found + " " + lines;
                });
    }

    /** What a single read finds once something has come. */
    private Call<LineReader.Found> readOnceWhenReady() throws IOException {
        connection.awaitReadable();
        return wire.call("read(), once", () -> reader().read(line -> {}));
    }

    /** Takes what has come, be it with one read or with many small ones. */
    private static String readAll(Connection connection, LineReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        LineReader.Found found = reader.read(lines::add);
        while (found == LineReader.Found.DATA && connection.isReadable()) {
            found = reader.read(lines::add);
        }
        return found + " " + lines;
    }

    /**
     * The lines, if they are the same wherever the bytes are cut in three; else the first others.
     */
    private Call<String> readCutEverywhere(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return wire.call(
                "read(), three times",
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
                while (pair.here().isReadable()) {
                    reader.read(lines::add);
                }
            }
            from = to;
        }
        return lines.toString();
    }

    @Nested
    @Tag("task-1")
    class A_read {

        @Test
        void finds_nothing_yet_while_the_peer_is_silent() {
            assertThat(read()).returns("NOTHING_YET []");
        }

        @Test
        void finds_data_though_the_line_is_not_complete() throws IOException {
            server.send("hel");

            assertThat(readWhenReady()).returns("DATA []");
        }

        @Test
        void finds_nothing_yet_between_two_pieces() throws IOException {
            server.send("hel");

            assertThat(readWhenReady()).returns("DATA []");
            assertThat(read()).returns("NOTHING_YET []");
        }

        @Test
        void finds_the_end_of_a_peer_that_said_nothing() throws IOException {
            server.end();

            assertThat(readWhenReady()).returns("END []");
        }

        @Test
        void finds_the_end_again_each_time() throws IOException {
            server.send("hello\n");
            assertThat(readWhenReady()).returns("DATA [hello]");

            server.end();

            assertThat(readWhenReady()).returns("END []");
            assertThat(read()).returns("END []");
        }

        @Test
        void finds_all_that_came_before_the_end() {
            server.send("hello\n");
            server.end();

            assertThat(readToTheEnd()).returns("END [hello]");
        }

        @Test
        void finds_data_first_though_the_end_has_come_as_well() throws IOException {
            server.send("hello\n");
            server.end();
            wire.settle();

            assertThat(readOnceWhenReady()).returns(LineReader.Found.DATA);
        }

        @Test
        void fails_if_the_connection_is_reset() throws IOException {
            server.reset();

            assertThat(readWhenReady()).throwsA(IOException.class);
        }
    }

    @Nested
    @Tag("task-2")
    class A_line {

        @Test
        void is_handed_over_without_its_end() throws IOException {
            server.send("hello\n");

            assertThat(readWhenReady()).returns("DATA [hello]");
        }

        @Test
        void is_one_of_several_in_a_piece() throws IOException {
            server.send("hello\nwide\nworld\n");

            assertThat(readWhenReady()).returns("DATA [hello, wide, world]");
        }

        @Test
        void may_be_empty() throws IOException {
            server.send("\nhello\n\n");

            assertThat(readWhenReady()).returns("DATA [, hello, ]");
        }

        @Test
        void is_put_together_from_its_pieces() throws IOException {
            server.send("hel");
            assertThat(readWhenReady()).returns("DATA []");
            server.send("lo\nwor");
            assertThat(readWhenReady()).returns("DATA [hello]");
            server.send("ld\n");
            assertThat(readWhenReady()).returns("DATA [world]");
        }

        @Test
        void may_be_cut_inside_a_letter() throws IOException {
            server.send(new byte[] {(byte) 0xd0});
            assertThat(readWhenReady()).returns("DATA []");
            server.send(new byte[] {(byte) 0xb4, (byte) 0xd0, (byte) 0xb0, '\n'});
            assertThat(readWhenReady()).returns("DATA [да]");
        }

        @Test
        void is_the_same_wherever_it_is_cut() {
            assertThat(readCutEverywhere("aя\n\n€😀\n")).returns("[aя, , €😀]");
        }

        @Test
        void may_have_1024_bytes_with_its_end() {
            String line = "0123456789abcde".repeat(68) + "xyz";
            server.send(line + "\n");
            server.end();

            assertThat(readToTheEnd()).returns("END [" + line + "]");
        }

        @Test
        void of_1024_bytes_may_come_without_its_end_at_first() throws IOException {
            String line = "0123456789abcde".repeat(68) + "xyz";
            server.send(line);
            assertThat(readWhenReady()).returns("DATA []");

            server.send("\n");

            assertThat(readWhenReady()).returns("DATA [" + line + "]");
        }

        @Test
        void is_one_of_more_than_the_buffer_holds() {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                lines.add("line " + i);
            }
            server.send(String.join("\n", lines) + "\n");
            server.end();

            assertThat(readToTheEnd()).returns("END " + lines);
        }

        @Test
        void that_the_stream_ends_in_is_an_end_of_file() {
            server.send("hello\nwor");
            server.end();

            assertThat(readToTheEnd()).throwsA(EOFException.class);
        }

        @Test
        void that_is_too_long_is_an_exception() {
            server.send("x".repeat(1025));
            server.send("x".repeat(1025));

            assertThat(readToTheEnd()).throwsA(IOException.class);
        }

        @Test
        void that_is_too_long_by_its_end_alone_is_an_exception_too() {
            server.send("x".repeat(1024) + "\n");
            server.end();

            assertThat(readToTheEnd()).throwsA(IOException.class);
        }
    }
}
