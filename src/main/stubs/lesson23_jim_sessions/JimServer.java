package lesson23_jim_sessions;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves many clients at the same time, each with a session of its own.
 *
 * <p>On the wire: the responses of each {@link JimSession}; also notices and probes, which nobody
 * has asked for.
 *
 * <p>Watch out: a name must become free again, however its client's connection ends.
 */
public class JimServer implements Closeable {

    private final ServerSocket listener;
    private final Accounts accounts;
    private final Rules rules;
    private final Clock clock;
    private final Online online = new Online();
    private final Connections connections = new Connections();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Serves until the operator types quit. For the arguments, see {@link Options}. */
    public static void main(String[] args) throws Exception {
        new Operator(args).run();
    }

    /** Binds {@code port}; 0 means any free port. {@link #close()} does not close the accounts. */
    public JimServer(int port, Accounts accounts, Rules rules, Clock clock) throws IOException {
        this.accounts = accounts;
        this.rules = rules;
        this.clock = clock;
        this.listener = new ServerSocket(port);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Gives each client a thread. Returns without an exception after {@link #close()}. */
    public void serve() throws IOException {
        // TODO 7: accept clients until close() is called. A thread of the pool attends to each.
        throw new UnsupportedOperationException("TODO 7: serve");
    }

    /** Serves one client in its own thread, from the first byte to the last. */
    private void attend(Socket client) {
        // TODO 7: create a JimSession, a Heartbeat and a JimConnection. Add it to connections, and
        // converse. Whatever happens: remove it, let the session leave, and then close it.
        throw new UnsupportedOperationException("TODO 7: attend to one client");
    }

    /** Sends a notice, code 100, to all clients that have logged in. */
    public void announce(String text) {
        // TODO 8: send code 100 with this text to each client that has logged in.
        throw new UnsupportedOperationException("TODO 8: announce a text");
    }

    /**
     * Does what the pulse of each client asks for. The operator's program calls this each second.
     */
    public void probe() {
        // TODO 8: take the pulse of each connection, and do what it asks for.
        throw new UnsupportedOperationException("TODO 8: probe all clients");
    }

    /**
     * Sends code 101 to all clients that have logged in, then closes all connections. Safe to call
     * from any thread, more than once.
     */
    @Override
    public synchronized void close() throws IOException {
        // TODO 7: close the listener, send code 101 to all clients that have logged in, shut the
        // threads down, and close all connections.
        throw new UnsupportedOperationException("TODO 7: close the server");
    }
}
