package lesson10_nonblocking_reads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/**
 * Given: sends each line back, slowly, and in two halves, to one client after another.
 *
 * <p>On the wire: {@code "привет\n"} comes; after a while its first 7 bytes go back, which end in
 * the middle of a letter, and after another while the 6 others.
 */
public class SlowServer implements Closeable {

    private static final int BACKLOG = 10; // clients that may queue while another is being served
    private static final int PAUSE = 300; // milliseconds before each half of an answer

    private final ServerSocket listener;

    /** Serves for ever on the port given, 9090 unless told. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 9090;
        try (SlowServer server = new SlowServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this machine; 0 means any free port. */
    public SlowServer(int port) throws IOException {
        listener = new ServerSocket(port, BACKLOG);
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Serves one client after another; returns, quietly, once {@link #close()} is called. */
    public void serve() throws IOException {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                client.setTcpNoDelay(true); // so that each half goes out by itself
                answer(client);
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.err.println("client lost: " + e.getMessage());
                }
            }
        }
    }

    private void answer(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            byte[] bytes = (line + "\n").getBytes(UTF_8);
            int half = (bytes.length + 1) / 2;
            think();
            out.write(Arrays.copyOf(bytes, half));
            think();
            out.write(Arrays.copyOfRange(bytes, half, bytes.length));
        }
    }

    private static void think() throws IOException {
        try {
            Thread.sleep(PAUSE); // the work that makes an answer slow
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    /** Closes the listener, from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
