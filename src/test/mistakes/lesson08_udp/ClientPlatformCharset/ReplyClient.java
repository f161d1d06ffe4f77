// mistake: getBytes() gives the bytes of a text.
// wire: where the computer is set to another charset than UTF-8, Russian letters go out as other bytes.
// fails: A message is sent and received as utf 8
// says: in another charset than UTF-8
package lesson08_udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
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
        byte[] bytes = message.getBytes(Charset.defaultCharset());
        DatagramPacket request = new DatagramPacket(bytes, bytes.length);

        for (int i = 1; ; i++) {
            socket.send(request);
            try {
                while (true) {
                    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                    socket.receive(packet);
                    String reply = new String(packet.getData(), 0, packet.getLength(), Charset.defaultCharset());
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
