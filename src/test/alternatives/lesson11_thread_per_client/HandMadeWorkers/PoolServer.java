// style: no executor; the threads are started in the constructor and take clients out of a queue.
package lesson11_thread_per_client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

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
    private final int threads;
    private final int waiting;

    // guarded by this
    private final Deque<Socket> queue = new ArrayDeque<>();
    private final List<Socket> served = new ArrayList<>();
    private boolean closed;

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
        this.threads = threads;
        this.waiting = waiting;
        for (int number = 1; number <= threads; number++) {
            new Thread(this::work, "worker-" + number).start();
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void serve() throws IOException {
        while (true) {
            Socket client;
            try {
                client = listener.accept();
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
                continue;
            }
            if (!offer(client)) {
                refuse(client);
            }
        }
    }

    private synchronized boolean offer(Socket client) {
        if (closed || served.size() + queue.size() >= threads + waiting) {
            return false;
        }
        queue.add(client);
        notify();
        return true;
    }

    private static void refuse(Socket client) {
        try (client) {
            client.getOutputStream().write("busy\n".getBytes(UTF_8));
        } catch (IOException e) {
            System.err.println("gone before it was refused");
        }
    }

    private void work() {
        for (Socket client = take(); client != null; client = take()) {
            try (Socket it = client) {
                conversation.talk(it);
            } catch (Exception e) {
                System.err.println(Thread.currentThread().getName() + ": " + e);
            }
            synchronized (this) {
                served.remove(client);
            }
        }
    }

    /** The next client; null when the server is closed. */
    private synchronized Socket take() {
        while (queue.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                return null;
            }
        }
        if (closed) {
            return null;
        }
        Socket client = queue.remove();
        served.add(client);
        return client;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        listener.close();
        for (Socket client : served) {
            client.close();
        }
        for (Socket client : queue) {
            client.close();
        }
        queue.clear();
        notifyAll();
    }
}
