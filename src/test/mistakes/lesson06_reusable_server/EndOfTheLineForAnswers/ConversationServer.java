// mistake: the end of the line goes through answers and comes out at the end again.
// wire: the newline stands in the middle of the answer, wherever answers has put it.
// fails: A line is answered at once
// says: with its end
package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Set;
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
    private static final Set<String> FAREWELLS = Set.of("bye", "до свидания");

    private final ServerSocket listener;
    private final UnaryOperator<String> answers;
    private volatile Socket current; // the client served last; null before the first

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
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                current = client;
                if (listener.isClosed()) { // close() came before it could see this client
                    return;
                }
                converse(client);
            } catch (IOException | RuntimeException e) {
                if (listener.isClosed()) {
                    return;
                }
                System.err.println("client lost: " + e);
            }
        }
    }

    /**
     * Answers each line until a farewell or the end of the client's stream. A line ends with {@code
     * "\n"} or {@code "\r\n"}, an answer with {@code "\n"}. The caller closes the connection.
     */
    private void converse(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        OutputStream out = client.getOutputStream();
        String line = nextLine(in);
        while (line != null && !FAREWELLS.contains(line.toLowerCase(Locale.ROOT))) {
            out.write(answers.apply(line + "\n").getBytes(UTF_8));
            line = nextLine(in);
        }
    }

    /**
     * The next line, without its {@code "\n"} or {@code "\r\n"}; null at the end of the stream. (A
     * readLine() would end a line at a lone "\r", too.)
     */
    private static String nextLine(BufferedReader in) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        while (c != '\n') {
            if (c == -1) {
                return null; // half a line is no line
            }
            line.append((char) c);
            c = in.read();
        }
        int last = line.length() - 1;
        if (last >= 0 && line.charAt(last) == '\r') {
            line.setLength(last);
        }
        return line.toString();
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
