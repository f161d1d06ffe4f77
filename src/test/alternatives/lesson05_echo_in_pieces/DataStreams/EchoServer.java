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
 * Sends back what each client sends, in small pieces, to one client after another.
 *
 * <p>On the wire: {@code "This is the message."} comes, {@code "This is the mess"} and {@code
 * "age."} go back. When the client has ended its direction, the server ends its own.
 *
 * <p>Watch out: a piece may be shorter than 16 bytes, and that is not the end.
 */
public class EchoServer implements Closeable {

    private static final int BACKLOG = 1; // clients that may queue while another is being served
    private static final int PIECE = 16; // bytes that one read takes at most

    private final ServerSocket listener;
    private volatile boolean closed;

    /** Serves for ever on the port given, 10000 unless told. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 10000;
        try (EchoServer server = new EchoServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this machine; 0 means any free port. */
    public EchoServer(int port) throws IOException {
        listener = new ServerSocket(port, BACKLOG);
        listener.setSoTimeout(200);
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Serves one client after another; returns, quietly, once {@link #close()} is called. */
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
     * Reads at most PIECE bytes at a time, prints each piece in a line of its own, such as {@code
     * 16 bytes: "This is the mess"}, and sends it back at once, until the client's stream ends.
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

    /** Closes the listener, from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
    }
}
