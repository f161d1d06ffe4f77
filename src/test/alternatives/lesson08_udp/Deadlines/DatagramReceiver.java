// style: streams of lines out, a shrinking time-out per try, everything in small methods; the reply is made from a text in ISO 8859-1.
package lesson08_udp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.util.stream.Stream;

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

    private final DatagramSocket socket;

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
        socket = new DatagramSocket(port);
    }

    /** Returns the port that datagrams are sent to. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Waits for one datagram and returns it. */
    public Message receive() throws IOException {
        var packet = new DatagramPacket(new byte[MOST * 2], MOST * 2);
        socket.receive(packet);
        var in = new ByteArrayInputStream(packet.getData(), 0, packet.getLength());
        var text = new String(in.readNBytes(MOST), UTF_8);
        return new Message(packet.getSocketAddress(), in.available() > 0, text);
    }

    /**
     * Prints one line per datagram: its sender, its text, and the word {@code cut} if it had more
     * than 1024 bytes. Returns without an exception after {@link #close()}.
     */
    public void serve() throws IOException {
        try {
            Stream.generate(this::next).forEach(System.out::println);
        } catch (UncheckedIOException e) {
            if (!socket.isClosed()) {
                throw e.getCause();
            }
        }
    }

    /** Closes the socket. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() {
        socket.close();
    }

    private String next() {
        try {
            Message message = receive();
            return (message.cut() ? "cut " : "") + message.sender() + " " + message.text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
