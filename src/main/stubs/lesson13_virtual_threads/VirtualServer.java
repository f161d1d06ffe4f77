package lesson13_virtual_threads;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Serves any number of clients at the same time, each in a virtual thread of its own; at most
 * {@code limit} of them have a conversation, and the others wait for it.
 *
 * <p>On the wire: what the conversation sends. With {@link Conversation#echo}, the client sends
 * {@code "hello"} and the server sends {@code "hello"} back, until the client ends its stream.
 *
 * <p>Watch out: a virtual thread is made for one client, and never used again.
 */
public class VirtualServer implements Closeable {

    private static final int LIMIT = 20_000; // when it is started as a program
    private static final int BACKLOG = 1_000; // clients may come faster than they are accepted

    private final ServerSocket listener;
    private final Conversation conversation;
    private final OpenSockets openSockets = new OpenSockets();
    private final ExecutorService threads;
    private final Semaphore permits;

    /** Serves until the program is stopped. Arguments: port and limit; without, 50000 and 20000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 50000;
        int limit = args.length > 1 ? Integer.parseInt(args[1]) : LIMIT;
        try (VirtualServer server = new VirtualServer(port, limit, Conversation::echo)) {
            System.out.println("listening on port " + server.port());
            server.serve(); // main() stays here; virtual threads do not keep a program alive
        }
    }

    /**
     * Binds {@code port} on all addresses of this computer; 0 means any free port.
     *
     * @param limit how many conversations there are at the same time, at most; 1 or more
     */
    public VirtualServer(int port, int limit, Conversation conversation) throws IOException {
        this(new ServerSocket(port, BACKLOG), limit, conversation);
    }

    /** Takes a listener that is bound already; {@link #close()} closes it. */
    public VirtualServer(ServerSocket listener, int limit, Conversation conversation) {
        this.listener = listener;
        this.conversation = conversation;
        this.permits = new Semaphore(limit);
        this.threads = newThreads();
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Returns what starts a new virtual thread for each task: client-1, client-2 and so on. */
    private static ExecutorService newThreads() {
        // TODO 1: Executors.newThreadPerTaskExecutor(…), with a factory of named virtual threads.
        throw new UnsupportedOperationException("TODO 1: make the executor");
    }

    /**
     * Accepts one client after another, and starts a virtual thread for each. Returns without an
     * exception after {@link #close()}.
     */
    public void serve() throws IOException {
        // TODO 1: accept a client, give it to openSockets, have threads execute talk(client); again.
        // TODO 2: go on if accept() fails.
        // TODO 4: return when the listener has been closed.
        throw new UnsupportedOperationException("TODO 1: accept clients and start threads");
    }

    /** Has the conversation with one client, and closes the connection, whatever happens. */
    private void talk(Socket client) {
        // TODO 1: let the conversation talk with the client, then close the connection.
        // TODO 2: print every exception; none leaves this method. Always remove() from openSockets.
        // TODO 3: have a permit during the conversation.
        // TODO 4: after close(), begin no conversation.
        throw new UnsupportedOperationException("TODO 1: talk with one client");
    }

    /**
     * Closes the listener and all connections, and returns when all conversations have ended. Safe
     * to call from any thread but that of a conversation, more than once.
     */
    @Override
    public void close() throws IOException {
        // TODO 4: close the listener, end threads, close all sockets, wait for the threads.
        throw new UnsupportedOperationException("TODO 4: close everything");
    }
}
