package workbook.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import workbook.tap.Crossing;

/**
 * The parties of a diagram in the order of their lanes: servers on the right, all others on the
 * left.
 */
final class Parties {

    private static final Pattern CLIENT = Pattern.compile("client( [1-9]\\d{0,8})?");
    private static final int OF_CLIENTS = 4; // number of colours for clients

    private final List<String> seen = new ArrayList<>();

    static Parties of(List<Crossing> crossings) {
        Parties parties = new Parties();
        crossings.forEach(parties::meet);
        return parties;
    }

    /** Adds the parties of an event. Returns true if one of them is new. */
    boolean meet(Crossing crossing) {
        boolean from = meet(crossing.event().from());
        return meet(crossing.event().to()) || from;
    }

    boolean meet(String party) {
        return !party.isEmpty() && !seen.contains(party) && seen.add(party);
    }

    /** Returns the parties whose lanes are on the left. */
    List<String> left() {
        List<String> left = new ArrayList<>(seen);
        left.removeAll(right());
        return left;
    }

    /**
     * Returns the parties whose lanes are on the right: the servers or, if there are none, the last
     * party that appeared.
     */
    List<String> right() {
        List<String> servers = seen.stream().filter(name -> name.startsWith("server")).toList();
        if (servers.isEmpty() && seen.size() > 1) {
            return seen.subList(seen.size() - 1, seen.size()).stream().toList();
        }
        return servers;
    }

    List<String> all() {
        List<String> all = new ArrayList<>(left());
        all.addAll(right());
        return all;
    }

    /**
     * Returns the number of a party's colour. A client and a server have the same colour in every
     * diagram: "client" has the first one, "server" the second, and further clients use the
     * remaining colours in turn.
     */
    int colour(String party) {
        if (party.equals("server")) {
            return 1;
        }
        if (!CLIENT.matcher(party).matches()) {
            return number(party);
        }
        int before = party.equals("client") ? 0 : Integer.parseInt(party.substring(7)) - 1;
        return before % OF_CLIENTS == 0 ? 0 : before % OF_CLIENTS + 1;
    }

    /** Returns the party's number. It does not change when other parties join. */
    int number(String party) {
        return seen.indexOf(party);
    }
}
