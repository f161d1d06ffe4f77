package lesson24_jim_chat;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import workbook.jim.session.Accounts;
import workbook.jim.session.Code;
import workbook.jim.session.Heartbeat;

/**
 * Serves many clients at the same time. Each has a thread that reads its requests and puts messages
 * into outboxes, and, once somebody has written to it, a second one that sends what is in its own
 * outbox. No other thread waits for a client.
 */
public class ChatServer implements Closeable {

    private static final int BACKLOG = 2048; // clients that may connect at the same time
    private static final int SEND_BUFFER = 16_384; // bytes; the outbox keeps the rest

    private final ServerSocket listener;
    private final Settings settings;
    private final Accounts accounts;
    private final Clock clock;
    private final ExecutorService threads;
    private final OnlineUsers users = new OnlineUsers();
    private final ChatRouter router;
    private final Connections connections = new Connections();

    /** Serves until the operator types quit; {@link Operator} explains the arguments. */
    public static void main(String[] args) throws Exception {
        new Operator(args).run();
    }

    /** Binds its address. The server ends the threads, but does not close the accounts. */
    public ChatServer(Settings settings, Accounts accounts, Clock clock, ExecutorService threads)
            throws IOException {
        this.settings = settings;
        this.accounts = accounts;
        this.clock = clock;
        this.threads = threads;
        router = new ChatRouter(accounts, users, new Rooms());
        listener = PacedSocket.listener(settings.pace());
        try {
            listener.bind(settings.address(), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Gives each client its threads; returns after {@link #close()} was called. */
    public void serve() throws IOException {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept(); // blocks until a client connects
                Threads.attend(threads, () -> attend(client), client);
            } catch (IOException e) {
                Log.error((listener.isClosed() ? "no more: " : "client lost: ") + e.getMessage());
                LockSupport.parkNanos(10_000_000); // too many open files? Somebody will leave
            }
        }
    }

    /** What a client's thread does, from the first byte to the last. */
    private void attend(Socket client) {
        Outbox outbox = new Outbox(client, settings.limit(), settings.patience());
        WriterThread writer = new WriterThread(client, outbox, threads);
        boolean login = settings.rules().authentication();
        Dialect dialect = settings.dialects().get();
        var session = new ChatSession(accounts, users, router, dialect.mailbox(writer), login);
        Heartbeat heartbeat = new Heartbeat(settings.rules(), clock);
        try (var connection =
                new ChatConnection(
                        client, session, outbox, writer, dialect, heartbeat, settings.patience())) {
            client.setSendBufferSize(SEND_BUFFER);
            connections.add(connection); // from now on close() finds it
            if (listener.isClosed()) { // else it may have missed it
                connection.stopListening();
            }
            connection.attend();
            connections.remove(connection);
        } catch (IOException | RejectedExecutionException e) {
            Log.error("client lost: " + e.getMessage()); // the others stay
        }
    }

    /** Sends a notice, code 100, to all clients that have logged in. */
    public void announce(String text) {
        connections.each(each -> each.tell(Code.NOTICE.response(text)));
    }

    /** Does what each client's pulse asks for. The operator's thread calls this regularly. */
    public void probe() {
        long time = clock.instant().getEpochSecond();
        connections.each(each -> each.probe(time));
    }

    /**
     * Shuts the server down. Safe to call from any thread, more than once. In this order: closes
     * the listener, stops listening to all clients, sends code 101 to those that have logged in,
     * and lets all connections end. A client that does not read delays this only for the patience.
     */
    @Override
    public synchronized void close() throws IOException {
        listener.close();
        connections.each(ChatConnection::stopListening);
        connections.each(each -> each.tell(Code.IMPORTANT.response()));
        connections.eachAtOnce(threads, ChatConnection::sayGoodbye);
        connections.each(ChatConnection::close);
        threads.shutdown(); // threads end when their work is done
    }
}
