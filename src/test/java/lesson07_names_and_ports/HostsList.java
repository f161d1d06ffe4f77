package lesson07_names_and_ports;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and addresses as in a hosts file. A look-up asks neither the network nor the computer. */
final class HostsList implements Hosts {

    private final Map<String, List<InetAddress>> addresses = new LinkedHashMap<>();
    private final Map<InetAddress, String> names = new LinkedHashMap<>();
    private String ownName;
    private boolean writesNames;

    /**
     * @param lines one line for each address: the address, spaces and its name. A reverse look-up
     *     returns the first name of an address
     */
    HostsList(String lines) {
        for (String line : lines.lines().toList()) {
            String[] words = line.split("\\s+");
            InetAddress address = address(words[0]);
            addresses.computeIfAbsent(words[1], name -> new ArrayList<>()).add(address);
            names.putIfAbsent(address, words[1]);
        }
        addresses.put("", List.of(InetAddress.getLoopbackAddress())); // as Java does
    }

    /** Gives the machine this name. */
    HostsList named(String name) {
        ownName = name;
        return this;
    }

    /**
     * Makes a reverse look-up of this address return this name, as the owner of an address can do.
     */
    HostsList claims(String address, String name) {
        names.put(address(address), name);
        return this;
    }

    /** Makes this the only address of the name from now on. */
    void moves(String name, String address) {
        addresses.put(name, List.of(address(address)));
    }

    /** Makes the addresses of a name contain that name, as Java does. */
    HostsList writesNames() {
        writesNames = true;
        return this;
    }

    /** Returns the address that has this text, without a look-up. */
    static InetAddress address(String numbers) {
        try {
            return InetAddress.getByName(numbers);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public String ownName() throws UnknownHostException {
        return known(ownName, "this machine has no name");
    }

    @Override
    public List<InetAddress> forward(String name) throws UnknownHostException {
        List<InetAddress> found = known(addresses.get(name.isBlank() ? "" : name), name);
        return writesNames ? found.stream().map(a -> withName(name, a)).toList() : found;
    }

    @Override
    public String reverse(InetAddress address) throws UnknownHostException {
        return known(names.get(address), "no name for " + address.getHostAddress());
    }

    private static InetAddress withName(String name, InetAddress address) {
        try {
            return InetAddress.getByAddress(name, address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static <T> T known(T found, String question) throws UnknownHostException {
        if (found == null) {
            throw new UnknownHostException(question);
        }
        return found;
    }
}
