package workbook.wire;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * Makes text safe to show. It writes escapes for characters that a terminal or a browser would not
 * show: those that move the cursor, change colours or reverse the direction of a line, and those
 * that are invisible.
 */
public final class Visible {

    private static final String SEQUENCE = "\u001b["; // begins an escape sequence for colours

    /**
     * Begins this program's own colours. It contains a number that no other program knows. Colour
     * sequences in text from elsewhere (printed output, exception messages, names) are therefore
     * shown as escapes.
     */
    private static final String OWN = SEQUENCE + new SecureRandom().nextInt(1 << 30) + ";";

    private Visible() {}

    /** Returns a text as one line: line ends become escapes, too. */
    public static String line(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.append(letter(c)));
        return shown.toString();
    }

    /**
     * Returns a text of several lines. It keeps the line ends {@code \n} and {@code \r\n}, and the
     * colours of {@link #coloured}.
     */
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
     * Returns a text that is coloured after {@link #lines} has processed it.
     *
     * @param code the terminal's code for the colour: {@code 32}, {@code 1;31}
     */
    public static String coloured(String code, String text) {
        return OWN + code + "m" + text + OWN + "0m";
    }

    /** Returns the same JSON, with escapes for unsafe characters inside its strings. */
    public static String json(String json) {
        StringBuilder shown = new StringBuilder(json.length());
        json.codePoints()
                .forEach(
                        c -> {
                            if (isSafe(c) || c == '\n' || c == '\r') { // line ends between values
                                shown.appendCodePoint(c);
                            } else {
                                for (char unit : Character.toChars(c)) {
                                    shown.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                                }
                            }
                        });
        return shown.toString();
    }

    /** Returns the character itself if it is safe, otherwise an escape; four spaces for a tab. */
    public static String letter(int c) {
        if (c == '\t') {
            return "    ";
        }
        if (c < ' ' || c == 0x7f) {
            return String.format(Locale.ROOT, "\\x%02x", c);
        }
        return isSafe(c) ? Character.toString(c) : String.format(Locale.ROOT, "\\u%04x", c);
    }

    /** Returns whether a character can be shown as it is. */
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
