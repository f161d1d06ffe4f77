// style: a table of 256 capitals filled by an IntStream, an output stream of its own that looks bytes up, transferTo in the client.
package lesson01_uppercase_echo;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.stream.IntStream;

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

    private static final byte[] CAPITALS = new byte[256];

    static {
        IntStream.range(0, 256).forEach(b -> CAPITALS[b] = (byte) b);
        IntStream.rangeClosed('a', 'z').forEach(b -> CAPITALS[b] = (byte) Character.toUpperCase(b));
    }

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
        Socket client;
        try {
            client = listener.accept();
        } catch (SocketException e) {
            if (listener.isClosed()) {
                return;
            }
            throw e;
        }
        try (client) {
            answer(client.getInputStream(), client.getOutputStream());
        }
    }

    /** Answers every piece that comes from {@code in} until the end of the stream. */
    private void answer(InputStream in, OutputStream out) throws IOException {
        OutputStream capitals = new CapitalStream(out);
        byte[] piece = new byte[PIECE];
        for (int n; (n = in.read(piece)) != -1; ) {
            capitals.write(piece, 0, n);
        }
    }

    /** Passes everything on in capitals. */
    private static class CapitalStream extends OutputStream {

        private final OutputStream out;

        CapitalStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(CAPITALS[b & 0xff]);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            byte[] capitals = new byte[length];
            for (int i = 0; i < length; i++) {
                capitals[i] = CAPITALS[bytes[from + i] & 0xff];
            }
            out.write(capitals);
        }
    }

    /** Closes the listener. Safe to call from any thread, more than once. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
