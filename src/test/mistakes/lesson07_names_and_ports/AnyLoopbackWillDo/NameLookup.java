// mistake: where there is no other address, the first will do.
// wire: 127.0.1.1 is told, where a server at 127.0.0.1 does not listen.
// fails: The address of this machine is the loopback address if the name leads to no other
// says: The answer then is 127.0.0.1
package lesson07_names_and_ports;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds addresses for names, names for addresses, and the machine's own.
 *
 * <p>Nothing crosses a wire here: it is {@link Hosts} that knows, the computer or a test's list.
 *
 * <p>Watch out: a name can have many addresses, and the name that is written down for an address
 * may be a lie.
 */
public class NameLookup {

    private final Hosts hosts;

    /** Prints this machine's name and address, then the addresses of the names given. */
    public static void main(String[] args) throws UnknownHostException {
        NameLookup lookup = new NameLookup(Hosts.SYSTEM);
        System.out.println("this machine: " + lookup.ownAddress().getHostAddress());
        for (String name : args.length > 0 ? args : new String[] {"localhost"}) {
            System.out.println(name + ": " + String.join(", ", lookup.addresses(name)));
        }
    }

    /** Asks {@code hosts}, and nobody else. */
    public NameLookup(Hosts hosts) {
        this.hosts = hosts;
    }

    /**
     * All addresses of a name, in the order in which {@link Hosts} has them, written as {@code
     * getHostAddress()} does: {@code "127.0.0.1"}, {@code "0:0:0:0:0:0:0:1"}.
     *
     * @throws UnknownHostException if nobody is called so; nobody is called {@code ""} or blank
     */
    public List<String> addresses(String name) throws UnknownHostException {
        if (name.isBlank()) {
            throw new UnknownHostException("nobody is called \"" + name + "\"");
        }
        List<String> texts = new ArrayList<>();
        for (InetAddress address : hosts.forward(name)) {
            texts.add(address.getHostAddress());
        }
        return texts;
    }

    /**
     * The name of an address, if that name leads back to the address.
     *
     * @throws UnknownHostException if the address has no name, or one that leads elsewhere or to
     *     nowhere
     */
    public String nameOf(InetAddress address) throws UnknownHostException {
        String name = hosts.reverse(address);
        if (name.isBlank() || !hosts.forward(name).contains(address)) {
            throw new UnknownHostException(
                    "\"" + name + "\" does not lead back to " + address.getHostAddress());
        }
        return name;
    }

    /**
     * An address for others to reach this machine at: the first of those of its own name that is
     * not a loopback address. If there is none, or the name is unknown, the loopback address.
     */
    public InetAddress ownAddress() {
        try {
            String own = hosts.ownName();
            if (!own.isBlank()) {
                for (InetAddress address : hosts.forward(own)) {
                    if (!address.isLoopbackAddress()) {
                        return address;
                    }
                }
                return hosts.forward(own).get(0);
            }
        } catch (UnknownHostException e) {
            // nobody knows our name: the loopback address will have to do
        }
        return InetAddress.getLoopbackAddress();
    }
}
