// mistake: ISO-8859-1 has all letters that one needs.
// wire: each Russian letter comes back as a question mark.
// fails: A client gets its text reversed
// says: the charset is not UTF-8
package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

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
    private volatile Socket current; // the client served last; null before the first

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
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** The code points of {@code text}, the last one first. */
    public static String reverse(String text) {
        return new StringBuilder(text).reverse().toString(); // keeps surrogate pairs in order
    }

    /** Serves one client after another; returns, quietly, once {@link #close()} is called. */
    public void serve() throws IOException {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                current = client;
                if (listener.isClosed()) { // close() came before it could see this client
                    return;
                }
                answer(client);
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
                System.err.println("client lost: " + e);
            }
        }
    }

    /**
     * Reads until the client ends its stream, sends all of it back reversed. Text is UTF-8; bytes
     * that are none count as U+FFFD. The caller closes the connection.
     */
    private void answer(Socket client) throws IOException {
        String text = new String(client.getInputStream().readAllBytes(), UTF_8);
        client.getOutputStream().write(reverse(text).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    /**
     * Closes the listener and the connection to the client that is being served, from any thread;
     * {@link #serve()} then returns, wherever it waits.
     */
    @Override
    public void close() throws IOException {
        listener.close(); // first, so that no further client is accepted
        Socket client = current;
        if (client != null) {
            client.close();
        }
    }
}
