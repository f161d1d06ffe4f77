package workbook.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lays text out in columns.
 *
 * @param width the columns of a line, at least {@link #NARROWEST}
 */
record Text(int width) {

    /** The usual width of a line if the width of the terminal is unknown. */
    static final int WIDTH = 80;

    /** The least width. A narrower terminal breaks the lines itself. */
    static final int NARROWEST = 20;

    private static final char HARD_SPACE = '\u00a0'; // never break a line here

    /** Matches the space between a word and its number, which must stay on one line. */
    private static final Pattern TOGETHER =
            Pattern.compile("\\b(README,|tasks?|lesson|TODO|port|line) (?=(task )?\\d)");

    Text {
        width = Math.max(NARROWEST, width);
    }

    /**
     * Breaks a line at spaces. All lines after the first are indented. A word that is longer than a
     * line is not broken.
     */
    List<String> wrap(String line, int indent) {
        int hanging = Math.min(indent, width / 3);
        List<String> lines = new ArrayList<>();
        String rest = TOGETHER.matcher(line).replaceAll("$1" + HARD_SPACE);
        while (rest.length() > width) {
            int begin = rest.length() - rest.stripLeading().length();
            int cut = rest.lastIndexOf(' ', width);
            if (cut <= Math.max(begin, hanging)) {
                cut = rest.indexOf(' ', Math.max(begin + 1, width));
            }
            if (cut < 0) {
                break;
            }
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = " ".repeat(hanging) + rest.substring(cut).strip();
        }
        lines.add(rest);
        lines.replaceAll(one -> one.replace(HARD_SPACE, ' '));
        return lines;
    }

    /**
     * Returns the words so that {@link #wrap} keeps them on one line, for example a command to
     * copy.
     */
    static String whole(String words) {
        return words.replace(' ', HARD_SPACE);
    }

    /** Joins the items with dots and breaks the line only between items. */
    List<String> items(List<String> items) {
        List<String> whole = items.stream().map(Text::whole).toList();
        List<String> lines = wrap(String.join(HARD_SPACE + "· ", whole), 0);
        lines.replaceAll(line -> line.replaceFirst(" ·$", ""));
        return lines;
    }

    /** Returns the width for the list of commands and options, which has two columns. */
    int helpWidth() {
        return Math.max(width, 55); // the least that picocli accepts
    }

    /** Lays out paragraphs of a page, ignoring their old line breaks. */
    List<String> paragraph(String text) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\\R\\s*\\R")) {
            lines.addAll(wrap(paragraph.replaceAll("\\s+", " "), 0));
        }
        return lines;
    }

    /** Returns two texts, the second at the right margin of the first line. */
    String spread(String left, String right) {
        int room = width - right.length() - 2;
        String first = new Text(room).wrap(left, 2).get(0);
        String rest = left.substring(first.length()).strip();
        int gap = Math.max(2, width - first.length() - right.length());
        String line = first + " ".repeat(gap) + right;
        return rest.isEmpty() ? line : line + "\n" + String.join("\n", wrap("  " + rest, 2));
    }
}
