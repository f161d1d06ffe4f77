// style: the swap sends the bytes that write() makes, and reads with readFrom().
package lesson16_serialized_objects;

import java.io.IOException;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;

/**
 * Two programs swap their maps, with object streams right on the socket: no header tells a length,
 * for an object stream knows where an object ends.
 *
 * <p>On the wire: both send {@code ac ed 00 05} and a {@link HashMap}, and neither waits for the
 * other.
 *
 * <p>Watch out: {@code new ObjectInputStream(in)} comes back when the peer's first four bytes are
 * here. Who sends them, if both ends wait there?
 */
public class MapSwap {

    /**
     * Sends a map and returns the peer's, as soon as it is here. The connection stays open.
     *
     * @throws IOException if what comes is no map that {@link SerializedMap#readFrom} takes
     */
    public static Map<Integer, String> swap(Socket peer, Map<Integer, String> mine)
            throws IOException {
        peer.getOutputStream().write(SerializedMap.write(mine));
        return SerializedMap.readFrom(peer.getInputStream());
    }
}
