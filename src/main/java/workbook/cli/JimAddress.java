package workbook.cli;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.catalogue.UsageError;

/** Where a JIM server listens, as a user types it. */
final class JimAddress {

    private static final int PORT = 7777; // JIM's, unless told
    private static final Pattern FORM =
            Pattern.compile("(?:\\[(?<six>[^]]+)]|(?<host>[^:\\[\\]]+))(?::(?<port>\\d{1,5}))?");

    private JimAddress() {}

    /**
     * Understands {@code localhost:7777}, {@code 127.0.0.1}, {@code [::1]:7777}; a number alone is
     * a port of this computer.
     *
     * @throws UsageError if it is none of them, or there is no such host
     */
    static InetSocketAddress of(String text) {
        String whole = text.matches("\\d+") ? "127.0.0.1:" + text : text; // else a host of a number
        Matcher parts = FORM.matcher(whole);
        if (!parts.matches()) {
            throw new UsageError("An address looks like this: 127.0.0.1:7777.");
        }
        int port = parts.group("port") == null ? PORT : Integer.parseInt(parts.group("port"));
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
