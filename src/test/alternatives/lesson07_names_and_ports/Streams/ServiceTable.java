// style: streams and optionals in place of loops.
package lesson07_names_and_ports;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which service has which port, from a text in the form of {@code /etc/services}:
 *
 * <pre>{@code
 * # name   port/protocol   other names
 * http     80/tcp          www   # web pages
 * domain   53/udp
 * }</pre>
 *
 * <p>Watch out: tcp and udp count apart; one port can be two services.
 */
public class ServiceTable {

    /** A few that everybody knows. */
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

    /** Prints the ports of the services named, of five well-known ones unless told. */
    public static void main(String[] args) {
        ServiceTable table = new ServiceTable(COMMON);
        String[] five = {"http", "ftp", "imap", "pop3", "smtp"};
        for (String service : args.length > 0 ? args : five) {
            int port = table.port(service, "tcp");
            System.out.println(service + " " + port + " " + classOf(port));
        }
    }

    /** Reads a table. Blanks or tabs part the words; what follows a # is a comment. */
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
     * The port of a service, by its name or by one of its other names; the first line that fits.
     *
     * @param protocol {@code "tcp"} or {@code "udp"}
     * @throws NoSuchElementException if the table does not have it for this protocol
     */
    public int port(String service, String protocol) {
        return lines.stream()
                .filter(line -> line.all.contains(service) && line.key.endsWith("/" + protocol))
                .mapToInt(line -> Integer.parseInt(line.key.split("/")[0]))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The name, the first word, of the service at a port; the first line that fits.
     *
     * @throws NoSuchElementException if the table does not have it for this protocol
     */
    public String service(int port, String protocol) {
        return lines.stream()
                .filter(line -> line.key.equals(port + "/" + protocol))
                .map(Line::name)
                .findFirst()
                .orElseThrow();
    }

    /**
     * The class of a port: system to 1023, user to 49151, dynamic to 65535.
     *
     * @throws IllegalArgumentException if it is no port, 0 to 65535
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
