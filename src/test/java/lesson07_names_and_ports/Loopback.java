package lesson07_names_and_ports;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The addresses under which a machine reaches itself. */
final class Loopback {

    private Loopback() {}

    static InetAddress ipv4() {
        return HostsList.address("127.0.0.1");
    }

    /** {@code ::1} where the machine has it; where not, that is said, and it is the other one. */
    static InetAddress ipv6() {
        InetAddress address = HostsList.address("::1");
        try (ServerSocket probe = new ServerSocket(0, 1, address)) {
            return address;
        } catch (IOException e) {
            new PrintStream(new FileOutputStream(FileDescriptor.err), true) // not the learner's
                    .println("LEFT OUT: IPv6, because this machine has no ::1");
            return ipv4();
        }
    }
}
