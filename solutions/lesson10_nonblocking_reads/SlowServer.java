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
 * Given: sends each line back, slowly and in two halves. Serves one client after another.
 *
 * <p>On the wire: for {@code "привет\n"} (13 bytes) it sends 7 bytes, which end in the middle of a
 * letter, and later the other 6. It waits 0.3 seconds before each half.
 */
public class SlowServer implements Closeable {

    private static final int BACKLOG = 10; // clients that may wait while another one is served
    private static final int PAUSE = 300; // milliseconds before each half of an answer

    private final ServerSocket listener;

    /** Serves until the program is stopped. The argument is the port; without it, 9090. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 9090;
        try (SlowServer server = new SlowServer(port)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /** Binds {@code port} on all addresses of this computer; 0 means any free port. */
    public SlowServer(int port) throws IOException {
        listener = new ServerSocket(port, BACKLOG);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Serves one client after another. Returns without an exception after {@link #close()}. */
    public void serve() throws IOException {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                client.setTcpNoDelay(true); // so that the system sends each half on its own
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
            pause();
            out.write(Arrays.copyOf(bytes, half));
            pause();
            out.write(Arrays.copyOfRange(bytes, half, bytes.length));
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE); // stands for the work that makes an answer slow
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    /** Closes the listener. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
