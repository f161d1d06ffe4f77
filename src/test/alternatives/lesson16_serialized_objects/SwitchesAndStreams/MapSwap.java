package lesson16_serialized_objects;

import java.io.IOException;
import java.io.OutputStream;
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
        byte[] bytes = SerializedMap.write(mine);
        OutputStream out = peer.getOutputStream();
        Thread sender =
                new Thread(
                        () -> {
                            try {
                                out.write(bytes);
                            } catch (IOException e) {
                                // the read fails as well
                            }
                        });
        sender.start();
        try {
            return SerializedMap.readFrom(peer.getInputStream());
        } finally {
            try {
                sender.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
