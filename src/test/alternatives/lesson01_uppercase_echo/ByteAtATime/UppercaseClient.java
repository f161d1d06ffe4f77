// style: one byte is read and one byte is written at a time, no buffer and no array.
package lesson01_uppercase_echo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
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
        try (Socket server = new Socket()) {
            server.connect(new InetSocketAddress(host, port));
            OutputStream out = server.getOutputStream();
            for (byte b : message.getBytes(UTF_8)) {
                out.write(b);
            }
            server.shutdownOutput();
            InputStream in = server.getInputStream();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            int b;
            while ((b = in.read()) >= 0) {
                answer.write(b);
            }
            return answer.toString(UTF_8);
        }
    }
}
