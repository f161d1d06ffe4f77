// style: a CharsetDecoder that is fed piece by piece, readers over streams that count, writers that are flushed.
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.Socket;

/**
 * Greets a {@link WhiskyServer} and measures its reply.
 *
 * <p>On the wire: the client sends {@code "Привет, сервер"}. The reply {@code "Купи виски"}
 * arrives, perhaps in several pieces, and the server closes the connection.
 *
 * <p>Watch out: a piece may end in the middle of a letter, so decode after the last piece.
 */
public class WhiskyClient {

    private static final String GREETING = "Привет, сервер";

    /**
     * What the server replied.
     *
     * @param text the reply
     * @param bytes how many bytes the reply had on the wire
     */
    public record Reply(String text, int bytes) {}

    /** Prints the reply and its length. Arguments: host and port; without them, localhost 11111. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 11111;
        Reply reply = ask(host, port);
        System.out.println(
                "Сообщение от сервера: " + reply.text() + ", длиной " + reply.bytes() + " байт");
    }

    /**
     * Connects, sends GREETING as UTF-8, reads until the server ends its stream, and closes the
     * connection.
     */
    public static Reply ask(String host, int port) throws IOException {
        try (Socket server = new Socket(host, port)) {
            Writer writer = new OutputStreamWriter(server.getOutputStream(), UTF_8);
            writer.write(GREETING);
            writer.flush();
            CountingStream counter = new CountingStream(server.getInputStream());
            StringWriter text = new StringWriter();
            new InputStreamReader(counter, UTF_8).transferTo(text);
            return new Reply(text.toString(), counter.count);
        }
    }

    /** Counts the bytes that are read through it. */
    private static class CountingStream extends FilterInputStream {

        private int count;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b != -1) {
                count++;
            }
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = super.read(bytes, from, length);
            if (n > 0) {
                count += n;
            }
            return n;
        }
    }
}
