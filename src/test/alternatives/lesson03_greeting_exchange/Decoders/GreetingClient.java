// style: a CharsetDecoder that is fed piece by piece, readers over streams that count, writers that are flushed.
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * Lets a {@link GreetingServer} speak first, then answers it.
 *
 * <p>On the wire: {@code "Привет!"} comes, perhaps in several pieces, and the server keeps its
 * stream open; {@code "И тебе привет!"} goes out; the client closes.
 *
 * <p>Watch out: the server waits for the answer, so the end of its stream never comes first.
 */
public class GreetingClient {

    private static final String GREETING = "Привет!";
    private static final String ANSWER = "И тебе привет!";

    /** Prints the server's greeting; arguments: host and port, localhost 12333. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 12333;
        System.out.println(greet(host, port));
    }

    /**
     * Connects, reads the greeting, as many bytes as GREETING has, sends ANSWER, closes. Text is
     * UTF-8 on the wire.
     *
     * @return the greeting that came
     * @throws EOFException if the server ends its stream before the greeting is complete
     */
    public static String greet(String host, int port) throws IOException {
        try (Socket server = new Socket(host, port);
                PrintWriter writer = new PrintWriter(server.getOutputStream(), true, UTF_8)) {
            ByteBuffer greeting = ByteBuffer.wrap(new byte[UTF_8.encode(GREETING).remaining()]);
            InputStream in = server.getInputStream();
            while (greeting.hasRemaining()) {
                int n = in.read(greeting.array(), greeting.position(), greeting.remaining());
                if (n == -1) {
                    throw new EOFException("the server has ended its stream");
                }
                greeting.position(greeting.position() + n);
            }
            writer.print(ANSWER);
            if (writer.checkError()) {
                throw new IOException("the answer could not be sent");
            }
            return UTF_8.decode(greeting.flip()).toString();
        }
    }
}
