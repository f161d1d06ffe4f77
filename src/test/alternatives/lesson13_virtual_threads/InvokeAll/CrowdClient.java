// style: a list of tasks and their futures.
package lesson13_virtual_threads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * A crowd of clients, each in a virtual thread of its own.
 *
 * <p>On the wire: the seventh client sends {@code "client-7\n"}, and an echo server sends the same
 * line back.
 *
 * <p>Watch out: a client that fails must not make the others wait forever.
 */
public class CrowdClient {

    /** Arguments: host, port and number of clients; without them, localhost 50000 1000. */
    public static void main(String[] args) throws InterruptedException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 50000;
        int clients = args.length > 2 ? Integer.parseInt(args[2]) : 1000;
        long start = System.nanoTime();
        int right = greet(host, port, clients);
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.printf("%d of %d clients got their line back, %d ms%n", right, clients, millis);
    }

    /**
     * Connects {@code clients} times, so that all connections are open at the same time. Then each
     * client sends its line and waits for one line.
     *
     * @return how many clients have received the line that they have sent
     */
    public static int greet(String host, int port, int clients) throws InterruptedException {
        CountDownLatch connecting = new CountDownLatch(clients);
        InetSocketAddress server = new InetSocketAddress(host, port);
        List<Callable<Boolean>> crowd =
                IntStream.rangeClosed(1, clients)
                        .mapToObj(i -> "client-" + i)
                        .<Callable<Boolean>>map(line -> () -> isEchoed(line, server, connecting))
                        .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int right = 0;
            for (Future<Boolean> reply : threads.invokeAll(crowd)) { // waits for all
                right += reply.get() ? 1 : 0;
            }
            return right;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isEchoed(
            String line, InetSocketAddress server, CountDownLatch connecting) {
        try (Socket socket = new Socket()) {
            try {
                socket.connect(server);
            } finally {
                connecting.countDown(); // even if there was no connection
            }
            connecting.await(); // blocks until the others have tried, too
            socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
            BufferedReader replies =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            return line.equals(replies.readLine());
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }
}
