package lesson07_names_and_ports;

import java.io.IOException;
import java.net.InetAddress;

/** A port that could not be had, why, and what to do about it. Given whole. */
public class PortRefused extends IOException {

    /** Why, and what to do. */
    public enum Reason {
        /** Somebody has it. */
        IN_USE("already in use: end the program that has it, or take another; 0 is any free one"),
        /** The address belongs to another machine, or to none. */
        NOT_MY_ADDRESS(
                "not to be had: the address is not this machine's; take one that is, such as localhost"),
        /** It is for administrators. */
        MAY_NOT("for administrators, as all ports below 1024 here: take one from 1024 up");

        private final String advice;

        Reason(String advice) {
            this.advice = advice;
        }
    }

    private final Reason reason;

    /** A refusal; {@code cause} is what the attempt to bind has thrown. */
    public PortRefused(Reason reason, InetAddress address, int port, IOException cause) {
        super(port + " at " + address.getHostAddress() + " is " + reason.advice, cause);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
