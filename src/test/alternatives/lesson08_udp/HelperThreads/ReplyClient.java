// style: threads beside: the server hands each request to an executor, the client hears on a thread of its own.
package lesson08_udp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

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
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        AtomicReference<IOException> broken = new AtomicReference<>();
        DatagramSocket socket = new DatagramSocket();
        Thread ear = new Thread(() -> hear(socket, heard, broken));
        try (socket) {
            socket.connect(new InetSocketAddress(host, port));
            ear.start();
            for (String message : messages) {
                for (int tries = 0; replies.size() <= messages.indexOf(message); tries++) {
                    if (tries == TRIES) {
                        throw new SocketTimeoutException(message);
                    }
                    byte[] bytes = message.getBytes(UTF_8);
                    socket.send(new DatagramPacket(bytes, bytes.length));
                    String reply = heard.poll(timeout, TimeUnit.MILLISECONDS);
                    while (reply != null && !reply.equals(PREFIX + message)) {
                        if (broken.get() != null) {
                            throw broken.get();
                        }
                        reply = heard.poll(timeout, TimeUnit.MILLISECONDS);
                    }
                    if (reply != null) {
                        replies.add(reply);
                    }
                }
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return replies;
    }

    private static void hear(
            DatagramSocket socket, BlockingQueue<String> heard, AtomicReference<IOException> broken) {
        byte[] buffer = new byte[PREFIX.length() + MOST];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (IOException e) {
                broken.set(e);
                heard.add("");
                return;
            }
            heard.add(new String(buffer, 0, packet.getLength(), UTF_8));
        }
    }
}
