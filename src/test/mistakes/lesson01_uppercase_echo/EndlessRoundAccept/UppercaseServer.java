// mistake: a server needs an endless loop, though this one serves one client.
// wire: the client is answered; when the listener is closed, accept() throws again and again.
// fails: The listener stops waiting for a client when it is closed
// says: accept() throws each time: return then
package lesson01_uppercase_echo;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/**
 * Answers one client in capitals, then is done.
 *
 * <p>On the wire: {@code "hello, "} is answered with {@code "HELLO, "}, at once, piece by piece,
 * until the client ends its stream. Only the bytes a to z change; every other byte passes unharmed.
 *
 * <p>Watch out: one read returns what has arrived so far, which may be less than was sent.
 */
public class UppercaseServer implements Closeable {

    private static final int BACKLOG = 1; // clients that may queue while another is being served
    private static final int PIECE = 1024; // bytes that one read takes at most

    private final ServerSocket listener;

    /** Serves one client on the port given, 9090 unless told. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 9090;
        try (UppercaseServer server = new UppercaseServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this machine; 0 means any free port. */
    public UppercaseServer(int port) throws IOException {
        listener = new ServerSocket(port, BACKLOG);
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Accepts one client, answers it until its stream ends, closes the connection and returns.
     * Returns quietly, too, when {@link #close()} is called while it waits for the client.
     */
    public void serve() throws IOException {
        while (true) {
            try (Socket client = accept()) {
                if (client != null) {
                    answer(client.getInputStream(), client.getOutputStream());
                }
            }
        }
    }

    /** Waits for a client; null if the listener was closed meanwhile. */
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

    /** Answers every piece that comes from {@code in} until the end of the stream. */
    private void answer(InputStream in, OutputStream out) throws IOException {
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

    /** Closes the listener, from any thread; a {@link #serve()} that waits for a client returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
