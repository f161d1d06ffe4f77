package workbook.diagram;

import workbook.wire.Visible;

/** Whether a diagram is coloured. */
public enum Palette {
    /** No escape codes at all. */
    PLAIN,
    /** The sixteen colours that every terminal has. */
    ANSI;

    /** What a piece of a diagram is drawn with. */
    enum Ink {
        NONE(""),
        FAINT("2"),
        ALARM("1;31"),
        NOTE("1"),
        FIRST("36"),
        SECOND("33"),
        THIRD("35"),
        FOURTH("32"),
        FIFTH("34");

        private final String code;

        Ink(String code) {
            this.code = code;
        }

        /** The colour of a party; from 0, and again from the beginning when all are used. */
        static Ink party(int n) {
            int first = FIRST.ordinal();
            return values()[first + Math.floorMod(n, values().length - first)];
        }
    }

    String paint(Ink ink, String text) {
        return this == PLAIN || ink == Ink.NONE || text.isBlank()
                ? text
                : Visible.coloured(ink.code, text);
    }
}
