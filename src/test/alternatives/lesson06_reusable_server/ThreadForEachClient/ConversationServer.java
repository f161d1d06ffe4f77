// style: serves clients side by side, with the threads of a pool; close() closes all their sockets.
package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    private final Set<Socket> clients = new HashSet<>(); // guarded by itself
    private final ExecutorService workers = Executors.newCachedThreadPool();

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
        try {
            while (true) {
                Socket client = listener.accept();
                synchronized (clients) {
                    if (listener.isClosed()) {
                        client.close();
                        return;
                    }
                    clients.add(client);
                    workers.execute(() -> look(client));
                }
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                throw e;
            }
        }
    }

    /**
     * Replies to each line until a farewell or the end of the client's stream. A line ends with
     * {@code "\n"} or {@code "\r\n"}, a reply with {@code "\n"}. The caller closes the connection.
     */
    private void converse(Socket client) throws IOException {
        BufferedReader lines = // one for the whole conversation: it may hold the next line already
                new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        OutputStream out = client.getOutputStream();
        String line = lines.readLine(); // blocks until a line is complete
        while (line != null && !isFarewell(line)) { // null: the client has ended its stream
            out.write(answers.apply(line).concat("\n").getBytes(UTF_8));
            line = lines.readLine();
        }
    }

    private static boolean isFarewell(String line) {
        return FAREWELLS.contains(line.toLowerCase(Locale.ROOT));
    }

    /**
     * Closes the listener and the connection to the client that is being served. Safe to call from
     * any thread, more than once; {@link #serve()} then returns, wherever it waits.
     */
    @Override
    public void close() throws IOException {
        synchronized (clients) {
            listener.close();
            for (Socket client : List.copyOf(clients)) {
                client.close();
            }
        }
        workers.shutdown();
    }

    private void look(Socket client) {
        try (client) {
            converse(client);
        } catch (IOException e) {
            System.err.println(e.getMessage());
        } finally {
            synchronized (clients) {
                clients.remove(client);
            }
        }
    }
}
