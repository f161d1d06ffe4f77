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
        try (DatagramChannel channel = DatagramChannel.open();
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(host, port));
            channel.register(selector, SelectionKey.OP_READ);
            for (String message : messages) {
                String reply = null;
                for (int i = 0; i < TRIES && reply == null; i++) {
                    channel.write(UTF_8.encode(message));
                    reply = await(channel, selector, timeout, message);
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
                if (buffer.flip().equals(UTF_8.encode(expected))) {
                    return expected;
                }
            }
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        return null;
    }
}
