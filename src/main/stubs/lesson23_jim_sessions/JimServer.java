package lesson23_jim_sessions;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Attends to many clients at once, each with a session of its own.
 *
 * <p>On the wire: the answers of each {@link JimSession}; notices and probes, unasked.
 *
 * <p>Watch out: a name must be free again however its client's connection ends.
 */
public class JimServer implements Closeable {

    private final ServerSocket listener;
    private final Accounts accounts;
    private final Rules rules;
    private final Clock clock;
    private final Online online = new Online();
    private final Connections connections = new Connections();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Serves until the operator says quit; the arguments are explained at {@link Operator}. */
    public static void main(String[] args) throws Exception {
        new Operator(args).run();
    }

    /** Binds {@code port}, 0 for any free one; the accounts stay open when the server is closed. */
    public JimServer(int port, Accounts accounts, Rules rules, Clock clock) throws IOException {
        this.accounts = accounts;
        this.rules = rules;
        this.clock = clock;
        this.listener = new ServerSocket(port);
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Gives each client a thread; returns, quietly, once {@link #close()} is called. */
    public void serve() throws IOException {
        // TODO 4: accept clients until close() is called; a thread of threads attends to each.
        throw new UnsupportedOperationException("TODO 4: serve");
    }

    /** What a client's thread does, from the first byte to the last. */
    private void attend(Socket client) {
        // TODO 4: make a Heartbeat, a JimSession and a JimConnection; add it to connections,
        // converse, and whatever happens, remove it, leave the session and close the connection.
        throw new UnsupportedOperationException("TODO 4: attend to one client");
    }

    /** Tells a notice, code 100, to all clients that are online. */
    public void announce(String text) {
        // TODO 4: each connection that is online is sent code 100 with this text.
        throw new UnsupportedOperationException("TODO 4: announce a text");
    }

    /** Does what each client's pulse asks for. Somebody calls this every now and then. */
    public void probe() {
        // TODO 4: take each pulse, and do what it asks for.
        throw new UnsupportedOperationException("TODO 4: probe all clients");
    }

    /** Tells code 101 to all that are online, then closes all connections; from any thread. */
    @Override
    public synchronized void close() throws IOException {
        // TODO 4: close the listener, tell all that are online, shut the threads down, close all
        // connections.
        throw new UnsupportedOperationException("TODO 4: close the server");
    }
}
