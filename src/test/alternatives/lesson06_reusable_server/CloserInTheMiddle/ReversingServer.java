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
 * Sends each client its text back, reversed, until the server is closed.
 *
 * <p>On the wire: the client sends {@code "привет"} and ends its stream; the server replies {@code
 * "тевирп"} and closes the connection.
 *
 * <p>Watch out: the last letter is sent first, so the server can reply only at the end.
 */
public class ReversingServer implements Closeable {

    private static final int BACKLOG = 10; // clients that may queue while another is being served

    private final ServerSocket listener;
    private final Deque<Closeable> open = new ConcurrentLinkedDeque<>();

    /** Serves until the program is stopped. The argument is the port; without it, 33333. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 33333;
        try (ReversingServer server = new ReversingServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public ReversingServer(int port) throws IOException {
        listener = new ServerSocket(port, BACKLOG);
        open.add(listener);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Returns the code points of {@code text}, the last one first. */
    public static String reverse(String text) {
        return new StringBuilder(text).reverse().toString(); // leaves surrogate pairs as they are
    }

    /**
     * Serves one client after another, and closes each connection. Returns without an exception
     * after {@link #close()}.
     */
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
     * Reads the client's text until the end of its stream, and sends it back reversed. Text is
     * UTF-8; bytes that are not valid UTF-8 count as U+FFFD. The caller closes the connection.
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
     * Closes the listener and the connection to the client that is being served. Safe to call from
     * any thread, more than once; {@link #serve()} then returns, wherever it waits.
     */
    @Override
    public void close() throws IOException {
        for (Closeable one : open) { // the listener is the first
            one.close();
        }
    }
}
