package workbook.tap;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * A relay for UDP: gives each client address a socket of its own towards the target, and records
 * what crosses. Datagrams of 0 to 65507 bytes pass one by one as they come, unless the valve or
 * this tap is told otherwise. Replies count only if they come from the target's own address.
 *
 * <p>If nobody receives at the target, the datagram is recorded as refused; the tap cannot inform
 * the client itself. Of more than {@value #CLIENTS} clients, the one that has sent nothing for
 * longest is forgotten. Like every network, this one may lose datagrams that come faster than they
 * are taken.
 */
public final class UdpTap implements Closeable {

    static final int CLIENTS = 100;
    static final int MOST = 65_535; // bytes, more than any datagram has
    private static final int BUFFER = 1 << 20; // bytes, asked of the operating system

    private final InetSocketAddress target;
    private final Valve valve;
    private final Recorder recorder;
    private final DatagramSocket socket;
    private final TapThreads threads = new TapThreads();
    private final DatagramFaults toServer = new DatagramFaults();
    private final DatagramFaults toClient = new DatagramFaults();
    private volatile int late; // replies to each client
    private final Map<SocketAddress, UdpConnection>
            connections = // the longest silent first; guarded by itself
            new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Listens on the loopback address, on a port that is free.
     *
     * @throws IOException if it cannot listen
     */
    public UdpTap(InetSocketAddress target, Valve valve, Recorder recorder) throws IOException {
        this(target, valve, recorder, 0);
    }

    /**
     * Listens on the loopback address.
     *
     * @param port 1 to 65535; 0 for one that is free
     * @throws IOException if it cannot listen; a {@link java.net.BindException} if the port is
     *     taken
     */
    public UdpTap(InetSocketAddress target, Valve valve, Recorder recorder, int port)
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
    public UdpTap(InetSocketAddress target, Valve valve, Recorder recorder, InetSocketAddress own)
            throws IOException {
        this.target = target;
        this.valve = valve;
        this.recorder = recorder;
        socket = new DatagramSocket(own);
        prepare(socket);
        threads.start("tap " + port() + " receives", this::receiveAll);
    }

    /** Makes room for the largest datagrams, and for many of them. */
    static void prepare(DatagramSocket socket) throws IOException {
        socket.setSendBufferSize(BUFFER);
        socket.setReceiveBufferSize(BUFFER);
    }

    /** The port that clients send to. */
    public int port() {
        return socket.getLocalPort();
    }

    /**
     * Loses datagrams of one direction.
     *
     * @param toServer whether it loses those to the server; otherwise those to the clients
     * @param which selects datagrams by their number; all datagrams in this direction, of all
     *     clients, are counted from 1 since the tap began
     */
    public void drop(boolean toServer, IntPredicate which) {
        faults(toServer).drop(which);
    }

    /** Lets datagrams of one direction arrive twice, unless they are dropped. */
    public void duplicate(boolean toServer, IntPredicate which) {
        faults(toServer).duplicate(which);
    }

    /**
     * Lets the first {@code n} replies to each client arrive late: only when the client has sent
     * another datagram. That holds for clients whose first datagram comes from now on.
     */
    public void delayReplies(int n) {
        late = n;
    }

    int lateReplies() {
        return late;
    }

    /** Every {@code n}-th datagram; none if {@code n} is 0. */
    public static IntPredicate every(int n) {
        return number -> n > 0 && number % n == 0;
    }

    DatagramFaults faults(boolean toServer) {
        return toServer ? this.toServer : toClient;
    }

    private void receiveAll() throws InterruptedException {
        var packet = new DatagramPacket(new byte[MOST], MOST);
        while (!socket.isClosed()) {
            try {
                packet.setLength(MOST);
                socket.receive(packet); // blocks until a datagram comes or close()
                UdpConnection connection =
                        connection((InetSocketAddress) packet.getSocketAddress());
                connection.fromClient(Arrays.copyOf(packet.getData(), packet.getLength()));
            } catch (IOException e) {
                // Closed; or the datagram is lost, because there is no socket for its client.
            }
        }
    }

    private UdpConnection connection(InetSocketAddress client) throws IOException {
        synchronized (connections) {
            UdpConnection connection = connections.get(client);
            if (connection == null || connection.isClosed()) {
                if (socket.isClosed()) {
                    throw new IOException("closed");
                }
                connection =
                        new UdpConnection(
                                valve.nextNumber(), client, target, this, valve, recorder);
                connections.put(client, connection);
                connection.start(threads);
            }
            if (connections.size() > CLIENTS) {
                Iterator<UdpConnection> silent = connections.values().iterator();
                silent.next().close();
                silent.remove();
            }
            return connection;
        }
    }

    /** Sends a datagram to a client. */
    void send(byte[] bytes, InetSocketAddress client) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, client));
    }

    /**
     * Stops listening and forgets every client; what waits at the valve is lost, and recorded as
     * such. Returns when all its threads are over.
     */
    @Override
    public void close() {
        List<UdpConnection> open;
        socket.close();
        synchronized (connections) {
            open = List.copyOf(connections.values());
        }
        open.forEach(UdpConnection::close);
        threads.awaitEnd();
    }
}
