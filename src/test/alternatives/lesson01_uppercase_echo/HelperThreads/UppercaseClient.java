// style: the server converses in a task of an executor, the client sends from a second thread and reads characters in the first.
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
            Thread sender = new Thread(() -> send(server, message), "sender");
            sender.setDaemon(true);
            sender.start();
            Reader reader = new InputStreamReader(server.getInputStream(), UTF_8);
            StringBuilder answer = new StringBuilder();
            char[] chars = new char[512];
            int n;
            while ((n = reader.read(chars)) != -1) {
                answer.append(chars, 0, n);
            }
            return answer.toString();
        }
    }

    private static void send(Socket server, String message) {
        try {
            Writer writer = new OutputStreamWriter(server.getOutputStream(), UTF_8);
            writer.write(message);
            writer.flush();
            server.shutdownOutput();
        } catch (IOException e) {
            // the server has gone; the reader sees that, too
        }
    }
}
