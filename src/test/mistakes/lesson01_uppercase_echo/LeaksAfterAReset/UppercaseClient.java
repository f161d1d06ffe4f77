// mistake: a close() as the last step is enough.
// wire: the server resets the connection; readAllBytes() throws, and close() is never reached.
// fails: A server that goes away has its connection closed even after a reset
// says: a socket or a thread of it is left
package lesson01_uppercase_echo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
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
        Socket server = new Socket(host, port);
        OutputStream out = server.getOutputStream();
        out.write(message.getBytes(UTF_8));
        server.shutdownOutput(); // this is our goodbye

        // readAllBytes comes back when the server has closed the connection
        byte[] answer = server.getInputStream().readAllBytes();
        server.close();
        return new String(answer, UTF_8);
    }
}
