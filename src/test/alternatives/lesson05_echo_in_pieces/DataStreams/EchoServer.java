// style: uses data streams, and an executor that it shuts down; accept() has a time-out, after which the server looks at a flag.
package lesson05_echo_in_pieces;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/**
 * Sends each client its own bytes back, in pieces of at most 16 bytes, one client after another.
 *
 * <p>On the wire: the client sends {@code "This is the message."}; the server sends {@code "This is
 * the mess"} and {@code "age."}. When the client has ended its stream, the server ends its own.
 *
 * <p>Watch out: a piece may have fewer than 16 bytes. That is not the end of the stream.
 */
public class EchoServer implements Closeable {

    private static final int BACKLOG = 1; // clients that may queue while another is being served
    private static final int PIECE = 16; // bytes that one read takes at most

    private final ServerSocket listener;
    private volatile boolean closed;

    /** Serves until the program is stopped. The argument is the port; without it, 10000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 10000;
        try (EchoServer server = new EchoServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public EchoServer(int port) throws IOException {
        listener = new ServerSocket(port, BACKLOG);
        listener.setSoTimeout(200);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Serves one client after another, and closes each connection when its client's stream has
     * ended. Returns without an exception after {@link #close()}.
     */
    public void serve() throws IOException {
        while (!closed) {
            try (Socket client = listener.accept()) {
                echo(client);
            } catch (SocketTimeoutException e) {
                // nobody has come, look at the flag again
            } catch (IOException e) {
                if (!closed) {
                    System.err.println(e);
                }
            }
        }
    }

    /**
     * Reads pieces of at most PIECE bytes until the client's stream ends. Prints a line for each,
     * such as {@code 16 bytes: "This is the mess"}, and sends it back immediately.
     */
    private void echo(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        byte[] piece = new byte[PIECE];
        for (int n; (n = in.read(piece)) >= 0; ) {
            String text = UTF_8.decode(ByteBuffer.wrap(piece, 0, n)).toString();
            out.write(piece, 0, n);
            System.out.println("\"" + text + "\" (" + n + " bytes)");
        }
        client.shutdownOutput();
        client.shutdownInput();
    }

    /**
     * Closes the listener. Safe to call from any thread; {@link #serve()} then returns, after its
     * last client.
     */
    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
    }
}
