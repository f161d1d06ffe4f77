package workbook.diagram;

import workbook.wire.Event.Kind;

/** How the arrow of an event is drawn in a terminal. */
enum ArrowStyle {
    DOUBLE("══", "╪", "▶", "◀"),
    SOLID("──", "┼", "▶", "◀"),
    DASHED("─ ", "│", "▶", "◀"),
    BROKEN("──", "┼", "✕", "✕"),
    HEAVY("━━", "┿", "✕", "✕");

    private final String line;
    private final String across;
    private final String right;
    private final String left;

    ArrowStyle(String line, String across, String right, String left) {
        this.line = line;
        this.across = across;
        this.right = right;
        this.left = left;
    }

    static ArrowStyle of(Kind kind) {
        return switch (kind) {
            case CONNECT -> DOUBLE;
            case END -> DASHED;
            case LOST -> BROKEN;
            case RESET, REFUSED -> HEAVY;
            default -> SOLID;
        };
    }

    /** Returns the character of the line at this column. */
    String at(int column) {
        return line.substring(column % 2, column % 2 + 1);
    }

    /** Returns the character for a column where the line crosses a lane. */
    String across() {
        return across;
    }

    String head(boolean toTheRight) {
        return toTheRight ? right : left;
    }

    /** Returns whether the arrow ends before it reaches the other lane. */
    boolean isCutShort() {
        return this == BROKEN;
    }

    boolean isAlarming() {
        return this == BROKEN || this == HEAVY;
    }
}
