// style: reads the lines with a Scanner, reverses with a stream of code points, and has one try for everything about a client.
package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Scanner;
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
            try (Socket client = listener.accept()) { // blocks until a client connects
                current = client; // close() finds it here, unless it has been called just now
                if (!listener.isClosed()) {
                    converse(client);
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.err.println("client lost: " + e.getMessage()); // the next may do better
                }
            }
        }
    }

    /**
     * Answers each line until a farewell or the end of the client's stream. A line ends with {@code
     * "\n"} or {@code "\r\n"}, an answer with {@code "\n"}. The caller closes the connection.
     */
    private void converse(Socket client) throws IOException {
        Scanner lines = new Scanner(client.getInputStream(), UTF_8);
        PrintWriter out =
                new PrintWriter(new OutputStreamWriter(client.getOutputStream(), UTF_8), true);
        while (lines.hasNextLine()) {
            String line = lines.nextLine();
            if (FAREWELLS.stream().anyMatch(line::equalsIgnoreCase)) {
                return;
            }
            out.print(answers.apply(line) + '\n');
            out.flush();
        }
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
            client.close(); // a read that waits on it throws
        }
    }
}
