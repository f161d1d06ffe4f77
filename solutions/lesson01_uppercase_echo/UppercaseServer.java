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
        listener = new ServerSocket(port, BACKLOG);
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
        try (Socket client = accept()) { // closes the connection, even after an exception
            if (client != null) {
                reply(client.getInputStream(), client.getOutputStream());
            }
        }
    }

    /** Waits for a client, and returns null if the listener is closed while it waits. */
    private Socket accept() throws IOException {
        try {
            return listener.accept(); // blocks until a client connects
        } catch (SocketException e) {
            if (listener.isClosed()) {
                return null;
            }
            throw e;
        }
    }

    /** Sends every piece that {@code in} brings back in capitals, until the end of the stream. */
    private void reply(InputStream in, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        int n = in.read(piece); // blocks until something has arrived
        while (n != -1) { // -1: the client has ended its stream
            capitalise(piece, n);
            out.write(piece, 0, n); // n bytes, not the whole buffer
            n = in.read(piece);
        }
    }

    private static void capitalise(byte[] bytes, int n) {
        for (int i = 0; i < n; i++) {
            if (bytes[i] >= 'a' && bytes[i] <= 'z') {
                bytes[i] -= 'a' - 'A';
            }
        }
    }

    /** Closes the listener. Safe to call from any thread, more than once. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
