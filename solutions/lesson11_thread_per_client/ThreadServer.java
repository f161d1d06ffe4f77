package lesson11_thread_per_client;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Serves any number of clients at the same time, each in a thread of its own.
 *
 * <p>On the wire: what the conversation sends. With {@link Conversation#echo}, the client sends
 * {@code "hello"} and the server sends {@code "hello"} back, until the client ends its stream.
 *
 * <p>Watch out: {@code serve()} must never wait for one client.
 */
public class ThreadServer implements Closeable {

    private final ServerSocket listener;
    private final Conversation conversation;
    private final OpenSockets openSockets = new OpenSockets();

    /** Serves until the program is stopped. The argument is the port; without it, 50000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 50000;
        try (ThreadServer server = new ThreadServer(port, Conversation::echo)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public ThreadServer(int port, Conversation conversation) throws IOException {
        this(new ServerSocket(port), conversation);
    }

    /** Takes a listener that is bound already; {@link #close()} closes it. */
    public ThreadServer(ServerSocket listener, Conversation conversation) {
        this.listener = listener;
        this.conversation = conversation;
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Returns how many conversations are open. */
    public int open() {
        return openSockets.count();
    }

    /**
     * Accepts one client after another, and starts a thread for each: {@code client-1}, {@code
     * client-2} and so on. Returns without an exception after {@link #close()}.
     */
    public void serve() throws IOException {
        int accepted = 0;
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept(); // blocks until a client connects
                accepted++;
                if (openSockets.add(client)) { // from here on close() finds the client
                    new Thread(() -> talk(client), "client-" + accepted).start();
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.err.println("not accepted: " + e.getMessage()); // go on with the next
                }
            }
        }
    }

    /** Has the conversation with one client, and closes the connection, whatever happens. */
    private void talk(Socket client) {
        try (client) {
            conversation.talk(client);
        } catch (Exception e) { // also one that the compiler does not know of: it ends here
            System.err.println(Thread.currentThread().getName() + ": " + e);
        } finally {
            openSockets.remove(client);
        }
    }

    /**
     * Closes the listener and all connections; all threads of the server then end. Safe to call
     * from any thread, more than once.
     */
    @Override
    public void close() throws IOException {
        listener.close(); // an accept() that waits throws
        openSockets.closeAll();
    }
}
