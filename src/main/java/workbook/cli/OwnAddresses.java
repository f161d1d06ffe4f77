package workbook.cli;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the addresses at which other computers in the same network can reach this one. */
final class OwnAddresses {

    /**
     * Matches the names of virtual networks inside a computer; on Windows only the display name
     * shows it.
     */
    private static final Pattern VIRTUAL =
            Pattern.compile(
                    "^(docker|podman|lxc|br-|bridge|virbr|veth|vmnet|vboxnet|zt|tun|utun|wg)"
                            + "|virtual|hyper-v|vmware|wsl|npcap|wireguard|tailscale",
                    Pattern.CASE_INSENSITIVE);

    private OwnAddresses() {}

    /**
     * Returns the IPv4 addresses, without the loopback address. Those of virtual networks come
     * last.
     */
    static List<String> all() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(OwnAddresses::isUp)
                    .flatMap(OwnAddresses::addresses)
                    .sorted(comparing(Map.Entry::getKey))
                    .map(Map.Entry::getValue)
                    .distinct()
                    .toList();
        } catch (IOException e) {
            return List.of(); // the system does not list its networks
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback();
        } catch (IOException e) {
            return false;
        }
    }

    private static Stream<Map.Entry<Boolean, String>> addresses(NetworkInterface network) {
        boolean virtual =
                VIRTUAL.matcher(network.getName()).find()
                        || VIRTUAL.matcher(String.valueOf(network.getDisplayName())).find();
        return network.inetAddresses()
                .filter(address -> address instanceof Inet4Address)
                .filter(address -> !address.isLoopbackAddress())
                .map(
                        address ->
                                Map.entry(
                                        virtual || address.isLinkLocalAddress(),
                                        address.getHostAddress()));
    }
}
