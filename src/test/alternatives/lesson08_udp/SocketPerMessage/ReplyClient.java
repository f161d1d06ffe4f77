// style: the client opens a socket for each message; the servers wait with a time-out and look at a flag.
package lesson08_udp;

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
        List<String> replies = new ArrayList<>();
        for (String message : messages) {
            DatagramSocket socket = new DatagramSocket();
            try {
                socket.connect(InetAddress.getByName(host), port);
                replies.add(askOne(socket, timeout, message));
            } finally {
                socket.close();
            }
        }
        return replies;
    }

    /** A duplicate comes to a socket that is closed. */
    private static String askOne(DatagramSocket socket, int timeout, String message)
            throws IOException {
        byte[] bytes = message.getBytes("UTF-8");
        DatagramPacket in = new DatagramPacket(new byte[10_000], 10_000);
        SocketTimeoutException last = null;
        for (int i = 0; i < 3; i++) {
            socket.send(new DatagramPacket(bytes, bytes.length));
            socket.setSoTimeout(timeout);
            try {
                do {
                    in.setLength(10_000);
                    socket.receive(in);
                } while (!Arrays.equals(bytes, Arrays.copyOf(in.getData(), in.getLength())));
                return message;
            } catch (SocketTimeoutException e) {
                last = e;
            }
        }
        throw last;
    }
}
