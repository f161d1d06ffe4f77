package lesson07_names_and_ports;

import java.io.IOException;
import java.net.InetAddress;

/** Reports that a port was refused, why, and what to do. This file is complete. */
public class PortRefused extends IOException {

    /** Why the port was refused; the text says what to do. */
    public enum Reason {
        /** Another program has the port. */
        IN_USE(
                "is already in use: stop the program that has it, or choose another (0: any free port)"),
        /** The address belongs to another machine, or to none. */
        NOT_MY_ADDRESS(
                "is refused: this machine does not have that address; choose one of its own, such as localhost"),
        /** Only an administrator may bind the port. */
        MAY_NOT("is for administrators, like all ports below 1024 here: choose one from 1024 up");

        private final String advice;

        Reason(String advice) {
            this.advice = advice;
        }
    }

    private final Reason reason;

    /** Makes a report; {@code cause} is the exception that was thrown when the port was bound. */
    public PortRefused(Reason reason, InetAddress address, int port, IOException cause) {
        super("port %d at %s %s".formatted(port, address.getHostAddress(), reason.advice), cause);
        this.reason = reason;
    }

    /** Returns why the port was refused. */
    public Reason reason() {
        return reason;
    }
}
