package workbook.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import workbook.tap.Crossing;

/** Who takes part, in the order of their lanes: servers to the right, all others to the left. */
final class Parties {

    private static final Pattern CLIENT = Pattern.compile("client( [1-9]\\d{0,8})?");
    private static final int OF_CLIENTS = 4; // colours

    private final List<String> seen = new ArrayList<>();

    static Parties of(List<Crossing> crossings) {
        Parties parties = new Parties();
        crossings.forEach(parties::meet);
        return parties;
    }

    /** Adds the parties of an event; returns true if one of them is new. */
    boolean meet(Crossing crossing) {
        boolean from = meet(crossing.event().from());
        return meet(crossing.event().to()) || from;
    }

    boolean meet(String party) {
        return !party.isEmpty() && !seen.contains(party) && seen.add(party);
    }

    /** Who is drawn from the left margin on. */
    List<String> left() {
        List<String> left = new ArrayList<>(seen);
        left.removeAll(right());
        return left;
    }

    /**
     * Returns the parties at the right margin: the servers or, if there are none, the last that
     * appeared.
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
     * The number of a party's colour. It is the same in every diagram: "client" has the first one,
     * "server" the second, and further clients the others, over and over.
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

    /** A number that a party keeps, whoever comes later. */
    int number(String party) {
        return seen.indexOf(party);
    }
}
