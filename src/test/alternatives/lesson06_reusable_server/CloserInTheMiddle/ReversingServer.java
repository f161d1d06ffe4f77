// style: serve() registers what close() must close; uses a decoder of its own, and shuts the streams down one by one.
package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Sends one client after another its text back, reversed, until it is closed.
 *
 * <p>On the wire: the client sends {@code "привет"} and ends its stream; the server answers {@code
 * "тевирп"} and closes the connection.
 *
 * <p>Watch out: the last character goes out first, so nothing can be answered before the end.
 */
public class ReversingServer implements Closeable {

    private static final int BACKLOG = 10; // clients that may queue while another is being served

    private final ServerSocket listener;
    private final Deque<Closeable> open = new ConcurrentLinkedDeque<>();

    /** Serves for ever on the port given, 33333 unless told. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 33333;
        try (ReversingServer server = new ReversingServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this machine; 0 means any free port. */
    public ReversingServer(int port) throws IOException {
        listener = new ServerSocket(port, BACKLOG);
        open.add(listener);
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** The code points of {@code text}, the last one first. */
    public static String reverse(String text) {
        return new StringBuilder(text).reverse().toString(); // leaves surrogate pairs as they are
    }

    /** Serves one client after another; returns, quietly, once {@link #close()} is called. */
    public void serve() throws IOException {
        for (; ; ) {
            Socket client;
            try {
                client = listener.accept();
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
                throw e;
            }
            open.addLast(client);
            try {
                if (!listener.isClosed()) {
                    answer(client);
                }
            } catch (IOException e) {
                // the client's loss
            } finally {
                client.close();
                open.remove(client);
            }
        }
    }

    /**
     * Reads until the client ends its stream, sends all of it back reversed. Text is UTF-8; bytes
     * that are none count as U+FFFD. The caller closes the connection.
     */
    private void answer(Socket client) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(client.getInputStream().readAllBytes());
        String text =
                UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .decode(bytes)
                        .toString();
        client.getOutputStream().write(reverse(text).getBytes(UTF_8));
        client.shutdownOutput();
    }

    /**
     * Closes the listener and the connection to the client that is being served, from any thread;
     * {@link #serve()} then returns, wherever it waits.
     */
    @Override
    public void close() throws IOException {
        for (Closeable one : open) { // the listener is the first
            one.close();
        }
    }
}
