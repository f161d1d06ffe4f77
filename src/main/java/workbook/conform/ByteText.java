package workbook.conform;

import java.util.Arrays;
import workbook.wire.Bytes;

/** Shows bytes and texts in a limited number of columns. */
public final class ByteText {

    private static final int BEFORE = 20; // characters shown in front of a difference
    private static final int AFTER = 20; // characters shown after it, at least

    private ByteText() {}

    /**
     * Returns the bytes in quotes. If they do not fit, {@code …} replaces the rest.
     *
     * @param count the number of all bytes; {@code bytes} may be only the first of them
     */
    public static String quoted(byte[] bytes, int count, int columns) {
        String text = Bytes.quote(bytes, Integer.MAX_VALUE / 2);
        if (count == bytes.length && text.length() <= columns) {
            return text;
        }
        return cut(text.substring(0, text.length() - 1), columns - 2) + "\"…";
    }

    /** Returns the text. If it does not fit, {@code …} replaces the rest. */
    static String line(String text, int columns) {
        return text.length() <= columns ? text : cut(text, columns - 1) + "…";
    }

    /**
     * Returns one of two texts that the reader compares. If they differ only far from their
     * beginning, each is shown with {@code …} and the same few characters in front of the
     * difference.
     */
    public static String beside(String text, String other, int columns) {
        int difference = Arrays.mismatch(text.toCharArray(), other.toCharArray());
        int from = difference < columns - AFTER ? 0 : difference - BEFORE;
        if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
            from--;
        }
        return from == 0 ? line(text, columns) : "…" + line(text.substring(from), columns - 1);
    }

    private static String cut(String text, int columns) {
        int end = Math.min(text.length(), columns);
        boolean half = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, half ? end - 1 : end);
    }
}
