package workbook.diagram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures text in columns of a terminal. This is an approximation: East Asian letters count as two
 * columns, and so do signs that are shown as emoji by default.
 */
final class Columns {

    /** The first and the last character of each range of wide characters, in ascending order. */
    private static final int[] WIDE = {
        0x1100, 0x115f, 0x231a, 0x231b, 0x23e9, 0x23ec, 0x23f0, 0x23f0, 0x23f3, 0x23f3, 0x25fd,
        0x25fe, 0x2614, 0x2615, 0x2648, 0x2653, 0x267f, 0x267f, 0x2693, 0x2693, 0x26a1, 0x26a1,
        0x26aa, 0x26ab, 0x26bd, 0x26be, 0x26c4, 0x26c5, 0x26ce, 0x26ce, 0x26d4, 0x26d4, 0x26ea,
        0x26ea, 0x26f2, 0x26f3, 0x26f5, 0x26f5, 0x26fa, 0x26fa, 0x26fd, 0x26fd, 0x2705, 0x2705,
        0x270a, 0x270b, 0x2728, 0x2728, 0x274c, 0x274c, 0x274e, 0x274e, 0x2753, 0x2755, 0x2757,
        0x2757, 0x2795, 0x2797, 0x27b0, 0x27b0, 0x27bf, 0x27bf, 0x2b1b, 0x2b1c, 0x2b50, 0x2b50,
        0x2b55, 0x2b55, 0x2e80, 0x303e, 0x3041, 0xa4cf, 0xa960, 0xa97f, 0xac00, 0xd7a3, 0xf900,
        0xfaff, 0xfe30, 0xfe6f, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x18cff, 0x1aff0, 0x1b2ff,
        0x1f004, 0x1f004, 0x1f0cf, 0x1f0cf, 0x1f18e, 0x1f18e, 0x1f191, 0x1f19a, 0x1f1e6, 0x1f320,
        0x1f32d, 0x1f64f, 0x1f680, 0x1f6ff, 0x1f7e0, 0x1f7eb, 0x1f90c, 0x1f9ff, 0x1fa70, 0x1faff,
        0x20000, 0x3fffd
    };

    private Columns() {}

    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    /** Returns the columns of a character: 0, 1 or 2. */
    static int width(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        int at = Arrays.binarySearch(WIDE, c);
        return at >= 0 || (-at - 1) % 2 == 1;
    }

    /** Returns the beginning of a text, as much as fits into {@code room} columns. */
    static String cut(String text, int room) {
        return text.substring(0, end(text, room));
    }

    /**
     * Breaks a text into lines of at most {@code room} columns. It breaks after a space if there is
     * one in the second half of the line.
     */
    static List<String> wrap(String text, int room) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (width(rest) > room) {
            int end = end(rest, room);
            int space = rest.lastIndexOf(' ', end);
            if (space > end / 2) {
                end = Math.min(rest.length(), space + 1);
            }
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end);
        }
        lines.add(rest);
        return lines;
    }

    /**
     * Returns the index after the part that fits. This part has at least one character, if there is
     * any.
     */
    private static int end(String text, int room) {
        int columns = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            columns += width(c);
            if (columns > room && end > 0) {
                return end;
            }
            end += Character.charCount(c);
        }
        return end;
    }
}
