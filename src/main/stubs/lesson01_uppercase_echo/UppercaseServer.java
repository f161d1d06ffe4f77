package lesson01_uppercase_echo;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/**
 * Sends everything that one client says back in capitals, then returns.
 *
 * <p>On the wire: the client sends {@code "hello, "}, and the server replies {@code "HELLO, "} at
 * once. This goes on, piece by piece, until the client ends its stream. Only the bytes a to z
 * change; all other bytes are sent back as they are.
 *
 * <p>Watch out: one read returns what has arrived so far, which may be less than was sent.
 */
public class UppercaseServer implements Closeable {

    private static final int BACKLOG = 1; // clients that may wait while another one is served
    private static final int PIECE = 1024; // the most bytes that one read may return

    private final ServerSocket listener;

    /** Serves one client, then ends. The argument is the port; without it, 9090. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 9090;
        try (UppercaseServer server = new UppercaseServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public UppercaseServer(int port) throws IOException {
        // TODO 1: bind a listener to the port, with the backlog above, and keep it.
        throw new UnsupportedOperationException("TODO 1: bind the listener");
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Accepts one client, replies to it until it ends its stream, and closes the connection. If
     * {@link #close()} is called while it still waits for a client, it returns without an
     * exception.
     */
    public void serve() throws IOException {
        // TODO 2: accept one client, let reply() talk to it, and close the connection in any case.
        // TODO 5: return without an exception if close() is called while accept() waits.
        // What does accept() do then?
        throw new UnsupportedOperationException("TODO 2: accept one client");
    }

    /** Sends every piece that {@code in} brings back in capitals, until the end of the stream. */
    private void reply(InputStream in, OutputStream out) throws IOException {
        // TODO 3: read a piece, send it back, and go on until the end of the stream.
        // How many bytes of the array belong to the piece?
        // TODO 4: before you send a piece, change its bytes a to z into capitals.
        throw new UnsupportedOperationException("TODO 3: send every piece back");
    }

    /** Closes the listener. Safe to call from any thread, more than once. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
