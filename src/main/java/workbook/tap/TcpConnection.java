package workbook.tap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static workbook.wire.Event.Kind.CONNECT;
import static workbook.wire.Event.Kind.END;
import static workbook.wire.Event.Kind.REFUSED;
import static workbook.wire.Event.Kind.RESET;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import workbook.wire.Event;

/**
 * One client of a {@link TcpTap}, its connection to the target, and the two relays between them.
 */
final class TcpConnection implements Connection {

    private static final int PATIENCE = 10_000; // ms, for connecting to the target

    private final int number;
    private final Socket client;
    private final Socket server = new Socket();
    private final InetSocketAddress source;
    private final InetSocketAddress target;
    private final Valve valve;
    private final Recorder recorder;
    private final TapThreads threads;
    private final Relay toServer;
    private final Relay toClient;
    private boolean closed; // guarded by this

    TcpConnection(
            int number,
            Socket client,
            InetSocketAddress target,
            Valve valve,
            Recorder recorder,
            TapThreads threads) {
        this.number = number;
        this.client = client;
        this.source = (InetSocketAddress) client.getRemoteSocketAddress();
        this.target = target;
        this.valve = valve;
        this.recorder = recorder;
        this.threads = threads;
        toServer = new Relay(this, new PieceQueue(valve, true), client, server);
        toClient = new Relay(this, new PieceQueue(valve, true), server, client);
    }

    /**
     * Connects to the target, starts the relays, and returns when the client's stream has ended.
     */
    void open() throws InterruptedException {
        try {
            client.setTcpNoDelay(true); // sends each piece at once
            server.setTcpNoDelay(true);
            server.connect(target, PATIENCE); // blocks
        } catch (IOException e) {
            if (!isClosed()) {
                String why = e instanceof ConnectException ? "" : String.valueOf(e.getMessage());
                record(toServer, REFUSED, why.getBytes(UTF_8));
                close(true);
            }
            return;
        }
        valve.add(this); // before recording, so that a listener can already control it
        record(toServer, CONNECT, new byte[0]);
        String name = Thread.currentThread().getName();
        synchronized (this) {
            if (closed) {
                valve.remove(this);
                return;
            }
            threads.start(name + " ← server", toClient::read);
            threads.start(name + " → server, out", toServer::write);
            threads.start(name + " ← server, out", toClient::write);
        }
        toServer.read();
    }

    Relay opposite(Relay relay) {
        return relay == toServer ? toClient : toServer;
    }

    /** Records an event in the direction of that relay. */
    void record(Relay relay, Event.Kind kind, byte[] bytes) {
        String name = Connection.client(number);
        if (relay == toServer) {
            var event = new Event(kind, name, "server", bytes);
            recorder.crossed(number, false, event, source, target);
        } else {
            var event = new Event(kind, "server", name, bytes);
            recorder.crossed(number, false, event, target, source);
        }
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public PieceQueue toServer() {
        return toServer.line();
    }

    @Override
    public PieceQueue toClient() {
        return toClient.line();
    }

    @Override
    public void note(String text) {
        recorder.note(text);
    }

    /**
     * Ends both directions. The tap still reads what the two ends send, and drops it, until they
     * end their streams.
     */
    @Override
    public void cut() {
        note("The tap cuts the connection of " + Connection.theClient(number) + ".");
        toServer.cut();
        toClient.cut();
    }

    @Override
    public void reset() {
        note("The tap resets the connection of " + Connection.theClient(number) + ".");
        cutBoth(RESET);
        close(true);
    }

    /** Closes both sockets if both directions have ended. */
    void closeIfOver() {
        if (toServer.isOver() && toClient.isOver()) {
            close(false);
        }
    }

    /** Ends both directions and closes both sockets. */
    void close() {
        cutBoth(END);
        close(false);
    }

    private void cutBoth(Event.Kind last) {
        valve.lock.lock(); // both under one lock: the first RESET that passes may close both queues
        try {
            toServer().cut(last);
            toClient().cut(last);
        } finally {
            valve.lock.unlock();
        }
    }

    /**
     * Closes both sockets; does nothing if they are already closed.
     *
     * @param reset whether the two ends see a reset; otherwise they see an end of stream
     */
    synchronized void close(boolean reset) {
        if (!closed) {
            closed = true;
            valve.remove(this);
            toServer().close();
            toClient().close();
            close(client, reset);
            close(server, reset);
        }
    }

    private static void close(Socket socket, boolean reset) {
        try {
            if (reset) {
                socket.setSoLinger(true, 0); // makes close() send a reset
            }
        } catch (IOException e) {
            // The socket was closed already, or never opened.
        }
        try {
            socket.close();
        } catch (IOException e) {
            // The socket is closed even so.
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
