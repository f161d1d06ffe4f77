package workbook.diagram;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the lanes of a picture stand: at both sides of a band that is wide enough for all texts.
 */
final class SvgLayout {

    static final int MARGIN = 70;

    /** The width of a letter. */
    static final int COLUMN = 9;

    private static final int STEP = 120; // from lane to lane
    private static final int NARROWEST = 360; // of a band

    private final Map<String, Integer> places = new HashMap<>();
    private final int bandLeft;
    private final int bandRight;
    private final int width;

    /**
     * @param widest the columns of the longest text in the band
     */
    SvgLayout(Parties parties, int widest) {
        List<String> left = parties.left();
        List<String> right = parties.right();
        int x = MARGIN;
        for (String party : left) {
            places.put(party, x);
            x += STEP;
        }
        bandLeft = left.isEmpty() ? MARGIN : x - STEP;
        bandRight = bandLeft + Math.max(NARROWEST, widest * COLUMN + 60);
        x = bandRight;
        for (String party : right) {
            places.put(party, x);
            x += STEP;
        }
        width = (right.isEmpty() ? x : x - STEP) + MARGIN;
    }

    int x(String party) {
        return places.getOrDefault(party, bandLeft); // of nobody: beside the band
    }

    boolean isLeft(String party) {
        return x(party) <= bandLeft;
    }

    int bandLeft() {
        return bandLeft;
    }

    int bandRight() {
        return bandRight;
    }

    int width() {
        return width;
    }

    /** Letters that fit into a line from margin to margin. */
    int columns() {
        return width / COLUMN;
    }
}
