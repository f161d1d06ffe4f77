// style: accept and read with time-outs, and a flag that is looked at in between.
package lesson01_uppercase_echo;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

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

    private final ServerSocket listener;
    private volatile boolean closed;

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
        listener.setSoTimeout(150); // accept() looks up from its waiting now and then
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
        while (!closed) {
            Socket client;
            try {
                client = listener.accept();
            } catch (SocketTimeoutException e) {
                continue; // nobody yet
            } catch (SocketException e) {
                if (closed) {
                    return;
                }
                throw e;
            }
            try {
                answer(client.getInputStream(), client.getOutputStream());
            } catch (IOException e) {
                System.err.println("lost the client: " + e.getMessage());
            } finally {
                client.close();
            }
            return;
        }
    }

    /** Answers every piece that comes from {@code in} until the end of the stream. */
    private void answer(InputStream in, OutputStream out) throws IOException {
        byte[] piece = new byte[7];
        while (true) {
            int n = in.read(piece, 0, piece.length);
            if (n < 0) {
                return;
            }
            for (int i = 0; i < n; i++) {
                if (piece[i] > 96 && piece[i] < 123) {
                    piece[i] = (byte) (piece[i] ^ 0x20);
                }
            }
            out.write(piece, 0, n);
        }
    }

    /** Closes the listener. Safe to call from any thread, more than once. */
    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
    }
}
