package workbook.diagram;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places the lanes close together at both margins, so that a wide band between them remains for the
 * texts. If there is no room for all lanes, the parties that do not fit share one.
 */
final class Layout {

    private static final int MARGIN = 3; // columns; room for half a name
    private static final int STEP = 10; // columns from lane to lane
    private static final int BAND = 30; // columns kept free for the band

    private final Map<String, Integer> columns = new HashMap<>();
    private final int atLeft; // number of lanes
    private final int atRight;
    private final int step;
    private final int bandFrom;
    private final int bandTo;

    /**
     * @param from the first column that may be used
     * @param to the column after the last one
     */
    Layout(Parties parties, int from, int to) {
        List<String> left = parties.left();
        List<String> right = parties.right();
        atLeft = left.size();
        atRight = right.size();
        int gaps = Math.max(0, atLeft - 1) + Math.max(0, atRight - 1);
        int room = Math.max(4, to - from - 2 * MARGIN - 2 - BAND);
        step = gaps == 0 ? STEP : Math.max(2, Math.min(STEP, room / gaps));
        int most = room / step;
        int lanes = Math.max(0, most - Math.max(0, atRight - 1));
        for (int i = 0; i < left.size(); i++) {
            columns.put(left.get(i), from + MARGIN + Math.min(i, lanes) * step);
        }
        int last = to - 1 - MARGIN;
        for (int i = 0; i < right.size(); i++) {
            columns.put(right.get(i), last - Math.min(right.size() - 1 - i, most) * step);
        }
        bandFrom = left.stream().mapToInt(columns::get).max().orElse(from - 1) + 1;
        bandTo = right.stream().mapToInt(columns::get).min().orElse(to);
    }

    int column(String party) {
        return columns.getOrDefault(party, bandFrom - 1); // unknown party: beside the band
    }

    boolean isLane(int column) {
        return columns.containsValue(column);
    }

    /** Returns whether the lanes are too close together for the names above them. */
    boolean isCramped() {
        return step < STEP - 1;
    }

    /**
     * Returns the part of a name that fits above its lane: all of it, its number, or its beginning.
     */
    String shortName(String party) {
        int neighbours = (isLeft(party) ? atLeft : atRight) - 1;
        int room = neighbours > 0 ? step - 1 : STEP - 1;
        String number = party.equals("client") ? "1" : party.replaceFirst("(?s).*\\D", "");
        if (Columns.width(party) <= room) {
            return party;
        }
        return !number.isEmpty() && number.length() <= room ? number : Columns.cut(party, room);
    }

    int bandFrom() {
        return bandFrom;
    }

    /** Returns the column after the last column of the band. */
    int bandTo() {
        return bandTo;
    }

    int band() {
        return bandTo - bandFrom;
    }

    boolean isLeft(String party) {
        return column(party) < bandFrom;
    }
}
