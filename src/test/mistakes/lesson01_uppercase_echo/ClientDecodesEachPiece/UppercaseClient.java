// mistake: every piece of the answer is a text of its own.
// wire: when a piece ends in the middle of a letter, shout() returns two replacement characters in its place.
// fails: The answer is returned whole when a letter is cut in two
// says: each piece is decoded by itself, and a letter was cut in two
package lesson01_uppercase_echo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

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
        try (Socket server = new Socket(host, port)) {
            server.getOutputStream().write(message.getBytes(UTF_8));
            server.shutdownOutput();
            InputStream in = server.getInputStream();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[1024];
            int n;
            while ((n = in.read(buffer)) != -1) {
                answer.append(new String(buffer, 0, n, UTF_8));
            }
            return answer.toString();
        }
    }
}
