package workbook.tap;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A relay for TCP. For each client that connects to it, it opens a connection to the target, and
 * records what crosses. Bytes, half-closes and resets pass as they arrive, unless the valve is set
 * otherwise. If the target cannot be reached, the client is recorded as refused, and its connection
 * is reset, because its own connect has succeeded by then.
 *
 * <p>One thing cannot be seen from here: if an end has half-closed and resets afterwards, the tap
 * notices that only when it sends something to that end.
 */
public final class TcpTap implements Closeable {

    private static final int BACKLOG = 50;

    private final InetSocketAddress target;
    private final Valve valve;
    private final Recorder recorder;
    private final ServerSocket listener;
    private final TapThreads threads = new TapThreads();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<TcpConnection> connections = new ArrayList<>(); // guarded by itself

    /**
     * Listens on the loopback address, on a port that is free.
     *
     * @throws IOException if it cannot listen
     */
    public TcpTap(InetSocketAddress target, Valve valve, Recorder recorder) throws IOException {
        this(target, valve, recorder, 0);
    }

    /**
     * Listens on the loopback address.
     *
     * @param port 1 to 65535; 0 for one that is free
     * @throws IOException if it cannot listen; a {@link java.net.BindException} if the port is
     *     taken
     */
    public TcpTap(InetSocketAddress target, Valve valve, Recorder recorder, int port)
            throws IOException {
        this(
                target,
                valve,
                recorder,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /**
     * Listens on an address of this computer.
     *
     * @param own with port 0 for one that is free
     * @throws IOException if it cannot listen; a {@link java.net.BindException} if the port is
     *     taken, or the address is not one of this computer's
     */
    public TcpTap(InetSocketAddress target, Valve valve, Recorder recorder, InetSocketAddress own)
            throws IOException {
        this.target = target;
        this.valve = valve;
        this.recorder = recorder;
        listener = new ServerSocket(own.getPort(), BACKLOG, own.getAddress());
        threads.start("tap " + port() + " accepts", this::acceptAll);
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Whether every connection that it took is over, in both directions. */
    public boolean isQuiet() {
        synchronized (connections) {
            return connections.stream().allMatch(TcpConnection::isClosed);
        }
    }

    private void acceptAll() throws InterruptedException {
        while (!listener.isClosed()) {
            try {
                admit(listener.accept()); // blocks until a client comes or close()
            } catch (IOException e) {
                // Closed, or the client has gone again; or too many files are open: not at once
                closing.await(20, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void admit(Socket client) throws IOException {
        int number = valve.nextNumber();
        var connection = new TcpConnection(number, client, target, valve, recorder, threads);
        synchronized (connections) {
            if (closing.getCount() == 0) {
                client.close();
                return;
            }
            connections.removeIf(TcpConnection::isClosed);
            connections.add(connection);
            threads.start("tap " + port() + " " + Connection.client(number), connection::open);
        }
    }

    /**
     * Stops listening and closes every connection; what waits at the valve is lost, and recorded as
     * such. Returns when all its threads are over.
     */
    @Override
    public void close() throws IOException {
        List<TcpConnection> open;
        synchronized (connections) {
            closing.countDown();
            open = List.copyOf(connections);
        }
        listener.close();
        open.forEach(TcpConnection::close);
        threads.awaitEnd();
    }
}
