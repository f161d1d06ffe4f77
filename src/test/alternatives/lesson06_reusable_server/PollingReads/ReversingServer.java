// style: uses time-outs, and looks at a flag after each; reverses whole grapheme clusters.
package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    private volatile boolean closed;

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
        listener.setSoTimeout(20);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Returns the code points of {@code text}, the last one first. */
    public static String reverse(String text) {
        List<String> letters =
                Pattern.compile("\\X")
                        .matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toList());
        Collections.reverse(letters);
        return String.join("", letters);
    }

    /**
     * Serves one client after another, and closes each connection. Returns without an exception
     * after {@link #close()}.
     */
    public void serve() throws IOException {
        while (!closed) {
            try (Socket client = listener.accept()) {
                client.setSoTimeout(20);
                answer(client);
            } catch (SocketTimeoutException e) {
                // nobody has come: look at the flag again
            } catch (IOException e) {
                if (!closed) {
                    System.err.println("lost: " + e.getMessage());
                }
            }
        }
    }

    /**
     * Reads the client's text until the end of its stream, and sends it back reversed. Text is
     * UTF-8; bytes that are not valid UTF-8 count as U+FFFD. The caller closes the connection.
     */
    private void answer(Socket client) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = client.getInputStream();
        for (int b = next(in); b != -1; b = next(in)) {
            all.write(b);
        }
        if (!closed) {
            client.getOutputStream().write(reverse(all.toString(UTF_8)).getBytes(UTF_8));
        }
    }

    /**
     * Closes the listener and the connection to the client that is being served. Safe to call from
     * any thread, more than once; {@link #serve()} then returns, wherever it waits.
     */
    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
    }

    /** A byte, or -1 at the end of the stream or of the service. */
    private int next(InputStream in) throws IOException {
        while (!closed) {
            try {
                return in.read();
            } catch (SocketTimeoutException e) {
                // nothing has come: look at the flag again
            }
        }
        return -1;
    }
}
