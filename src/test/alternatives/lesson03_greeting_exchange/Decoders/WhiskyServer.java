// style: a CharsetDecoder that is fed piece by piece, readers over streams that count, writers that are flushed.
package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/**
 * Waits for a greeting and replies to it. Serves one client after another.
 *
 * <p>On the wire: the client sends {@code "Привет, сервер"} and leaves its stream open. The server
 * replies {@code "Купи виски"} and closes the connection.
 *
 * <p>Watch out: 14 characters are 26 bytes here, and a read may end in the middle of a letter.
 */
public class WhiskyServer implements Closeable {

    private static final String GREETING = "Привет, сервер";
    private static final String ANSWER = "Купи виски";
    private static final int BACKLOG = 5; // clients that may queue while another is being served

    private final ServerSocket listener;

    /** Serves until the program is stopped. The argument is the port; without it, 11111. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 11111;
        try (WhiskyServer server = new WhiskyServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public WhiskyServer(int port) throws IOException {
        listener = new ServerSocket(port, BACKLOG);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Serves one client after another, and closes each connection. Returns without an exception
     * after {@link #close()}.
     */
    public void serve() throws IOException {
        while (true) {
            try (Socket client = listener.accept()) { // blocks until a client connects
                converse(client);
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
                System.err.println("client lost: " + e.getMessage()); // go on with the next one
            }
        }
    }

    /**
     * Reads as many bytes as GREETING has, or fewer if the client ends its stream first. Prints
     * {@code Месседж: Привет, сервер, пришло от него: /127.0.0.1:54321}, then sends REPLY. Text is
     * UTF-8 on the wire. {@link #serve()} closes the connection.
     */
    private void converse(Socket client) throws IOException {
        CharsetDecoder decoder =
                UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);
        int left = UTF_8.encode(GREETING).remaining();
        ByteBuffer bytes = ByteBuffer.allocate(left);
        CharBuffer letters = CharBuffer.allocate(left); // never more letters than bytes
        InputStream in = client.getInputStream();
        while (left > 0) {
            int n = in.read(bytes.array(), bytes.position(), left);
            if (n == -1) {
                break;
            }
            left -= n;
            bytes.position(bytes.position() + n);
            bytes.flip();
            decoder.decode(bytes, letters, false);
            bytes.compact(); // keeps the first half of a letter
        }
        bytes.flip();
        decoder.decode(bytes, letters, true);
        decoder.flush(letters);
        letters.flip();
        System.out.println(
                "Месседж: " + letters + ", пришло от него: " + client.getRemoteSocketAddress());
        Writer out = new OutputStreamWriter(client.getOutputStream(), UTF_8);
        out.write(ANSWER);
        out.flush();
    }

    /** Closes the listener. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
