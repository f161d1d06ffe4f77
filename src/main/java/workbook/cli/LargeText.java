package workbook.cli;

import java.util.ArrayList;
import java.util.List;

/** Draws addresses and ports in letters so large that a class can read them from a distance. */
final class LargeText {

    private static final String LETTERS = "0123456789abcdef.:";

    /** The rows of the letters, from top to bottom; {@code #} is filled. */
    private static final String[] ROWS = {
        "### .#. ### ### #.# ### ### ### ### ### .#. ##. .## ##. ### ### . .",
        "#.# ##. ..# ..# #.# #.. #.. ..# #.# #.# #.# #.# #.. #.# #.. #.. . #",
        "#.# .#. ### .## ### ### ### .#. ### ### ### ##. #.. #.# ##. ##. . .",
        "#.# .#. #.. ..# ..# ..# #.# .#. #.# ..# #.# #.# #.. #.# #.. #.. . #",
        "### ### ### ### ..# ### ### .#. ### ### #.# ##. .## ##. ### #.. # ."
    };

    private LargeText() {}

    /** Returns the lines that draw a text of digits, full stops, colons and the letters a to f. */
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

    /** Returns the columns that a text takes; 0 if it contains other characters. */
    static int width(String text) {
        return text.chars().allMatch(c -> LETTERS.indexOf(c) >= 0)
                ? lines(text).stream().mapToInt(String::length).max().orElse(0)
                : 0;
    }

    /**
     * Returns the lines that draw an address: host and port in one row if they fit, otherwise the
     * port below the host; an empty list if the host does not fit either.
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
