package lesson11_thread_per_client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves clients with a limited number of threads. When all are busy, a limited number of clients
 * wait, and further ones are refused.
 *
 * <p>On the wire: what the conversation sends. A client that is refused gets {@code "busy\n"} and
 * the end of the stream.
 *
 * <p>Watch out: the queue of a pool has no limit unless you give it one.
 */
public class PoolServer implements Closeable {

    private static final int THREADS = 2; // when it is started as a program
    private static final int WAITING = 1;
    private static final byte[] BUSY = "busy\n".getBytes(UTF_8);

    private final ServerSocket listener;
    private final Conversation conversation;
    private final OpenSockets openSockets = new OpenSockets();
    private final ExecutorService pool;

    /** Serves until the program is stopped. The argument is the port; without it, 50000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 50000;
        try (PoolServer server = new PoolServer(port, THREADS, WAITING, Conversation::echo)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /**
     * Binds {@code port} on all addresses of this computer; 0 means any free port.
     *
     * @param threads how many clients are served at the same time, at most; 1 or more
     * @param waiting how many further clients may wait for a thread; 0 or more
     */
    public PoolServer(int port, int threads, int waiting, Conversation conversation)
            throws IOException {
        this.pool = newPool(threads, waiting);
        this.listener = new ServerSocket(port);
        this.conversation = conversation;
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Returns a pool of threads named {@code worker-1}, {@code worker-2} and so on. */
    private static ExecutorService newPool(int threads, int waiting) {
        // TODO 5: new ThreadPoolExecutor(…), with a queue that has a limit, and named threads.
        // TODO 6: allow 0 for waiting.
        throw new UnsupportedOperationException("TODO 5: make the pool");
    }

    /**
     * Accepts one client after another, and gives each to the pool, or refuses it. Returns without
     * an exception after {@link #close()}.
     */
    public void serve() throws IOException {
        // TODO 5: give each client to the pool. ThreadServer has the same loop.
        // TODO 6: if the pool rejects the client, refuse it, and take it out of openSockets.
        throw new UnsupportedOperationException("TODO 5: give each client to the pool");
    }

    /** Has the conversation with one client, and closes the connection, whatever happens. */
    private void talk(Socket client) {
        // TODO 5: as in ThreadServer.
        throw new UnsupportedOperationException("TODO 5: talk with one client");
    }

    /**
     * Closes the listener and all connections, also those of clients that wait; all threads of the
     * server then end. Safe to call from any thread, more than once.
     */
    @Override
    public void close() throws IOException {
        // TODO 7: close the listener, end the pool, close all sockets.
        throw new UnsupportedOperationException("TODO 7: close everything");
    }
}
