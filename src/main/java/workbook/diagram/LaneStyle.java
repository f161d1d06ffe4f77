package workbook.diagram;

/**
 * How {@link Lanes} looks.
 *
 * @param width columns of the terminal, at least 40
 * @param hex whether bytes stand as a hex dump; else as quoted text
 * @param times whether every event tells its time
 */
public record LaneStyle(Palette palette, int width, boolean hex, boolean times) {

    private static final int NARROWEST = 40;

    /** Checks the width. */
    public LaneStyle {
        if (width < NARROWEST) {
            throw new IllegalArgumentException(
                    "a diagram needs " + NARROWEST + " columns; there are " + width);
        }
    }

    /** 80 columns, quoted text, no times. */
    public static LaneStyle of(Palette palette) {
        return new LaneStyle(palette, 80, false, false);
    }

    /** The same with bytes as a hex dump. */
    public LaneStyle inHex() {
        return new LaneStyle(palette, width, true, times);
    }

    /** The same with times. */
    public LaneStyle withTimes() {
        return new LaneStyle(palette, width, hex, true);
    }

    /** The same for a terminal of so many columns. */
    public LaneStyle wide(int columns) {
        return new LaneStyle(palette, columns, hex, times);
    }
}
