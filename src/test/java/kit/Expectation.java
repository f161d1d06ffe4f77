package kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import workbook.wire.Bytes;

/**
 * What a test expected, and what came instead.
 *
 * @param expected in words, or quoted
 * @param was in words, or quoted
 * @param expectedText the text behind {@code expected}; empty if there is none
 * @param actual the bytes that came; null where none could
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

    private static final int SHOWN = 66; // characters of a value that is no text

    enum Kind {
        BYTES,
        END,
        RESET,
        SILENCE,
        RETURN,
        PRINT,
        LEFT,
        LISTEN,
        REST,
        ESCAPE
    }

    static Expectation of(Kind kind, String expected, String was) {
        return new Expectation(kind, expected, was, "", null, false, false);
    }

    /** A value was expected of a call, and another one came. */
    static Expectation value(Object expected, Object actual) {
        byte[] bytes = String.valueOf(actual).getBytes(UTF_8);
        boolean texts = expected instanceof String && actual instanceof String;
        return new Expectation(
                Kind.RETURN,
                texts ? beside(expected, actual) : quote(expected),
                texts ? beside(actual, expected) : quote(actual),
                String.valueOf(expected),
                bytes,
                false,
                false);
    }

    private static String beside(Object text, Object other) {
        return Bytes.quoteBeside(text.toString().getBytes(UTF_8), other.toString().getBytes(UTF_8));
    }

    static String quote(Object value) {
        if (value instanceof String text) {
            return Bytes.quote(text.getBytes(UTF_8));
        }
        String words = String.valueOf(value).replace("\n", "\\n").replace("\r", "\\r");
        words = words.replace('\0', '␀');
        return words.length() > SHOWN ? words.substring(0, SHOWN) + "…" : words;
    }
}
