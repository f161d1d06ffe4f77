// style: streams and optionals in place of loops.
package lesson07_names_and_ports;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the addresses of a name, the name of an address, and this computer's own address.
 *
 * <p>Nothing crosses a wire here: every answer comes from {@link Hosts}: either your own computer,
 * or a list that belongs to the grader.
 *
 * <p>Watch out: a name can have several addresses, and the name that is written down for an address
 * may be a lie.
 */
public class NameLookup {

    private final Hosts hosts;

    /** Prints this computer's address, then the addresses of each name in {@code args}. */
    public static void main(String[] args) throws UnknownHostException {
        NameLookup lookup = new NameLookup(Hosts.SYSTEM);
        System.out.println("this machine: " + lookup.ownAddress().getHostAddress());
        for (String name : args.length > 0 ? args : new String[] {"localhost"}) {
            System.out.println(name + ": " + String.join(", ", lookup.addresses(name)));
        }
    }

    /** Makes a look-up that asks {@code hosts}, and nobody else. */
    public NameLookup(Hosts hosts) {
        this.hosts = hosts;
    }

    /**
     * Returns all addresses of a name in the order of {@link Hosts}, written as {@code
     * getHostAddress()} writes them: {@code "127.0.0.1"}, {@code "0:0:0:0:0:0:0:1"}.
     *
     * @throws UnknownHostException if {@code hosts} does not know the name, or if it is blank
     */
    public List<String> addresses(String name) throws UnknownHostException {
        if (name.strip().isEmpty()) {
            throw new UnknownHostException("a blank name");
        }
        return hosts.forward(name).stream()
                .map(InetAddress::getHostAddress)
                .collect(Collectors.toList());
    }

    /**
     * Returns the name of an address, if that name leads back to the address.
     *
     * @throws UnknownHostException if the address has no name, or if the name leads only to other
     *     addresses, or to none
     */
    public String nameOf(InetAddress address) throws UnknownHostException {
        return Optional.of(hosts.reverse(address))
                .filter(name -> leadsTo(name, address))
                .orElseThrow(() -> new UnknownHostException(address.getHostAddress()));
    }

    private boolean leadsTo(String name, InetAddress address) {
        try {
            return hosts.forward(name).stream().anyMatch(address::equals);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Returns the first address of this computer's own name that is not a loopback address. If
     * there is none, or if the name is unknown, returns the loopback address, 127.0.0.1.
     */
    public InetAddress ownAddress() {
        try {
            return hosts.forward(hosts.ownName()).stream()
                    .filter(address -> !address.isLoopbackAddress())
                    .findFirst()
                    .orElseGet(InetAddress::getLoopbackAddress);
        } catch (UnknownHostException e) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
