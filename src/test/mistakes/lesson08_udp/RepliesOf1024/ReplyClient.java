// mistake: a reply is as long as a request at most.
// wire: the reply to a message of 1024 bytes has 1039: it is cut, and not known again.
// fails: A message of 1024 bytes is sent and its reply returned whole
// says: it is cut to the room in its packet
package lesson08_udp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
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
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(InetAddress.getByName(host), port);
            socket.setSoTimeout(timeout);
            for (String message : messages) {
                replies.add(askOne(socket, message));
            }
        }
        return replies;
    }

    private static String askOne(DatagramSocket socket, String message) throws IOException {
        byte[] bytes = message.getBytes(UTF_8);
        DatagramPacket request = new DatagramPacket(bytes, bytes.length);

        byte[] buffer = new byte[MOST];
        for (int i = 1; ; i++) {
            socket.send(request);
            try {
                while (true) {
                    DatagramPacket packet = new DatagramPacket(buffer, MOST);
                    socket.receive(packet);
                    String reply = new String(buffer, 0, packet.getLength(), UTF_8);
                    if (reply.equals(PREFIX + message)) {
                        return reply;
                    }
                }
            } catch (SocketTimeoutException e) {
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }
}
