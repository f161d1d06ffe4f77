// style: a channel and a ByteBuffer; the printed line begins with cut, and says "port 5000", not ":5000".
package lesson08_udp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        try {
            channel.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The port that datagrams are sent to. */
    public int port() {
        return channel.socket().getLocalPort();
    }

    /** Waits for one datagram, takes it as UTF-8, and returns it. */
    public Message receive() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(MOST + 1);
        SocketAddress sender = channel.receive(buffer);
        buffer.flip();
        boolean cut = buffer.limit() == buffer.capacity();
        if (cut) {
            buffer.limit(MOST);
        }
        return new Message(sender, cut, UTF_8.decode(buffer).toString());
    }

    /**
     * Prints a line for each datagram: who sent it, its text, and the word {@code cut} if it was
     * cut. Returns, quietly, once {@link #close()} is called.
     */
    public void serve() throws IOException {
        try {
            while (true) {
                Message message = receive();
                InetSocketAddress sender = (InetSocketAddress) message.sender();
                System.out.printf(
                        "%-5s%s port %d | %s%n",
                        message.cut() ? "cut" : "",
                        sender.getAddress().getHostAddress(),
                        sender.getPort(),
                        message.text());
            }
        } catch (ClosedChannelException e) {
            // close() was called: that is all
        }
    }

    /** Closes the socket, from any thread; {@link #serve()} then returns. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
