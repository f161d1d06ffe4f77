// style: streams of lines out, a shrinking time-out per try, everything in small methods; the reply is built as text in ISO 8859-1.
package lesson08_udp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Asks a reply server, over a network that loses, doubles and reorders datagrams.
 *
 * <p>On the wire: {@code "hello"} goes out, {@code "Server reply : hello"} comes back; or nothing
 * does, and the client asks again; or it comes twice, the second time long after.
 *
 * <p>Watch out: a datagram that comes need not be the reply that you wait for.
 */
public class ReplyClient {

    private static final int TRIES = 3; // how often a request is sent at most
    private static final int MOST = 1024; // bytes of a request
    private static final String PREFIX = "Server reply : "; // of 15 bytes

    /** Prints the replies to two messages; arguments: host and port, localhost 8888. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 8888;
        ask(host, port, 1000, List.of("hello", "привет")).forEach(System.out::println);
    }

    /**
     * Sends the messages, as UTF-8, each when the one before is answered. Sends one again if its
     * reply has not come within the time-out. What is not its reply is ignored.
     *
     * @param timeout milliseconds to wait for a reply
     * @param messages each of 1 to 1024 bytes, no two the same
     * @return the replies, {@code Server reply : } included, in the order of the messages
     * @throws SocketTimeoutException if a message was sent three times and no reply came in time
     * @throws PortUnreachableException at once if nobody takes datagrams at that port
     */
    public static List<String> ask(String host, int port, int timeout, List<String> messages)
            throws IOException {
        var address = new InetSocketAddress(host, port);
        var replies = new ArrayList<String>();
        try (var socket = new DatagramSocket(null)) {
            socket.connect(address);
            for (var message : messages) {
                replies.add(ask(socket, timeout, message));
            }
        }
        return replies;
    }

    private static String ask(DatagramSocket socket, int timeout, String message)
            throws IOException {
        var bytes = message.getBytes(UTF_8);
        var expected = (PREFIX + message).getBytes(UTF_8);
        for (int tries = TRIES; tries > 0; tries--) {
            socket.send(new DatagramPacket(bytes, bytes.length));
            if (comes(socket, System.currentTimeMillis() + timeout, expected)) {
                return PREFIX + message;
            }
        }
        throw new SocketTimeoutException();
    }

    private static boolean comes(DatagramSocket socket, long deadline, byte[] expected)
            throws IOException {
        var packet = new DatagramPacket(new byte[expected.length + 1], expected.length + 1);
        try {
            do {
                long left = deadline - System.currentTimeMillis();
                if (left <= 0) {
                    return false;
                }
                socket.setSoTimeout((int) left);
                socket.receive(packet);
            } while (!Arrays.equals(
                    packet.getData(), 0, packet.getLength(), expected, 0, expected.length));
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
