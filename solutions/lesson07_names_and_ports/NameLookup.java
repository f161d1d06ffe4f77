package lesson07_names_and_ports;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

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
        System.out.println("this computer: " + lookup.ownAddress().getHostAddress());
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
        if (name.isBlank()) { // Java takes an empty name for this machine
            throw new UnknownHostException("a blank name");
        }
        List<String> texts = new ArrayList<>();
        for (InetAddress address : hosts.forward(name)) {
            texts.add(address.getHostAddress());
        }
        return texts;
    }

    /**
     * Returns the name of an address, if that name leads back to the address.
     *
     * @throws UnknownHostException if the address has no name, or if the name leads only to other
     *     addresses, or to none
     */
    public String nameOf(InetAddress address) throws UnknownHostException {
        String name = hosts.reverse(address);
        if (!hosts.forward(name).contains(address)) { // compares the bytes, not the names
            throw new UnknownHostException(name + " is not at " + address.getHostAddress());
        }
        return name;
    }

    /**
     * Returns the first address of this computer's own name that is not a loopback address. If
     * there is none, or if the name is unknown, returns the loopback address, 127.0.0.1.
     */
    public InetAddress ownAddress() {
        try {
            for (InetAddress address : hosts.forward(hosts.ownName())) {
                if (!address.isLoopbackAddress()) {
                    return address;
                }
            }
        } catch (UnknownHostException e) {
            // many machines don't know their own name, but each has the loopback address
        }
        return InetAddress.getLoopbackAddress();
    }
}
