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
 * Tracks which clients are connected, by their events. A UDP client never says that it leaves, so
 * only the 100 UDP clients that were active last are remembered.
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

    /** Returns the name of the client whose connection an event belongs to. */
    static String name(Crossing crossing) {
        String from = crossing.event().from();
        return isToClient(crossing) ? crossing.event().to() : from;
    }

    private static boolean isToClient(Crossing crossing) {
        return crossing.event().from().startsWith("server");
    }

    /**
     * Updates the clients from one event.
     *
     * @return the new client and its address if the event shows that one has connected; otherwise
     *     empty
     */
    synchronized String see(Crossing crossing) {
        int number = crossing.connection();
        if (number == 0) {
            return ""; // it does not belong to a connection
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

    /** Returns whether the client of this connection is connected. */
    synchronized boolean has(int connection) {
        return clients.containsKey(connection) || byUdp.containsKey(connection);
    }

    /** Returns each client with its address, ordered by number: {@code client 2 is 10.0.0.7}. */
    synchronized List<String> all() {
        Map<Integer, Client> sorted = new TreeMap<>(clients);
        sorted.putAll(byUdp);
        List<String> all = new ArrayList<>();
        sorted.values().forEach(client -> all.add(client.words()));
        return all;
    }
}
