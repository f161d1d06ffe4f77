// style: streams of lines out, a shrinking time-out per try, everything in small methods; the reply is made from a text in ISO 8859-1.
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
 * Asks a reply server, over a network that loses, duplicates and reorders datagrams.
 *
 * <p>On the wire: the client sends {@code "hello"}, and {@code "hello"} comes back. If nothing
 * comes back in time, the client sends {@code "hello"} again. A reply may also arrive late, or
 * twice.
 *
 * <p>Watch out: the datagram that arrives next need not be the reply that you are waiting for.
 */
public class ReplyClient {

    private static final int TRIES = 3; // how many times a message is sent, including the first
    private static final int MOST = 1024; // bytes of a message

    /**
     * Prints the replies to two messages. Arguments: host and port; without them, localhost 8888.
     */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 8888;
        for (String reply : ask(host, port, 1000, List.of("hello", "привет"))) {
            System.out.println("Server reply : " + reply);
        }
    }

    /**
     * Sends each message as UTF-8, in one datagram, and waits for its reply before it sends the
     * next. A reply contains the same bytes as its request. Sends a request again if its reply has
     * not arrived in time, and ignores every datagram that is not its reply.
     *
     * @param timeout how long to wait for a reply, in milliseconds
     * @param messages each of 1 to 1024 bytes, no two equal
     * @return the replies, in the order of the messages
     * @throws SocketTimeoutException if a request was sent three times and no reply arrived in time
     * @throws PortUnreachableException if no program is bound to that port
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
        var expected = message.getBytes(UTF_8);
        for (int tries = TRIES; tries > 0; tries--) {
            socket.send(new DatagramPacket(bytes, bytes.length));
            if (comes(socket, System.currentTimeMillis() + timeout, expected)) {
                return message;
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
