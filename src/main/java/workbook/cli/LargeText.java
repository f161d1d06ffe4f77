package workbook.cli;

import java.util.ArrayList;
import java.util.List;

/** Addresses and ports in letters that a class can read from its seats. */
final class LargeText {

    private static final String LETTERS = "0123456789abcdef.:";

    /** The rows of each letter, one under the other; {@code #} is filled. */
    private static final String[] ROWS = {
        "### .#. ### ### #.# ### ### ### ### ### .#. ##. .## ##. ### ### . .",
        "#.# ##. ..# ..# #.# #.. #.. ..# #.# #.# #.# #.# #.. #.# #.. #.. . #",
        "#.# .#. ### .## ### ### ### .#. ### ### ### ##. #.. #.# ##. ##. . .",
        "#.# .#. #.. ..# ..# ..# #.# .#. #.# ..# #.# #.# #.. #.# #.. #.. . #",
        "### ### ### ### ..# ### ### .#. ### ### #.# ##. .## ##. ### #.. # ."
    };

    private LargeText() {}

    /** The lines of a text of digits, full stops, colons and the letters a to f. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String row : ROWS) {
            String[] parts = row.split(" ");
            StringBuilder line = new StringBuilder();
            for (char c : text.toCharArray()) {
                line.append(parts[LETTERS.indexOf(c)]).append(' ');
            }
            lines.add(line.toString().replace('.', ' ').replace('#', '█').stripTrailing());
        }
        return lines;
    }

    /** How many columns the widest line of a text takes; 0 if it has letters that are not known. */
    static int width(String text) {
        return text.chars().allMatch(c -> LETTERS.indexOf(c) >= 0)
                ? lines(text).stream().mapToInt(String::length).max().orElse(0)
                : 0;
    }

    /**
     * An address with its port as large as there is room: in one line, or the port below; nothing
     * if it does not fit.
     */
    static List<String> address(String host, int port, int columns) {
        String whole = host + ":" + port;
        List<String> lines = new ArrayList<>();
        if (fits(whole, columns)) {
            lines.addAll(lines(whole));
        } else if (fits(host, columns)) {
            lines.addAll(lines(host));
            lines.add("");
            lines.addAll(lines(":" + port));
        }
        return lines;
    }

    private static boolean fits(String text, int columns) {
        int width = width(text);
        return width > 0 && width <= columns;
    }
}
