package workbook.cli;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import workbook.tap.Crossing;
import workbook.wire.Event.Kind;

/**
 * Which clients are connected, as far as their events show. A client over UDP never says that it
 * leaves: of many, those that have been silent for longest are forgotten.
 */
final class ConnectedClients {

    private static final int MOST_BY_UDP = 100;

    /** A client and how many directions of its connection have ended. */
    private record Client(String name, InetSocketAddress address, int ends) {
        String words() {
            boolean known = address != null && !address.isUnresolved();
            String host = known ? address.getAddress().getHostAddress() : "an unknown address";
            return name + " is " + host;
        }

        Client ended() {
            return new Client(name, address, ends + 1);
        }
    }

    private final Map<Integer, Client> clients = new LinkedHashMap<>(16, 0.75f, true); // by number
    private final Map<Integer, Client> byUdp = new LinkedHashMap<>(16, 0.75f, true);

    /** The name of the client whose connection an event belongs to. */
    static String name(Crossing crossing) {
        String from = crossing.event().from();
        return isToClient(crossing) ? crossing.event().to() : from;
    }

    private static boolean isToClient(Crossing crossing) {
        return crossing.event().from().startsWith("server");
    }

    /**
     * Learns from one event.
     *
     * @return who has come, if it shows that somebody has; else empty
     */
    synchronized String see(Crossing crossing) {
        int number = crossing.connection();
        if (number == 0) {
            return ""; // it belongs to nobody
        }
        boolean known = has(number);
        learn(crossing);
        Client client = crossing.udp() ? byUdp.get(number) : clients.get(number);
        return known || client == null ? "" : client.words();
    }

    private void learn(Crossing crossing) {
        int number = crossing.connection();
        Kind kind = crossing.event().kind();
        if (crossing.udp()) {
            byUdp.put(number, client(crossing));
            Iterator<Integer> silent = byUdp.keySet().iterator();
            while (byUdp.size() > MOST_BY_UDP) {
                silent.next();
                silent.remove();
            }
        } else if (kind == Kind.CONNECT) {
            clients.put(number, client(crossing));
        } else if (kind == Kind.RESET || kind == Kind.REFUSED) {
            clients.remove(number);
        } else if (kind == Kind.END) {
            clients.computeIfPresent(
                    number, (n, client) -> client.ends() == 1 ? null : client.ended());
        }
    }

    private static Client client(Crossing crossing) {
        InetSocketAddress address =
                isToClient(crossing) ? crossing.destination() : crossing.source();
        return new Client(name(crossing), address, 0);
    }

    /** Whether the client of this connection is connected. */
    synchronized boolean has(int connection) {
        return clients.containsKey(connection) || byUdp.containsKey(connection);
    }

    /**
     * Each client with its address, in the order of their numbers: {@code client 2 is 10.0.0.7}.
     */
    synchronized List<String> all() {
        Map<Integer, Client> sorted = new TreeMap<>(clients);
        sorted.putAll(byUdp);
        List<String> all = new ArrayList<>();
        sorted.values().forEach(client -> all.add(client.words()));
        return all;
    }
}
