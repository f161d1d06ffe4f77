// mistake: what begins as the reply is the reply.
// wire: the doubled reply to a longer message is taken for the one to a shorter.
// fails: because its message only begins as this one
// says: begins as this one
package lesson08_udp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
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
        List<String> replies = new ArrayList<>();
        InetAddress address = InetAddress.getByName(host);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(address, port);
            for (String message : messages) {
                replies.add(askOne(socket, timeout, message));
            }
        }
        return replies;
    }

    private static String askOne(DatagramSocket socket, int timeout, String message)
            throws IOException {
        byte[] request = message.getBytes(UTF_8);
        int tried = 0;
        while (true) {
            socket.send(new DatagramPacket(request, request.length));
            tried++;
            try {
                return await(socket, timeout, PREFIX + message);
            } catch (SocketTimeoutException e) {
                if (tried == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Passes over all that is not the reply, until the time is up. */
    private static String await(DatagramSocket socket, int timeout, String reply)
            throws IOException {
        byte[] wanted = reply.getBytes(UTF_8);
        byte[] buffer = new byte[PREFIX.length() + MOST + 1];
        long end = System.nanoTime() + timeout * 1_000_000L;
        while (true) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException("no reply in time");
            }
            socket.setSoTimeout((int) (left / 1_000_000) + 1);
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            socket.receive(packet);
            byte[] got = Arrays.copyOf(buffer, packet.getLength());
            if (new String(got, UTF_8).startsWith(reply)) {
                return new String(got, UTF_8);
            }
        }
    }
}
