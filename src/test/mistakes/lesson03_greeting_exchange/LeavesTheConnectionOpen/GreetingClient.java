// mistake: the connection is over when everything is said.
// wire: always: the server waits for the end of the client's stream, prints nothing and never returns.
// fails: A server that greets is waited for then answered and the connection closed
// says: greet() has come back, but the connection is still open
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
     * Connects, reads the greeting, as many bytes as GREETING has, sends ANSWER, closes. Text is
     * UTF-8 on the wire.
     *
     * @return the greeting that came
     * @throws EOFException if the server ends its stream before the greeting is complete
     */
    public static String greet(String host, int port) throws IOException {
        Socket server = new Socket(host, port);
        int length = GREETING.getBytes(UTF_8).length;
        byte[] greeting = server.getInputStream().readNBytes(length);
        if (greeting.length < length) {
            throw new EOFException("the server has gone");
        }
        server.getOutputStream().write(ANSWER.getBytes(UTF_8));
        return new String(greeting, UTF_8);
    }
}
