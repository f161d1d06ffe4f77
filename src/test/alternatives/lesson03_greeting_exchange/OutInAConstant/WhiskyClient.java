// style: System.out kept in a constant; plain loops.
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;

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
        byte[] buf = new byte[64];
        int len = 0, n;
        try (Socket sock = new Socket(host, port)) {
            sock.getOutputStream().write(GREETING.getBytes(UTF_8));
            InputStream in = sock.getInputStream();
            while ((n = in.read(buf, len, buf.length - len)) > 0) {
                len += n;
                if (len == buf.length)
                    buf = Arrays.copyOf(buf, 2 * len);
            }
        }
        return new Reply(new String(buf, 0, len, UTF_8), len);
    }
}
