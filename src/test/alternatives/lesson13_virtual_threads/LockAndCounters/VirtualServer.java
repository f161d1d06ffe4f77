// style: a lock with a condition in place of the semaphore and the executor.
package lesson13_virtual_threads;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

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
    private final int limit;
    private final ThreadFactory factory = Thread.ofVirtual().name("client-", 1).factory();
    private final ReentrantLock lock = new ReentrantLock(); // guards the four below
    private final Condition changed = lock.newCondition();
    private final Map<Socket, Thread> threads = new HashMap<>();
    private int talking;
    private boolean closed;

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
        this.limit = limit;
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Accepts one client after another, and starts a virtual thread for each. Returns without an
     * exception after {@link #close()}.
     */
    public void serve() throws IOException {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept(); // blocks until a client connects
                start(client);
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.err.println("not accepted: " + e.getMessage()); // go on with the next
                }
            }
        }
    }

    private void start(Socket client) throws IOException {
        lock.lock();
        try {
            if (closed) {
                client.close();
                return;
            }
            Thread thread = factory.newThread(() -> talk(client));
            threads.put(client, thread);
            thread.start();
        } finally {
            lock.unlock();
        }
    }

    private void talk(Socket client) {
        try (client) {
            if (mayTalk()) {
                try {
                    conversation.talk(client);
                } finally {
                    change(() -> talking--);
                }
            }
        } catch (Exception e) {
            System.err.println(Thread.currentThread().getName() + ": " + e);
        } finally {
            change(() -> threads.remove(client));
        }
    }

    private boolean mayTalk() throws InterruptedException {
        lock.lock();
        try {
            while (talking == limit && !closed) {
                changed.await();
            }
            if (closed) {
                return false;
            }
            talking++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes the listener and all connections, and returns when all conversations have ended. Safe
     * to call from any thread but that of a conversation, more than once.
     */
    @Override
    public void close() throws IOException {
        listener.close();
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            for (Map.Entry<Socket, Thread> client : threads.entrySet()) {
                client.getKey().close();
                client.getValue().interrupt();
            }
            while (!threads.isEmpty()) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
