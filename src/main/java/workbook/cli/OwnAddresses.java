package workbook.cli;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The addresses at which other computers of the same network reach this one. */
final class OwnAddresses {

    private static final String VIRTUAL = "(docker|br-|virbr|veth|vmnet|vboxnet|zt|tun|utun).*";

    private OwnAddresses() {}

    /** IPv4, without the loopback address; those of virtual networks last. */
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
            return List.of(); // this computer does not say
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
        boolean virtual = network.getName().matches(VIRTUAL);
        return network.inetAddresses()
                .filter(address -> address instanceof Inet4Address)
                .filter(address -> !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .map(address -> Map.entry(virtual, address));
    }
}
