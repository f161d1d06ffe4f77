package lesson13_virtual_threads;

import java.io.IOException;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** Given: the sockets of the clients that a server has accepted, as in lesson 11. */
class OpenSockets {

    private final Set<Socket> sockets = new HashSet<>();
    private boolean closed; // both are used only by a thread that holds the lock of sockets

    /**
     * Adds the socket of a client that has been accepted.
     *
     * @return true; or false after {@link #closeAll()}: then the socket has been closed instead
     */
    boolean add(Socket client) throws IOException {
        synchronized (sockets) {
            if (closed) {
                client.close();
                return false;
            }
            return sockets.add(client);
        }
    }

    /** Removes the socket of a client whose conversation is over. */
    void remove(Socket client) {
        synchronized (sockets) {
            sockets.remove(client);
        }
    }

    /** Closes all sockets: a thread that waits for one of them gets an exception. */
    void closeAll() throws IOException {
        synchronized (sockets) {
            closed = true; // from here on add() closes what comes
            for (Socket client : sockets) {
                client.close();
            }
        }
    }
}
