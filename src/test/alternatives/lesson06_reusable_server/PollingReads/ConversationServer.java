// style: uses time-outs, and looks at a flag after each; reverses whole grapheme clusters.
package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Talks with one client after another, line by line, until the server is closed.
 *
 * <p>On the wire: the client sends {@code "hello\n"}, and the server replies {@code "you said:
 * hello\n"} immediately. After {@code "bye\n"} or {@code "до свидания\n"} the server closes the
 * connection without a reply.
 *
 * <p>Watch out: one read may return half a line, or two lines.
 */
public class ConversationServer implements Closeable {

    private static final int BACKLOG = 10; // clients that may queue while another is being served
    private static final Set<String> FAREWELLS = Set.of("bye", "до свидания");

    private final ServerSocket listener;
    private final UnaryOperator<String> answers;
    private volatile boolean closed;
    private volatile Socket writing; // the client that an answer is being sent to

    /** Serves until the program is stopped. The argument is the port; without it, 5000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 5000;
        try (ConversationServer server =
                new ConversationServer(port, line -> "you said: " + line)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /**
     * Binds {@code port} on all addresses of this computer; 0 means any free port.
     *
     * @param answers returns the reply to a line; both are without a line ending
     */
    public ConversationServer(int port, UnaryOperator<String> answers) throws IOException {
        this.listener = new ServerSocket(port, BACKLOG);
        listener.setSoTimeout(20);
        this.answers = answers;
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Serves one client after another, and closes each connection. Returns without an exception
     * after {@link #close()}.
     */
    public void serve() throws IOException {
        while (!closed) {
            try (Socket client = listener.accept()) {
                client.setSoTimeout(20);
                converse(client);
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
     * Replies to each line until a farewell or the end of the client's stream. A line ends with
     * {@code "\n"} or {@code "\r\n"}, a reply with {@code "\n"}. The caller closes the connection.
     */
    private void converse(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        OutputStream out = client.getOutputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = next(in); b != -1; b = next(in)) {
            if (b != '\n') {
                line.write(b);
                continue;
            }
            String said = line.toString(UTF_8).replaceFirst("\r$", "");
            if (FAREWELLS.contains(said.toLowerCase(Locale.ROOT))) {
                return;
            }
            writing = client;
            if (!closed) {
                out.write((answers.apply(said) + "\n").getBytes(UTF_8));
            }
            line.reset();
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
        Socket client = writing;
        if (client != null) {
            client.close(); // a write() has no time-out
        }
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
