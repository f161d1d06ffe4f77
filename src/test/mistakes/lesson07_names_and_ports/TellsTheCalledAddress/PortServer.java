// mistake: the local address of the socket is that of the client.
// wire: a client is told the address that it has called: right only if that is its own as well.
// fails: A client is told its own address and not the one that it has called
// says: the line tells another address than the client's
package lesson07_names_and_ports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import lesson07_names_and_ports.PortRefused.Reason;

/**
 * Takes a port and keeps it, or tells why it cannot; tells each client who it is.
 *
 * <p>On the wire: the client connects and says nothing; one line comes, {@code "you are
 * 127.0.0.1\n"}, then the end of the stream.
 *
 * <p>Watch out: a port that is free now may be taken when you come back for it.
 */
public class PortServer implements Closeable {

    private final ServerSocket listener;

    /** Serves for ever at an address and a port; localhost 10000 unless told. */
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

    /** The same as the other constructor, on this computer. */
    public PortServer(InetAddress address, int port) throws IOException {
        this(address, port, Binder.SYSTEM);
    }

    /**
     * Binds the port at this address only, and keeps it until {@link #close()}.
     *
     * @param port 0 means any free port
     * @param binder gives out the ports; nobody else is asked for one
     * @throws PortRefused if the port cannot be had
     */
    public PortServer(InetAddress address, int port, Binder binder) throws IOException {
        try {
            listener = binder.bind(address, port);
        } catch (IOException e) {
            throw new PortRefused(why(address, port, binder), address, port, e);
        }
    }

    /**
     * Why a port was refused, found out by asking {@code binder} for other ports: messages are for
     * people, and in their language. Every listener that it gives for that is closed again.
     */
    public static Reason why(InetAddress address, int port, Binder binder) {
        if (!canBeHad(address, 0, binder)) {
            return Reason.NOT_MY_ADDRESS;
        }
        if (port >= 1024) {
            return Reason.IN_USE;
        }
        for (int other = 1; other <= 1023; other++) {
            if (other != port && canBeHad(address, other, binder)) {
                return Reason.IN_USE;
            }
        }
        return Reason.MAY_NOT;
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Greets one client after another; returns, quietly, once {@link #close()} is called. */
    public void serve() throws IOException {
        while (true) {
            Socket client;
            try {
                client = listener.accept();
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
                throw e;
            }
            try (client) {
                String line = "you are " + client.getLocalAddress().getHostAddress() + "\n";
                client.getOutputStream().write(line.getBytes(UTF_8));
            } catch (IOException e) {
                System.err.println("a client has gone: " + e);
            }
        }
    }

    /** Frees the port, from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }

    private static boolean canBeHad(InetAddress address, int port, Binder binder) {
        ServerSocket given;
        try {
            given = binder.bind(address, port);
        } catch (IOException e) {
            return false;
        }
        try {
            given.close();
        } catch (IOException e) {
            System.err.println("closing: " + e);
        }
        return true;
    }
}
