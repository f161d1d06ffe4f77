package lesson07_names_and_ports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Gives out ports: either your own computer, or a simulated one that belongs to the grader. This
 * file is complete.
 */
public interface Binder {

    /** The computer itself. */
    Binder SYSTEM = (address, port) -> new ServerSocket(port, 10, address);

    /**
     * Returns a listener that is bound at this address of the computer only.
     *
     * @param port 0 means any free port; {@code getLocalPort()} of the listener returns its number
     * @throws IOException if the port is refused: usually a {@link java.net.BindException}, with a
     *     message in the language of the computer
     */
    ServerSocket bind(InetAddress address, int port) throws IOException;
}
