// style: asynchronous channels, and a future for each step.
package lesson01_uppercase_echo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Sends a message to a server and returns the server's reply.
 *
 * <p>On the wire: the client sends {@code "hello, world!"} and ends its stream. The server replies
 * {@code "HELLO, WORLD!"}, perhaps in several pieces, and closes the connection.
 *
 * <p>Watch out: the reply is complete when the stream ends, not when the first read returns.
 */
public class UppercaseClient {

    /** Prints a reply. Arguments: host and port; without them, localhost 9090. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9090;
        System.out.println(shout(host, port, "hello, world!"));
    }

    /**
     * Connects, sends {@code message} as UTF-8, reads the whole reply, and closes the connection.
     *
     * @return the whole reply, up to the end of the server's stream
     */
    public static String shout(String host, int port, String message) throws IOException {
        try (AsynchronousSocketChannel server = AsynchronousSocketChannel.open()) {
            done(server.connect(new InetSocketAddress(host, port)));
            ByteBuffer question = UTF_8.encode(message);
            while (question.hasRemaining()) {
                done(server.write(question));
            }
            server.shutdownOutput();
            ByteBuffer answer = ByteBuffer.allocate(16);
            while (done(server.read(answer)) != -1) {
                if (!answer.hasRemaining()) {
                    answer = ByteBuffer.allocate(2 * answer.capacity()).put(answer.flip());
                }
            }
            return UTF_8.decode(answer.flip()).toString();
        }
    }

    private static <T> T done(Future<T> step) throws IOException {
        try {
            return step.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
