// style: a cached pool renames its threads; an AtomicInteger counts; uncaught exceptions are printed by a handler.
package lesson11_thread_per_client;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

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
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger open = new AtomicInteger();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** Serves until the program is stopped. The argument is the port; without it, 50000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 50000;
        try (ThreadServer server = new ThreadServer(port, Conversation::echo)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    public ThreadServer(int port, Conversation conversation) throws IOException {
        this(new ServerSocket(port), conversation);
    }

    public ThreadServer(ServerSocket listener, Conversation conversation) {
        this.listener = listener;
        this.conversation = conversation;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int open() {
        return open.get();
    }

    public void serve() throws IOException {
        int number = 0;
        while (!listener.isClosed()) {
            Socket client;
            try {
                client = listener.accept();
            } catch (IOException e) {
                continue; // the condition of the loop looks whether it is closed
            }
            String name = "client-" + ++number;
            open.incrementAndGet();
            sockets.add(client);
            if (listener.isClosed()) { // close() may have missed it
                end(client);
                return;
            }
            try {
                threads.execute(() -> talk(client, name));
            } catch (RejectedExecutionException e) {
                end(client);
            }
        }
    }

    private void talk(Socket client, String name) {
        Thread.currentThread().setName(name);
        try {
            conversation.talk(client);
        } catch (Throwable e) {
            System.err.println("lost: " + name + " because of " + e);
        }
        end(client);
    }

    private void end(Socket client) {
        sockets.remove(client);
        open.decrementAndGet();
        try {
            client.close();
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        sockets.forEach(
                client -> {
                    try {
                        client.close();
                    } catch (IOException e) {
                        System.err.println(e);
                    }
                });
        threads.shutdown();
    }
}
