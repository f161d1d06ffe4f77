package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Sends each client its text back, reversed, until the server is closed.
 *
 * <p>On the wire: the client sends {@code "привет"} and ends its stream; the server replies {@code
 * "тевирп"} and closes the connection.
 *
 * <p>Watch out: the last letter is sent first, so the server can reply only at the end.
 */
public class ReversingServer implements Closeable {

    private static final int BACKLOG = 10; // clients that may wait while another is being served

    private final ServerSocket listener;
    private volatile Socket current; // the client served last; null before the first

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
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Returns the code points of {@code text}, the last one first. */
    public static String reverse(String text) {
        // TODO 1: return the code points in the opposite order.
        // A character like 😀 is two chars of a String: which methods keep them together?
        throw new UnsupportedOperationException("TODO 1: reverse the text");
    }

    /**
     * Serves one client after another, and closes each connection. Returns without an exception
     * after {@link #close()}.
     */
    public void serve() throws IOException {
        // TODO 2: accept a client, let answer() serve it, and close the connection.
        // TODO 3: then accept the next client. One client's exception must not end the
        // loop: where do you catch it?
        // TODO 4: put the client into current, so that close() finds it. What if the server was
        // closed after accept() returned?
        throw new UnsupportedOperationException("TODO 2: serve one client");
    }

    /**
     * Reads the client's text until the end of its stream, and sends it back reversed. Text is
     * UTF-8; bytes that are not valid UTF-8 count as U+FFFD. The caller closes the connection.
     */
    private void answer(Socket client) throws IOException {
        // TODO 2: read all bytes until the end of the stream, decode them, send the text reversed.
        throw new UnsupportedOperationException("TODO 2: reply to one client");
    }

    /**
     * Closes the listener and the connection to the client that is being served. Safe to call from
     * any thread, more than once; {@link #serve()} then returns, wherever it waits.
     */
    @Override
    public void close() throws IOException {
        // TODO 4: close the listener, and the client in current, if there is one.
        // In which order? What could serve() do in between?
        throw new UnsupportedOperationException("TODO 4: close the listener and the client");
    }
}
