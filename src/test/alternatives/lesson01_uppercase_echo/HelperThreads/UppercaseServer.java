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

    /** Closes the listener, from any thread; a {@link #serve()} that waits for a client returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
