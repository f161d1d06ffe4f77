package workbook.diagram;

import workbook.wire.Visible;

/** The colours that a diagram uses. */
public enum Palette {
    /** No escape codes at all. */
    PLAIN,
    /** The sixteen colours that every terminal has. */
    ANSI;

    /** The colour of a part of a diagram. */
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

        /**
         * Returns the colour with a number from 0. After the last colour, it begins again with the
         * first.
         */
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
