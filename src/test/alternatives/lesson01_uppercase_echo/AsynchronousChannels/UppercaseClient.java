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
 * Sends a message and returns the server's answer.
 *
 * <p>On the wire: {@code "hello, world!"} goes out, {@code "HELLO, WORLD!"} comes back, perhaps in
 * several pieces. The server closes the connection once the client has ended its own stream.
 *
 * <p>Watch out: the answer is complete when the stream ends, not when the first read returns.
 */
public class UppercaseClient {

    /** Prints the answer to {@code hello, world!}; arguments: host and port, localhost 9090. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9090;
        System.out.println(shout(host, port, "hello, world!"));
    }

    /**
     * Connects, sends {@code message} as UTF-8, reads the whole answer, closes the connection.
     *
     * @return the answer; what has come so far if the server closes early
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
