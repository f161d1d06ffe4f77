package workbook.conform;

import workbook.wire.Bytes;

/** Bytes for people, in as many columns as there are. */
public final class ByteText {

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

    private static String cut(String text, int columns) {
        int end = Math.min(text.length(), columns);
        boolean half = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, half ? end - 1 : end);
    }
}
