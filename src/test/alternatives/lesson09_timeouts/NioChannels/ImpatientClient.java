// style: channels, and a selector that waits for so long.
package lesson09_timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Sends one message, and waits for the answer, but not for ever.
 *
 * <p>On the wire: {@code "hello\n"} goes out, and a line comes back.
 *
 * <p>Watch out: {@code new Socket(host, port)} connects at once, before a time-out can be set.
 */
public class ImpatientClient {

    /** The connection was not there in time. */
    public static class ConnectTimeout extends SocketTimeoutException {
        public ConnectTimeout(int millis) {
            super("no connection within " + millis + " ms");
        }
    }

    /** Prints the answer; arguments: host and port, localhost 9009 unless told. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9009;
        System.out.println(ask(host, port, "hello", 5000, 5000));
    }

    /**
     * Connects, sends the message and {@code \n}, reads a line, closes the connection.
     *
     * @param connectTimeout milliseconds, more than 0, that the connection is waited for
     * @param readTimeout milliseconds, more than 0, that each read waits
     * @return the answer without its {@code \n}
     * @throws ConnectTimeout if the connection takes longer; a refusal is a ConnectException
     * @throws MessageReader.ReadTimeout if a read waits longer
     * @throws EOFException if the stream ends before a single byte
     */
    public static String ask(
            String host, int port, String message, int connectTimeout, int readTimeout)
            throws IOException {
        try (SocketChannel server = SocketChannel.open();
                Selector selector = Selector.open()) {
            server.configureBlocking(false);
            SelectionKey key = server.register(selector, SelectionKey.OP_CONNECT);
            if (!server.connect(new InetSocketAddress(host, port))) {
                if (selector.select(connectTimeout) == 0) {
                    throw new ConnectTimeout(connectTimeout);
                }
                server.finishConnect();
            }
            server.write(UTF_8.encode(message + "\n"));
            key.interestOps(SelectionKey.OP_READ);
            ByteBuffer answer = ByteBuffer.allocate(4096);
            while (answer.position() == 0 || answer.get(answer.position() - 1) != '\n') {
                selector.selectedKeys().clear();
                if (selector.select(readTimeout) == 0) {
                    throw new MessageReader.ReadTimeout(readTimeout);
                }
                if (server.read(answer) == -1) {
                    throw new EOFException();
                }
            }
            return UTF_8.decode(answer.flip().limit(answer.limit() - 1)).toString();
        }
    }
}
