package lesson24_jim_chat;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import workbook.jim.Message;
import workbook.jim.session.Accounts;
import workbook.jim.session.Code;
import workbook.jim.session.Heartbeat;

/**
 * Serves many clients at the same time. Each has a thread that reads its requests and puts messages
 * into outboxes, and, once somebody has written to it, a second one that sends what is in its own
 * outbox. No other thread waits for a client.
 */
public class ChatServer implements Closeable {

    private static final int BACKLOG = 2048; // clients that may come at once
    private static final int SEND_BUFFER = 16_384; // bytes: what waits longer, waits in an outbox

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
        this.router = new ChatRouter(accounts, users, new Rooms());
        this.listener = PacedSocket.listener(settings.pace());
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
                threads.execute(() -> attend(client));
            } catch (IOException | RejectedExecutionException e) {
                Log.error((listener.isClosed() ? "no more: " : "client lost: ") + e.getMessage());
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
                        client,
                        session,
                        outbox,
                        writer,
                        dialect,
                        heartbeat,
                        settings.patience())) {
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
        Message notice = Code.NOTICE.response(text);
        connections.each(each -> each.tell(notice));
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
        List<Future<?>> goodbyes = new ArrayList<>();
        listener.close();
        connections.each(ChatConnection::stopListening); // all, before anybody receives 101
        connections.each(
                connection -> {
                    connection.tell(Code.IMPORTANT.response());
                    if (!threads.isShutdown()) {
                        goodbyes.add(threads.submit(() -> letGo(connection)));
                    }
                });
        for (Future<?> goodbye : goodbyes) {
            try {
                goodbye.get();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
        threads.shutdown();
    }

    private static Void letGo(ChatConnection connection) throws InterruptedException {
        connection.sayGoodbye();
        connection.close();
        return null;
    }
}
