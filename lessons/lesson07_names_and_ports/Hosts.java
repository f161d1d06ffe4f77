package lesson07_names_and_ports;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Who knows names and addresses: the computer, or a list that a test has made. Given whole.
 *
 * <p>Watch out: the computer may ask the network, which takes seconds where there is none.
 */
public interface Hosts {

    /** The computer itself: its hosts file, then whatever it is set up to ask. */
    Hosts SYSTEM = new SystemHosts();

    /** The name of this machine, which may lead to no address. */
    String ownName() throws UnknownHostException;

    /** All addresses of a name, at least one; like Java, those of this machine for {@code ""}. */
    List<InetAddress> forward(String name) throws UnknownHostException;

    /** The name that is written down for an address, by whoever owns the address. */
    String reverse(InetAddress address) throws UnknownHostException;

    /** Asks through {@link InetAddress}. */
    final class SystemHosts implements Hosts {

        @Override
        public String ownName() throws UnknownHostException {
            return InetAddress.getLocalHost().getHostName();
        }

        @Override
        public List<InetAddress> forward(String name) throws UnknownHostException {
            return List.of(InetAddress.getAllByName(name));
        }

        @Override
        public String reverse(InetAddress address) throws UnknownHostException {
            InetAddress nameless = InetAddress.getByAddress(address.getAddress());
            String name = nameless.getHostName(); // the address as text if there is no name
            if (name.equals(nameless.getHostAddress())) {
                throw new UnknownHostException("no name for " + name);
            }
            return name;
        }
    }
}
