// mistake: isClosed() becomes true when the server closes the connection.
// wire: when the server ends its stream, the client keeps on reading -1 and shout() never returns.
// fails: The answer is returned
// says: the loop goes on after the end of the stream
package lesson01_uppercase_echo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
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
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            byte[] buffer = new byte[1024];
            while (!server.isClosed()) {
                int n = in.read(buffer);
                if (n > 0) {
                    answer.write(buffer, 0, n);
                }
            }
            return answer.toString(UTF_8);
        }
    }
}
