package lesson07_names_and_ports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;

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

    private record Entry(List<String> names, int port, String protocol) {}

    private final List<Entry> entries = new ArrayList<>();

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
        for (String line : text.lines().toList()) {
            String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
            if (words.length >= 2) {
                String[] number = words[1].split("/");
                List<String> names = new ArrayList<>(Arrays.asList(words));
                names.remove(1); // leaves the name and the other names
                entries.add(new Entry(names, Integer.parseInt(number[0]), number[1]));
            }
        }
    }

    /**
     * Returns the port in the first line that has this protocol, and this service as its name or as
     * one of its other names.
     *
     * @param protocol {@code "tcp"} or {@code "udp"}
     * @throws NoSuchElementException if there is no such line
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
     * Returns the first word of the first line that has this port and this protocol.
     *
     * @throws NoSuchElementException if there is no such line
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
     * Returns the class of a port: SYSTEM up to 1023, USER up to 49151, DYNAMIC up to 65535.
     *
     * @throws IllegalArgumentException if the number is not a port, 0 to 65535
     */
    public static PortClass classOf(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        return port < 1024 ? PortClass.SYSTEM : port < 49152 ? PortClass.USER : PortClass.DYNAMIC;
    }
}
