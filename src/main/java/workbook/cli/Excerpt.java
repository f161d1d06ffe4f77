package workbook.cli;

import java.util.List;
import java.util.regex.Pattern;
import workbook.wire.Visible;

/** Fits a line of source, with a caret below it as in javac's errors, into a terminal. */
final class Excerpt {

    private static final Pattern CARET = Pattern.compile("\\s*\\^");
    private static final int TAB = 4;
    private static final int AFTER = 20; // columns shown after the caret, if there are any

    private Excerpt() {}

    /** Returns whether a line contains only a caret. */
    static boolean isCaret(String line) {
        return CARET.matcher(line).matches();
    }

    /**
     * Returns the two lines in at most {@code width} columns. The caret stays below the same
     * character.
     *
     * @param caret the line with the caret, indented with tabs where {@code source} has tabs
     */
    static List<String> fit(String source, String caret, int width) {
        String line = source.stripTrailing();
        int column = column(line, caret.length() - 1);
        line = expand(line);
        if (Math.max(line.length(), column + 1) <= width) {
            return List.of(line, " ".repeat(column) + "^");
        }
        int begin = line.length() - line.stripLeading().length(); // drop the indentation first
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

    /** Returns a line as it is shown, with tabs and unsafe characters replaced. */
    private static String expand(String line) {
        StringBuilder expanded = new StringBuilder();
        for (char c : line.toCharArray()) {
            boolean tab = c == '\t';
            int stop = TAB - expanded.length() % TAB;
            boolean half = Character.isSurrogate(c); // the terminal gets both halves
            expanded.append(tab ? " ".repeat(stop) : half ? String.valueOf(c) : Visible.letter(c));
        }
        return expanded.toString();
    }
}
