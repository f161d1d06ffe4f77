// mistake: who closes the listener closes all.
// wire: clients stay connected to a server that is no more.
// fails: tells all that are somebody
// says: leaves connections open
package lesson23_jim_sessions;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import workbook.jim.Message;

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
        while (!listener.isClosed()) {
            try {
                attendInBackground(listener.accept()); // blocks until a client connects
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.err.println("client lost: " + e.getMessage());
                }
            }
        }
    }

    private void attendInBackground(Socket client) throws IOException {
        try {
            threads.execute(() -> attend(client));
        } catch (RejectedExecutionException e) { // close() was called a moment ago
            client.close();
        }
    }

    /** What a client's thread does, from the first byte to the last. */
    private void attend(Socket client) {
        JimSession session = new JimSession(accounts, online, rules.authentication());
        Heartbeat heartbeat = new Heartbeat(rules, clock);
        try (JimConnection connection = new JimConnection(client, session, heartbeat)) {
            connections.add(connection); // from now on close() finds it
            try {
                if (!listener.isClosed()) {
                    connection.converse();
                }
            } finally { // before the client sees the end: it may come back at once
                connections.remove(connection);
                session.leave();
            }
        } catch (IOException e) {
            System.err.println("client lost: " + e.getMessage()); // the others stay
        }
    }

    /** Tells a notice, code 100, to all clients that are online. */
    public void announce(String text) {
        connections.each(threads, each -> tell(each, Code.NOTICE.response(text)));
    }

    private static void tell(JimConnection connection, Message message) throws IOException {
        if (connection.session().isOnline()) {
            connection.send(message);
        }
    }

    /** Does what each client's pulse asks for. Somebody calls this every now and then. */
    public void probe() {
        connections.each(threads, this::probe);
    }

    private void probe(JimConnection connection) throws IOException {
        switch (connection.heartbeat().pulse()) {
            case PROBE -> connection.send(new Message.Probe(clock.instant().getEpochSecond()));
            case DEAD -> connection.close(); // its own thread does the rest
            default -> {}
        }
    }

    /** Tells code 101 to all that are online, then closes all connections; from any thread. */
    @Override
    public synchronized void close() throws IOException {
        listener.close(); // first, so that no further client is accepted
        connections.each(threads, each -> tell(each, Code.IMPORTANT.response()));
        threads.shutdown();
    }
}
