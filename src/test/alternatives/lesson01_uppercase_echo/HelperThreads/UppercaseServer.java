// style: the server converses in a task of an executor, the client sends from a second thread and reads characters in the first.
package lesson01_uppercase_echo;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
        final Socket client;
        try {
            client = listener.accept();
        } catch (SocketException e) {
            if (listener.isClosed()) {
                return;
            }
            throw e;
        }
        ExecutorService executor = Executors.newSingleThreadExecutor();
        Future<?> conversation =
                executor.submit(
                        () -> {
                            try (client) {
                                answer(client.getInputStream(), client.getOutputStream());
                            }
                            return null;
                        });
        executor.shutdown();
        try {
            conversation.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            client.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** Answers every piece that comes from {@code in} until the end of the stream. */
    private void answer(InputStream in, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int n = in.read(piece); n > 0; n = in.read(piece)) {
            for (int i = 0; i < n; i++) {
                piece[i] = capital(piece[i]);
            }
            out.write(piece, 0, n);
        }
    }

    private static byte capital(byte b) {
        return b < 'a' || b > 'z' ? b : (byte) (b ^ 32);
    }

    /** Closes the listener. Safe to call from any thread, more than once. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
