// style: closes a copy of the set, without the lock; the pool calls a handler, which refuses the client.
package lesson11_thread_per_client;

import java.io.IOException;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The sockets of the clients that a server has accepted and not finished yet.
 *
 * <p>Watch out: all threads of a server use the same object. A {@code HashSet} is made for one
 * thread.
 */
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

    /** Returns how many sockets have been added and not removed. */
    int count() {
        synchronized (sockets) {
            return sockets.size();
        }
    }

    /** Closes all sockets: a thread that waits for one of them gets an exception. */
    void closeAll() throws IOException {
        List<Socket> copy;
        synchronized (sockets) {
            closed = true;
            copy = List.copyOf(sockets);
        }
        for (Socket client : copy) {
            client.close(); // without the lock: nobody waits for it
        }
    }
}
