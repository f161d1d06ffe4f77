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
 * Answers one client in capitals, then is done.
 *
 * <p>On the wire: {@code "hello, "} is answered with {@code "HELLO, "}, at once, piece by piece,
 * until the client ends its stream. Only the bytes a to z change; every other byte passes unharmed.
 *
 * <p>Watch out: one read returns what has arrived so far, which may be less than was sent.
 */
public class UppercaseServer implements Closeable {

    private static final int BACKLOG = 1; // clients that may queue while another is being served

    private final ServerSocket listener;
    private volatile boolean closed;

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
        listener.setSoTimeout(150); // accept() looks up from its waiting now and then
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

    /** Closes the listener, from any thread; a {@link #serve()} that waits for a client returns. */
    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
    }
}
