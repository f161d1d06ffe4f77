package workbook.diagram;

import workbook.diagram.Palette.Ink;
import workbook.wire.Event;

/** An arrow from lane to lane in a terminal, with its label. */
final class Arrow {

    private static final int ENDS = 6; // columns that a label needs beside it, both sides together
    private static final int SHORT = 5; // columns by which the arrow of a lost piece is shorter

    private final Layout layout;
    private final ArrowStyle stroke;
    private final Ink ink;
    private final String prefix;
    private final int start;
    private final int end;

    Arrow(Layout layout, Event event, ArrowStyle stroke, Ink ink) {
        this.layout = layout;
        this.stroke = stroke;
        this.ink = ink;
        this.start = layout.column(event.from());
        this.end = event.to().isEmpty() ? start : layout.column(event.to());
        this.prefix = event.from() + " → " + event.to() + "  ";
    }

    /**
     * Puts the names of the parties in front of a text if the lanes are too narrow to show them.
     */
    String named(String text) {
        return layout.isCramped() ? Readable.text(prefix) + text : text;
    }

    /** Returns whether there is room for the label on or beside the arrow. */
    boolean holds(String label) {
        int taken = (spansBand() ? ENDS : 2) + (stroke.isCutShort() ? SHORT : 0);
        return Columns.width(label) + taken <= layout.band();
    }

    /** Draws the arrow and its label into a row that shows the lanes. */
    Row draw(Row row, String label) {
        if (start != end) {
            line(row);
        }
        if (!label.isEmpty()) {
            say(row, spansBand() ? " " + label + " " : label);
        }
        return row;
    }

    private void line(Row row) {
        boolean toTheRight = start < end;
        int step = toTheRight ? 1 : -1;
        int stop = end - step;
        if (stroke.isCutShort() && spansBand()) {
            stop -= step * (SHORT - 1);
        }
        row.put(start, toTheRight ? "├" : "┤", ink);
        for (int column = start + step; column != stop; column += step) {
            boolean lane = layout.isLane(column);
            row.put(column, lane ? stroke.across() : stroke.at(column), ink);
        }
        row.put(stop, stroke.head(toTheRight), ink);
    }

    private void say(Row row, String text) {
        boolean atLeft = spansBand() ? start < end : start < layout.bandFrom();
        int margin = spansBand() ? 2 : 1;
        int from =
                atLeft
                        ? layout.bandFrom() + margin
                        : layout.bandTo() - margin - Columns.width(text);
        row.put(Math.max(layout.bandFrom(), from), text, ink);
    }

    private boolean spansBand() {
        return Math.min(start, end) < layout.bandFrom() && Math.max(start, end) >= layout.bandTo();
    }
}
