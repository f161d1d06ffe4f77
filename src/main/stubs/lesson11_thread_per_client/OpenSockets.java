package lesson11_thread_per_client;

import java.io.IOException;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/**
 * The sockets of the clients that a server has accepted and not finished yet.
 *
 * <p>Watch out: all threads of a server use the same object. A {@code HashSet} is made for one
 * thread.
 */
class OpenSockets {

    private final Set<Socket> sockets = new HashSet<>();

    /**
     * Adds the socket of a client that has been accepted.
     *
     * @return true; or false after {@link #closeAll()}: then the socket has been closed instead
     */
    boolean add(Socket client) throws IOException {
        // TODO 3: add it. Two threads may come at the same moment.
        // TODO 4: after closeAll(), close it instead, and return false.
        throw new UnsupportedOperationException("TODO 3: add a socket");
    }

    /** Removes the socket of a client whose conversation is over. */
    void remove(Socket client) {
        // TODO 3: remove it.
        throw new UnsupportedOperationException("TODO 3: remove a socket");
    }

    /** Returns how many sockets have been added and not removed. */
    int count() {
        // TODO 3: count them.
        throw new UnsupportedOperationException("TODO 3: count the sockets");
    }

    /** Closes all sockets: a thread that waits for one of them gets an exception. */
    void closeAll() throws IOException {
        // TODO 4: close every socket, and remember that they are closed.
        throw new UnsupportedOperationException("TODO 4: close all sockets");
    }
}
