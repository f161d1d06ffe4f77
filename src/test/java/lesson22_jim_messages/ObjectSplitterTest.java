package lesson22_jim_messages;

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
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import workbook.wire.Bytes;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-1")
class ObjectSplitterTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("feed(two that are kept"),
                "both objects are in one array, and the second has overwritten the first. Make an array for each: it is the sink's from then on."),
        when(
                seen -> seen.called("what is kept") && seen.expected("less than 512 KB"),
                "what is too long is told, and kept all the same. Count its bytes, and keep none of them: or else whoever sends decides how much memory you need."),
        when(
                seen ->
                        seen.called("feed(9000 bytes, no end")
                                && seen.got("[]")
                                && !seen.called("end()"),
                "an object that is longer than 8192 bytes is told only at its end, if ever. Tell it when the 8193rd byte comes."),
        when(
                seen -> seen.called("feed(8192 bytes") && !seen.called("feed(8193"),
                "an object may have 8192 bytes, its two braces included, and this one has."),
        when(
                seen ->
                        (seen.called("feed(8193") || seen.called("feed(9000"))
                                && seen.threw(IndexOutOfBoundsException.class),
                "the array is full, and nobody has looked. What is longer than 8192 bytes is told with broken(), and not kept."),
        when(
                seen ->
                        seen.called("feed(8193")
                                || seen.called("feed(the rest")
                                || seen.called("feed(9000") && !seen.called("end()"),
                "an object that is too long is told once. Then it is skipped to its end by the same rules, strings and all; after that comes the next."),
        when(
                seen -> seen.called("feed(4 of"),
                "the whole array is taken. Only the first n bytes have come."),
        when(
                seen ->
                        seen.expected("[]")
                                && seen.called("end()")
                                && seen.gotText().contains("broken"),
                "at the end of the stream something is told that was told before, or that is no part of an object. Only an object that is not complete is told, and only if it has not been told as too long."),
        when(
                seen -> seen.called("end()") && seen.expected("[broken]"),
                "the stream ends inside an object. It will never be complete: broken()."),
        when(
                seen -> seen.called("feed(line end in a string") && seen.got("[broken]"),
                "behind the broken object the next one is not found. A \"{\" begins it, and with it begins anew all that your fields tell about an object."),
        when(
                seen -> seen.called("feed(line end in a string"),
                "a string never goes over the end of a line: its quote is missing. Tell broken(), once, and look for the next \"{\"."),
        when(
                seen -> seen.called("feed(a blank before a brace"),
                "blanks may stand before a \"{\", as Python writes them. Remember the last byte that is no blank: that one tells whether a value can be here."),
        when(
                seen -> seen.called("feed(a brace is missing"),
                "a \"{\" stands where no value can be: not behind ':', ',' or '['. The object before lacks its brace: broken(), and a new one begins here."),
        when(
                seen -> seen.expectedWords("broken, {") && !seen.gotText().contains("{"),
                "after something that is no object, nothing is found any more. A \"{\" between objects begins the next one."),
        when(
                seen -> seen.called("feed(mark") || seen.called("feed(ef"),
                "the bytes ef bb bf between objects are a byte order mark. Skip them like blanks."),
        when(
                seen -> seen.called("feed(rubbish") && seen.gotText().equals("[]"),
                "bytes between objects that are no blanks are told at once, with broken()."),
        when(
                seen -> seen.called("feed(rubbish"),
                "what stands between two objects is told once, however many bytes and pieces it has. Note that it was told."),
        when(
                seen -> seen.called("feed(a brace in a string"),
                "a brace inside a string is text. Note whether you are between two quotes, and count only outside of them."),
        when(
                seen -> seen.called("feed(a quote in a string"),
                "a quote behind a backslash does not end the string. Skip the byte behind a backslash, whatever it is."),
        when(
                seen -> seen.called("feed(a backslash"),
                "two backslashes are one escaped backslash: the quote after them ends the string. Escaped is only what stands behind a backslash that is not escaped itself."),
        when(
                seen -> seen.called("feed(nested") && seen.gotText().startsWith("[broken"),
                "an object inside another is taken for the next one. Behind ':', ',' and '[' a value may stand, and an object is one."),
        when(
                seen -> seen.called("feed(nested"),
                "the first \"}\" is taken for the end. Count: \"{\" is one more, \"}\" one less, and at 0 the object is whole."),
        when(
                seen -> seen.called("feed(over lines"),
                "a line is taken for an object. An object may go over many lines, and many may be on one: its braces tell where it ends."),
        when(
                seen ->
                        seen.gotText().contains("\uFFFD")
                                || seen.called("feed(first half of a letter"),
                "each piece is decoded by itself, and a letter was cut in two. Do not decode here: look at bytes, and keep bytes."),
        when(
                seen -> seen.called("feed(blanks"),
                "blanks, tabs, \"\\r\" and \"\\n\" between objects mean nothing: skip them."),
        when(
                seen -> seen.called("feed(half") && seen.gotText().contains("broken"),
                "half an object is taken for a broken one. TCP cuts where it likes: keep what has come, and wait for the rest."),
        when(
                seen -> seen.called("feed(half"),
                "what came before is lost, or an object is told too early. Keep the bytes and the count of braces for the next call."),
        when(
                seen -> seen.called("feed(), in three"),
                "what is found depends on where the bytes are cut. All that you know about the object so far belongs into fields, not into variables of feed()."),
        when(
                seen -> seen.called("feed(no line end") && seen.got("[]"),
                "an object is told too late, or never. It is complete with its last \"}\": no line end, and nothing else, must follow."),
        when(
                seen -> seen.called("feed(glued") || seen.called("feed(no line end"),
                "a piece is taken for an object, or a line for one. Several may be in one piece, with nothing between them."),
    };

    private static final String QUIT = "{\"action\":\"quit\"}";
    private static final String PROBE = "{\"action\":\"probe\",\"time\":1}";

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final Recorder found = new Recorder();
    private ObjectSplitter splitter;

    /** Notes what a splitter tells. */
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

        /** All since the last time. */
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
     * What is found, if it is the same wherever the bytes are cut in three; else the first other.
     */
    private Call<String> cutEverywhere(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return wire.call(
                "feed(), in three pieces, " + Bytes.quote(bytes),
                () -> {
                    String whole = cut(bytes, bytes.length, bytes.length);
                    for (int i = 0; i <= bytes.length; i++) {
                        for (int j = i; j <= bytes.length; j++) {
                            String other = cut(bytes, i, j);
                            if (!other.equals(whole)) {
                                return "cut after " + i + " and " + j + " bytes: " + other;
                            }
                        }
                    }
                    return whole;
                });
    }

    private static String cut(byte[] bytes, int i, int j) throws IOException {
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
        splitter.end();
        return found.take();
    }

    /** An object with a string, of so many bytes. */
    private static String objectOf(int bytes) {
        return "{\"a\":\"" + "}".repeat(bytes - 8) + "\"}";
    }

    @Nested
    class An_object {

        @Test
        void is_found_without_a_line_end() {
            assertThat(feed("no line end", QUIT)).returns("[" + QUIT + "]");
        }

        @Test
        void is_found_when_it_is_complete_not_before() {
            assertThat(feed("half", "{\"action\":\"qu")).returns("[]");
            assertThat(feed("half, the other", "it\"}")).returns("[" + QUIT + "]");
        }

        @Test
        void may_be_glued_to_the_next() {
            assertThat(feed("glued", PROBE + QUIT + PROBE))
                    .returns("[" + PROBE + ", " + QUIT + ", " + PROBE + "]");
        }

        @Test
        void may_be_glued_to_half_of_the_next() {
            assertThat(feed("glued, one and a half", QUIT + "{\"action\":\"qu"))
                    .returns("[" + QUIT + "]");
            assertThat(feed("half, the other", "it\"}")).returns("[" + QUIT + "]");
        }

        @Test
        void may_have_blanks_and_line_ends_around_it() {
            assertThat(feed("blanks", " \r\n\t" + QUIT + "\n\n " + QUIT + "\r\n"))
                    .returns("[" + QUIT + ", " + QUIT + "]");
        }

        @Test
        void may_go_over_several_lines() {
            assertThat(feed("over lines", "{\n  \"a\": 1,\r\n  \"b\": 2\n}\n"))
                    .returns("[{\n  \"a\": 1,\r\n  \"b\": 2\n}]");
        }

        @Test
        void may_hold_others() {
            String nested = "{\"user\":{\"x\":{}},\"list\":[{\"a\":1},{\"b\":[{}]}]}";

            assertThat(feed("nested", nested)).returns("[" + nested + "]");
        }

        @Test
        void may_hold_others_behind_blanks() {
            String python = "{\"user\": {\"x\":\n {}}, \"list\": [ {\"a\": 1}, \t{\"b\": 2}]}";

            assertThat(feed("a blank before a brace", python)).returns("[" + python + "]");
        }

        @Test
        void may_have_braces_in_a_string() {
            assertThat(feed("a brace in a string", "{\"a\":\"}{{\"}")).returns("[{\"a\":\"}{{\"}]");
        }

        @Test
        void may_have_a_quote_in_a_string() {
            String quoted = "{\"a\":\"say \\\"}\\\" now\"}";

            assertThat(feed("a quote in a string", quoted)).returns("[" + quoted + "]");
        }

        @Test
        void may_have_a_backslash_at_the_end_of_a_string() {
            String path = "{\"a\":\"C:\\\\\"}";

            assertThat(feed("a backslash", path)).returns("[" + path + "]");
        }

        @Test
        void may_be_cut_inside_a_letter() {
            byte[] bytes = "{\"a\":\"я\"}".getBytes(UTF_8);

            assertThat(feed("first half of a letter", Arrays.copyOf(bytes, 7), 7)).returns("[]");
            byte[] rest = Arrays.copyOfRange(bytes, 7, bytes.length);
            assertThat(feed("the other half", rest, rest.length)).returns("[{\"a\":\"я\"}]");
        }

        @Test
        void is_in_the_first_n_bytes_of_the_array() {
            byte[] array = "{\"a\"}}}}".getBytes(UTF_8);

            assertThat(feed("4 of 8 bytes", array, 4)).returns("[]");
            assertThat(feed("the others", ":1}")).returns("[{\"a\":1}]");
        }

        @Test
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
        void is_the_same_wherever_it_is_cut() {
            String text = "{\"я\":\"\\\\\\\"}😀\",\"b\":[{}]}\n {\"c\":{}}";

            assertThat(cutEverywhere(text))
                    .returns("[{\"я\":\"\\\\\\\"}😀\",\"b\":[{}]}, {\"c\":{}}]");
        }
    }

    @Nested
    class What_is_no_object {

        @Test
        void is_told_at_once_and_once() {
            assertThat(feed("rubbish", "G")).returns("[broken]");
            assertThat(feed("rubbish, more", "ET / HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .returns("[]");
        }

        @Test
        void is_told_and_the_next_object_is_found() {
            assertThat(feed("rubbish first", "hello" + QUIT + "]\n" + PROBE))
                    .returns("[broken, " + QUIT + ", broken, " + PROBE + "]");
        }

        @Test
        void may_be_one_brace_too_many() {
            assertThat(feed("rubbish: a brace", QUIT + "}\n" + QUIT))
                    .returns("[" + QUIT + ", broken, " + QUIT + "]");
        }

        @Test
        void may_be_a_nul_byte() {
            assertThat(feed("rubbish: NUL", QUIT + "\0" + QUIT))
                    .returns("[" + QUIT + ", broken, " + QUIT + "]");
        }

        @Test
        void may_be_a_byte_order_mark_which_means_nothing() {
            assertThat(feed("mark", "\ufeff" + QUIT)).returns("[" + QUIT + "]");
        }

        @Test
        void may_be_a_byte_order_mark_that_is_cut() {
            assertThat(feed("ef", new byte[] {(byte) 0xef}, 1)).returns("[]");
            assertThat(feed("bb bf", new byte[] {(byte) 0xbb, (byte) 0xbf}, 2)).returns("[]");
            assertThat(feed("ef bb bf, then this", QUIT)).returns("[" + QUIT + "]");
        }

        @Test
        void may_be_an_object_whose_string_has_no_end() {
            String open = "{\"action\":\"probe,\"time\":1}\n";

            assertThat(feed("line end in a string", open + QUIT)).returns("[broken, " + QUIT + "]");
        }

        @Test
        void may_be_an_object_that_goes_on_after_a_line_end_in_a_string() {
            assertThat(feed("line end in a string, rest", "{\"a\":\"hello\nworld\"}\n" + QUIT))
                    .returns("[broken, " + QUIT + "]");
        }

        @Test
        void may_be_an_object_whose_string_breaks_off_behind_a_backslash() {
            assertThat(feed("line end in a string, escaped", "{\"a\":\"x\\\n{\"\":1}"))
                    .returns("[broken, {\"\":1}]");
        }

        @Test
        void may_be_an_object_that_lacks_its_brace() {
            assertThat(feed("a brace is missing", "{\"action\":\"probe\",\"time\":1\n" + QUIT))
                    .returns("[broken, " + QUIT + "]");
        }

        @Test
        void is_the_same_wherever_it_is_cut() {
            assertThat(cutEverywhere("\ufeff{\"a\":1{\"b\":\"x\n\"} ? {\"c\":2}\n"))
                    .returns("[broken, broken, {\"c\":2}]");
        }
    }

    @Nested
    class A_long_object {

        @Test
        void may_have_8192_bytes() {
            assertThat(feed("8192 bytes", objectOf(8192) + QUIT))
                    .returns("[{… 8192 bytes}, " + QUIT + "]");
        }

        @Test
        void is_broken_with_8193_bytes() {
            assertThat(feed("8193 bytes", objectOf(8193) + QUIT)).returns("[broken, " + QUIT + "]");
        }

        @Test
        void is_told_before_its_end_and_skipped() {
            String text = objectOf(20_000);

            assertThat(feed("9000 bytes, no end yet", text.substring(0, 9000))).returns("[broken]");
            assertThat(feed("the rest, and another", text.substring(9000) + QUIT))
                    .returns("[" + QUIT + "]");
        }

        @Test
        void does_not_stay_in_memory() {
            assertThat(feedMegabyte()).returns("[broken]");
            assertThat(kept()).returns("less than 512 KB");
        }

        private static final long MUCH = 512 << 10; // bytes

        private long asked; // bytes of memory, while the object came; kept or not

        /** An object of 1 MB, without an end. */
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

        /** Who has asked for little cannot keep much. The others are looked at, three times. */
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

        /** Bytes of memory that this thread has asked for so far; no end if this JVM hides it. */
        private static long asked() {
            return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                    ? threads.getThreadAllocatedBytes(Thread.currentThread().getId())
                    : System.nanoTime();
        }

        /** Bytes of memory that are free once the splitter is let go. */
        private long letGo() {
            long before = live();
            splitter = null;
            return before - live();
        }

        /** Bytes in use. Of four collections in a row one leaves nothing that nobody uses. */
        private static long live() {
            return LongStream.generate(A_long_object::collected).limit(4).min().getAsLong();
        }

        /** Bytes that a collection has left, as it counts them itself. */
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
        void breaks_half_an_object() {
            assertThat(feed("half", "{\"action\":")).returns("[]");
            assertThat(end()).returns("[broken]");
        }

        @Test
        void is_nothing_after_a_whole_object() {
            assertThat(feed("no line end", QUIT)).returns("[" + QUIT + "]");
            assertThat(end()).returns("[]");
        }

        @Test
        void is_nothing_after_what_was_told() {
            assertThat(feed("rubbish", QUIT + "?")).returns("[" + QUIT + ", broken]");
            assertThat(end()).returns("[]");
        }

        @Test
        void is_nothing_after_an_object_that_was_too_long() {
            assertThat(feed("9000 bytes, no end", objectOf(20_000).substring(0, 9000)))
                    .returns("[broken]");
            assertThat(end()).returns("[]");
        }
    }
}
