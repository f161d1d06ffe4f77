// mistake: an executor that nobody uses any more goes away by itself.
// wire: nothing to see: but the program that called ask() never ends.
// fails: The answer is followed by a close
// says: a socket or a thread of it is left
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Greets a {@link WhiskyServer} and measures its answer.
 *
 * <p>On the wire: {@code "Привет, сервер"} goes out, {@code "Купи виски"} comes back, perhaps in
 * several pieces; the server then closes the connection.
 *
 * <p>Watch out: a piece may end in the middle of a letter; decode when all bytes are here.
 */
public class WhiskyClient {

    private static final String GREETING = "Привет, сервер";

    /**
     * What the server answered.
     *
     * @param text the answer
     * @param bytes how many bytes it took on the wire
     */
    public record Reply(String text, int bytes) {}

    /** Prints the answer and its length; arguments: host and port, localhost 11111. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 11111;
        Reply reply = ask(host, port);
        System.out.println(
                "Сообщение от сервера: " + reply.text() + ", длиной " + reply.bytes() + " байт");
    }

    /** Connects, sends GREETING as UTF-8, reads until the server ends its stream, closes. */
    public static Reply ask(String host, int port) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try (Socket server = new Socket(host, port)) {
            Future<byte[]> answer = pool.submit(() -> server.getInputStream().readAllBytes());
            pool.submit(() -> {
                server.getOutputStream().write(GREETING.getBytes(UTF_8));
                return null;
            }).get();
            byte[] bytes = answer.get();
            return new Reply(new String(bytes, UTF_8), bytes.length);
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException(e);
        }
    }
}
