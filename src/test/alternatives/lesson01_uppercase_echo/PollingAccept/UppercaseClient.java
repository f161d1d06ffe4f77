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
