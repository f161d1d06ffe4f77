package workbook.diagram;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the lanes stand: close together at both margins, so that between them a wide band is left
 * for what is said. When there is no room for more lanes, the last ones share one.
 */
final class Layout {

    private static final int MARGIN = 3; // half a name
    private static final int STEP = 10; // columns from lane to lane
    private static final int BAND = 30; // columns that are kept for the band

    private final Map<String, Integer> columns = new HashMap<>();
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
        int gaps = Math.max(1, Math.max(0, left.size() - 1) + Math.max(0, right.size() - 1));
        int room = Math.max(4, to - from - 2 * MARGIN - 2 - BAND);
        step = Math.max(2, Math.min(STEP, room / gaps));
        int lanes = Math.max(0, room / step - Math.max(0, right.size() - 1));
        for (int i = 0; i < left.size(); i++) {
            columns.put(left.get(i), from + MARGIN + Math.min(i, lanes) * step);
        }
        int last = to - 1 - MARGIN;
        int most = Math.max(0, room / step);
        for (int i = 0; i < right.size(); i++) {
            columns.put(right.get(i), last - Math.min(right.size() - 1 - i, most) * step);
        }
        bandFrom = left.stream().mapToInt(columns::get).max().orElse(from - 1) + 1;
        bandTo = right.stream().mapToInt(columns::get).min().orElse(to);
    }

    int column(String party) {
        return columns.get(party);
    }

    boolean isLane(int column) {
        return columns.containsValue(column);
    }

    /** Whether the names of the parties do not fit above their lanes. */
    boolean isCramped() {
        return step < STEP;
    }

    /** What of a name fits above its lane. */
    String shortName(String party) {
        int room = isCramped() ? step - 1 : STEP - 1;
        if (Columns.width(party) <= (isCramped() ? room : STEP - 2)) {
            return party;
        }
        String number = party.replaceFirst(".*\\D", "");
        if (isCramped() && party.startsWith("client")) {
            number = number.isEmpty() ? "1" : number;
        }
        return !number.isEmpty() && number.length() <= room ? number : Columns.cut(party, room);
    }

    int bandFrom() {
        return bandFrom;
    }

    /** The column after the last one of the band. */
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
