package workbook.worker;

/** Shortens texts from the learner's code so that they fit into a verdict. */
public final class Shortened {

    private static final int LIMIT = 16_000; // characters

    private Shortened() {}

    /** Shortens a text to about 16,000 characters. */
    public static String of(String text) {
        return of(text, LIMIT);
    }

    /**
     * Returns the text if it fits. Otherwise returns its beginning and its end, with the number of
     * omitted characters between them.
     *
     * @param room the number of characters that are kept, at most
     */
    public static String of(String text, int room) {
        if (text.length() <= room) {
            return text;
        }
        int begin = room / 2;
        int end = text.length() - room / 2;
        if (Character.isHighSurrogate(text.charAt(begin - 1))) {
            begin--; // keep both halves of a character, or neither
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
