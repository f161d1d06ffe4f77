// style: a fixed pool with a queue without limit; a semaphore counts the free places and is only tried.
package lesson11_thread_per_client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

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

    private final ServerSocket listener;
    private final Conversation conversation;
    private final OpenSockets openSockets = new OpenSockets();
    private final ExecutorService pool;
    private final Semaphore places;
    private int threadsMade; // used by the thread of serve() only: it makes the threads

    /** Serves until the program is stopped. The argument is the port; without it, 50000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 50000;
        try (PoolServer server = new PoolServer(port, 2, 1, Conversation::echo)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    public PoolServer(int port, int threads, int waiting, Conversation conversation)
            throws IOException {
        this.listener = new ServerSocket(port);
        this.conversation = conversation;
        this.places = new Semaphore(threads + waiting);
        this.pool =
                Executors.newFixedThreadPool(
                        threads, work -> new Thread(work, "worker-" + ++threadsMade));
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void serve() throws IOException {
        while (!listener.isClosed()) {
            try {
                admit(listener.accept());
            } catch (IOException e) {
                System.err.println(e.getMessage());
            }
        }
    }

    private void admit(Socket client) throws IOException {
        if (!openSockets.add(client)) {
            return;
        }
        if (!places.tryAcquire()) {
            try {
                client.getOutputStream().write("busy\n".getBytes(UTF_8));
            } finally {
                leave(client);
            }
            return;
        }
        try {
            pool.execute(() -> talk(client));
        } catch (RejectedExecutionException e) {
            leave(client);
        }
    }

    private void talk(Socket client) {
        try {
            conversation.talk(client);
        } catch (Exception e) {
            System.err.println(e);
        } finally {
            places.release(); // first: who sees the end of the stream may find a place
            leave(client);
        }
    }

    private void leave(Socket client) {
        openSockets.remove(client);
        try {
            client.close();
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        pool.shutdownNow(); // first: a thread that becomes free must not take the next client
        openSockets.closeAll();
    }
}
