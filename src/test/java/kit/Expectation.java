package kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import java.util.Collection;
import workbook.wire.Bytes;
import workbook.wire.Visible;

/**
 * What a test expected, and what came instead.
 *
 * @param expected in words, or quoted
 * @param was in words, or quoted
 * @param expectedText the expected text or value itself, not quoted; empty if there is none
 * @param actual the bytes that arrived, or the value as bytes; null if there can be none
 * @param ended whether the stream has ended
 * @param reset whether the connection was reset
 */
record Expectation(
        Kind kind,
        String expected,
        String was,
        String expectedText,
        byte[] actual,
        boolean ended,
        boolean reset) {

    private static final int SHOWN = 66; // characters of a value that is not text
    private static final int BEFORE = 16; // characters of these, before a difference

    enum Kind {
        BYTES,
        END,
        RESET,
        SILENCE,
        RETURN,
        STAY,
        PRINT,
        LEFT,
        SETTINGS,
        LISTEN,
        REST,
        ESCAPE,
        THREAD
    }

    static Expectation of(Kind kind, String expected, String was) {
        return new Expectation(kind, expected, was, "", null, false, false);
    }

    /**
     * Returns the expectation of a call that should have returned {@code expected}, but has
     * returned {@code actual}.
     */
    static Expectation value(Object expected, Object actual) {
        byte[] bytes = String.valueOf(actual).getBytes(UTF_8);
        boolean texts = expected instanceof String && actual instanceof String;
        return new Expectation(
                Kind.RETURN,
                texts ? beside((String) expected, (String) actual) : near(expected, actual),
                texts ? beside((String) actual, (String) expected) : near(actual, expected),
                String.valueOf(expected),
                bytes,
                false,
                false);
    }

    private static String beside(String text, String other) {
        byte[] bytes = text.getBytes(UTF_8);
        byte[] others = other.getBytes(UTF_8);
        boolean cut = Bytes.isLong(bytes) || Bytes.isLong(others);
        return Bytes.quoteBeside(bytes, others) + (cut ? "   " + characters(text) : "");
    }

    private static String characters(String text) {
        return text.length() == 1
                ? "1 character"
                : String.format(ROOT, "%,d characters", text.length());
    }

    /**
     * Quotes bytes that are compared with others. If one of the two is long, it shows a part of the
     * bytes and their number.
     */
    static String beside(byte[] bytes, byte[] other) {
        boolean cut = Bytes.isLong(bytes) || Bytes.isLong(other);
        return Bytes.quoteBeside(bytes, other) + (cut ? "   " + Bytes.count(bytes.length) : "");
    }

    /**
     * Describes a value that is not text. If it is long, it shows the part where the two values
     * begin to differ.
     */
    private static String near(Object value, Object other) {
        String words = words(value);
        if (words.length() <= SHOWN) {
            return quote(value);
        }
        String others = words(other);
        int same = 0;
        while (same < Math.min(words.length(), others.length())
                && words.charAt(same) == others.charAt(same)) {
            same++;
        }
        int from = Math.max(0, Math.min(same - BEFORE, words.length() - SHOWN));
        int to = Math.min(words.length(), from + SHOWN);
        String size = value instanceof Collection<?> all ? "   " + all.size() + " elements" : "";
        return (from > 0 ? "…" : "")
                + words.substring(from, to)
                + (to < words.length() ? "…" : "")
                + size;
    }

    private static String words(Object value) {
        return Visible.line(String.valueOf(value).replace("\n", "\\n").replace("\r", "\\r"));
    }

    static String quote(Object value) {
        if (value instanceof String text) {
            return Bytes.quote(text.getBytes(UTF_8));
        }
        String words = words(value);
        return words.length() > SHOWN ? words.substring(0, SHOWN) + "…" : words;
    }
}
