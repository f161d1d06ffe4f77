// style: one byte is read and one byte is written at a time, no buffer and no array.
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

    private static final int BACKLOG = 1; // clients that may queue while another is being served
    private static final int PIECE = 1024; // bytes that one read takes at most

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
        this.listener = new ServerSocket(port, BACKLOG, null);
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
        try (Socket client = listener.accept()) {
            client.setTcpNoDelay(true); // every byte is an answer
            answer(client.getInputStream(), client.getOutputStream());
        } catch (SocketException e) {
            if (!listener.isClosed()) {
                throw e;
            }
        }
    }

    /** Answers every piece that comes from {@code in} until the end of the stream. */
    private void answer(InputStream in, OutputStream out) throws IOException {
        for (int b = in.read(); b != -1; b = in.read()) {
            switch (b) {
                case 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm',
                        'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z' ->
                        out.write(b - 'a' + 'A');
                default -> out.write(b);
            }
        }
    }

    /** Closes the listener. Safe to call from any thread, more than once. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
