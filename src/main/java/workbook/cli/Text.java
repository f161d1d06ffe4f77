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

    /** Two texts, the second at the right margin. */
    static String spread(String left, String right) {
        int gap = WIDTH - left.length() - right.length();
        return left + " ".repeat(Math.max(2, gap)) + right;
    }
}
