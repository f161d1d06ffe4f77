package lesson13_virtual_threads;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that replies to nobody, and refuses all further clients from a chosen moment on. */
final class ClosingListener implements Closeable {

    private static final int BACKLOG = 50;

    private final ServerSocket listener;

    /** The two ends of a connection: while it is open, no other program gets the port. */
    private final Socket client;

    private final Socket server;

    ClosingListener() {
        try {
            InetAddress address = InetAddress.getByName("127.0.0.1");
            listener = new ServerSocket(0, BACKLOG, address);
            client = new Socket(address, listener.getLocalPort());
            server = listener.accept();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Resets the connections of those that have connected, and refuses the others. */
    void refuse() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        refuse();
        try {
            client.close();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
