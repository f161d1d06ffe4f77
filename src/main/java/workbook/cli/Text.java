package workbook.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lays text out in columns.
 *
 * @param width of a line, at least {@link #NARROWEST}
 */
record Text(int width) {

    /** What a line has where nothing else is known. */
    static final int WIDTH = 80;

    /** On a terminal with fewer columns, the terminal breaks the lines. */
    static final int NARROWEST = 20;

    private static final char HARD_SPACE = '\u00a0'; // no line breaks here

    /** A word and its number. */
    private static final Pattern TOGETHER =
            Pattern.compile("\\b(README,|tasks?|lesson|TODO|port|line) (?=(task )?\\d)");

    Text {
        width = Math.max(NARROWEST, width);
    }

    /**
     * Breaks a line at spaces; what follows the first line is indented. A word that is longer than
     * a line stays whole.
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

    /** Words that {@link #wrap} keeps on one line, such as a command to be copied. */
    static String whole(String words) {
        return words.replace(' ', HARD_SPACE);
    }

    /** Breaks a line between its items only. */
    List<String> items(List<String> items) {
        List<String> whole = items.stream().map(Text::whole).toList();
        List<String> lines = wrap(String.join(HARD_SPACE + "· ", whole), 0);
        lines.replaceAll(line -> line.replaceFirst(" ·$", ""));
        return lines;
    }

    /** For the list of commands and options, which has two columns. */
    int helpWidth() {
        return Math.max(width, 55); // picocli's least
    }

    /** Lays a paragraph of a page out anew. */
    List<String> paragraph(String text) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\\R\\s*\\R")) {
            lines.addAll(wrap(paragraph.replaceAll("\\s+", " "), 0));
        }
        return lines;
    }

    /** Two texts, the second at the right margin of the first line. */
    String spread(String left, String right) {
        int room = width - right.length() - 2;
        String first = new Text(room).wrap(left, 2).get(0);
        String rest = left.substring(first.length()).strip();
        int gap = Math.max(2, width - first.length() - right.length());
        String line = first + " ".repeat(gap) + right;
        return rest.isEmpty() ? line : line + "\n" + String.join("\n", wrap("  " + rest, 2));
    }
}
