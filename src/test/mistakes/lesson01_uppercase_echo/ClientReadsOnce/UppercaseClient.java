// mistake: the answer to one write comes with one read.
// wire: when the server answers in two pieces, the client returns with the first and closes while the second is on its way.
// fails: The answer is returned whole when it comes in pieces
// says: shout() takes the first piece for the whole answer
package lesson01_uppercase_echo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
        try (Socket socket = new Socket(host, port)) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            byte[] data = message.getBytes(UTF_8);
            out.write(data);
            socket.shutdownOutput(); // nothing more to say
            byte[] buffer = new byte[data.length + 1024]; // more than enough
            int n = in.read(buffer);
            if (n == -1) {
                return "";
            }
            return new String(buffer, 0, n, UTF_8);
        }
    }
}
