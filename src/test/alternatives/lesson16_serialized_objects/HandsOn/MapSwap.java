package lesson16_serialized_objects;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;

/**
 * Swaps maps with another program. The object streams go directly over the socket, without a
 * header: an object stream shows where an object ends.
 *
 * <p>On the wire: both sides send {@code ac ed 00 05} and a {@link HashMap}, and neither waits for
 * the other first.
 *
 * <p>Watch out: {@code new ObjectInputStream(in)} returns when the peer's first four bytes have
 * arrived. Who sends them if both sides wait there?
 */
public class MapSwap {

    /**
     * Sends a map and returns the peer's map as soon as it has arrived. The socket stays open, with
     * the same options.
     *
     * @throws IOException if {@link SerializedMap#readFrom} rejects what arrives, or if the
     *     connection ends too early
     */
    public static Map<Integer, String> swap(Socket peer, Map<Integer, String> mine)
            throws IOException {
        ObjectOutputStream objects =
                new ObjectOutputStream(new BufferedOutputStream(peer.getOutputStream()));
        objects.flush(); // the peer may wait for the four bytes
        ObjectInputStream theirs;
        objects.writeObject(new HashMap<>(mine));
        objects.flush();
        theirs = new ObjectInputStream(peer.getInputStream());
        theirs.setObjectInputFilter(MapFilter.filter());
        try {
            HashMap<?, ?> found = (HashMap<?, ?>) theirs.readObject();
            if (found == null) {
                throw new IOException("no map");
            }
            Map<Integer, String> map = new HashMap<>();
            for (Map.Entry<?, ?> entry : found.entrySet()) {
                if (!(entry.getKey() instanceof Integer) || !(entry.getValue() instanceof String)) {
                    throw new IOException("no map from integers to strings");
                }
                map.put((Integer) entry.getKey(), (String) entry.getValue());
            }
            return map;
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IOException("no map", e);
        }
    }
}
