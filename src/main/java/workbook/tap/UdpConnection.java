package workbook.tap;

import static workbook.wire.Event.Kind.DATA;
import static workbook.wire.Event.Kind.LOST;
import static workbook.wire.Event.Kind.REFUSED;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import workbook.wire.Bytes;
import workbook.wire.Event;

/** One client of a {@link UdpTap}, with its own socket for the target. */
final class UdpConnection implements Connection {

    private final int number;
    private final InetSocketAddress client;
    private final InetSocketAddress target;
    private final UdpTap tap;
    private final Valve valve;
    private final Recorder recorder;
    private final DatagramSocket upstream = new DatagramSocket();
    private final PieceQueue toServer;
    private final PieceQueue toClient;
    private final Deque<byte[]> late = new ArrayDeque<>(); // guarded by itself, like all below
    private final int lateReplies; // how many first replies wait for the client's next request
    private int replies;
    private int requests;

    UdpConnection(
            int number,
            InetSocketAddress client,
            InetSocketAddress target,
            UdpTap tap,
            Valve valve,
            Recorder recorder)
            throws IOException {
        this.number = number;
        this.client = client;
        this.target = target;
        this.tap = tap;
        this.valve = valve;
        this.recorder = recorder;
        lateReplies = tap.lateReplies();
        toServer = new PieceQueue(valve, false);
        toClient = new PieceQueue(valve, false);
        try {
            UdpTap.prepare(upstream);
            upstream.connect(target); // to learn of refusals, and receive only from the target
            upstream.setReuseAddress(true); // for sendEmpty; only now, so that the port is unshared
        } catch (IOException e) {
            upstream.close();
            throw e;
        }
    }

    void start(TapThreads threads) {
        String name = "tap " + tap.port() + " " + Connection.client(number);
        valve.add(this);
        threads.start(name + " → server", this::passToServer);
        threads.start(name + " ← server", this::receive);
        threads.start(name + " ← server, out", this::passToClient);
    }

    /**
     * Queues a datagram from the client, or drops or duplicates it. Blocks while the queue is full.
     */
    void fromClient(byte[] bytes) throws InterruptedException {
        put(toServer, tap.faults(true), bytes);
    }

    private void put(PieceQueue line, DatagramFaults faults, byte[] bytes)
            throws InterruptedException {
        int copies = faults.copies();
        if (copies == 0) {
            line.put(LOST, bytes);
        } else if (copies > 1) {
            note("The tap lets %s arrive twice.".formatted(Bytes.quote(bytes)));
        }
        for (int i = 0; i < copies; i++) {
            line.put(DATA, bytes);
        }
    }

    private void receive() throws InterruptedException {
        var packet = new DatagramPacket(new byte[UdpTap.MOST], UdpTap.MOST);
        while (!upstream.isClosed()) {
            try {
                packet.setLength(UdpTap.MOST);
                upstream.receive(packet); // blocks until a datagram arrives or close() is called
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                if (!isLate(bytes)) {
                    put(toClient, tap.faults(false), bytes);
                }
            } catch (PortUnreachableException e) {
                refused();
            } catch (IOException e) {
                // The socket is closed, or the datagram is lost.
            }
        }
    }

    /**
     * Counts a reply. Keeps it and returns true if it must arrive after the client's next request.
     */
    private boolean isLate(byte[] reply) {
        synchronized (late) {
            replies++;
            boolean isLate = replies <= lateReplies && requests <= replies;
            if (isLate) {
                late.add(reply);
            }
            return isLate;
        }
    }

    /**
     * Counts a request that passes, and queues the oldest late reply. So the late reply arrives
     * before the reply to this request.
     */
    private void sendLate() throws InterruptedException {
        byte[] reply;
        synchronized (late) {
            requests++;
            reply = late.poll();
        }
        if (reply != null) {
            put(toClient, tap.faults(false), reply);
        }
    }

    private void passToServer() throws InterruptedException {
        for (Piece piece; (piece = toServer.take()) != null; ) { // blocks until one may pass
            byte[] bytes = piece.carried();
            record(piece.kind(), true, bytes);
            if (piece.isData()) {
                sendLate(); // before the request, because the server may reply at once
                sendToServer(bytes);
            }
        }
    }

    /**
     * Sends a datagram to the target. If the call reports that an earlier datagram was refused,
     * this one was not sent, so the method tries again.
     */
    private void sendToServer(byte[] bytes) {
        while (!upstream.isClosed()) {
            try {
                if (bytes.length == 0) {
                    sendEmpty();
                } else {
                    upstream.send(new DatagramPacket(bytes, bytes.length));
                }
                return;
            } catch (PortUnreachableException e) {
                refused();
            } catch (IOException e) {
                return; // closed, or the datagram was lost on this machine
            }
        }
    }

    /**
     * Sends an empty datagram. Java's connected sockets do not send any, so this method uses
     * another socket on the same port.
     */
    private void sendEmpty() throws IOException {
        try (var beside = new DatagramSocket(null)) {
            beside.setReuseAddress(true);
            beside.bind(upstream.getLocalSocketAddress());
            beside.send(new DatagramPacket(new byte[0], 0, target));
        }
    }

    private void passToClient() throws InterruptedException {
        for (Piece piece; (piece = toClient.take()) != null; ) { // blocks until one may pass
            byte[] bytes = piece.carried();
            record(piece.kind(), false, bytes);
            if (piece.isData()) {
                try {
                    tap.send(bytes, client);
                } catch (IOException e) {
                    // The tap is closed, or the datagram was lost on this machine.
                }
            }
        }
    }

    private void refused() {
        record(REFUSED, true, new byte[0]);
    }

    private void record(Event.Kind kind, boolean up, byte[] bytes) {
        String name = Connection.client(number);
        var event = new Event(kind, up ? name : "server", up ? "server" : name, bytes);
        recorder.crossed(number, true, event, up ? client : target, up ? target : client);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public PieceQueue toServer() {
        return toServer;
    }

    @Override
    public PieceQueue toClient() {
        return toClient;
    }

    @Override
    public void note(String text) {
        recorder.note(text);
    }

    @Override
    public void cut() {
        note("The tap forgets " + Connection.theClient(number) + ".");
        close();
    }

    @Override
    public void reset() {
        cut();
    }

    boolean isClosed() {
        return upstream.isClosed();
    }

    /** Forgets the client: closes its socket and drops the pieces that wait. */
    void close() {
        valve.remove(this);
        upstream.close();
        toServer.close();
        toClient.close();
    }
}
