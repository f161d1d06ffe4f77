package workbook.cli;

/**
 * Converts letters of other keyboard layouts to the Latin letters on the same keys. For example, й
 * is on the key of q, so it becomes q.
 */
final class Layout {

    private static final String[][] LAYOUTS = {
        {"йцукенгшщзфывапролдячсмить", "qwertyuiopasdfghjklzxcvbnm"}, // Russian
        {"і", "s"}, // Ukrainian, otherwise like Russian
        {"ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"}, // Greek
        {"קראטוןםפשדגכעיחלךזסבהנמצ", "ertyuiopasdfghjklzxcvbnm"}, // Hebrew
    };

    private Layout() {}

    /**
     * Returns the small Latin letter on the same key. A key without one only becomes lower case.
     */
    static int latin(int key) {
        int small = Character.toLowerCase(key);
        for (String[] layout : LAYOUTS) {
            int place = layout[0].indexOf(small);
            if (place >= 0) {
                return layout[1].charAt(place);
            }
        }
        return small;
    }

    /** Converts each letter of a text to the Latin letter on the same key. */
    static String latin(String text) {
        StringBuilder latin = new StringBuilder();
        text.chars().forEach(c -> latin.append((char) latin(c)));
        return latin.toString();
    }
}
