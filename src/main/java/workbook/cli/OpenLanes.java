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
 * Draws lanes for any number of clients that come and go. When a new client comes, new lanes are
 * drawn. Clients that have left do not get a lane any more. If there are too many clients, the ones
 * that have been silent for the longest time do not get one either.
 */
final class OpenLanes {

    private static final int MOST = 5; // the limit of lanes for clients

    private final Function<String[], Lanes> begin;
    private final ConnectedClients connected = new ConnectedClients();
    private final Set<String> open = new LinkedHashSet<>(); // in order of last activity
    private final Set<String> drawn = new LinkedHashSet<>();
    private Lanes lanes;

    /**
     * @param begin creates new lanes for these parties
     */
    OpenLanes(Function<String[], Lanes> begin) {
        this.begin = begin;
        this.lanes = begin.apply(new String[0]);
    }

    /** Returns the lines that show one event. */
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
            open.add(client); // moves it to the end: it is active
        }
        boolean late = !here && !stays; // the client has left, but this was still on its way
        if (late ? !drawn.contains(client) : !known) {
            draw(client);
        }
        return lanes.lines(crossing);
    }

    /** Begins new lanes, for this client and the open ones. */
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

    /** Orders clients by number; "client" comes before "client 2". */
    private static int byNumber(String one, String other) {
        int shorter = Integer.compare(one.length(), other.length());
        return shorter != 0 ? shorter : one.compareTo(other);
    }
}
