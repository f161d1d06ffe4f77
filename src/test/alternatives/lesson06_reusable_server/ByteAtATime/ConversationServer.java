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
 * Talks with one client after another, line by line, until it is closed.
 *
 * <p>On the wire: {@code "hello\n"} is answered with {@code "you said: hello\n"} or the like, at
 * once; after {@code "bye\n"} or {@code "до свидания\n"} the server closes without an answer.
 *
 * <p>Watch out: one read may bring half a line, or two.
 */
public class ConversationServer implements Closeable {

    private static final int BACKLOG = 10; // clients that may queue while another is being served

    private final ServerSocket listener;
    private final UnaryOperator<String> answers;
    private Socket current; // guarded by this
    private boolean closed; // guarded by this

    /** Serves for ever on the port given, 5000 unless told. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 5000;
        try (ConversationServer server =
                new ConversationServer(port, line -> "you said: " + line)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /**
     * Binds {@code port} on all addresses of this machine; 0 means any free port.
     *
     * @param answers makes the answer to a line; both are without an end of line
     */
    public ConversationServer(int port, UnaryOperator<String> answers) throws IOException {
        this.listener = new ServerSocket(port, BACKLOG);
        this.answers = answers;
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Talks with one client after another; returns, quietly, once {@link #close()} is called. */
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
     * Answers each line until a farewell or the end of the client's stream. A line ends with {@code
     * "\n"} or {@code "\r\n"}, an answer with {@code "\n"}. The caller closes the connection.
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
     * Closes the listener and the connection to the client that is being served, from any thread;
     * {@link #serve()} then returns, wherever it waits.
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
