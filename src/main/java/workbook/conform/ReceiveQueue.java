package workbook.conform;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out whether a server on this computer has read what a client has sent. Linux lists the
 * number of unread bytes of each connection. For a server on another computer, nothing is known.
 */
final class ReceiveQueue {

    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    /**
     * Matches {@code 0: 0100007F:1E61 0100007F:C350 01 00000000:0000000B}: the last two numbers are
     * the bytes to send and the bytes to read.
     */
    private static final Pattern ROW =
            Pattern.compile(
                    "(?m)^ *\\d+: \\w+:(\\w{4}) \\w+:(\\w{4}) \\w\\w (?<toSend>\\w{8}):(?<toRead>\\w{8}) ");

    private static final String NONE = "00000000";

    private ReceiveQueue() {}

    /**
     * Returns whether the system shows that the server has unread bytes of this connection.
     *
     * @param client the port of the client's end
     * @param server the port of the server's end
     */
    static boolean isKnownToHaveUnread(int client, int server) {
        // twice, because bytes that the first look misses on their way have arrived at the second
        return hasUnread(client, server) || hasUnread(client, server);
    }

    private static boolean hasUnread(int client, int server) {
        String clientPort = "%04X".formatted(client);
        String serverPort = "%04X".formatted(server);
        boolean onTheWay = false;
        boolean unread = false;
        boolean listed = false;
        for (Path table : TABLES) {
            Matcher row = ROW.matcher(text(table));
            while (row.find()) {
                if (row.group(1).equals(clientPort) && row.group(2).equals(serverPort)) {
                    onTheWay |= !row.group("toSend").equals(NONE);
                }
                if (row.group(1).equals(serverPort) && row.group(2).equals(clientPort)) {
                    listed = true;
                    unread |= !row.group("toRead").equals(NONE);
                }
            }
        }
        return listed && (onTheWay || unread);
    }

    private static String text(Path table) {
        try {
            return Files.readString(table, US_ASCII);
        } catch (IOException e) {
            return ""; // not Linux
        }
    }
}
