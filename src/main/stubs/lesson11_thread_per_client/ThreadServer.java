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
        // TODO 1: for each client, start a thread with a name; it calls talk().
        // TODO 2: go on if accept() throws.
        // TODO 3: put the client into openSockets.
        // TODO 4: return after close().
        throw new UnsupportedOperationException("TODO 1: a thread for each client");
    }

    /** Has the conversation with one client, and closes the connection, whatever happens. */
    private void talk(Socket client) {
        // TODO 1: have the conversation, and close the connection.
        // TODO 2: even if the conversation throws, and then print what happened.
        // TODO 3: take the client out of openSockets.
        throw new UnsupportedOperationException("TODO 1: talk with one client");
    }

    /**
     * Closes the listener and all connections; all threads of the server then end. Safe to call
     * from any thread, more than once.
     */
    @Override
    public void close() throws IOException {
        // TODO 4: close the listener and all open sockets.
        throw new UnsupportedOperationException("TODO 4: close everything");
    }
}
