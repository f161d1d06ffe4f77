// style: maps filled once, a Scanner, questions from the top down.
package lesson07_names_and_ports;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Scanner;

/**
 * Knows which service has which port, from a text in the form of {@code /etc/services}:
 *
 * <pre>{@code
 * # name   port/protocol   other names
 * http     80/tcp          www   # web pages
 * domain   53/udp
 * }</pre>
 *
 * <p>Watch out: port 514 is one service over TCP and another one over UDP.
 */
public class ServiceTable {

    /** A few well-known services. */
    public static final String COMMON =
            """
            ftp      21/tcp
            smtp     25/tcp    mail
            domain   53/tcp
            domain   53/udp
            http     80/tcp    www      # web pages
            pop3     110/tcp   pop-3
            imap     143/tcp   imap2
            shell    514/tcp   cmd
            syslog   514/udp
            """;

    private final Map<String, Map<String, Integer>> ports = new HashMap<>();
    private final Map<String, Map<Integer, String>> services = new HashMap<>();

    /** Prints the port of each service in {@code args}, or of five well-known ones. */
    public static void main(String[] args) {
        ServiceTable table = new ServiceTable(COMMON);
        String[] five = {"http", "ftp", "imap", "pop3", "smtp"};
        for (String service : args.length > 0 ? args : five) {
            int port = table.port(service, "tcp");
            System.out.println(service + " " + port + " " + classOf(port));
        }
    }

    /** Reads a table. Spaces or tabs separate the words, and a # begins a comment. */
    public ServiceTable(String text) {
        try (Scanner lines = new Scanner(text)) {
            while (lines.hasNextLine()) {
                String line = lines.nextLine();
                int comment = line.indexOf('#');
                read(new Scanner(comment < 0 ? line : line.substring(0, comment)));
            }
        }
    }

    private void read(Scanner words) {
        if (!words.hasNext()) {
            return;
        }
        String name = words.next();
        Scanner number = new Scanner(words.next()).useDelimiter("/");
        int port = number.nextInt();
        String protocol = number.next();
        services.computeIfAbsent(protocol, p -> new HashMap<>()).putIfAbsent(port, name);
        Map<String, Integer> byName = ports.computeIfAbsent(protocol, p -> new HashMap<>());
        byName.putIfAbsent(name, port);
        words.forEachRemaining(other -> byName.putIfAbsent(other, port));
    }

    /**
     * Returns the port in the first line that has this protocol, and this service as its name or as
     * one of its other names.
     *
     * @param protocol {@code "tcp"} or {@code "udp"}
     * @throws NoSuchElementException if there is no such line
     */
    public int port(String service, String protocol) {
        return found(ports.getOrDefault(protocol, Map.of()).get(service));
    }

    /**
     * Returns the first word of the first line that has this port and this protocol.
     *
     * @throws NoSuchElementException if there is no such line
     */
    public String service(int port, String protocol) {
        return found(services.getOrDefault(protocol, Map.of()).get(port));
    }

    private static <T> T found(T value) {
        if (value == null) {
            throw new NoSuchElementException("not in the table");
        }
        return value;
    }

    /**
     * Returns the class of a port: SYSTEM up to 1023, USER up to 49151, DYNAMIC up to 65535.
     *
     * @throws IllegalArgumentException if the number is not a port, 0 to 65535
     */
    public static PortClass classOf(int port) {
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException();
        }
        if (port >= 49152) {
            return PortClass.DYNAMIC;
        }
        return port >= 1024 ? PortClass.USER : PortClass.SYSTEM;
    }
}
