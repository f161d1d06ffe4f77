// style: reads the lines with a Scanner, reverses with a stream of code points, and has one try for everything about a client.
package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedList;
import java.util.Scanner;

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
        LinkedList<String> letters = new LinkedList<>();
        text.codePoints().mapToObj(Character::toString).forEach(letters::addFirst);
        return String.join("", letters);
    }

    /**
     * Serves one client after another, and closes each connection. Returns without an exception
     * after {@link #close()}.
     */
    public void serve() throws IOException {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) { // blocks until a client connects
                current = client; // close() finds it here, unless it has been called just now
                if (!listener.isClosed()) {
                    answer(client);
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.err.println("client lost: " + e.getMessage()); // the next may do better
                }
            }
        }
    }

    /**
     * Reads the client's text until the end of its stream, and sends it back reversed. Text is
     * UTF-8; bytes that are not valid UTF-8 count as U+FFFD. The caller closes the connection.
     */
    private void answer(Socket client) throws IOException {
        Scanner in = new Scanner(client.getInputStream(), UTF_8).useDelimiter("\\A");
        String text = in.hasNext() ? in.next() : "";
        PrintStream out = new PrintStream(client.getOutputStream(), false, UTF_8);
        out.print(reverse(text));
        out.flush();
    }

    /**
     * Closes the listener and the connection to the client that is being served. Safe to call from
     * any thread, more than once; {@link #serve()} then returns, wherever it waits.
     */
    @Override
    public void close() throws IOException {
        listener.close(); // first, so that no further client is accepted
        Socket client = current;
        if (client != null) {
            client.close(); // a read that waits on it throws
        }
    }
}
