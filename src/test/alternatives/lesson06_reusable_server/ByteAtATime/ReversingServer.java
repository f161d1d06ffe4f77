// style: uses locks in place of volatile, reads one byte at a time, and reverses an array of code points.
package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

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
    private Socket current; // guarded by this
    private boolean closed; // guarded by this

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
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length / 2; i++) {
            int other = points.length - 1 - i;
            int point = points[i];
            points[i] = points[other];
            points[other] = point;
        }
        return new String(points, 0, points.length);
    }

    /**
     * Serves one client after another, and closes each connection. Returns without an exception
     * after {@link #close()}.
     */
    public void serve() throws IOException {
        Socket client = next();
        while (client != null) {
            try {
                answer(client);
            } catch (IOException e) {
                // lost, the next one please
            } finally {
                client.close();
            }
            client = next();
        }
    }

    /**
     * Reads the client's text until the end of its stream, and sends it back reversed. Text is
     * UTF-8; bytes that are not valid UTF-8 count as U+FFFD. The caller closes the connection.
     */
    private void answer(Socket client) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = client.getInputStream();
        for (int b = in.read(); b != -1; b = in.read()) {
            all.write(b);
        }
        byte[] answer = reverse(all.toString(UTF_8)).getBytes(UTF_8);
        for (byte b : answer) {
            client.getOutputStream().write(b);
        }
    }

    /**
     * Closes the listener and the connection to the client that is being served. Safe to call from
     * any thread, more than once; {@link #serve()} then returns, wherever it waits.
     */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            if (current != null) {
                current.close();
            }
            listener.close();
        }
    }

    /** The next client; null when the server is closed. */
    private Socket next() throws IOException {
        synchronized (this) {
            if (closed) {
                return null;
            }
        }
        Socket client = null;
        try {
            client = listener.accept();
        } catch (SocketException e) {
            if (listener.isClosed()) {
                return null;
            }
            throw e;
        }
        synchronized (this) {
            if (closed) {
                client.close();
                return null;
            }
            current = client;
            return client;
        }
    }
}
