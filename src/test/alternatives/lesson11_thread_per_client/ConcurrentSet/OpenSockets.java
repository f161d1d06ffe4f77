// style: a concurrent set and a volatile flag; first make yourself known, then look.
package lesson11_thread_per_client;

import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sockets of the clients that a server has accepted and not finished yet.
 *
 * <p>Watch out: all threads of a server use the same object. A {@code HashSet} is made for one
 * thread.
 */
class OpenSockets {

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    boolean add(Socket client) throws IOException {
        sockets.add(client); // first: either closeAll() sees it, or we see that it is closed
        if (!closed) {
            return true;
        }
        sockets.remove(client);
        client.close();
        return false;
    }

    void remove(Socket client) {
        sockets.remove(client);
    }

    int count() {
        return sockets.size();
    }

    void closeAll() throws IOException {
        closed = true;
        for (Socket client : sockets) {
            client.close();
        }
    }
}
