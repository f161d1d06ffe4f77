package workbook.worker;

/** Keeps texts of the learner's code at a length that a verdict has room for. */
public final class Shortened {

    private static final int LIMIT = 16_000; // characters

    private Shortened() {}

    /** The same with room for 16,000 characters. */
    public static String of(String text) {
        return of(text, LIMIT);
    }

    /**
     * The text, or its beginning and its end with the number of characters left out between.
     *
     * @param room for so many characters
     */
    public static String of(String text, int room) {
        if (text.length() <= room) {
            return text;
        }
        int begin = room / 2;
        int end = text.length() - room / 2;
        if (Character.isHighSurrogate(text.charAt(begin - 1))) {
            begin--; // both halves of a character, or neither
        }
        if (Character.isLowSurrogate(text.charAt(end))) {
            end++;
        }
        return text.substring(0, begin)
                + "… "
                + (end - begin)
                + " more characters …"
                + text.substring(end);
    }
}
