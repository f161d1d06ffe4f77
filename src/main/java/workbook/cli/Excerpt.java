package workbook.cli;

import java.util.List;
import java.util.regex.Pattern;
import workbook.wire.Visible;

/** A line of source with a caret below it, as javac reports an error, made to fit a terminal. */
final class Excerpt {

    private static final Pattern CARET = Pattern.compile("\\s*\\^");
    private static final int TAB = 4;
    private static final int AFTER = 20; // columns shown after the caret, if there are any

    private Excerpt() {}

    /** Whether a line holds nothing but a caret. */
    static boolean isCaret(String line) {
        return CARET.matcher(line).matches();
    }

    /**
     * The two lines in at most {@code width} columns, the caret still below what it points at.
     *
     * @param caret has a tab where {@code source} has one
     */
    static List<String> fit(String source, String caret, int width) {
        String line = source.stripTrailing();
        int column = column(line, caret.length() - 1);
        line = expand(line);
        if (Math.max(line.length(), column + 1) <= width) {
            return List.of(line, " ".repeat(column) + "^");
        }
        int begin = line.length() - line.stripLeading().length(); // the indentation goes first
        if (Math.max(line.length(), column + 1) - begin > width) {
            int latest = Math.max(begin, line.length() - width + 1);
            begin = Math.min(latest, Math.max(begin, column + AFTER - width));
        }
        begin = Math.max(0, Math.min(begin, column - 1));
        String shown = begin > 0 && !line.substring(0, begin).isBlank() ? "…" : "";
        int from = begin + shown.length();
        boolean cut = line.length() - begin > width;
        int to = cut ? begin + width - 1 : line.length();
        shown += from < to ? line.substring(from, to) : "";
        return List.of(cut ? shown + "…" : shown, " ".repeat(column - begin) + "^");
    }

    private static int column(String line, int index) {
        int inside = Math.min(index, line.length());
        return expand(line.substring(0, inside)).length() + index - inside;
    }

    /** A line as it is shown, with a column for each character. */
    private static String expand(String line) {
        StringBuilder expanded = new StringBuilder();
        for (char c : line.toCharArray()) {
            boolean tab = c == '\t';
            int stop = TAB - expanded.length() % TAB;
            boolean half = Character.isSurrogate(c); // the terminal gets both
            expanded.append(tab ? " ".repeat(stop) : half ? String.valueOf(c) : Visible.letter(c));
        }
        return expanded.toString();
    }
}
