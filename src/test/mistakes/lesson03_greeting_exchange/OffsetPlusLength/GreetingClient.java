// mistake: read(bytes, n, length) takes the length of the array; it is how many bytes may come.
// wire: the first piece is read; for the second the array has no room: an exception, and no answer.
// fails: A server that greets may greet in pieces
// says: Behind the first n there is room for length - n
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;

/**
 * Lets a {@link GreetingServer} speak first, then answers it.
 *
 * <p>On the wire: {@code "Привет!"} comes, perhaps in several pieces, and the server keeps its
 * stream open; {@code "И тебе привет!"} goes out; the client closes.
 *
 * <p>Watch out: the server waits for the answer, so the end of its stream never comes first.
 */
public class GreetingClient {

    private static final String GREETING = "Привет!";
    private static final String ANSWER = "И тебе привет!";

    /** Prints the server's greeting; arguments: host and port, localhost 12333. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 12333;
        System.out.println(greet(host, port));
    }

    /**
     * Connects, reads the greeting, as many bytes as GREETING has and no more, sends ANSWER,
     * closes. Text is UTF-8 on the wire.
     *
     * @return the greeting that came
     * @throws EOFException if the server ends its stream before the greeting is complete
     */
    public static String greet(String host, int port) throws IOException {
        int length = GREETING.getBytes(UTF_8).length; // bytes, not letters
        try (Socket server = new Socket(host, port)) { // blocks until connected
            byte[] greeting = new byte[length];
            int count = 0;
            while (count < length) {
                int n = server.getInputStream().read(greeting, count, greeting.length);
                if (n == -1) {
                    throw new EOFException("only " + count + " of " + length + " bytes came");
                }
                count += n;
            }
            server.getOutputStream().write(ANSWER.getBytes(UTF_8));
            return new String(greeting, UTF_8);
        }
    }
}
