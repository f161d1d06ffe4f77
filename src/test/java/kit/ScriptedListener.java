package kit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.LinkedBlockingQueue;
import workbook.wire.Event;

/** A listener of the test, to which the learner's client connects. */
public final class ScriptedListener implements Closeable {

    private final Wire wire;
    private final ServerSocket listener;
    private final LinkedBlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
    private int connections;

    ScriptedListener(Wire wire, InetAddress address) {
        this.wire = wire;
        try {
            listener = new ServerSocket(0, 50, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Threads.start("kit listener", this::acceptAll);
    }

    private void acceptAll() {
        try {
            while (true) {
                keep(listener.accept());
                wire.quiescence().wake();
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private synchronized void keep(Socket socket) throws IOException {
        if (listener.isClosed()) {
            socket.close(); // it connected while the listener was being closed: no test asks for it
        } else {
            accepted.add(socket);
        }
    }

    /** Returns the host to give to the learner's client. */
    public String host() {
        return listener.getInetAddress().getHostAddress();
    }

    /** Returns the port to give to the learner's client. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Waits until the learner's client connects, and fails if it does not. The peer starts to read
     * immediately.
     */
    public ScriptedPeer accept() {
        ScriptedPeer peer = acceptWithoutReading();
        peer.readAtOnce();
        return peer;
    }

    /**
     * Does the same as {@link #accept()}, but the peer reads nothing before the test calls {@link
     * ScriptedPeer#startReading()}.
     */
    public ScriptedPeer acceptWithoutReading() {
        Socket socket = next();
        return wire.opened(new ScriptedPeer(wire, name(), "client", socket));
    }

    /**
     * Waits until the learner's client connects, and plays a correct echo server for it. Until the
     * client's stream ends, the server reads at most a megabyte and sends that back before it reads
     * more.
     */
    public void acceptAndEcho() {
        Socket socket = next();
        EchoingPeer peer = new EchoingPeer(wire, name(), "client", socket);
        wire.opened(peer);
        wire.quiescence().watch(peer);
        peer.start();
    }

    private Socket next() {
        wire.quiescence().await(() -> !accepted.isEmpty());
        Socket socket = accepted.poll();
        if (socket == null) {
            throw wire.failure(
                    Expectation.of(
                            Expectation.Kind.LISTEN, "a client that connects", "no connection"));
        }
        connections++;
        wire.transcript().add(Event.Kind.CONNECT, "client", name());
        return socket;
    }

    private String name() {
        return connections == 1 ? "server" : "server " + connections;
    }

    @Override
    public synchronized void close() throws IOException {
        listener.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }
}
