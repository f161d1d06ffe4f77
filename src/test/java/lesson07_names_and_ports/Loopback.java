package lesson07_names_and_ports;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The addresses at which a machine reaches itself. */
final class Loopback {

    private Loopback() {}

    static InetAddress ipv4() {
        return HostsList.address("127.0.0.1");
    }

    /**
     * Returns {@code 127.0.0.2}. Skips the test if the machine does not have it, or connects to it
     * from another address than {@link #ipv4()}.
     */
    static InetAddress calledFromIpv4() {
        InetAddress address = HostsList.address("127.0.0.2");
        try (ServerSocket probe = new ServerSocket(0, 1, address);
                Socket client = new Socket(address, probe.getLocalPort())) {
            return client.getLocalAddress().equals(ipv4())
                    ? address
                    : abort("this machine does not call 127.0.0.2 from 127.0.0.1");
        } catch (IOException e) {
            return abort("this machine has no 127.0.0.2");
        }
    }

    /** Returns {@code ::1}. Skips the test if the machine does not have it. */
    static InetAddress ipv6() {
        InetAddress address = HostsList.address("::1");
        try (ServerSocket probe = new ServerSocket(0, 1, address)) {
            return address;
        } catch (IOException e) {
            return abort("this machine has no ::1");
        }
    }
}
