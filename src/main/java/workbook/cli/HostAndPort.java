package workbook.cli;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.catalogue.UsageError;

/** Parses the address of a server, as a user types it. */
final class HostAndPort {

    private static final int JIM = 7777;
    private static final Pattern FORM =
            Pattern.compile("(?:\\[(?<six>[^]]+)]|(?<host>[^:\\[\\]]+))(?::(?<port>\\d{1,5}))?");

    private HostAndPort() {}

    /**
     * Parses the address of a JIM server: {@code localhost:7777}, {@code 127.0.0.1}, {@code
     * [::1]:7777}. A number alone is a port of this computer. A host alone gets the port of JIM.
     *
     * @throws UsageError if the text is not an address, or the host does not exist
     */
    static InetSocketAddress ofJim(String text) {
        return of(text, JIM);
    }

    /**
     * Parses the address of any server. The text must contain a port.
     *
     * @throws UsageError if the text is not an address, or the host does not exist
     */
    static InetSocketAddress of(String text) {
        return of(text, 0);
    }

    private static InetSocketAddress of(String text, int usual) {
        String whole = text.matches("\\d+") ? "127.0.0.1:" + text : text; // otherwise a host
        Matcher parts = FORM.matcher(whole);
        boolean understood = parts.matches() && (usual > 0 || parts.group("port") != null);
        if (!understood) {
            int port = usual > 0 ? usual : 9090;
            throw new UsageError("An address looks like this: 127.0.0.1:" + port + ".");
        }
        int port = parts.group("port") == null ? usual : Integer.parseInt(parts.group("port"));
        if (port < 1 || port > 65535) {
            throw new UsageError("A port is a number from 1 to 65535.");
        }
        String host = parts.group("six") == null ? parts.group("host") : parts.group("six");
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UsageError("There is no host " + host + ".");
        }
        return address;
    }
}
