// style: streams of numbers, lambdas and a future in place of loops, a Scanner that takes everything, names for the bytes in a nested class.
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;

/**
 * Waits for the greeting of a {@link GreetingServer}, then replies.
 *
 * <p>On the wire: {@code "Привет!"} arrives, perhaps in several pieces, and the server leaves its
 * stream open. The client sends {@code "И тебе привет!"} and closes the connection.
 *
 * <p>Watch out: the server waits for the reply, so its stream does not end before that.
 */
public class GreetingClient {

    private static final String GREETING = "Привет!";
    private static final String ANSWER = "И тебе привет!";

    /** Prints the greeting. Arguments: host and port; without them, localhost 12333. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 12333;
        System.out.println(greet(host, port));
    }

    /**
     * Connects, reads as many bytes as GREETING has and no more, sends REPLY, and closes the
     * connection. Text is UTF-8 on the wire.
     *
     * @return the text that has arrived, whether it is GREETING or not
     * @throws EOFException if the server ends its stream before that many bytes have arrived
     */
    public static String greet(String host, int port) throws IOException {
        int length = GREETING.getBytes(UTF_8).length;
        try (Socket server = new Socket(host, port)) {
            byte[] greeting =
                    Optional.of(server.getInputStream().readNBytes(length))
                            .filter(bytes -> bytes.length == length)
                            .orElseThrow(() -> new EOFException("the greeting is cut short"));
            server.getOutputStream().write(ANSWER.getBytes(UTF_8));
            return new String(greeting, UTF_8);
        }
    }
}
