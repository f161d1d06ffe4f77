package lesson07_names_and_ports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import lesson07_names_and_ports.PortRefused.Reason;

/**
 * Binds a port and keeps it, or reports why it can't, and sends each client its own address.
 *
 * <p>On the wire: the client connects and sends nothing. The server sends one line, {@code "you are
 * 127.0.0.1\n"}, and closes the connection.
 *
 * <p>Watch out: a port that is free now may be taken a moment later.
 */
public class PortServer implements Closeable {

    private final ServerSocket listener;

    /** Serves forever. Arguments: address and port; without them, localhost 10000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[args.length - 1]) : 10000;
        InetAddress address = InetAddress.getByName(args.length > 1 ? args[0] : "localhost");
        try (PortServer server = new PortServer(address, port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        } catch (PortRefused e) {
            System.out.println("refused: " + e.getMessage());
        }
    }

    /** Does the same as the other constructor, on this computer. */
    public PortServer(InetAddress address, int port) throws IOException {
        this(address, port, Binder.SYSTEM);
    }

    /**
     * Binds the port at this address only, and keeps the listener until {@link #close()}.
     *
     * @param port 0 means any free port
     * @param binder gives out the ports; the constructor asks nobody else
     * @throws PortRefused if {@code binder} refuses the port
     */
    public PortServer(InetAddress address, int port, Binder binder) throws IOException {
        // TODO 7: ask binder for the port, once, and keep the listener. If binder throws, throw a
        // PortRefused with the reason that why() finds.
        throw new UnsupportedOperationException("TODO 7: bind the port and keep it");
    }

    /**
     * Finds out why {@code binder} refused a port, by asking it for other ports. The exception's
     * message is of no use: it is in the computer's language. Closes every listener that it gets.
     */
    public static Reason why(InetAddress address, int port, Binder binder) {
        // TODO 6: ask binder for other ports, and close every listener that it gives. Which port
        // shows whether the address is this computer's? Which ones show what you may bind?
        throw new UnsupportedOperationException("TODO 6: why a port was refused");
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Greets one client after another. Returns when {@link #close()} is called. */
    public void serve() throws IOException {
        // TODO 8: accept a client, send the line with its address, close the connection; repeat.
        // If a client has gone, go on with the next one. If close() was called, return.
        throw new UnsupportedOperationException("TODO 8: greet one client after another");
    }

    /** Frees the port. May be called from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
