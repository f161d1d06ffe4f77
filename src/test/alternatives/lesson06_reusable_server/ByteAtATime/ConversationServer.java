// style: uses locks in place of volatile, reads one byte at a time, and reverses an array of code points.
package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
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

    private final ServerSocket listener;
    private final UnaryOperator<String> answers;
    private Socket current; // guarded by this
    private boolean closed; // guarded by this

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
        Socket client = next();
        while (client != null) {
            try {
                converse(client);
            } catch (IOException e) {
                // lost, the next one please
            } finally {
                client.close();
            }
            client = next();
        }
    }

    /**
     * Replies to each line until a farewell or the end of the client's stream. A line ends with
     * {@code "\n"} or {@code "\r\n"}, a reply with {@code "\n"}. The caller closes the connection.
     */
    private void converse(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        OutputStream out = new BufferedOutputStream(client.getOutputStream());
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b;
        while ((b = in.read()) != -1) {
            if (b == '\n') {
                byte[] bytes = line.toByteArray();
                if (bytes.length > 0 && bytes[bytes.length - 1] == '\r') {
                    bytes = Arrays.copyOf(bytes, bytes.length - 1);
                }
                String said = new String(bytes, UTF_8);
                if (said.equalsIgnoreCase("bye") || said.equalsIgnoreCase("до свидания")) {
                    break;
                }
                out.write(answers.apply(said).getBytes(UTF_8));
                out.write('\n');
                out.flush();
                line = new ByteArrayOutputStream();
            } else {
                line.write(b);
            }
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
