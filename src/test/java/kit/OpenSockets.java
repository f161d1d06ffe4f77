package kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Lists the sockets that this process holds open, by the numbers that the system gives them. */
final class OpenSockets {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private static final Path TABLES = Path.of("/proc/self/net");

    /**
     * Two states in the system's tables: a TCP socket that listens, and a UDP socket that is bound.
     */
    private static final String LISTENING = "0A";

    private static final String BOUND = "07";

    /** An empty send queue, in the column that has the send queue and the receive queue. */
    private static final String NOTHING = "00000000:";

    private OpenSockets() {}

    /** Returns whether the system lists the sockets and their queues. */
    static boolean areListed() {
        return Files.isDirectory(TABLES);
    }

    /** Returns all open sockets. Only Linux lists them; on any other system the set is empty. */
    static Set<String> now() {
        Set<String> sockets = new HashSet<>();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return sockets;
        }
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                try {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith("socket:")) {
                        sockets.add(target);
                    }
                } catch (IOException e) {
                    // it was closed meanwhile
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the open files of this process cannot be listed", e);
        }
        return sockets;
    }

    /**
     * Returns whether a socket of this process listens on the TCP port, or is bound to the UDP
     * port; true if the system does not list sockets. A port that cannot be bound proves nothing:
     * the system may have given it to a connection of another program a moment ago.
     */
    static boolean listenOn(int port, boolean datagrams) {
        if (!areListed()) {
            return true;
        }
        String ending = String.format(":%04X", port);
        String state = datagrams ? BOUND : LISTENING;
        return (datagrams ? rows("udp", "udp6") : rows("tcp", "tcp6"))
                .stream().anyMatch(row -> row[1].endsWith(ending) && row[3].equals(state));
    }

    /** Returns the number of received bytes that nobody has read yet; 0 if it is not known. */
    static long unread() {
        return rows("tcp", "tcp6").stream()
                .mapToLong(row -> Long.parseLong(row[4].substring(row[4].indexOf(':') + 1), 16))
                .sum();
    }

    /**
     * Returns whether bytes that were written to this port have not been received there yet; false
     * if the system does not list sockets. The socket that wrote them may be closed already.
     */
    static boolean onTheirWayTo(int port) {
        String ending = String.format(":%04X", port);
        return allRows("tcp", "tcp6").stream()
                .anyMatch(row -> row[2].endsWith(ending) && !row[4].startsWith(NOTHING));
    }

    /** Returns the rows of the system's tables for sockets of this process. */
    private static List<String[]> rows(String... tables) {
        Set<String> ours = now();
        return allRows(tables).stream()
                .filter(row -> ours.contains("socket:[" + row[9] + "]"))
                .toList();
    }

    private static List<String[]> allRows(String... tables) {
        List<String[]> rows = new ArrayList<>();
        for (String table : tables) {
            try (Stream<String> lines = Files.lines(TABLES.resolve(table))) {
                lines.skip(1).map(line -> line.strip().split("\\s+")).forEach(rows::add);
            } catch (IOException | UncheckedIOException e) {
                // no such table: this machine has IPv4 or IPv6 only, or is not Linux
            }
        }
        return rows;
    }
}
