package lesson07_names_and_ports;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * A machine whose free ports the test chooses. It refuses a port with the message of an operating
 * system that the test chooses. The listeners that it returns are real, and listen on any free port
 * of this computer. When one is closed, its port counts as taken by another program.
 */
final class Machine implements Binder {

    /**
     * The messages of one operating system for the three refusals: the port is in use, the address
     * is not the machine's, the user has no permission.
     */
    enum Words {
        LINUX("Address already in use", "Cannot assign requested address", "Permission denied"),
        MACOS("Address already in use", "Can't assign requested address", "Permission denied"),
        WINDOWS(
                "Address already in use: bind",
                "Cannot assign requested address: bind",
                "Permission denied: bind"),
        GERMAN(
                "Die Adresse wird bereits verwendet",
                "Die angeforderte Adresse kann nicht zugewiesen werden",
                "Keine Berechtigung"),
        RUSSIAN(
                "Адрес уже используется",
                "Невозможно назначить запрошенный адрес",
                "Отказано в доступе");

        private final String inUse;
        private final String notMine;
        private final String mayNot;

        Words(String inUse, String notMine, String mayNot) {
            this.inUse = inUse;
            this.notMine = notMine;
            this.mayNot = mayNot;
        }
    }

    private final InetAddress address;
    private final Set<Integer> inUse = ConcurrentHashMap.newKeySet();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<ServerSocket> given = // kept, so that Java closes none of them
            Collections.synchronizedList(new ArrayList<>());
    private Words words = Words.LINUX;
    private int lowest = 1024;

    /** Creates a machine with one address, used by an ordinary user. */
    Machine(String address) {
        this.address = HostsList.address(address);
    }

    /** Makes an administrator its user, who may bind every port. */
    Machine ofAdministrator() {
        lowest = 1;
        return this;
    }

    /** Marks these ports as in use by other programs. */
    Machine inUse(int... ports) {
        IntStream.of(ports).forEach(inUse::add);
        return this;
    }

    /** Marks all ports from 1 to 65535 as in use by other programs. */
    Machine allInUse() {
        return inUseUpTo(65535);
    }

    /** Marks all ports from 1 to this one as in use by other programs. */
    Machine inUseUpTo(int port) {
        return inUse(IntStream.rangeClosed(1, port).toArray());
    }

    Machine says(Words words) {
        this.words = words;
        return this;
    }

    /**
     * Returns the addresses and ports that the code has asked for so far, such as {@code
     * 10.0.0.7:80}.
     */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** Returns those of {@link #asked()} that have this port. */
    List<String> askedFor(int port) {
        return asked().stream().filter(question -> question.endsWith(":" + port)).toList();
    }

    @Override
    public ServerSocket bind(InetAddress address, int port) throws IOException {
        asked.add((address == null ? "every address" : address.getHostAddress()) + ":" + port);
        if (address != null && !address.isAnyLocalAddress() && !this.address.equals(address)) {
            throw new BindException(words.notMine);
        }
        if (port != 0 && port < lowest) {
            throw words == Words.WINDOWS
                    ? new SocketException(words.mayNot)
                    : new BindException(words.mayNot);
        }
        if (inUse.contains(port)) {
            throw new BindException(words.inUse);
        }
        Given listener = new Given();
        given.add(listener);
        return listener;
    }

    private final class Given extends ServerSocket {
        Given() throws IOException {
            super(0, 10, InetAddress.getLoopbackAddress());
        }

        @Override
        public void close() throws IOException {
            inUse.add(getLocalPort());
            super.close();
        }
    }
}
