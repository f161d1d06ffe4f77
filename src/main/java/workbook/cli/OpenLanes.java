package workbook.cli;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import workbook.diagram.Lanes;
import workbook.tap.Crossing;
import workbook.wire.Event.Kind;

/**
 * Lanes for clients that come and go, of which there may be any number: whoever has gone loses the
 * lane when the next one comes. Of many that stay, the one with the longest silence loses it.
 */
final class OpenLanes {

    private static final int MOST = 5; // lanes for clients

    private final Function<String[], Lanes> begin;
    private final Map<String, Integer> open = new LinkedHashMap<>(16, 0.75f, true); // ends seen
    private Lanes lanes;

    /**
     * @param begin draws new lanes for these parties
     */
    OpenLanes(Function<String[], Lanes> begin) {
        this.begin = begin;
        this.lanes = begin.apply(new String[0]);
    }

    /** The lines that show one event. */
    synchronized List<String> lines(Crossing crossing) {
        if (crossing.connection() == 0) {
            return lanes.lines(crossing);
        }
        String from = crossing.event().from();
        String client = from.equals("server") ? crossing.event().to() : from;
        if (open.putIfAbsent(client, 0) == null) {
            Iterator<String> silent = open.keySet().iterator();
            while (open.size() > MOST) {
                silent.next();
                silent.remove();
            }
            lanes =
                    begin.apply(
                            open.keySet().stream()
                                    .sorted(OpenLanes::byNumber)
                                    .toArray(String[]::new));
        }
        Kind kind = crossing.event().kind();
        int ends = kind == Kind.END ? open.merge(client, 1, Integer::sum) : open.get(client);
        if (ends == 2 || kind == Kind.RESET || kind == Kind.REFUSED) {
            open.remove(client);
        }
        return lanes.lines(crossing);
    }

    /** "client" is before "client 2". */
    private static int byNumber(String one, String other) {
        int shorter = Integer.compare(one.length(), other.length());
        return shorter != 0 ? shorter : one.compareTo(other);
    }
}
