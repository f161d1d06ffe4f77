// mistake: a # within a word belongs to the word.
// wire: time 37/udp#old is a service of the protocol udp#old, which nobody asks for.
// fails: The port of a service is found though a comment follows without a blank
// says: a # that follows without a blank
package lesson07_names_and_ports;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

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

    /** A line of the table; its names, the other ones too. */
    private record Line(List<String> names, int port, String protocol) {}

    private final List<Line> lines = new ArrayList<>();

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
        for (String line : text.split("\\R")) {
            String[] words = line.replaceFirst("(^|\\s)#.*", "").strip().split("\\s+");
            if (words.length < 2) {
                continue; // an empty line, or nothing but a comment
            }
            List<String> names = new ArrayList<>(List.of(words));
            String[] portAndProtocol = names.remove(1).split("/");
            lines.add(new Line(names, Integer.parseInt(portAndProtocol[0]), portAndProtocol[1]));
        }
    }

    /**
     * The port of a service, by its name or by one of its other names; the first line that fits.
     *
     * @param protocol {@code "tcp"} or {@code "udp"}
     * @throws NoSuchElementException if the table does not have it for this protocol
     */
    public int port(String service, String protocol) {
        for (Line line : lines) {
            if (line.names.contains(service) && line.protocol.equals(protocol)) {
                return line.port;
            }
        }
        throw new NoSuchElementException("no " + service + "/" + protocol);
    }

    /**
     * The name, the first word, of the service at a port; the first line that fits.
     *
     * @throws NoSuchElementException if the table does not have it for this protocol
     */
    public String service(int port, String protocol) {
        for (Line line : lines) {
            if (line.port == port && line.protocol.equals(protocol)) {
                return line.names.get(0);
            }
        }
        throw new NoSuchElementException("nothing at " + port + "/" + protocol);
    }

    /**
     * The class of a port: system to 1023, user to 49151, dynamic to 65535.
     *
     * @throws IllegalArgumentException if it is no port, 0 to 65535
     */
    public static PortClass classOf(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("no port: " + port);
        }
        if (port <= 1023) {
            return PortClass.SYSTEM;
        }
        if (port <= 49151) {
            return PortClass.USER;
        }
        return PortClass.DYNAMIC;
    }
}
