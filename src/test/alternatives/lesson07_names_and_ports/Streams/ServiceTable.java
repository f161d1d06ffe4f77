// style: streams and optionals in place of loops.
package lesson07_names_and_ports;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    private record Line(String name, Set<String> all, String key) {}

    private final List<Line> lines;

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
        lines =
                text.lines()
                        .map(line -> line.split("#", 2)[0].trim())
                        .filter(line -> !line.isEmpty())
                        .map(line -> line.split("\\s+"))
                        .map(
                                words ->
                                        new Line(
                                                words[0],
                                                IntStream.range(0, words.length)
                                                        .filter(i -> i != 1)
                                                        .mapToObj(i -> words[i])
                                                        .collect(Collectors.toSet()),
                                                words[1]))
                        .collect(Collectors.toList());
    }

    /**
     * Returns the port in the first line that has this protocol, and this service as its name or as
     * one of its other names.
     *
     * @param protocol {@code "tcp"} or {@code "udp"}
     * @throws NoSuchElementException if there is no such line
     */
    public int port(String service, String protocol) {
        return lines.stream()
                .filter(line -> line.all.contains(service) && line.key.endsWith("/" + protocol))
                .mapToInt(line -> Integer.parseInt(line.key.split("/")[0]))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns the first word of the first line that has this port and this protocol.
     *
     * @throws NoSuchElementException if there is no such line
     */
    public String service(int port, String protocol) {
        return lines.stream()
                .filter(line -> line.key.equals(port + "/" + protocol))
                .map(Line::name)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns the class of a port: SYSTEM up to 1023, USER up to 49151, DYNAMIC up to 65535.
     *
     * @throws IllegalArgumentException if the number is not a port, 0 to 65535
     */
    public static PortClass classOf(int port) {
        if (port != (port & 0xffff)) {
            throw new IllegalArgumentException("" + port);
        }
        return Stream.of(PortClass.values())
                .skip((port >= 1024 ? 1 : 0) + (port >= 49152 ? 1 : 0))
                .findFirst()
                .orElseThrow();
    }
}
