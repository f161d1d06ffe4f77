// mistake: a BindException means that the port is in use, every other exception that one may not have it.
// wire: another machine's address is reported as a port in use, and people look for a program that is not there.
// fails: An address of another machine is not my address
// says: the address is not looked at first
package lesson07_names_and_ports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
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
            listener = binder.bind(address, port); // with 0 the system looks for one and binds it
        } catch (IOException e) {
            throw new PortRefused(why(address, port, binder), address, port, e);
        }
    }

    /**
     * Why a port was refused, found out by asking {@code binder} for other ports: messages are for
     * people, and in their language. Every listener that it gives for that is closed again.
     */
    public static Reason why(InetAddress address, int port, Binder binder) {
        try (ServerSocket again = binder.bind(address, port)) {
            return Reason.IN_USE;
        } catch (BindException e) {
            return port < 1024 && !gotAny(address, port, binder) ? Reason.MAY_NOT : Reason.IN_USE;
        } catch (IOException e) {
            return Reason.MAY_NOT;
        }
    }

    private static boolean gotAny(InetAddress address, int port, Binder binder) {
        for (int other = 1023; other > 0; other--) {
            try (ServerSocket got = binder.bind(address, other)) {
                return true;
            } catch (IOException e) {
                continue;
            }
        }
        return false;
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Greets one client after another; returns, quietly, once {@link #close()} is called. */
    public void serve() throws IOException {
        while (true) {
            try (Socket client = listener.accept()) { // blocks until a client connects
                String line = "you are " + client.getInetAddress().getHostAddress() + "\n";
                client.getOutputStream().write(line.getBytes(UTF_8));
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
                System.err.println("client lost: " + e.getMessage()); // the next may do better
            }
        }
    }

    /** Frees the port, from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
