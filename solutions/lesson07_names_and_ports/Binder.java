package lesson07_names_and_ports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Who gives out ports: the computer, or a machine that a test has made. Given whole. */
public interface Binder {

    /** The computer itself. */
    Binder SYSTEM = (address, port) -> new ServerSocket(port, 10, address);

    /**
     * A listener at this address of the machine, and at no other.
     *
     * @param port 0 means any free port, which {@code getLocalPort()} of the listener tells
     * @throws IOException if the port cannot be had; mostly a {@link java.net.BindException}, with
     *     a message in the language of the computer
     */
    ServerSocket bind(InetAddress address, int port) throws IOException;
}
