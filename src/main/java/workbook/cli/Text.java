package workbook.cli;

import java.util.ArrayList;
import java.util.List;

/** Lays text out in 80 columns. */
final class Text {

    static final int WIDTH = 80;

    private Text() {}

    /** Breaks a line at spaces; what follows the first line is indented. */
    static List<String> wrap(String line, int indent) {
        List<String> lines = new ArrayList<>();
        String rest = line;
        while (rest.length() > WIDTH) {
            int cut = rest.lastIndexOf(' ', WIDTH);
            if (cut <= indent) {
                break; // one long word
            }
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = " ".repeat(indent) + rest.substring(cut).strip();
        }
        lines.add(rest);
        return lines;
    }

    /** Lays a paragraph of a page out anew. */
    static List<String> paragraph(String text) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\\R\\s*\\R")) {
            lines.addAll(wrap(paragraph.replaceAll("\\s+", " "), 0));
        }
        return lines;
    }

    /** Two texts, the second at the right margin. */
    static String spread(String left, String right) {
        int room = WIDTH - right.length() - 2;
        if (left.length() <= room) {
            return left + " ".repeat(WIDTH - left.length() - right.length()) + right;
        }
        int cut = Math.max(1, left.lastIndexOf(' ', room));
        return spread(left.substring(0, cut), right) + "\n " + left.substring(cut);
    }
}
