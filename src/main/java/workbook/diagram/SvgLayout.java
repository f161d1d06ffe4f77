package workbook.diagram;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Places the lanes of a picture on both sides of a band that is wide enough for all texts. */
final class SvgLayout {

    static final int MARGIN = 70;

    /** The width of a character. */
    static final int COLUMN = 9;

    private static final int STEP = 120; // from lane to lane
    private static final int NARROWEST = 360; // the least width of the band

    private final Map<String, Integer> places = new HashMap<>();
    private final int bandLeft;
    private final int bandRight;
    private final int width;

    /**
     * @param widest the number of columns of the longest text in the band
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
        return places.getOrDefault(party, bandLeft); // unknown party: beside the band
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

    /** Returns the number of characters that fit into the width of the picture. */
    int columns() {
        return width / COLUMN;
    }
}
