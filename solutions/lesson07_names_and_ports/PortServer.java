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
        try {
            listener = binder.bind(address, port); // 0: finds a free port and binds it in one step
        } catch (IOException e) {
            throw new PortRefused(why(address, port, binder), address, port, e);
        }
    }

    /**
     * Finds out why {@code binder} refused a port, by asking it for other ports. The exception's
     * message is of no use: it is in the computer's language. Closes every listener that it gets.
     */
    public static Reason why(InetAddress address, int port, Binder binder) {
        if (!gives(binder, address, 0)) {
            return Reason.NOT_MY_ADDRESS; // not even any free port can be bound there
        }
        if (port >= 1024) { // everybody may bind these
            return Reason.IN_USE;
        }
        for (int other = 1; other < 1024; other++) {
            if (other != port && gives(binder, address, other)) {
                return Reason.IN_USE; // other system ports can be bound, but not this one
            }
        }
        return Reason.MAY_NOT;
    }

    private static boolean gives(Binder binder, InetAddress address, int port) {
        try (ServerSocket given = binder.bind(address, port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Greets one client after another. Returns when {@link #close()} is called. */
    public void serve() throws IOException {
        while (true) {
            try (Socket client = listener.accept()) { // blocks until a client connects
                String line = "you are " + client.getInetAddress().getHostAddress() + "\n";
                client.getOutputStream().write(line.getBytes(UTF_8));
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
                System.err.println("client lost: " + e.getMessage()); // go on with the next
            }
        }
    }

    /** Frees the port. May be called from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
