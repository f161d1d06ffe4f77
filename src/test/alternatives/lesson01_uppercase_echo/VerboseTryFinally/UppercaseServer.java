// style: a cautious beginner: try and finally in place of try-with-resources, a flag, an array that is grown by hand.
package lesson01_uppercase_echo;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Sends everything that one client says back in capitals, then returns.
 *
 * <p>On the wire: the client sends {@code "hello, "}, and the server replies {@code "HELLO, "} at
 * once. This goes on, piece by piece, until the client ends its stream. Only the bytes a to z
 * change; all other bytes are sent back as they are.
 *
 * <p>Watch out: one read returns what has arrived so far, which may be less than was sent.
 */
public class UppercaseServer implements Closeable {

    private static final int BACKLOG = 1; // clients that may queue while another is being served
    private static final int PIECE = 1024; // bytes that one read takes at most

    private final ServerSocket listener;
    private volatile boolean closing = false;

    /** Serves one client, then ends. The argument is the port; without it, 9090. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 9090;
        try (UppercaseServer server = new UppercaseServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public UppercaseServer(int port) throws IOException {
        ServerSocket serverSocket = new ServerSocket();
        boolean bound = false;
        try {
            serverSocket.bind(new InetSocketAddress(port), BACKLOG);
            bound = true;
        } finally {
            if (bound == false) {
                serverSocket.close();
            }
        }
        listener = serverSocket;
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Accepts one client, replies to it until it ends its stream, and closes the connection. If
     * {@link #close()} is called while it still waits for a client, it returns without an
     * exception.
     */
    public void serve() throws IOException {
        Socket client = null;
        InputStream in = null;
        OutputStream out = null;
        try {
            try {
                client = listener.accept();
            } catch (IOException e) {
                if (closing == true) {
                    return;
                } else {
                    throw e;
                }
            }
            in = client.getInputStream();
            out = client.getOutputStream();
            answer(in, out);
        } finally {
            if (client != null) {
                client.close();
            }
        }
    }

    /** Answers every piece that comes from {@code in} until the end of the stream. */
    private void answer(InputStream in, OutputStream out) throws IOException {
        boolean endOfStream = false;
        while (endOfStream == false) {
            byte[] piece = new byte[PIECE]; // a fresh one for every read
            int numberOfBytes = in.read(piece, 0, PIECE);
            if (numberOfBytes == -1) {
                endOfStream = true;
            } else {
                byte[] answer = new byte[numberOfBytes];
                for (int i = 0; i < numberOfBytes; i = i + 1) {
                    if (piece[i] >= 97 && piece[i] <= 122) {
                        answer[i] = (byte) (piece[i] - 32);
                    } else {
                        answer[i] = piece[i];
                    }
                }
                out.write(answer);
                out.flush();
            }
        }
    }

    /** Closes the listener. Safe to call from any thread, more than once. */
    @Override
    public void close() throws IOException {
        closing = true;
        listener.close();
    }
}
