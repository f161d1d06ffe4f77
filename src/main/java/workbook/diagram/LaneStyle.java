package workbook.diagram;

/**
 * How {@link Lanes} looks.
 *
 * @param width columns of the terminal, at least 40
 * @param hex whether bytes are shown as a hex dump; otherwise as quoted text
 * @param times whether every event shows its time
 * @param whole whether a text that is too long for its arrow goes on in further lines; otherwise it
 *     is cut
 */
public record LaneStyle(Palette palette, int width, boolean hex, boolean times, boolean whole) {

    private static final int NARROWEST = 40;

    /** Checks the width. */
    public LaneStyle {
        if (width < NARROWEST) {
            throw new IllegalArgumentException(
                    "a diagram needs " + NARROWEST + " columns; there are " + width);
        }
    }

    /** 80 columns, quoted text that may be cut, no times. */
    public static LaneStyle of(Palette palette) {
        return new LaneStyle(palette, 80, false, false, false);
    }

    /** The same with bytes as a hex dump. */
    public LaneStyle inHex() {
        return new LaneStyle(palette, width, true, times, whole);
    }

    /** The same with times. */
    public LaneStyle withTimes() {
        return new LaneStyle(palette, width, hex, true, whole);
    }

    /** The same with texts that are never cut. */
    public LaneStyle withWholeTexts() {
        return new LaneStyle(palette, width, hex, times, true);
    }

    /** The same for a terminal of so many columns. */
    public LaneStyle wide(int columns) {
        return new LaneStyle(palette, columns, hex, times, whole);
    }
}
