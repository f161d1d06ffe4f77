package workbook.cli;

/**
 * The letter keys, whatever layout the keyboard is switched to: й stands where q stands, so it
 * means q.
 */
final class Layout {

    private static final String[][] LAYOUTS = {
        {"йцукенгшщзфывапролдячсмить", "qwertyuiopasdfghjklzxcvbnm"}, // Russian
        {"і", "s"}, // Ukrainian, otherwise as Russian
        {"ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"}, // Greek
        {"קראטוןםפשדגכעיחלךזסבהנמצ", "ertyuiopasdfghjklzxcvbnm"}, // Hebrew
    };

    private Layout() {}

    /** The small Latin letter on a key; a key that has none is returned unchanged. */
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

    /** A text as it would be if its keys were Latin. */
    static String latin(String text) {
        StringBuilder latin = new StringBuilder();
        text.chars().forEach(c -> latin.append((char) latin(c)));
        return latin.toString();
    }
}
