// style: a table of 256 capitals filled by an IntStream, an output stream of its own that looks bytes up, transferTo in the client.
package lesson01_uppercase_echo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;

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
        try (Socket server = new Socket(host, port);
                ByteArrayOutputStream answer = new ByteArrayOutputStream()) {
            server.getOutputStream().write(message.getBytes(UTF_8));
            server.shutdownOutput();
            server.getInputStream().transferTo(answer);
            return answer.toString(UTF_8);
        }
    }
}
