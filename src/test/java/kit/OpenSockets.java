package kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The sockets that this process holds open, as the system numbers them. */
final class OpenSockets {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private static final List<Path> TABLES =
            List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

    private static final String LISTENING = "0A";

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
     * Whether a socket of this process listens on the port; true on a system that does not tell.
     * That a port cannot be bound proves nothing: any other program's connection may have been
     * given the number a moment ago.
     */
    static boolean listenOn(int port) {
        if (!Files.isReadable(TABLES.get(0))) {
            return true;
        }
        Set<String> ours = now();
        String ending = String.format(":%04X", port);
        for (Path table : TABLES) {
            try (Stream<String> lines = Files.lines(table)) {
                if (lines.map(line -> line.strip().split("\\s+"))
                        .filter(line -> line[1].endsWith(ending) && line[3].equals(LISTENING))
                        .anyMatch(line -> ours.contains("socket:[" + line[9] + "]"))) {
                    return true;
                }
            } catch (IOException | UncheckedIOException e) {
                // no such table: this machine has IPv4 or IPv6 only
            }
        }
        return false;
    }
}
