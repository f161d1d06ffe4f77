// mistake: every piece that a read gives is a text of its own.
// wire: when a piece ends in the middle of a letter, the text has replacement characters in its place.
// fails: The answer is returned whole when a letter is cut in two
// says: each piece is decoded by itself, and a letter was cut in two
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
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
            InputStream in = server.getInputStream();
            StringBuilder text = new StringBuilder();
            int bytes = 0;
            byte[] buffer = new byte[1024];
            int n;
            while ((n = in.read(buffer)) != -1) {
                text.append(new String(buffer, 0, n, UTF_8));
                bytes += n;
            }
            return new Reply(text.toString(), bytes);
        }
    }
}
