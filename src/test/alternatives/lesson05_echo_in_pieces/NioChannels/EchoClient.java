package lesson05_echo_in_pieces;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Sends a message of any length to an echo server, and reads the echo.
 *
 * <p>On the wire: the client sends the message and ends its stream. As many bytes come back, in
 * pieces; the first may arrive before the last byte of the message has been sent.
 *
 * <p>Watch out: when the buffers on the way are full, write() waits until the server reads.
 */
public class EchoClient {

    /** Prints one echo. Arguments: host and port; without them, localhost 10000. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 10000;
        System.out.println(echo(host, port, "This is the message. It will be repeated."));
    }

    /**
     * Sends {@code message} as UTF-8, and reads as many bytes. Closes the connection in any case.
     *
     * @return the text that came back
     * @throws EOFException if the server's stream ends before all bytes have come back
     */
    public static String echo(String host, int port, String message) throws IOException {
        ByteBuffer out = UTF_8.encode(message);
        ByteBuffer back = ByteBuffer.allocate(out.remaining());
        try (Selector selector = Selector.open();
                SocketChannel server = SocketChannel.open(new InetSocketAddress(host, port))) {
            server.configureBlocking(false);
            SelectionKey key =
                    server.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            while (back.hasRemaining()) {
                selector.select();
                selector.selectedKeys().clear();
                if (key.isWritable()) {
                    server.write(out);
                    if (!out.hasRemaining()) {
                        server.shutdownOutput();
                        key.interestOps(SelectionKey.OP_READ);
                    }
                }
                if (key.isReadable() && server.read(back) == -1) {
                    throw new EOFException(back.position() + " of " + back.capacity() + " bytes");
                }
            }
            return UTF_8.decode(back.flip()).toString();
        }
    }
}
