package workbook.demo;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import workbook.catalogue.UsageError;

/** A client of datagrams; it is never over before it is closed. */
final class ScriptedUdpClient implements ScriptedClient {

    private static final int MOST = 65_535; // bytes, more than any datagram has

    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private final Deque<byte[]> heard = new ArrayDeque<>(); // guarded by this

    /** Sends to this machine. */
    ScriptedUdpClient(int port) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        socket = new DatagramSocket(0, server.getAddress());
        Thread reader = new Thread(this::listen, "played client");
        reader.setDaemon(true);
        reader.start();
    }

    private void listen() {
        DatagramPacket packet = new DatagramPacket(new byte[MOST], MOST);
        try {
            while (true) {
                socket.receive(packet); // blocks until a datagram comes or close()
                synchronized (this) {
                    heard.add(Arrays.copyOf(packet.getData(), packet.getLength()));
                }
            }
        } catch (IOException e) {
            // closed here
        }
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, server));
    }

    @Override
    public void end() {
        throw new UsageError("Datagrams have no end: leave it out of this story.");
    }

    @Override
    public void reset() {
        throw new UsageError("Datagrams have no connection to reset: leave it out of this story.");
    }

    @Override
    public synchronized boolean hasHeard(byte[] bytes) {
        while (!heard.isEmpty()) {
            if (Arrays.equals(heard.remove(), bytes)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isOver() {
        return false;
    }

    @Override
    public boolean ends() {
        return false;
    }

    @Override
    public void close() {
        socket.close();
    }
}
