package lesson07_names_and_ports;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The addresses under which a machine reaches itself. */
final class Loopback {

    private Loopback() {}

    static InetAddress ipv4() {
        return HostsList.address("127.0.0.1");
    }

    /** {@code ::1}; where the machine does not have it, the test is left out. */
    static InetAddress ipv6() {
        InetAddress address = HostsList.address("::1");
        try (ServerSocket probe = new ServerSocket(0, 1, address)) {
            return address;
        } catch (IOException e) {
            return abort("this machine has no ::1");
        }
    }
}
