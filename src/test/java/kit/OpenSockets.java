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

/** The sockets that this process holds open, as the system numbers them. */
final class OpenSockets {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private static final Path TABLES = Path.of("/proc/self/net");

    /** A TCP socket that listens, and a UDP socket that is bound, in the system's tables. */
    private static final String LISTENING = "0A";

    private static final String BOUND = "07";

    /** Of what is to be sent, in the column of both queues. */
    private static final String NOTHING = "00000000:";

    private OpenSockets() {}

    /** All open sockets; none on a system that does not tell, which is every one but Linux. */
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
     * Whether a socket of this process listens on the port, or is bound to it if it takes
     * datagrams; true on a system that does not tell. That a port cannot be bound proves nothing:
     * any other program's connection may have been given the number a moment ago.
     */
    static boolean listenOn(int port, boolean datagrams) {
        if (!Files.isDirectory(TABLES)) {
            return true;
        }
        String ending = String.format(":%04X", port);
        String state = datagrams ? BOUND : LISTENING;
        return (datagrams ? rows("udp", "udp6") : rows("tcp", "tcp6"))
                .stream().anyMatch(row -> row[1].endsWith(ending) && row[3].equals(state));
    }

    /** Bytes that have come and that nobody has read yet; 0 on a system that does not tell. */
    static long unread() {
        return rows("tcp", "tcp6").stream()
                .mapToLong(row -> Long.parseLong(row[4].substring(row[4].indexOf(':') + 1), 16))
                .sum();
    }

    /**
     * Whether bytes to this port have been written and not been taken in there yet; false on a
     * system that does not tell. The socket that they come from may be closed already.
     */
    static boolean onTheirWayTo(int port) {
        String ending = String.format(":%04X", port);
        return allRows("tcp", "tcp6").stream()
                .anyMatch(row -> row[2].endsWith(ending) && !row[4].startsWith(NOTHING));
    }

    /** What the system's tables have on sockets of this process. */
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
                // no such table: this machine has IPv4 or IPv6 only, or is no Linux
            }
        }
        return rows;
    }
}
