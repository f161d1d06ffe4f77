package workbook.diagram;

/**
 * How {@link Lanes} looks.
 *
 * @param width columns of the terminal, at least 40
 * @param hex whether bytes stand as a hex dump; else as quoted text
 * @param times whether every event tells its time
 */
public record Look(Palette palette, int width, boolean hex, boolean times) {

    private static final int NARROWEST = 40;

    /** Checks the width. */
    public Look {
        if (width < NARROWEST) {
            throw new IllegalArgumentException(
                    "a diagram needs " + NARROWEST + " columns; there are " + width);
        }
    }

    /** 80 columns, quoted text, no times. */
    public static Look of(Palette palette) {
        return new Look(palette, 80, false, false);
    }

    /** The same with bytes as a hex dump. */
    public Look inHex() {
        return new Look(palette, width, true, times);
    }

    /** The same with times. */
    public Look withTimes() {
        return new Look(palette, width, hex, true);
    }

    /** The same for a terminal of so many columns. */
    public Look wide(int columns) {
        return new Look(palette, columns, hex, times);
    }
}
