package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import kit.Call;
import kit.Likely;
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
class DelimitedTest {

    private static final int LIMIT = 20; // bytes of a frame
    private static final String TWENTY = "abcdefghijklmnopqrst";

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(PatternSyntaxException.class),
                "the first argument of replaceAll() and split() is a pattern, in which a backslash is special. Use replace(), which takes plain texts."),
        when(
                seen ->
                        seen.called("read()")
                                && !seen.expectedWords("read()")
                                && seen.threw(SocketException.class),
                "read() closes the stream, and with it the connection. The caller may still want to write: leave the stream open."),
        when(
                seen ->
                        (seen.expectedSilence() && seen.streamEnded() && seen.called("write()"))
                                || seen.threw(SocketException.class),
                "write() closes the stream, and with it the connection. Leave it open, because more messages or answers follow."),
        when(
                seen -> seen.expected("one\n\ntwo\n") && seen.gotText().startsWith("one\ntwo"),
                "write() sends nothing for an empty text. An empty text is a message as well: send its line feed."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && !seen.threwAnything(),
                "nothing was sent. A buffered stream or writer keeps the bytes until you call flush()."),
        when(
                seen -> seen.expected("привет\n") && seen.gotText().contains("\uFFFD"),
                "the text is not sent as UTF-8. Without a charset, Java takes the computer's own, which is windows-1251 while your code is graded: name UTF_8."),
        when(
                seen -> seen.expected("two\n") && seen.gotText().startsWith("abcdefgh"),
                "the text that was refused is sent together with the next one. Begin each frame anew: use a local variable, or clear the field."),
        when(
                seen -> seen.expected("a\\nb\n") && seen.gotText().startsWith("a\\\\nb"),
                "the backslashes of the escapes are doubled. Replace the backslash first, and the line endings afterwards."),
        when(
                seen -> seen.expected("a\\nb\n") && seen.gotText().startsWith("anb"),
                "the backslash of the escape is missing. In the second argument of replaceAll(), a backslash is special: use replace()."),
        when(
                seen -> seen.expected("a\\nb\n") && seen.gotText().startsWith("a\nb"),
                "the delimiter occurs in the text, so the reader finds two messages. Replace each line feed by a backslash and an n."),
        when(
                seen -> seen.expected("a\\nb\n") && seen.gotText().startsWith("a"),
                "write() changes the text, so the reader gets another one. Replace a line feed by an escape that the reader can undo."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.expectedWords("temp")
                                && seen.gotText().startsWith("C:temp"),
                "write() removes the backslash, so the reader gets another text. Send two in its place."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.expectedWords("\\r")
                                && seen.gotText().startsWith("a\\nbc"),
                "write() leaves carriage returns out, so the reader gets another text. Replace each one by a backslash and an r."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.expectedWords("\\r")
                                && seen.gotText().startsWith("a\\r\\nb\\rc"),
                "write() leaves out the carriage return in front of a line feed, so the reader gets another text. Replace each of the two by its own escape."),
        when(
                seen ->
                        seen.called("the texts that write()")
                                && !seen.gotText().startsWith("[ a ,"),
                "the text has lost the white space at its beginning and its end. Leave it as it is: no strip() or trim()."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.expectedWords("temp")
                                && seen.gotText().startsWith("C:\\t"),
                "a backslash is sent as it is, so the reader takes it for the beginning of an escape. The backslash itself needs an escape: send two."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().startsWith("a\r"),
                "a carriage return is sent as it is, and the reader may take it for a part of the line ending. Replace it by a backslash and an r."),
        when(
                seen -> seen.called("the texts that write()"),
                "other characters than line feed, carriage return and backslash are changed. Leave them as they are."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().contains("\r\n"),
                "println() writes the line ending of the computer, which is \\r\\n while your code is graded. Write \"\\n\"."),
        when(
                seen -> seen.expected("hello\n") && seen.got("hello"),
                "the text is sent without its line feed, so the reader waits for the end of the message. Send \"\\n\" after it."),
        when(
                seen ->
                        seen.expectedWords("to return")
                                && seen.called("write()")
                                && seen.threw(BadFrame.class, BadFrame.TOO_LONG),
                "write() refuses a text that meets the limit exactly. The line feed does not count, and the limit itself is allowed."),
        when(
                seen ->
                        seen.expectedWords("too long")
                                && seen.called("write()")
                                && seen.returned("write()")
                                && seen.expectedReturn()
                                && seen.peerSent('s')
                                && !seen.peerSent('t'),
                "the limit is compared with the text before its escapes. Compare the escaped text: an escape has two bytes."),
        when(
                seen ->
                        seen.expectedWords("too long")
                                && seen.returned("write()")
                                && seen.peerSent('S'),
                "not every escape counts as two bytes. Do not add them up: count the bytes of the escaped text."),
        when(
                seen ->
                        seen.expectedWords("too long")
                                && seen.returned("write()")
                                && seen.peerSent(0xd1),
                "the limit is compared with length(), which counts letters. Count the bytes."),
        when(
                seen ->
                        seen.expectedWords("too long")
                                && seen.returned("write()")
                                && !seen.peerSent('u')
                                && seen.peerSent('t'),
                "write() cuts the text without an error. Throw a BadFrame, and send nothing."),
        when(
                seen -> seen.expectedWords("too long") && seen.returned("write()"),
                "write() sends a frame that the reader has to refuse. Count its bytes, and compare them with the limit before you write."),
        when(
                seen ->
                        seen.threw(ArrayIndexOutOfBoundsException.class)
                                && (seen.expectedWords("\"\"") || seen.expected("")),
                "read() looks at the index -1 when the frame is empty. Check that there is a byte in front of the line feed."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasEnded(),
                "the loop goes on after the end of the stream, where in.read() returns -1 at every call. Leave the loop at -1."),
        when(
                seen -> seen.runsWithoutEnd() && seen.expectedWords("too long"),
                "the buffer is full, and in.read() is asked for 0 bytes: it returns 0, again and again. If the buffer is full and has no line feed, throw a BadFrame."),
        when(
                seen ->
                        seen.threw(StringIndexOutOfBoundsException.class)
                                && seen.expectedWords("bad escape"),
                "read() looks for a character after the end of the frame. If a backslash is the last one, throw a BadFrame."),
        when(
                seen -> seen.expectedWords("bad escape") && seen.got("a\\"),
                "read() accepts a backslash without a second byte. A good writer never sends one: throw a BadFrame."),
        when(
                seen -> seen.expectedWords("bad escape") && seen.gotText().startsWith("a\\\\"),
                "read() looks only at the last two bytes, but whether a backslash begins an escape depends on all bytes in front of it. Walk through the frame once, from left to right."),
        when(
                seen ->
                        seen.called("the characters that read() accepted")
                                && !seen.gotNothing()
                                && !seen.gotText().contains("t"),
                "read() accepts escapes that write() never sends, such as a capital letter. Only n, r and a second backslash may follow a backslash: throw a BadFrame."),
        when(
                seen -> seen.expectedWords("bad escape") && seen.returned("read()"),
                "read() accepts an unknown escape. Another writer may mean something by it that you do not know: throw a BadFrame."),
        when(
                seen -> seen.expected("three") && seen.got("four"),
                "write() overwrites the bytes that read() has kept for the next message. The buffer belongs to read(): use another array in write()."),
        when(
                seen -> seen.expected("three") && (seen.got("") || seen.got("\n")),
                "the rest begins with the line feed itself, so the next message is empty. Keep the bytes after the line feed."),
        when(
                seen -> seen.expected("one") && seen.gotText().startsWith("one\nth"),
                "the frame ends at the last line feed of a piece. One piece may contain several frames: look for the first line feed."),
        when(
                seen -> seen.expected("three") && seen.got("null"),
                "read() throws away the bytes after the line feed. They belong to the next messages: keep them in a field."),
        when(
                seen -> seen.expected("a\rb") && seen.got("a"),
                "readLine() ends a line at a carriage return, even without a line feed. Look for the line feed yourself."),
        when(
                seen -> seen.expected("a\rb") && seen.got("ab"),
                "read() removes every carriage return. Only one that stands directly in front of the line feed belongs to the line ending."),
        when(
                seen -> seen.expected("\ra\r") && seen.got("\ra"),
                "read() removes more than one carriage return in front of the line feed. Only the last one belongs to the line ending."),
        when(
                seen -> seen.expected("hey") && seen.got("hey\r"),
                "read() removes the carriage return only if it arrives together with its line feed, but a cut may be between the two. Look at the byte in front of the line feed when you have found it."),
        when(
                seen -> seen.expected("hello") && seen.got("hello\r"),
                "read() keeps the carriage return of the line ending. If the byte in front of the line feed is a \\r, leave it out."),
        when(
                seen -> seen.expected("hi") && seen.got("") && seen.peerSent(13),
                "read() ends a frame at a carriage return that is the last byte of a piece, and its line feed becomes an empty message. Do not decide yet: wait for the next byte."),
        when(
                seen -> seen.expected("") && seen.got("hi"),
                "an empty frame is left out. It is an empty message: return \"\"."),
        when(
                seen ->
                        seen.called("the texts that read()")
                                && seen.gotText().startsWith("[ a , \t,"),
                "read() changes a character that is not an escape. Leave it as it is: if you use one in place of a backslash for a moment, a text may contain it, too."),
        when(
                seen -> seen.called("the texts that read()"),
                "the text is changed. Return it as it is, with its white space: no strip() or trim()."),
        when(
                seen ->
                        seen.expected("привет")
                                && (seen.got("\0\0\0\0\0привет") || seen.got("helloпривет")),
                "the text begins with bytes that this connection has not sent: an earlier object has left them. Static fields belong to all objects together: let each object have its own."),
        when(
                seen -> seen.expected("привет") && seen.gotText().startsWith("\u00d0"),
                "the bytes are not decoded as UTF-8. When the frame is complete, decode it with UTF_8."),
        when(
                seen -> seen.expected("привет") && seen.gotText().contains("\uFFFD"),
                "a letter was cut, and each half was decoded on its own. Keep bytes, and decode them when the frame is complete."),
        when(
                seen -> seen.expected("a\nb\rc") && seen.got("a\\nb\\rc"),
                "the text still contains its escapes. Replace them by the characters that they stand for."),
        when(
                seen -> seen.expected("a\nb\rc") && seen.got("a"),
                "the escapes are replaced before you have found the end of the frame, so the line feed of an escape ends it. First find the end, then undo the escapes."),
        when(
                seen -> seen.expected("\\n\\\n") && seen.gotSomethingElse(),
                "the escapes are replaced one kind after the other, so the second backslash of one escape begins another. Walk through the frame once, from left to right."),
        when(
                seen ->
                        seen.expectedWords("temp")
                                && seen.threw(BadFrame.class, BadFrame.BAD_ESCAPE),
                "read() refuses two backslashes in front of a letter. The second backslash belongs to the first: go on after both."),
        when(
                seen -> seen.expected("a\r") && seen.got("a"),
                "the carriage return of an escape is removed, as if it belonged to the line ending. Remove the one in front of the line feed first, then undo the escapes."),
        when(
                seen ->
                        seen.called("the messages that read()")
                                && seen.threw(BadFrame.class, BadFrame.TOO_LONG),
                "read() refuses a short frame, because it counts bytes of other frames. Look for a line feed before you refuse a full buffer, and move what is left to the front."),
        when(
                seen ->
                        seen.expectedWords("abcdefgh")
                                && seen.returned("read()")
                                && seen.threw(BadFrame.class, BadFrame.TOO_LONG),
                "a frame is refused because of the bytes in front of it, which belong to a message that read() has returned. Move what is left to the front of the buffer."),
        when(
                seen ->
                        seen.expectedWords("abcdefgh")
                                && seen.peerSent(13)
                                && seen.threw(BadFrame.class, BadFrame.TOO_LONG),
                "limit bytes and a \\r are refused, although the \\n may still arrive. Wait for it: only limit + 2 bytes without a line feed are too many."),
        when(
                seen ->
                        seen.expectedWords("ABCDEFGH")
                                && seen.threw(BadFrame.class, BadFrame.TOO_LONG),
                "a frame that meets the limit and ends with \\r\\n is refused. The buffer needs room for limit bytes and for both bytes of the line ending."),
        when(
                seen ->
                        seen.expectedWords("abcdefgh")
                                && seen.threw(BadFrame.class, BadFrame.TOO_LONG),
                "a frame that meets the limit exactly is refused. The limit itself is allowed: > and not >=."),
        when(
                seen ->
                        seen.expectedWords("too long")
                                && seen.returned("read()")
                                && seen.peerSent(0xd0),
                "the limit is compared with length(), which counts letters. Count the bytes of the frame."),
        when(
                seen ->
                        seen.expectedWords("too long")
                                && seen.returned("read()")
                                && seen.peerSent('\\'),
                "the limit is compared with the text after its escapes. Compare the bytes of the frame before you undo its escapes."),
        when(
                seen -> seen.expectedWords("too long") && seen.returned("read()"),
                "a frame of more than limit bytes is accepted without a check. Compare its length with the limit, and throw a BadFrame."),
        when(
                seen ->
                        seen.expectedWords("too long")
                                && seen.waitsForBytes()
                                && seen.peerSent(0xd1),
                "read() counts a letter only when it is complete, so half a letter does not count. Count the bytes as they arrive, and decode the frame when it is complete."),
        when(
                seen -> seen.expectedWords("too long") && seen.waitsForBytes(),
                "read() waits for the line feed before it checks the limit. The line feed may never arrive: a good reader does not wait, and throws as soon as the buffer is full."),
        when(
                seen ->
                        (seen.expectedWords("to return null") || seen.expected("null"))
                                && seen.threw(EOFException.class),
                "read() throws an EOFException, which means that a message was cut off. Here the stream ends between two frames: return null."),
        when(
                seen ->
                        seen.expectedWords("EOFException")
                                && (seen.got("null") || seen.gotNothing()),
                "read() returns null, which means that the stream has ended between two frames. Here it ends in the middle of one: throw an EOFException."),
        when(
                seen -> seen.expectedWords("EOFException"),
                "read() returns half a frame as if it were complete. If the stream ends in front of the line feed, throw an EOFException."),
        when(
                seen -> seen.expectedWords("three") && seen.threw(EOFException.class),
                "the next frame is in the buffer already, and read() waits for more bytes before it looks. First look for a line feed among the bytes that you have."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Side side;
    private ScriptedPeer peer;

    @BeforeEach
    void connect() {
        side = new Side(wire, (in, out) -> new Delimited(in, out, LIMIT));
        peer = side.peer;
    }

    @AfterEach
    void close() throws IOException {
        side.close();
    }

    private static String acceptedAfterABackslash() throws IOException {
        StringBuilder accepted = new StringBuilder();
        for (char c = 0; c < 0x500; c++) {
            if ("\nnr\\".indexOf(c) == -1) {
                byte[] frame = ("a\\" + c + "b\n").getBytes(UTF_8);
                try {
                    new Delimited(new CutStream(frame), OutputStream.nullOutputStream(), LIMIT)
                            .read();
                    accepted.append(c);
                } catch (BadFrame e) {
                    // as expected
                }
            }
        }
        return accepted.toString();
    }

    private static byte[] bytesAndHalfALetter(String text) {
        byte[] bytes = (text + "я").getBytes(UTF_8);
        return Arrays.copyOf(bytes, bytes.length - 1);
    }

    @Nested
    class A_delimited_text {

        @Test
        @Tag("3.1")
        void is_written_with_a_line_feed_after_it() {
            assertThat(side.write("hello")).returns();

            assertThat(peer).receives("hello\n").receivesNothing();
        }

        @Test
        @Tag("3.1")
        void in_Russian_is_written_in_UTF_8() {
            assertThat(side.write("привет")).returns();

            assertThat(peer).receives("привет\n").receivesNothing();
        }

        @Test
        @Tag("3.2")
        void with_a_line_feed_is_written_on_one_line() {
            assertThat(side.write("a\nb")).returns();

            assertThat(peer).receives("a\\nb\n").receivesNothing();
        }

        @Test
        @Tag("3.2")
        void with_a_carriage_return_is_written_with_an_escape() {
            assertThat(side.write("a\r\r\nb\rc")).returns();

            assertThat(peer).receives("a\\r\\r\\nb\\rc\n").receivesNothing();
        }

        @Test
        @Tag("3.2")
        void with_a_backslash_is_written_with_two() {
            assertThat(side.write("C:\\temp\\")).returns();

            assertThat(peer).receives("C:\\\\temp\\\\\n").receivesNothing();
        }

        @Test
        @Tag("3.2")
        void that_looks_like_an_escape_is_written_with_two_backslashes() {
            assertThat(side.write("\\n or \n.")).returns();

            assertThat(peer).receives("\\\\n or \\n.\n").receivesNothing();
        }

        @Test
        @Tag("3.3")
        void may_contain_any_other_characters() {
            List<String> texts =
                    List.of(
                            " a ",
                            "100% %s %n",
                            "$1 \"'",
                            "\t",
                            "\0a\0",
                            "\u2028\u0085\f",
                            "é€",
                            "a𝄞я");

            assertThat(
                            Side.written(
                                    wire,
                                    (in, out) -> new Delimited(in, out, LIMIT),
                                    texts,
                                    text -> text + "\n"))
                    .returns(texts);
        }

        @Test
        @Tag("3.4")
        void may_have_as_many_bytes_as_the_limit() {
            assertThat(side.write(TWENTY)).returns();

            assertThat(peer).receives(TWENTY + "\n").receivesNothing();
        }

        @Test
        @Tag("3.4")
        void of_one_byte_more_than_the_limit_is_refused() {
            assertThat(side.write(TWENTY + "u")).throwsA(BadFrame.class, BadFrame.TOO_LONG);

            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("3.4")
        void of_eleven_letters_that_are_twenty_two_bytes_is_refused() {
            assertThat(side.write("приветпривет".substring(1)))
                    .throwsA(BadFrame.class, BadFrame.TOO_LONG);

            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("3.4")
        void that_is_too_long_only_with_its_escape_is_refused() {
            assertThat(side.write("abcdefghijklmnopqrs\n"))
                    .throwsA(BadFrame.class, BadFrame.TOO_LONG);

            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("3.4")
        void that_is_too_long_only_with_another_escape_is_refused() {
            assertThat(side.write("ABCDEFGHIJKLMNOPQRS\r"))
                    .throwsA(BadFrame.class, BadFrame.TOO_LONG);
            assertThat(side.write("ABCDEFGHIJKLMNOPQRS\\"))
                    .throwsA(BadFrame.class, BadFrame.TOO_LONG);

            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("3.5")
        void may_follow_one_that_was_refused() {
            assertThat(side.write(TWENTY + "u")).throwsA(BadFrame.class, BadFrame.TOO_LONG);

            assertThat(side.write("two")).returns();
            assertThat(peer).receives("two\n").receivesNothing();
        }

        @Test
        @Tag("3.5")
        void may_follow_another_and_may_be_empty() {
            assertThat(side.write("one")).returns();
            assertThat(side.write("")).returns();
            assertThat(side.write("two")).returns();

            assertThat(peer).receives("one\n\ntwo\n").receivesNothing();
        }
    }

    @Nested
    class A_delimited_frame {

        @Test
        @Tag("4.1")
        void is_returned_as_soon_as_its_line_feed_arrives() {
            Call<String> read = side.read();

            peer.sendCutAt("hello\n".getBytes(UTF_8)); // when the reader waits

            assertThat(read).returns("hello");
        }

        @Test
        @Tag("4.1")
        void is_not_returned_before_its_line_feed_arrives() {
            Call<String> read = side.read();

            peer.sendCutAt("hello".getBytes(UTF_8));

            assertThat(read).goesOn();
        }

        @Test
        @Tag("4.1")
        void may_contain_Russian_letters() {
            peer.send("привет\n");

            assertThat(side.read()).returns("привет");
        }

        @Test
        @Tag("4.1")
        void may_contain_any_characters() {
            List<String> texts =
                    List.of(
                            " a ",
                            "\t",
                            "100% %s %n",
                            "$1 \"'",
                            "\0a\0",
                            "\u2028\u0085\f",
                            "é€",
                            "\uFEFFa",
                            "\1\7\33",
                            "\uE000\uF8FF",
                            "\uFFFE\uFFFF",
                            "a𝄞я");

            assertThat(
                            Side.read(
                                    wire,
                                    (in, out) -> new Delimited(in, out, LIMIT),
                                    texts,
                                    text -> (text + "\n").getBytes(UTF_8)))
                    .returns(texts);
        }

        @Test
        @Tag("4.2")
        void may_arrive_in_one_piece_with_others() {
            peer.send("one\nthree\nfour\n");
            peer.end();

            assertThat(side.read()).returns("one");
            assertThat(side.read()).returns("three");
            assertThat(side.read()).returns("four");
        }

        @Test
        @Tag("4.2")
        void may_arrive_with_the_beginning_of_the_next() {
            Call<String> first = side.read();
            peer.sendCutAt("one\nthr".getBytes(UTF_8));
            assertThat(first).returns("one");

            Call<String> second = side.read();
            peer.sendCutAt("ee\n".getBytes(UTF_8));

            assertThat(second).returns("three");
        }

        @Test
        @Tag("4.2")
        void may_be_kept_while_a_text_is_written() {
            peer.send("one\nthree\n");
            assertThat(side.read()).returns("one");

            assertThat(side.write("four")).returns();

            assertThat(side.read()).returns("three");
        }

        @Test
        @Tag("4.2")
        @DisplayName("A thousand frames on one stream are a thousand messages")
        void may_be_one_of_a_thousand() {
            byte[] bytes = "abcdefghijklmnop\nhello\n".repeat(500).getBytes(UTF_8);
            Call<Integer> read =
                    wire.call(
                            "the messages that read() returned correctly",
                            () -> {
                                Framing framing =
                                        new Delimited(
                                                new CutStream(bytes),
                                                OutputStream.nullOutputStream(),
                                                LIMIT);
                                int right = 0;
                                for (int i = 0; i < 500; i++) {
                                    right += "abcdefghijklmnop".equals(framing.read()) ? 1 : 0;
                                    right += "hello".equals(framing.read()) ? 1 : 0;
                                }
                                return right;
                            });

            assertThat(read).returns(1000);
        }

        @Test
        @Tag("4.3")
        void may_arrive_in_two_pieces() {
            Call<String> read = side.read();

            peer.sendCutAt("hello\n".getBytes(UTF_8), 3);

            assertThat(read).returns("hello");
        }

        @Test
        @Tag("4.3")
        void may_arrive_without_its_line_feed_at_first() {
            Call<String> read = side.read();

            peer.sendCutAt("hello\n".getBytes(UTF_8), 5);

            assertThat(read).returns("hello");
        }

        @Test
        @Tag("4.3")
        void may_be_cut_in_the_middle_of_a_letter() {
            Call<String> read = side.read();

            peer.sendCutAt("привет\n".getBytes(UTF_8), 1, 7);

            assertThat(read).returns("привет");
        }

        @Test
        @Tag("4.3")
        void may_arrive_byte_by_byte() {
            Call<String> read = side.read();

            peer.dribble("привет\n".getBytes(UTF_8));

            assertThat(read).returns("привет");
        }

        @Test
        @Tag("4.3")
        @DisplayName("Frames are the same messages wherever the stream is cut")
        void is_the_same_message_wherever_it_is_cut() {
            byte[] bytes = "aя€😀\nhi\nhello\n".getBytes(UTF_8);

            assertThat(
                            Side.readCutEverywhere(
                                    wire, (in, out) -> new Delimited(in, out, LIMIT), bytes))
                    .returns("[aя€😀, hi, hello]");
        }

        @Test
        @Tag("4.4")
        void may_end_with_a_carriage_return_and_a_line_feed() {
            peer.send("hello\r\nhi\r\n");

            assertThat(side.read()).returns("hello");
            assertThat(side.read()).returns("hi");
        }

        @Test
        @Tag("4.4")
        void may_be_cut_between_carriage_return_and_line_feed() {
            Call<String> read = side.read();

            peer.sendCutAt("hey\r\nhi\r\n".getBytes(UTF_8), 4);

            assertThat(read).returns("hey");
            assertThat(side.read()).returns("hi");
        }

        @Test
        @Tag("4.5")
        void may_contain_a_carriage_return() {
            peer.send("a\rb\nhi\n");

            assertThat(side.read()).returns("a\rb");
            assertThat(side.read()).returns("hi");
        }

        @Test
        @Tag("4.5")
        void may_have_a_carriage_return_at_the_end_of_a_piece() {
            Call<String> read = side.read();

            peer.sendCutAt("a\rb\n".getBytes(UTF_8), 2);

            assertThat(read).returns("a\rb");
        }

        @Test
        @Tag("4.5")
        void loses_only_one_of_two_carriage_returns() {
            peer.send("\ra\r\r\n");

            assertThat(side.read()).returns("\ra\r");
        }

        @Test
        @Tag("4.6")
        void may_be_empty() {
            peer.send("\n\r\nhi\n");

            assertThat(side.read()).returns("");
            assertThat(side.read()).returns("");
            assertThat(side.read()).returns("hi");
        }
    }

    @Nested
    class An_escape {

        @Test
        @Tag("5.1")
        void is_replaced_by_the_character_that_it_stands_for() {
            peer.send("a\\nb\\rc\n");

            assertThat(side.read()).returns("a\nb\rc");
        }

        @Test
        @Tag("5.1")
        void of_a_backslash_may_be_followed_by_any_letter() {
            peer.send("C:\\\\temp\\\\\n");

            assertThat(side.read()).returns("C:\\temp\\");
        }

        @Test
        @Tag("5.1")
        void of_a_backslash_may_be_followed_by_a_letter_n() {
            peer.send("\\\\n\\\\\\n\n");

            assertThat(side.read()).returns("\\n\\\n");
        }

        @Test
        @Tag("5.1")
        void of_a_line_feed_does_not_end_a_frame() {
            peer.send("a\\nb\nhi\n");

            assertThat(side.read()).returns("a\nb");
            assertThat(side.read()).returns("hi");
        }

        @Test
        @Tag("5.1")
        void of_a_carriage_return_may_stand_in_front_of_the_line_ending() {
            peer.send("a\\r\nb\\r\r\n");

            assertThat(side.read()).returns("a\r");
            assertThat(side.read()).returns("b\r");
        }

        @Test
        @Tag("5.1")
        void may_be_cut_in_two() {
            Call<String> read = side.read();

            peer.sendCutAt("a\\nb\\\\\n".getBytes(UTF_8), 2, 5);

            assertThat(read).returns("a\nb\\");
        }

        @Test
        @Tag("5.2")
        @DisplayName("An escape with the letter t is refused")
        void of_another_character_is_refused() {
            peer.send("a\\tb\n");

            assertThat(side.read()).throwsA(BadFrame.class, BadFrame.BAD_ESCAPE);
        }

        @Test
        @Tag("5.2")
        @DisplayName("An escape with any other character is refused")
        void of_any_other_character_is_refused() {
            Call<String> read =
                    wire.call(
                            "the characters that read() accepted after a backslash",
                            DelimitedTest::acceptedAfterABackslash);

            assertThat(read).returns("");
        }

        @Test
        @Tag("5.2")
        void that_lacks_its_second_byte_is_refused() {
            peer.send("a\\\n");

            assertThat(side.read()).throwsA(BadFrame.class, BadFrame.BAD_ESCAPE);
        }

        @Test
        @Tag("5.2")
        void that_lacks_its_second_byte_is_refused_even_after_a_good_one() {
            peer.send("a\\\\\\\n");

            assertThat(side.read()).throwsA(BadFrame.class, BadFrame.BAD_ESCAPE);
        }
    }

    @Nested
    class The_limit {

        @Test
        @Tag("5.3")
        void may_be_met_exactly() {
            peer.send(TWENTY + "\n");

            assertThat(side.read()).returns(TWENTY);
        }

        @Test
        @Tag("5.3")
        void may_be_met_exactly_again_and_again() {
            peer.send(TWENTY + "\n" + TWENTY + "\n");

            assertThat(side.read()).returns(TWENTY);
            assertThat(side.read()).returns(TWENTY);
        }

        @Test
        @Tag("5.3")
        void may_be_met_exactly_by_a_frame_with_two_bytes_at_its_end() {
            peer.send("ABCDEFGHIJKLMNOPQRST\r\nhi\n");

            assertThat(side.read()).returns("ABCDEFGHIJKLMNOPQRST");
            assertThat(side.read()).returns("hi");
        }

        @Test
        @Tag("5.3")
        @DisplayName("A frame of one byte more than the limit is refused")
        void is_exceeded_by_one_byte_more() {
            peer.send(TWENTY + "u\n");

            assertThat(side.read()).throwsA(BadFrame.class, BadFrame.TOO_LONG);
        }

        @Test
        @Tag("5.3")
        void counts_bytes_not_letters() {
            peer.send("aбвгдежзийк\n"); // 11 letters, 21 bytes: they fit into the buffer

            assertThat(side.read()).throwsA(BadFrame.class, BadFrame.TOO_LONG);
        }

        @Test
        @Tag("5.3")
        void counts_both_bytes_of_an_escape() {
            peer.send("abcdefghijklmnopqr\\n\nabcdefghijklmnopqrs\\n\n");

            assertThat(side.read()).returns("abcdefghijklmnopqr\n");
            assertThat(side.read()).throwsA(BadFrame.class, BadFrame.TOO_LONG);
        }

        @Test
        @Tag("5.4")
        @DisplayName("A frame that is too long is refused even if its line feed does not arrive")
        void is_exceeded_even_if_no_line_feed_arrives() {
            Call<String> read = side.read();

            peer.sendCutAt((TWENTY + "uv").getBytes(UTF_8), 10);

            assertThat(read).throwsA(BadFrame.class, BadFrame.TOO_LONG);
        }

        @Test
        @Tag("5.4")
        @DisplayName(
                "A frame that is too long is refused even after a good frame in the same piece")
        void is_exceeded_even_after_a_good_frame_in_the_same_piece() {
            peer.send("hi\n" + TWENTY + "uv");

            assertThat(side.read()).returns("hi");
            assertThat(side.read()).throwsA(BadFrame.class, BadFrame.TOO_LONG);
        }

        @Test
        @Tag("5.4")
        @DisplayName(
                "A frame that is too long is refused even if it ends with half a letter so far")
        void is_exceeded_by_half_a_letter() {
            Call<String> read = side.read();

            peer.send(bytesAndHalfALetter(TWENTY + "u"));

            assertThat(read).throwsA(BadFrame.class, BadFrame.TOO_LONG);
        }

        @Test
        @Tag("5.3")
        void leaves_room_for_a_carriage_return_whose_line_feed_is_late() {
            Call<String> read = side.read();

            peer.sendCutAt((TWENTY + "\r\n").getBytes(UTF_8), 21);

            assertThat(read).returns(TWENTY);
        }
    }

    @Nested
    class The_end_of_a_delimited_stream {

        @Test
        @Tag("5.5")
        void before_any_frame_is_reported_as_null() {
            peer.end();

            assertThat(side.read()).returns(null);
        }

        @Test
        @Tag("5.5")
        void after_a_frame_is_reported_as_null() {
            peer.send("hi\n\n");
            peer.end();

            assertThat(side.read()).returns("hi");
            assertThat(side.read()).returns("");
            assertThat(side.read()).returns(null);
        }

        @Test
        @Tag("5.5")
        void does_not_end_the_other_direction() {
            peer.end();
            assertThat(side.read()).returns(null);

            assertThat(side.write("hi")).returns();
            assertThat(peer).receives("hi\n");
        }

        @Test
        @Tag("5.6")
        @DisplayName("The end of the stream in the middle of a frame causes an EOFException")
        void in_the_middle_of_a_frame() {
            peer.send("hi\nhel");
            peer.end();

            assertThat(side.read()).returns("hi");
            assertThat(side.read()).throwsA(EOFException.class);
        }

        @Test
        @Tag("5.6")
        @DisplayName("The end of the stream after a lone carriage return causes an EOFException")
        void after_a_lone_carriage_return() {
            peer.send("\r");
            peer.end();

            assertThat(side.read()).throwsA(EOFException.class);
        }
    }
}
