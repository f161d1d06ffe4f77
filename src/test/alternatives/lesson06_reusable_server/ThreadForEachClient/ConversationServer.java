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
    private final Set<Socket> clients = new HashSet<>(); // guarded by itself
    private final ExecutorService workers = Executors.newCachedThreadPool();

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
     * Answers each line until a farewell or the end of the client's stream. A line ends with {@code
     * "\n"} or {@code "\r\n"}, an answer with {@code "\n"}. The caller closes the connection.
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
     * Closes the listener and the connection to the client that is being served, from any thread;
     * {@link #serve()} then returns, wherever it waits.
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
