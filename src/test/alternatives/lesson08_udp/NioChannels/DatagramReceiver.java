// style: channels and byte buffers; the client waits in a selector until a deadline.
package lesson08_udp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;

/**
 * Takes datagrams from anybody and prints them.
 *
 * <p>On the wire: each datagram is a message of its own, 0 bytes or more, and comes whole or not at
 * all. Nobody connects, nothing is answered, and there is no end.
 *
 * <p>Watch out: a datagram longer than the buffer is cut in silence, and the rest is lost.
 */
public class DatagramReceiver implements Closeable {

    private static final int MOST = 1024; // bytes of a message that are kept

    private final DatagramChannel channel;

    /**
     * A datagram as it was received.
     *
     * @param sender the address and port that it came from
     * @param cut whether it was longer than 1024 bytes
     * @param text its first 1024 bytes at most
     */
    public record Message(SocketAddress sender, boolean cut, String text) {}

    /** Receives for ever on the port given, 5000 unless told. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 5000;
        try (DatagramReceiver receiver = new DatagramReceiver(port)) {
            System.out.println("listening on port " + receiver.port());
            receiver.serve();
        }
    }

    /** Binds {@code port} on all addresses of this machine; 0 means any free port. */
    public DatagramReceiver(int port) throws IOException {
        channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(port));
    }

    /** The port that datagrams are sent to. */
    public int port() {
        return channel.socket().getLocalPort();
    }

    /** Waits for one datagram, takes it as UTF-8, and returns it. */
    public Message receive() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(2 * MOST);
        SocketAddress sender = channel.receive(buffer);
        buffer.flip();
        boolean cut = buffer.remaining() > MOST;
        buffer.limit(Math.min(buffer.limit(), MOST));
        return new Message(sender, cut, UTF_8.decode(buffer).toString());
    }

    /**
     * Prints a line for each datagram: who sent it, its text, and the word {@code cut} if it was
     * cut. Returns, quietly, once {@link #close()} is called.
     */
    public void serve() throws IOException {
        try {
            for (; ; ) {
                Message message = receive();
                System.out.printf(
                        "from %s%s: %s%n",
                        message.sender(), message.cut() ? ", cut" : "", message.text());
            }
        } catch (ClosedChannelException e) {
            // close() was called
        }
    }

    /** Closes the socket, from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
