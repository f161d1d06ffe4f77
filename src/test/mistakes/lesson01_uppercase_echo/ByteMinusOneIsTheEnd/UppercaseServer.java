// mistake: a byte that is cast to byte can still be compared with -1.
// wire: when a byte 255 comes, as in a photo, the conversation ends.
// fails: Bytes other than a to z pass unharmed
// says: a byte 255 is taken for the end
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
        try (Socket client = listener.accept()) {
            answer(client.getInputStream(), client.getOutputStream());
        } catch (SocketException e) {
            if (listener.isClosed()) {
                return;
            }
            throw e;
        }
    }

    /** Answers every piece that comes from {@code in} until the end of the stream. */
    private void answer(InputStream in, OutputStream out) throws IOException {
        byte b;
        while ((b = (byte) in.read()) != -1) {
            if (b >= 'a' && b <= 'z') {
                b -= 32;
            }
            out.write(b);
            out.flush();
        }
    }

    /** Closes the listener, from any thread; a {@link #serve()} that waits for a client returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
