package lesson11_thread_per_client;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

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
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Client> clients = new ArrayList<>(); // used with the lock only

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
        lock.lock();
        try {
            return clients.size();
        } finally {
            lock.unlock();
        }
    }

    public void serve() throws IOException {
        for (int number = 1; ; number++) {
            Socket socket = next();
            if (socket == null) {
                return;
            }
            Client client = new Client(number, socket);
            lock.lock();
            try {
                if (listener.isClosed()) {
                    socket.close();
                    return;
                }
                clients.add(client);
            } finally {
                lock.unlock();
            }
            client.start();
        }
    }

    /** Waits for a client; null if the listener is closed. */
    private Socket next() {
        while (!listener.isClosed()) {
            try {
                return listener.accept();
            } catch (IOException e) {
                System.err.println(e.getMessage());
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            listener.close();
            for (Client client : clients) {
                client.socket.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private class Client extends Thread {
        private final Socket socket;

        Client(int number, Socket socket) {
            super("client-" + number);
            this.socket = socket;
        }

        @Override
        public void run() {
            try {
                conversation.talk(socket);
            } catch (Exception e) {
                System.err.println(getName() + ": " + e.getMessage());
            } finally {
                leave();
            }
        }

        private void leave() {
            try {
                socket.close();
            } catch (IOException e) {
                System.err.println(getName() + ": " + e.getMessage());
            }
            lock.lock();
            try {
                clients.remove(this);
            } finally {
                lock.unlock();
            }
        }
    }
}
