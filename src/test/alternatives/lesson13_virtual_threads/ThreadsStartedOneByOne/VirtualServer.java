// style: no executor: Thread.ofVirtual() for each client, and a map from threads to sockets.
package lesson13_virtual_threads;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<Thread, Socket> clients = new HashMap<>(); // guarded by itself, as is closed
    private final Semaphore permits;
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
        this.permits = new Semaphore(limit);
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
        int accepted = 0;
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                accepted++;
                start(client, accepted);
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.err.println("not accepted: " + e.getMessage());
                }
            }
        }
    }

    private void start(Socket client, int number) throws IOException {
        synchronized (clients) {
            if (closed) {
                client.close();
                return;
            }
            Thread thread = Thread.ofVirtual().name("client-" + number).unstarted(() -> talk(client));
            clients.put(thread, client);
            thread.start();
        }
    }

    private void talk(Socket client) {
        try (client) {
            permits.acquire();
            try {
                if (!isClosed()) {
                    conversation.talk(client);
                }
            } finally {
                permits.release();
            }
        } catch (Exception e) {
            System.err.println(Thread.currentThread().getName() + ": " + e);
        } finally {
            synchronized (clients) {
                clients.remove(Thread.currentThread());
            }
        }
    }

    private boolean isClosed() {
        synchronized (clients) {
            return closed;
        }
    }

    /**
     * Closes the listener and all connections, and returns when all conversations have ended. Safe
     * to call from any thread but that of a conversation, more than once.
     */
    @Override
    public void close() throws IOException {
        listener.close();
        List<Thread> running;
        synchronized (clients) {
            closed = true;
            running = List.copyOf(clients.keySet());
            for (Map.Entry<Thread, Socket> client : clients.entrySet()) {
                client.getKey().interrupt();
                client.getValue().close();
            }
        }
        for (Thread thread : running) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
