package lesson11_thread_per_client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
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
        BlockingQueue<Runnable> queue =
                waiting == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(waiting);
        AtomicInteger started = new AtomicInteger();
        ThreadFactory named = work -> new Thread(work, "worker-" + started.incrementAndGet());
        return new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, queue, named,
                (work, pool) -> ((Talk) work).refuse());
    }

    /**
     * Accepts one client after another, and gives each to the pool, or refuses it. Returns without
     * an exception after {@link #close()}.
     */
    public void serve() throws IOException {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept(); // blocks until a client connects
                if (openSockets.add(client)) { // from here on close() finds the client
                    giveToPool(client);
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.err.println("client lost: " + e.getMessage()); // go on with the next
                }
            }
        }
    }

    private void giveToPool(Socket client) {
        pool.execute(new Talk(client));
    }

    /** The work of one thread with one client. */
    private class Talk implements Runnable {
        private final Socket client;

        Talk(Socket client) {
            this.client = client;
        }

        @Override
        public void run() {
            talk(client);
        }

        /** Says that the server is busy, and closes the connection. */
        void refuse() {
            try (client) {
                client.getOutputStream().write(BUSY);
            } catch (IOException e) {
                System.err.println("gone before it was refused");
            } finally {
                openSockets.remove(client);
            }
        }
    }

    /** Has the conversation with one client, and closes the connection, whatever happens. */
    private void talk(Socket client) {
        try (client) {
            conversation.talk(client);
        } catch (Exception e) { // caught here, because it would end the pool's thread
            System.err.println(Thread.currentThread().getName() + ": " + e);
        } finally {
            openSockets.remove(client);
        }
    }

    /**
     * Closes the listener and all connections, also those of clients that wait; all threads of the
     * server then end. Safe to call from any thread, more than once.
     */
    @Override
    public void close() throws IOException {
        listener.close(); // an accept() that waits throws
        pool.shutdownNow(); // clients that wait are not served any more
        openSockets.closeAll();
    }
}
