package workbook.diagram;

/**
 * The settings of a diagram of {@link Lanes}.
 *
 * @param width columns of the terminal, at least 40
 * @param hex whether bytes are shown as a hex dump; otherwise as quoted text
 * @param times whether every event shows its time
 * @param whole whether a long text is shown completely, on several lines if necessary; otherwise it
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

    /** Returns the usual style: 80 columns, quoted text that may be cut, no times. */
    public static LaneStyle of(Palette palette) {
        return new LaneStyle(palette, 80, false, false, false);
    }

    /** Returns this style, but with bytes as a hex dump. */
    public LaneStyle inHex() {
        return new LaneStyle(palette, width, true, times, whole);
    }

    /** Returns this style, but with times. */
    public LaneStyle withTimes() {
        return new LaneStyle(palette, width, hex, true, whole);
    }

    /** Returns this style, but with texts that are never cut. */
    public LaneStyle withWholeTexts() {
        return new LaneStyle(palette, width, hex, times, true);
    }

    /** Returns this style, but for a terminal with {@code columns} columns. */
    public LaneStyle wide(int columns) {
        return new LaneStyle(palette, columns, hex, times, whole);
    }
}
