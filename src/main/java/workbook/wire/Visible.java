package workbook.wire;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * Makes text safe to show. Characters that a terminal or a browser would obey, or would not show at
 * all, are written as escapes. Such characters move the cursor, change colours, reverse the
 * direction of a line, or are invisible.
 */
public final class Visible {

    private static final String SEQUENCE = "\u001b["; // begins what changes a terminal's colours

    /**
     * Begins this program's own colours. It contains a number that no other program knows, so that
     * colours in a text from elsewhere (printed, thrown, or part of a name) are shown as text.
     */
    private static final String OWN = SEQUENCE + new SecureRandom().nextInt(1 << 30) + ";";

    private Visible() {}

    /** A text of one line: its line ends stand as escapes too. */
    public static String line(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.append(letter(c)));
        return shown.toString();
    }

    /** A text of several lines, which end in {@code \n} or {@code \r\n}, with its own colours. */
    public static String lines(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (text.startsWith(OWN, i)) {
                shown.append(SEQUENCE);
                i += OWN.length();
                continue;
            }
            i += Character.charCount(c);
            if (c == '\n' || c == '\r' && text.startsWith("\n", i)) {
                shown.append((char) c);
            } else {
                shown.append(letter(c));
            }
        }
        return shown.toString();
    }

    /**
     * A text in colour, if it is shown by {@link #lines}.
     *
     * @param code what a terminal calls the colour: {@code 32}, {@code 1;31}
     */
    public static String coloured(String code, String text) {
        return OWN + code + "m" + text + OWN + "0m";
    }

    /** The same JSON, with escapes inside its strings. */
    public static String json(String json) {
        StringBuilder shown = new StringBuilder(json.length());
        json.codePoints()
                .forEach(
                        c -> {
                            if (isSafe(c) || c == '\n' || c == '\r') { // between the strings
                                shown.appendCodePoint(c);
                            } else {
                                for (char unit : Character.toChars(c)) {
                                    shown.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                                }
                            }
                        });
        return shown.toString();
    }

    /** The letter itself, or an escape that stands for it; four spaces for a tab. */
    public static String letter(int c) {
        if (c == '\t') {
            return "    ";
        }
        if (c < ' ' || c == 0x7f) {
            return String.format(Locale.ROOT, "\\x%02x", c);
        }
        return isSafe(c) ? Character.toString(c) : String.format(Locale.ROOT, "\\u%04x", c);
    }

    /** Whether a character is shown as what it is. */
    public static boolean isSafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> (c & 0xfffe) != 0xfffe; // U+FFFE, U+FFFF and the like are not characters
        };
    }
}
