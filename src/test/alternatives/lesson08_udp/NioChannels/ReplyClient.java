// style: channels and byte buffers; the client waits in a selector until a deadline.
package lesson08_udp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
        try (DatagramChannel channel = DatagramChannel.open();
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(host, port));
            channel.register(selector, SelectionKey.OP_READ);
            for (String message : messages) {
                String reply = null;
                for (int i = 0; i < TRIES && reply == null; i++) {
                    channel.write(UTF_8.encode(message));
                    reply = await(channel, selector, timeout, PREFIX + message);
                }
                if (reply == null) {
                    throw new SocketTimeoutException("no reply to " + message);
                }
                replies.add(reply);
            }
        }
        return replies;
    }

    private static String await(
            DatagramChannel channel, Selector selector, int timeout, String expected)
            throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeout);
        ByteBuffer buffer = ByteBuffer.allocate(4 * MOST);
        for (long left = timeout; left > 0; ) {
            selector.select(left);
            selector.selectedKeys().clear();
            while (channel.read(buffer.clear()) > 0) {
                String reply = UTF_8.decode(buffer.flip()).toString();
                if (reply.equals(expected)) {
                    return reply;
                }
            }
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        return null;
    }
}
