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
        // TODO 4: have binder bind the port, once, and keep the listener. If it throws, throw a
        // PortRefused with the reason that why() finds.
        throw new UnsupportedOperationException("TODO 4: bind the port and keep it");
    }

    /**
     * Why a port was refused, found out by asking {@code binder} for other ports: messages are for
     * people, and in their language. Every listener that it gives for that is closed again.
     */
    public static Reason why(InetAddress address, int port, Binder binder) {
        // TODO 3: ask binder for other ports, and close what it gives. Which one tells whether the
        // address is this machine's, and which ones whether you may have system ports?
        throw new UnsupportedOperationException("TODO 3: why a port was refused");
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Greets one client after another; returns, quietly, once {@link #close()} is called. */
    public void serve() throws IOException {
        // TODO 4: accept a client, send it its own address in a line, close the connection; then
        // the next. One client's failure must not end the service; close() must, without an exception.
        throw new UnsupportedOperationException("TODO 4: greet one client after another");
    }

    /** Frees the port, from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
