package lesson07_names_and_ports;

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
        // TODO 4: read the text line by line, and keep what the methods below need.
        // Which lines contain no service?
        throw new UnsupportedOperationException("TODO 4: read the table");
    }

    /**
     * Returns the port in the first line that has this protocol, and this service as its name or as
     * one of its other names.
     *
     * @param protocol {@code "tcp"} or {@code "udp"}
     * @throws NoSuchElementException if there is no such line
     */
    public int port(String service, String protocol) {
        // TODO 4: find the first line that has this protocol, and this service among its names.
        throw new UnsupportedOperationException("TODO 4: the port of a service");
    }

    /**
     * Returns the first word of the first line that has this port and this protocol.
     *
     * @throws NoSuchElementException if there is no such line
     */
    public String service(int port, String protocol) {
        // TODO 5: find the first line that has this port and this protocol.
        throw new UnsupportedOperationException("TODO 5: the service at a port");
    }

    /**
     * Returns the class of a port: SYSTEM up to 1023, USER up to 49151, DYNAMIC up to 65535.
     *
     * @throws IllegalArgumentException if the number is not a port, 0 to 65535
     */
    public static PortClass classOf(int port) {
        // TODO 5: distinguish the three classes. Which numbers are not ports at all?
        throw new UnsupportedOperationException("TODO 5: the class of a port");
    }
}
