// mistake: the length of the text is the length on the wire.
// wire: always: the client says 10 bytes for the 19 that came.
// fails: The answer is returned with its length in bytes
// says: letters are counted in place of bytes
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;

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
        try (Socket server = new Socket(host, port)) {
            server.getOutputStream().write(GREETING.getBytes(UTF_8));
            String answer = new String(server.getInputStream().readAllBytes(), UTF_8);
            return new Reply(answer, answer.length());
        }
    }
}
