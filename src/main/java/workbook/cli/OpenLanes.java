package workbook.cli;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    private final ConnectedClients connected = new ConnectedClients();
    private final Set<String> open = new LinkedHashSet<>(); // the longest silent first
    private final Set<String> drawn = new LinkedHashSet<>();
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
        int connection = crossing.connection();
        if (connection == 0) {
            return lanes.lines(crossing);
        }
        String client = ConnectedClients.name(crossing);
        boolean here = connected.has(connection) || crossing.event().kind() == Kind.REFUSED;
        connected.see(crossing);
        boolean stays = connected.has(connection);
        boolean known = open.remove(client);
        if (stays) {
            open.add(client); // again: it is not silent
        }
        boolean late = !here && !stays; // it has gone, but something of it was still on its way
        if (late ? !drawn.contains(client) : !known) {
            draw(client);
        }
        return lanes.lines(crossing);
    }

    /** New lanes, for this client and those that are open. */
    private void draw(String client) {
        Iterator<String> silent = open.iterator();
        while (open.size() > MOST) {
            silent.next();
            silent.remove();
        }
        drawn.clear();
        drawn.addAll(open);
        drawn.add(client);
        lanes = begin.apply(drawn.stream().sorted(OpenLanes::byNumber).toArray(String[]::new));
    }

    /** "client" is before "client 2". */
    private static int byNumber(String one, String other) {
        int shorter = Integer.compare(one.length(), other.length());
        return shorter != 0 ? shorter : one.compareTo(other);
    }
}
