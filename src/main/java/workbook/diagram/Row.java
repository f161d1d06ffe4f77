package workbook.diagram;

import java.util.Arrays;
import workbook.diagram.Palette.Ink;

/** One line of a terminal, drawn column by column. Text beyond its right end is not drawn. */
final class Row {

    private final String[] cells; // an empty cell is the right half of a wide character
    private final Ink[] inks;

    Row(int width) {
        cells = new String[width];
        inks = new Ink[width];
        Arrays.fill(cells, " ");
        Arrays.fill(inks, Ink.NONE);
    }

    Row put(int column, String text, Ink ink) {
        int at = column;
        for (int c : text.codePoints().toArray()) {
            String letter = Character.toString(c);
            int width = Columns.width(c);
            if (width == 0 && at > column) {
                int base = cells[at - 1].isEmpty() ? at - 2 : at - 1;
                cells[base] += letter;
            } else if (at < 0 || at + width > cells.length) {
                return this;
            } else if (width > 0) {
                set(at, letter, ink);
                if (width == 2) {
                    set(at + 1, "", ink);
                }
                at += width;
            }
        }
        return this;
    }

    private void set(int column, String cell, Ink ink) {
        cells[column] = cell;
        inks[column] = ink;
    }

    /** Returns the line, without spaces at its end. */
    String text(Palette palette) {
        int end = cells.length;
        while (end > 0 && cells[end - 1].equals(" ")) {
            end--;
        }
        StringBuilder line = new StringBuilder();
        int from = 0;
        for (int i = 1; i <= end; i++) {
            if (i == end || inks[i] != inks[from]) {
                String run = String.join("", Arrays.asList(cells).subList(from, i));
                line.append(palette.paint(inks[from], run));
                from = i;
            }
        }
        return line.toString();
    }
}
