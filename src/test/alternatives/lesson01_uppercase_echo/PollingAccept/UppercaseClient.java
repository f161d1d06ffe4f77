// style: accept and read with time-outs, and a flag that is looked at in between.
package lesson01_uppercase_echo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
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
            Writer out = new OutputStreamWriter(server.getOutputStream(), UTF_8);
            out.write(message);
            out.flush();
            server.shutdownOutput();

            Reader in = new InputStreamReader(server.getInputStream(), UTF_8);
            StringBuilder answer = new StringBuilder();
            char[] few = new char[3];
            int n;
            while ((n = in.read(few)) != -1) {
                answer.append(few, 0, n);
            }
            return answer.toString();
        }
    }
}
