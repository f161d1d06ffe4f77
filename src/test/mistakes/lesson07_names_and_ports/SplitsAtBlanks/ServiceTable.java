// mistake: words are parted by blanks only.
// wire: nothing goes out; a line with tabs between its words is read as one word, or as others.
// fails: The port of a service is found for http
// says: any number of blanks or tabs
package lesson07_names_and_ports;

import java.util.ArrayList;
import java.util.Arrays;
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

    private record Entry(List<String> names, int port, String protocol) {}

    private final List<Entry> entries = new ArrayList<>();

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
        for (String line : text.lines().toList()) {
            String[] words = line.replaceFirst("#.*", "").strip().split(" +");
            if (words.length >= 2) {
                String[] number = words[1].split("/");
                List<String> names = new ArrayList<>(Arrays.asList(words));
                names.remove(1); // what is left is the name, then the other names
                entries.add(new Entry(names, Integer.parseInt(number[0]), number[1]));
            }
        }
    }

    /**
     * The port of a service, by its name or by one of its other names; the first line that fits.
     *
     * @param protocol {@code "tcp"} or {@code "udp"}
     * @throws NoSuchElementException if the table does not have it for this protocol
     */
    public int port(String service, String protocol) {
        for (Entry entry : entries) {
            if (entry.names.contains(service) && entry.protocol.equals(protocol)) {
                return entry.port;
            }
        }
        throw new NoSuchElementException(service + "/" + protocol);
    }

    /**
     * The name, the first word, of the service at a port; the first line that fits.
     *
     * @throws NoSuchElementException if the table does not have it for this protocol
     */
    public String service(int port, String protocol) {
        for (Entry entry : entries) {
            if (entry.port == port && entry.protocol.equals(protocol)) {
                return entry.names.get(0);
            }
        }
        throw new NoSuchElementException(port + "/" + protocol);
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
        return port < 1024 ? PortClass.SYSTEM : port < 49152 ? PortClass.USER : PortClass.DYNAMIC;
    }
}
