// style: a thread of its own for each client, and the pool for the rest.
package lesson23_jim_sessions;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import workbook.jim.Message;

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
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread thread = new Thread(() -> attend(client));
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.err.println("client lost: " + e.getMessage());
                }
            }
        }
    }

    /** Serves one client in its own thread, from the first byte to the last. */
    private void attend(Socket client) {
        JimSession session = new JimSession(accounts, online, rules.authentication());
        Heartbeat heartbeat = new Heartbeat(rules, clock);
        try (JimConnection connection = new JimConnection(client, session, heartbeat)) {
            connections.add(connection); // from now on close() finds it
            try {
                if (!listener.isClosed()) {
                    connection.converse();
                }
            } finally { // before the close: the client may come back at once
                connections.remove(connection);
                session.leave();
            }
        } catch (IOException e) {
            System.err.println("client lost: " + e.getMessage()); // the others stay
        }
    }

    /** Sends a notice, code 100, to all clients that have logged in. */
    public void announce(String text) {
        connections.each(threads, each -> tell(each, Code.NOTICE.response(text)));
    }

    private static void tell(JimConnection connection, Message message) throws IOException {
        if (connection.session().isOnline()) {
            connection.send(message);
        }
    }

    /**
     * Does what the pulse of each client asks for. The operator's program calls this each second.
     */
    public void probe() {
        connections.each(threads, this::probe);
    }

    private void probe(JimConnection connection) throws IOException {
        switch (connection.heartbeat().pulse()) {
            case PROBE -> connection.send(new Message.Probe(clock.instant().getEpochSecond()));
            case DEAD -> connection.close(); // its own thread lets the session leave
            default -> {}
        }
    }

    /**
     * Sends code 101 to all clients that have logged in, then closes all connections. Safe to call
     * from any thread, more than once.
     */
    @Override
    public synchronized void close() throws IOException {
        listener.close(); // first, so that no further client is accepted
        connections.each(threads, each -> tell(each, Code.IMPORTANT.response()));
        threads.shutdown();
        connections.close(); // ends the clients' threads
    }
}
