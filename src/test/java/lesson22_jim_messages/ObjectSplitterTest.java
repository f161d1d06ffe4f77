package lesson22_jim_messages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import kit.Call;
import kit.Likely;
import kit.Wire;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import workbook.wire.Bytes;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ObjectSplitterTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("feed(a carriage return"),
                "a carriage return in a string breaks the object, but only the byte \\n does that. JimObject finds every other wrong character later."),
        when(
                seen -> seen.called("feed(8193 bytes and more, others in it"),
                "the rest of an object that is too long is read as new objects. Go on counting its braces and looking for its strings, but store nothing."),
        when(
                seen -> seen.called("feed(8193 bytes and more"),
                "an object that is too long is not skipped by the rules that hold for all objects. Objects in it are a part of it; a line end in a string ends it, and so does a \"{\" where no value can be."),
        when(
                seen -> seen.called("feed(two that are kept"),
                "both objects are in the same array, so the second has overwritten the first. Make an array for each object, because it belongs to the sink from then on."),
        when(
                seen -> seen.called("what is kept") && seen.expected("less than 512 KB"),
                "an object that is too long is reported, but all its bytes are stored, so a client can use up your memory. Count its bytes and store none of them."),
        when(
                seen ->
                        seen.called("feed(9000 bytes, no end")
                                && seen.got("[]")
                                && !seen.called("end()"),
                "an object of more than 8192 bytes is reported only at its end, which may never come. Call broken() when byte 8193 arrives."),
        when(
                seen -> seen.called("feed(8192 bytes") && !seen.called("feed(8193"),
                "an object may have 8192 bytes, including its two braces, and this one has exactly that many. Compare with Limits.BYTES again."),
        when(
                seen ->
                        (seen.called("feed(8193") || seen.called("feed(9000"))
                                && seen.threw(IndexOutOfBoundsException.class),
                "the array is full, and feed() stores one more byte without checking. If an object has more than 8192 bytes, call broken() and do not store them."),
        when(
                seen ->
                        seen.called("feed(8193")
                                || seen.called("feed(the rest")
                                || seen.called("feed(9000") && !seen.called("end()"),
                "an object that is too long must be reported once, and then skipped to its end by the same rules as any other. After that, the next object begins."),
        when(
                seen -> seen.called("feed(4 of"),
                "feed() looks at the whole array, but only its first n bytes have arrived. The others are left over from an earlier read."),
        when(
                seen ->
                        seen.expected("[]")
                                && seen.called("end()")
                                && seen.gotText().contains("broken"),
                "end() reports bytes that were reported before, or that are not part of an object. Report only an incomplete object, and only if it was not reported as too long."),
        when(
                seen -> seen.called("end()") && seen.expected("[broken]"),
                "the stream ends inside an object, which will never be complete. Call broken() in end()."),
        when(
                seen -> seen.called("feed(line end in a string") && seen.got("[broken]"),
                "after the broken object, the next one is not found. When a \"{\" begins an object, reset every field that describes an object."),
        when(
                seen -> seen.called("feed(line end in a string"),
                "a string goes on after a line end, but then its quote is missing, because JSON escapes line ends. Call broken() once, and look for the next \"{\"."),
        when(
                seen -> seen.called("feed(a space before a brace"),
                "the byte just before the \"{\" is a space, as Python writes it, and feed() takes that for damage. Remember the last byte that is not whitespace."),
        when(
                seen -> seen.called("feed(a bracket"),
                "brackets are counted like braces, but only braces show where an object ends. JimObject checks later whether the content is valid."),
        when(
                seen -> seen.called("feed(a brace after a mark"),
                "a byte order mark inside of an object is ignored, but it means nothing only between objects. It is not ':', ',' or '[', so no value can be after it."),
        when(
                seen -> seen.called("feed(a brace after a string"),
                "the quote that ends a string is not remembered, so the byte in front of the \"{\" seems to be ':' or ','. Remember the last byte outside of the text of strings, quotes included; a value cannot be after a string."),
        when(
                seen -> seen.called("feed(a brace is missing"),
                "a \"{\" stands where no value can be, because it is not after ':', ',' or '['. The object before it lacks its brace: call broken(), and begin a new object here."),
        when(
                seen -> seen.expectedWords("broken, {") && !seen.gotText().contains("{"),
                "after bytes that are not an object, no object is found any more. A \"{\" between objects always begins the next one."),
        when(
                seen -> seen.called("feed(mark") || seen.called("feed(ef"),
                "the bytes ef bb bf between objects are a byte order mark, which means nothing. Ignore them like whitespace."),
        when(
                seen ->
                        seen.called("the bytes that are ignored")
                                || seen.called("feed(broken bytes: NUL"),
                "feed() ignores a byte that is not whitespace, or reports one that is. Whitespace is space, tab, \\r and \\n only; a byte from 80 on is negative in Java."),
        when(
                seen -> seen.called("feed() of two splitters"),
                "two splitters share a field, because it is static. Each stream needs fields of its own."),
        when(
                seen -> seen.called("feed(broken bytes") && seen.gotText().equals("[]"),
                "bytes between objects that are not whitespace must be reported at once: call broken()."),
        when(
                seen -> seen.called("feed(broken bytes"),
                "bytes between two objects are reported more than once. Remember in a field that you have called broken(), until the next \"{\"."),
        when(
                seen -> seen.called("feed(a brace in a string"),
                "a brace inside a string is counted, but it is text. Remember whether you are inside a string, and count only outside."),
        when(
                seen -> seen.called("feed(a quote in a string"),
                "a quote after a backslash ends the string, but it is text. After a backslash, the next byte never ends a string."),
        when(
                seen -> seen.called("feed(a backslash"),
                "the quote after two backslashes does not end the string, but it should: they are one escaped backslash. A backslash that is escaped itself escapes nothing."),
        when(
                seen -> seen.called("feed(nested") && seen.gotText().startsWith("[broken"),
                "an object inside another one is taken for the next one. After ':', ',' and '[' there may be a value, and an object is a value."),
        when(
                seen -> seen.called("feed(nested"),
                "the first \"}\" is taken for the end of the object. Count the braces: \"{\" adds one, \"}\" takes one away, and at 0 the object is complete."),
        when(
                seen -> seen.called("feed(over lines"),
                "a line is taken for an object, but an object may have several lines, and a line several objects. Only the braces show where it ends."),
        when(
                seen ->
                        seen.gotText().contains("\uFFFD")
                                || seen.called("feed(first half of a letter"),
                "each piece is decoded alone, and here a letter was cut in two. Do not decode anything: look at bytes, and store bytes."),
        when(
                seen -> seen.called("feed(whitespace"),
                "whitespace between objects is not ignored. It is space, tab, \\r and \\n."),
        when(
                seen -> seen.called("feed(half") && seen.gotText().contains("broken"),
                "half an object is taken for a broken one, but TCP may cut anywhere. Store what has arrived, and wait for the rest."),
        when(
                seen -> seen.called("feed(half"),
                "the first part of the object is lost, or something is reported too early. Store the bytes and the number of open braces in fields, for the next call."),
        when(
                seen -> seen.called("feed() of three pieces"),
                "the result depends on where the bytes are cut. Everything that you know about the object so far must be in fields, not in variables of feed()."),
        when(
                seen -> seen.called("feed(no line end") && seen.got("[]"),
                "an object is found too late, or never. It is complete with its last \"}\": no line end, nor anything else, need follow."),
        when(
                seen -> seen.called("feed(glued") || seen.called("feed(no line end"),
                "a piece or a line is taken for one object. There may be several in a piece, with nothing between them."),
    };

    private static final String QUIT = "{\"action\":\"quit\"}";
    private static final String PROBE = "{\"action\":\"probe\",\"time\":1}";

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final Recorder found = new Recorder();
    private ObjectSplitter splitter;

    /** Remembers what a splitter reports. */
    private static final class Recorder implements ObjectSink {

        private final List<String> found = new ArrayList<>();

        @Override
        public void object(byte[] json) {
            String text = new String(json, UTF_8);
            found.add(text.length() < 100 ? text : "{… " + json.length + " bytes}");
        }

        @Override
        public void broken() {
            found.add("broken");
        }

        /** Returns everything that was reported since the last call. */
        String take() {
            String all = found.toString();
            found.clear();
            return all;
        }
    }

    private ObjectSplitter splitter() {
        if (splitter == null) {
            splitter = new ObjectSplitter(found);
        }
        return splitter;
    }

    private Call<String> feed(String name, byte[] piece, int n) {
        byte[] come = Arrays.copyOf(piece, n);
        return wire.call(
                "feed(" + name + ", " + Bytes.quote(come) + ")",
                () -> {
                    splitter().feed(piece, n);
                    return found.take();
                });
    }

    private Call<String> feed(String name, String text) {
        byte[] piece = text.getBytes(UTF_8);
        return feed(name, piece, piece.length);
    }

    private Call<String> end() {
        return wire.call(
                "end()",
                () -> {
                    splitter().end();
                    return found.take();
                });
    }

    /**
     * Cuts a text into three pieces in every possible way. Returns what the splitter finds if that
     * is always the same, otherwise the first result that differs.
     */
    private Call<String> cutEverywhere(String text, boolean end) {
        byte[] bytes = text.getBytes(UTF_8);
        return wire.call(
                "feed() of three pieces of " + Bytes.quote(bytes),
                () -> {
                    String whole = cut(bytes, bytes.length, bytes.length, end);
                    for (int i = 0; i <= bytes.length; i++) {
                        for (int j = i; j <= bytes.length; j++) {
                            String other = cut(bytes, i, j, end);
                            if (!other.equals(whole)) {
                                return "cut after " + i + " and " + j + " bytes: " + other;
                            }
                        }
                    }
                    return whole;
                });
    }

    private static String cut(byte[] bytes, int i, int j, boolean end) throws IOException {
        Recorder found = new Recorder();
        ObjectSplitter splitter = new ObjectSplitter(found);
        byte[] array = new byte[bytes.length]; // used again for each piece
        int from = 0;
        for (int to : new int[] {i, j, bytes.length}) {
            Arrays.fill(array, (byte) '}');
            System.arraycopy(bytes, from, array, 0, to - from);
            splitter.feed(array, to - from);
            from = to;
        }
        if (end) {
            splitter.end();
        }
        return found.take();
    }

    /** Returns an object with a string; the object has this many bytes in total. */
    private static String objectOf(int bytes) {
        return "{\"a\":\"" + "}".repeat(bytes - 8) + "\"}";
    }

    @Nested
    class An_object {

        @Test
        @Tag("1.1")
        @DisplayName("An object is found without a line end after it")
        void is_found_without_a_line_end() {
            assertThat(feed("no line end", QUIT)).returns("[" + QUIT + "]");
        }

        @Test
        @Tag("1.1")
        @DisplayName("An object is found when it is complete, not before")
        void is_found_when_it_is_complete_not_before() {
            assertThat(feed("half", "{\"action\":\"qu")).returns("[]");
            assertThat(feed("half, the other", "it\"}")).returns("[" + QUIT + "]");
        }

        @Test
        @Tag("1.1")
        @DisplayName("An object is found even if a bracket in it is not closed")
        void is_found_even_if_a_bracket_is_not_closed() {
            assertThat(feed("a bracket is missing", "{\"a\":[1}")).returns("[{\"a\":[1}]");
        }

        @Test
        @Tag("1.2")
        @DisplayName("Several objects in one piece are all found")
        void may_be_glued_to_the_next() {
            assertThat(feed("glued", PROBE + QUIT + PROBE))
                    .returns("[" + PROBE + ", " + QUIT + ", " + PROBE + "]");
        }

        @Test
        @Tag("1.2")
        @DisplayName("An object is found when half of the next one is in the same piece")
        void may_be_glued_to_half_of_the_next() {
            assertThat(feed("glued, one and a half", QUIT + "{\"action\":\"qu"))
                    .returns("[" + QUIT + "]");
            assertThat(feed("half, the other", "it\"}")).returns("[" + QUIT + "]");
        }

        @Test
        @Tag("1.2")
        @DisplayName("Whitespace between objects is ignored")
        void may_have_whitespace_around_it() {
            assertThat(feed("whitespace", " \r\n\t" + QUIT + "\n\n " + QUIT + "\r\n"))
                    .returns("[" + QUIT + ", " + QUIT + "]");
        }

        @Test
        @Tag("1.2")
        @DisplayName("An object may have line ends inside it")
        void may_go_over_several_lines() {
            assertThat(feed("over lines", "{\n  \"a\": 1,\r\n  \"b\": 2\n}\n"))
                    .returns("[{\n  \"a\": 1,\r\n  \"b\": 2\n}]");
        }

        @Test
        @Tag("1.3")
        @DisplayName("An object may contain other objects, also in lists")
        void may_contain_others() {
            String nested = "{\"user\":{\"x\":{}},\"list\":[{\"a\":1},{\"b\":[{}]}]}";

            assertThat(feed("nested", nested)).returns("[" + nested + "]");
        }

        @Test
        @Tag("1.3")
        @DisplayName("An object may contain other objects after whitespace")
        void may_contain_others_after_whitespace() {
            String python = "{\"user\": {\"x\":\n {}}, \"list\": [ {\"a\": 1}, \t{\"b\": 2}]}";

            assertThat(feed("a space before a brace", python)).returns("[" + python + "]");
        }

        @Test
        @Tag("1.4")
        @DisplayName("A brace inside a string is text")
        void may_have_braces_in_a_string() {
            assertThat(feed("a brace in a string", "{\"a\":\"}{{\"}")).returns("[{\"a\":\"}{{\"}]");
        }

        @Test
        @Tag("1.4")
        @DisplayName("A quote after a backslash does not end the string")
        void may_have_a_quote_in_a_string() {
            String quoted = "{\"a\":\"say \\\"}\\\" now\"}";

            assertThat(feed("a quote in a string", quoted)).returns("[" + quoted + "]");
        }

        @Test
        @Tag("1.4")
        @DisplayName("A string may end with an escaped backslash")
        void may_have_a_backslash_at_the_end_of_a_string() {
            String path = "{\"a\":\"C:\\\\\"}";

            assertThat(feed("a backslash", path)).returns("[" + path + "]");
        }

        @Test
        @Tag("1.5")
        @DisplayName("An object may be cut inside a letter")
        void may_be_cut_inside_a_letter() {
            byte[] bytes = "{\"a\":\"я\"}".getBytes(UTF_8);

            assertThat(feed("first half of a letter", Arrays.copyOf(bytes, 7), 7)).returns("[]");
            byte[] rest = Arrays.copyOfRange(bytes, 7, bytes.length);
            assertThat(feed("the other half", rest, rest.length)).returns("[{\"a\":\"я\"}]");
        }

        @Test
        @Tag("1.5")
        @DisplayName("Only the first n bytes of the array count")
        void is_in_the_first_n_bytes_of_the_array() {
            byte[] array = "{\"a\"}}}}".getBytes(UTF_8);

            assertThat(feed("4 of 8 bytes", array, 4)).returns("[]");
            assertThat(feed("the others", ":1}")).returns("[{\"a\":1}]");
        }

        @Test
        @Tag("1.6")
        @DisplayName("Each object gets an array of its own")
        void has_an_array_of_its_own() {
            List<byte[]> kept = new ArrayList<>();
            ObjectSink keeper =
                    new ObjectSink() {
                        @Override
                        public void object(byte[] json) {
                            kept.add(json);
                        }

                        @Override
                        public void broken() {}
                    };
            byte[] piece = "{\"a\":1}{\"a\":2}".getBytes(UTF_8);
            Call<String> both =
                    wire.call(
                            "feed(two that are kept)",
                            () -> {
                                new ObjectSplitter(keeper).feed(piece, piece.length);
                                return new String(kept.get(0), UTF_8)
                                        + new String(kept.get(1), UTF_8);
                            });

            assertThat(both).returns("{\"a\":1}{\"a\":2}");
        }

        @Test
        @Tag("1.6")
        @DisplayName("Two objects of 8192 bytes each get an array of their own")
        void is_an_array_of_its_own_even_if_it_is_as_long_as_allowed() {
            List<byte[]> kept = new ArrayList<>();
            ObjectSink keeper =
                    new ObjectSink() {
                        @Override
                        public void object(byte[] json) {
                            kept.add(json);
                        }

                        @Override
                        public void broken() {}
                    };
            byte[] piece = (objectOf(8192) + objectOf(8192).replace("a", "b")).getBytes(UTF_8);
            Call<String> both =
                    wire.call(
                            "feed(two that are kept, 8192 bytes each)",
                            () -> {
                                new ObjectSplitter(keeper).feed(piece, piece.length);
                                return new String(kept.get(0), UTF_8).substring(0, 6)
                                        + new String(kept.get(1), UTF_8).substring(0, 6);
                            });

            assertThat(both).returns("{\"a\":\"{\"b\":\"");
        }

        @Test
        @Tag("1.5")
        @DisplayName("The same objects are found wherever the bytes are cut")
        void is_the_same_wherever_it_is_cut() {
            String text = "{\"я\":\"\\\\\\\"}😀\",\"b\":[{}]}\n {\"c\":{}}";

            assertThat(cutEverywhere(text, false)) // end() belongs to task 2
                    .returns("[{\"я\":\"\\\\\\\"}😀\",\"b\":[{}]}, {\"c\":{}}]");
        }

        @Test
        @Tag("2.3")
        @DisplayName("A carriage return in a string does not break the object")
        void may_have_a_carriage_return_in_a_string() {
            String text = "{\"a\":\"x\ry\"}"; // not valid JSON, but it is clear where it ends

            assertThat(feed("a carriage return in a string", text + QUIT))
                    .returns("[" + text + ", " + QUIT + "]");
        }
    }

    @Nested
    class Bytes_that_are_not_an_object {

        @Test
        @Tag("2.1")
        @DisplayName("Bytes that are not an object are reported at once, and only once")
        void is_reported_at_once_and_only_once() {
            assertThat(feed("broken bytes", "G")).returns("[broken]");
            assertThat(feed("broken bytes, more", "ET / HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .returns("[]");
        }

        @Test
        @Tag("2.1")
        @DisplayName("The next object is found after bytes that are not an object")
        void is_reported_and_the_next_object_is_found() {
            assertThat(feed("broken bytes first", "hello" + QUIT + "]\n" + PROBE))
                    .returns("[broken, " + QUIT + ", broken, " + PROBE + "]");
        }

        @Test
        @Tag("2.1")
        @DisplayName("A closing brace between objects is reported")
        void may_be_one_brace_too_many() {
            assertThat(feed("broken bytes: a brace", QUIT + "}\n" + QUIT))
                    .returns("[" + QUIT + ", broken, " + QUIT + "]");
        }

        @Test
        @Tag("2.1")
        @DisplayName("A NUL byte between objects is reported")
        void may_be_a_nul_byte() {
            assertThat(feed("broken bytes: NUL", QUIT + "\0" + QUIT))
                    .returns("[" + QUIT + ", broken, " + QUIT + "]");
        }

        @Test
        @Tag("2.2")
        @DisplayName("A byte order mark between objects is ignored")
        void may_be_a_byte_order_mark_which_means_nothing() {
            assertThat(feed("mark", "\ufeff" + QUIT)).returns("[" + QUIT + "]");
        }

        @Test
        @Tag("2.2")
        @DisplayName("A byte order mark is ignored even if it arrives in two pieces")
        void may_be_a_byte_order_mark_that_is_cut() {
            assertThat(feed("ef", new byte[] {(byte) 0xef}, 1)).returns("[]");
            assertThat(feed("bb bf", new byte[] {(byte) 0xbb, (byte) 0xbf}, 2)).returns("[]");
            assertThat(feed("ef bb bf, then this", QUIT)).returns("[" + QUIT + "]");
        }

        @Test
        @Tag("2.3")
        @DisplayName("An object is broken if there is a line end in a string")
        void may_be_an_object_whose_string_has_no_end() {
            String open = "{\"action\":\"probe,\"time\":1}\n";

            assertThat(feed("line end in a string", open + QUIT)).returns("[broken, " + QUIT + "]");
        }

        @Test
        @Tag("2.3")
        @DisplayName("The rest of an object with a line end in a string is not reported again")
        void may_be_an_object_that_goes_on_after_a_line_end_in_a_string() {
            assertThat(feed("line end in a string, rest", "{\"a\":\"hello\nworld\"}\n" + QUIT))
                    .returns("[broken, " + QUIT + "]");
        }

        @Test
        @Tag("2.3")
        @DisplayName("The next object is found after one that breaks off after a backslash")
        void may_be_an_object_whose_string_breaks_off_behind_a_backslash() {
            assertThat(feed("line end in a string, escaped", "{\"a\":\"x\\\n{\"\":1}"))
                    .returns("[broken, {\"\":1}]");
        }

        @Test
        @Tag("2.4")
        @DisplayName("An object without its last brace is broken where the next one begins")
        void may_be_an_object_that_lacks_its_brace() {
            assertThat(feed("a brace is missing", "{\"action\":\"probe\",\"time\":1\n" + QUIT))
                    .returns("[broken, " + QUIT + "]");
            for (String before : List.of("{", "{\"a\":{}", "{\"a\":[] ", "{\"a\":true\n")) {
                assertThat(feed("a brace is missing", before + QUIT))
                        .returns("[broken, " + QUIT + "]");
            }
        }

        @Test
        @Tag("2.4")
        @DisplayName("A brace after a string begins a new object")
        void may_be_an_object_that_lacks_its_brace_after_a_string() {
            assertThat(feed("a brace after a string", "{\"action\":\"quit\"" + QUIT))
                    .returns("[broken, " + QUIT + "]");
            assertThat(feed("a brace after a string", "{\"a\":1,\"b\" \r\n" + QUIT))
                    .returns("[broken, " + QUIT + "]");
            assertThat(feed("a brace after a string", "{\"a\":[\"x:\"\t" + QUIT))
                    .returns("[broken, " + QUIT + "]");
            assertThat(feed("a brace after a mark", "{\"a\":1,\ufeff" + QUIT))
                    .returns("[broken, " + QUIT + "]");
        }

        @Test
        @Tag("2.4")
        @DisplayName("The same damage is reported wherever the bytes are cut")
        void is_the_same_wherever_it_is_cut() {
            assertThat(cutEverywhere("\ufeff{\"a\":1{\"b\":\"x\n\"} ? {\"c\":2}\n", true))
                    .returns("[broken, broken, {\"c\":2}]");
        }

        @Test
        @Tag("2.2")
        @DisplayName(
                "Only whitespace and the bytes of a byte order mark are ignored between objects")
        void are_all_bytes_except_whitespace_and_a_mark() {
            Call<String> silent =
                    wire.call(
                            "the bytes that are ignored between objects",
                            () -> {
                                StringBuilder bytes = new StringBuilder();
                                for (int b = 0; b < 256; b++) {
                                    byte[] text = (QUIT + (char) b + QUIT).getBytes(ISO_8859_1);
                                    if (!cut(text, text.length, text.length, true)
                                            .contains("broken")) {
                                        bytes.append("%02x ".formatted(b));
                                    }
                                }
                                return bytes.toString().strip();
                            });

            assertThat(silent).returns("09 0a 0d 20 bb bf ef");
        }

        @Test
        @Tag("1.6")
        @DisplayName("Two splitters do not affect each other")
        void of_one_stream_is_not_mixed_with_that_of_another() {
            Call<String> both =
                    wire.call(
                            "feed() of two splitters in turn",
                            () -> {
                                Recorder one = new Recorder();
                                Recorder other = new Recorder();
                                ObjectSplitter first = new ObjectSplitter(one);
                                ObjectSplitter second = new ObjectSplitter(other);
                                first.feed("{\"a\":\"x".getBytes(UTF_8), 7);
                                second.feed("{\"b\":{}}{".getBytes(UTF_8), 9);
                                first.feed("{\"}".getBytes(UTF_8), 3);
                                return one.take() + " and " + other.take();
                            });

            assertThat(both).returns("[{\"a\":\"x{\"}] and [{\"b\":{}}]");
        }
    }

    @Nested
    class A_long_object {

        @Test
        @Tag("2.5")
        @DisplayName("An object may have 8192 bytes")
        void may_have_8192_bytes() {
            assertThat(feed("8192 bytes", objectOf(8192) + QUIT))
                    .returns("[{… 8192 bytes}, " + QUIT + "]");
        }

        @Test
        @Tag("2.5")
        @DisplayName("An object of 8193 bytes is broken")
        void is_broken_with_8193_bytes() {
            assertThat(feed("8193 bytes", objectOf(8193) + QUIT)).returns("[broken, " + QUIT + "]");
        }

        @Test
        @Tag("2.5")
        @DisplayName("An object that is too long is reported before its end, and skipped")
        void is_reported_before_its_end_and_skipped() {
            String text = objectOf(20_000);

            assertThat(feed("9000 bytes, no end yet", text.substring(0, 9000))).returns("[broken]");
            assertThat(feed("the rest, and another", text.substring(9000) + QUIT))
                    .returns("[" + QUIT + "]");
        }

        @Test
        @Tag("2.5")
        @DisplayName("An object that is too long is skipped with the objects inside it")
        void is_skipped_with_the_objects_in_it() {
            String text = "{\"a\":[" + "{\"b\":{}},".repeat(1000) + "{}]}";

            assertThat(feed("8193 bytes and more, others in it", text + QUIT))
                    .returns("[broken, " + QUIT + "]");
        }

        @Test
        @Tag("2.5")
        @DisplayName("An object that is too long ends at a line end in a string")
        void is_skipped_only_to_a_line_end_in_a_string() {
            String text = "{\"a\":\"" + "x".repeat(9000) + "\nno object\"}";

            assertThat(feed("8193 bytes and more, a line end in a string", text + QUIT))
                    .returns("[broken, " + QUIT + "]");
        }

        @Test
        @Tag("2.5")
        @DisplayName("An object that is too long ends at a brace where no value can be")
        void is_skipped_only_to_a_brace_where_no_value_can_be() {
            String text = "{\"a\":[" + "1,".repeat(5000) + "1]";

            assertThat(feed("8193 bytes and more, a brace is missing", text + QUIT))
                    .returns("[broken, " + QUIT + "]");
        }

        @Test
        @Tag("2.5")
        @DisplayName("An object that is too long is not stored in memory")
        void does_not_stay_in_memory() {
            assertThat(feedMegabyte()).returns("[broken]");
            assertThat(kept()).returns("less than 512 KB");
        }

        private static final long MUCH = 512 << 10; // bytes

        private long asked; // bytes of memory that were allocated while the object arrived

        /** Feeds an object of 1 MB without an end. */
        private Call<String> feedMegabyte() {
            return wire.call(
                    "feed(1 MB, no end)",
                    () -> {
                        long before = asked();
                        feedAll();
                        asked = asked() - before;
                        return found.take();
                    });
        }

        private void feedAll() throws IOException {
            byte[] piece = "{\"a\":\"".concat("x".repeat(8186)).getBytes(UTF_8);
            splitter().feed(piece, piece.length);
            Arrays.fill(piece, (byte) 'x');
            for (int i = 1; i < 128; i++) {
                splitter().feed(piece, piece.length);
            }
        }

        /**
         * Returns how much memory the splitter keeps. If the code has allocated little, it cannot
         * keep much; otherwise this measures it.
         */
        private Call<String> kept() {
            return wire.call(
                    "what is kept of it",
                    () -> {
                        long kept = asked;
                        for (int i = 0; i < 3 && kept >= MUCH; i++) {
                            feedAll();
                            kept = Math.min(kept, letGo());
                        }
                        return kept < MUCH ? "less than 512 KB" : (kept >> 10) + " KB";
                    });
        }

        /**
         * Returns how many bytes this thread has allocated so far; a large number if this JVM does
         * not report it.
         */
        private static long asked() {
            return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                    ? threads.getThreadAllocatedBytes(Thread.currentThread().getId())
                    : System.nanoTime();
        }

        /** Drops the splitter, and returns how many bytes of memory that frees. */
        private long letGo() {
            long before = live();
            splitter = null;
            return before - live();
        }

        /**
         * Returns how many bytes of memory are in use. It collects garbage four times in a row,
         * because at least one of the four removes all of it.
         */
        private static long live() {
            return LongStream.generate(A_long_object::collected).limit(4).min().getAsLong();
        }

        /** Collects garbage; returns how many bytes are left, as the collector counts them. */
        private static long collected() {
            System.gc();
            return ManagementFactory.getMemoryPoolMXBeans().stream()
                    .map(MemoryPoolMXBean::getCollectionUsage)
                    .filter(Objects::nonNull)
                    .mapToLong(MemoryUsage::getUsed)
                    .sum();
        }
    }

    @Nested
    class The_end_of_the_stream {

        @Test
        @Tag("2.6")
        @DisplayName("At the end of the stream, half an object is reported")
        void is_reported_inside_an_object() {
            assertThat(feed("half", "{\"action\":")).returns("[]");
            assertThat(end()).returns("[broken]");
        }

        @Test
        @Tag("2.6")
        @DisplayName("At the end of the stream, a complete object is not reported")
        void is_not_reported_after_a_complete_object() {
            assertThat(feed("no line end", QUIT)).returns("[" + QUIT + "]");
            assertThat(end()).returns("[]");
        }

        @Test
        @Tag("2.6")
        @DisplayName("At the end of the stream, broken bytes are not reported again")
        void is_not_reported_after_broken_bytes() {
            assertThat(feed("broken bytes", QUIT + "?")).returns("[" + QUIT + ", broken]");
            assertThat(end()).returns("[]");
        }

        @Test
        @Tag("2.6")
        @DisplayName("At the end of the stream, an object that was too long is not reported again")
        void is_not_reported_after_an_object_that_was_too_long() {
            assertThat(feed("9000 bytes, no end", objectOf(20_000).substring(0, 9000)))
                    .returns("[broken]");
            assertThat(end()).returns("[]");
        }
    }
}
