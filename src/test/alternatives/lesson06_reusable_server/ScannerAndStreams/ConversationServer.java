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
    private volatile Socket current; // the client served last; null before the first

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
     * Replies to each line until a farewell or the end of the client's stream. A line ends with
     * {@code "\n"} or {@code "\r\n"}, a reply with {@code "\n"}. The caller closes the connection.
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
