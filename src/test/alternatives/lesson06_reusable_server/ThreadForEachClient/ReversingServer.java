// style: serves clients side by side, with the threads of a pool; close() closes all their sockets.
package lesson06_reusable_server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
    private final Set<Socket> clients = new HashSet<>(); // guarded by itself
    private final ExecutorService workers = Executors.newCachedThreadPool();

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
        StringBuilder reversed = new StringBuilder(text.length());
        for (int i = text.length(); i > 0; ) {
            int c = text.codePointBefore(i);
            reversed.appendCodePoint(c);
            i -= Character.charCount(c);
        }
        return reversed.toString();
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
     * Reads the client's text until the end of its stream, and sends it back reversed. Text is
     * UTF-8; bytes that are not valid UTF-8 count as U+FFFD. The caller closes the connection.
     */
    private void answer(Socket client) throws IOException {
        StringBuilder text = new StringBuilder();
        Reader in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        char[] some = new char[80];
        for (int n = in.read(some); n >= 0; n = in.read(some)) {
            text.append(some, 0, n);
        }
        Writer out = new OutputStreamWriter(client.getOutputStream(), UTF_8);
        out.write(reverse(text.toString()));
        out.flush();
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
            answer(client);
        } catch (IOException e) {
            System.err.println(e.getMessage());
        } finally {
            synchronized (clients) {
                clients.remove(client);
            }
        }
    }
}
