package workbook.diagram;

import java.util.ArrayList;
import java.util.List;
import workbook.tap.Crossing;

/** Who takes part, in the order of their lanes: servers to the right, all others to the left. */
final class Parties {

    private final List<String> seen = new ArrayList<>();

    static Parties of(List<Crossing> crossings) {
        Parties parties = new Parties();
        crossings.forEach(parties::meet);
        return parties;
    }

    /** Learns who appears here; true if somebody is new. */
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

    /** Who is drawn up to the right margin: the servers; without any, who appeared last. */
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

    /** A number that a party keeps, whoever comes later. */
    int number(String party) {
        return seen.indexOf(party);
    }
}
