// mistake: the answer is as long as the message, so one reads until that many bytes are here.
// wire: when the server closes early, read gives -1 for ever and shout() never returns, with a core at work.
// fails: A server that goes away in the middle of the answer is noticed
// says: the loop goes on after the end of the stream
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
        byte[] data = message.getBytes(UTF_8);
        try (Socket server = new Socket(host, port)) {
            server.getOutputStream().write(data);
            server.shutdownOutput();
            InputStream in = server.getInputStream();
            byte[] answer = new byte[data.length];
            int count = 0;
            while (count < answer.length) {
                int n = in.read(answer, count, answer.length - count);
                if (n > 0) {
                    count += n;
                }
            }
            return new String(answer, 0, count, UTF_8);
        }
    }
}
