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
 * A relay for TCP. For each client that connects, the tap opens a connection to the target and
 * records what crosses. Bytes, half-closes and resets pass as they arrive, unless the valve changes
 * that. If the tap cannot reach the target, it records that the client was refused, and resets the
 * client's connection, because the client's own connect has already succeeded.
 *
 * <p>The tap cannot see one thing at once: if an end half-closes its connection and later resets
 * it, the tap notices the reset only when it sends something to that end.
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
     * @param own the address and port; port 0 for one that is free
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

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Returns whether every connection that it accepted has ended, in both directions. */
    public boolean isQuiet() {
        synchronized (connections) {
            return connections.stream().allMatch(TcpConnection::isClosed);
        }
    }

    private void acceptAll() throws InterruptedException {
        while (!listener.isClosed()) {
            try {
                admit(listener.accept()); // blocks until a client connects or close()
            } catch (IOException e) {
                // The tap is closed, the client is gone, or too many files are open. Pause before
                // the next try.
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
     * Stops listening and closes every connection. Pieces that wait at the valve are recorded as
     * lost. Waits until the tap's threads have ended, at most 10 seconds.
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
