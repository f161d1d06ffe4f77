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
 * Receives datagrams from any sender and prints them.
 *
 * <p>On the wire: each datagram is a message of its own, of 0 bytes or more. It arrives whole or
 * not at all. Nobody connects, the receiver sends nothing, and there is no end of stream.
 *
 * <p>Watch out: if a datagram is longer than your buffer, the rest is lost, and nothing reports it.
 */
public class DatagramReceiver implements Closeable {

    private static final int MOST = 1024; // bytes of a datagram that are kept

    private final DatagramChannel channel;

    /**
     * A datagram as it was received.
     *
     * @param sender the address and port that it came from
     * @param cut whether it had more than 1024 bytes
     * @param text its first 1024 bytes at most, decoded as UTF-8
     */
    public record Message(SocketAddress sender, boolean cut, String text) {}

    /** Receives until the program is stopped. The argument is the port; without it, 5000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 5000;
        try (DatagramReceiver receiver = new DatagramReceiver(port)) {
            System.out.println("listening on port " + receiver.port());
            receiver.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public DatagramReceiver(int port) throws IOException {
        channel = DatagramChannel.open();
        try {
            channel.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Returns the port that datagrams are sent to. */
    public int port() {
        return channel.socket().getLocalPort();
    }

    /** Waits for one datagram and returns it. */
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
     * Prints one line per datagram: its sender, its text, and the word {@code cut} if it had more
     * than 1024 bytes. Returns without an exception after {@link #close()}.
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

    /** Closes the socket. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
