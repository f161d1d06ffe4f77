// style: channels and byte buffers in all four classes.
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Greets a {@link WhiskyServer} and measures its reply.
 *
 * <p>On the wire: the client sends {@code "Привет, сервер"}. The reply {@code "Купи виски"}
 * arrives, perhaps in several pieces, and the server closes the connection.
 *
 * <p>Watch out: a piece may end in the middle of a letter, so decode after the last piece.
 */
public class WhiskyClient {

    private static final String GREETING = "Привет, сервер";

    /**
     * What the server replied.
     *
     * @param text the reply
     * @param bytes how many bytes the reply had on the wire
     */
    public record Reply(String text, int bytes) {}

    /** Prints the reply and its length. Arguments: host and port; without them, localhost 11111. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 11111;
        Reply reply = ask(host, port);
        System.out.println(
                "Сообщение от сервера: " + reply.text() + ", длиной " + reply.bytes() + " байт");
    }

    /**
     * Connects, sends GREETING as UTF-8, reads until the server ends its stream, and closes the
     * connection.
     */
    public static Reply ask(String host, int port) throws IOException {
        try (SocketChannel server = SocketChannel.open(new InetSocketAddress(host, port))) {
            ByteBuffer greeting = UTF_8.encode(GREETING);
            while (greeting.hasRemaining()) {
                server.write(greeting);
            }
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ByteBuffer piece = ByteBuffer.allocate(64);
            while (server.read(piece) != -1) {
                piece.flip();
                answer.write(piece.array(), 0, piece.limit());
                piece.clear();
            }
            return new Reply(answer.toString(UTF_8), answer.size());
        }
    }
}
