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
        // TODO 1: turn the order of the code points round. A character like 😀 is two chars of a
        // String: they must stay together, in their order.
        throw new UnsupportedOperationException("TODO 1: reverse the text");
    }

    /** Serves one client after another; returns, quietly, once {@link #close()} is called. */
    public void serve() throws IOException {
        // TODO 2: accept a client, have answer() serve it, close the connection; then the next.
        // One client's failure must not end the service; close() must, without an exception.
        throw new UnsupportedOperationException("TODO 2: serve one client after another");
    }

    /**
     * Reads until the client ends its stream, sends all of it back reversed. Text is UTF-8; bytes
     * that are none count as U+FFFD. The caller closes the connection.
     */
    private void answer(Socket client) throws IOException {
        // TODO 2: read all bytes until the end of the stream, make text of them, send it back
        // reversed.
        throw new UnsupportedOperationException("TODO 2: answer one client");
    }

    /**
     * Closes the listener and the connection to the client that is being served, from any thread;
     * {@link #serve()} then returns, wherever it waits.
     */
    @Override
    public void close() throws IOException {
        // TODO 3: close the listener, and the client that is being served, if there is one: let
        // serve() note it in current. What if close() comes right after accept() has returned?
        throw new UnsupportedOperationException("TODO 3: close while accept or read waits");
    }
}
