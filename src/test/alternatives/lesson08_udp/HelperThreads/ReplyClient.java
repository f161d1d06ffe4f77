// style: helper threads: the server hands each request to an executor, the client receives on a second thread.
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

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
        BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();
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
                    byte[] reply = heard.poll(timeout, TimeUnit.MILLISECONDS);
                    while (reply != null && !Arrays.equals(reply, bytes)) {
                        if (broken.get() != null) {
                            throw broken.get();
                        }
                        reply = heard.poll(timeout, TimeUnit.MILLISECONDS);
                    }
                    if (reply != null) {
                        replies.add(new String(reply, UTF_8));
                    }
                }
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return replies;
    }

    private static void hear(
            DatagramSocket socket, BlockingQueue<byte[]> heard, AtomicReference<IOException> broken) {
        byte[] buffer = new byte[MOST + 1];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (IOException e) {
                broken.set(e);
                heard.add(new byte[0]);
                return;
            }
            heard.add(Arrays.copyOf(buffer, packet.getLength()));
        }
    }
}
