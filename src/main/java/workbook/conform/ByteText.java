package workbook.conform;

import java.util.Arrays;
import workbook.wire.Bytes;

/** Bytes for people, in as many columns as there are. */
public final class ByteText {

    private static final int BEFORE = 20; // characters shown in front of a difference
    private static final int AFTER = 20; // and from there on, at least

    private ByteText() {}

    /**
     * The bytes in quotes, and {@code …} where they do not fit.
     *
     * @param count how many bytes there are, of which {@code bytes} are the first
     */
    public static String quoted(byte[] bytes, int count, int columns) {
        String text = Bytes.quote(bytes, Integer.MAX_VALUE / 2);
        if (count == bytes.length && text.length() <= columns) {
            return text;
        }
        return cut(text.substring(0, text.length() - 1), columns - 2) + "\"…";
    }

    /** The text, ended by {@code …} where it does not fit. */
    static String line(String text, int columns) {
        return text.length() <= columns ? text : cut(text, columns - 1) + "…";
    }

    /**
     * The same for two texts that are to be compared: if they differ only further on, both begin
     * with {@code …} and the same few characters in front of the difference.
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
