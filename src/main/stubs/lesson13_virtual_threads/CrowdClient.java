package lesson13_virtual_threads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

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
        // TODO 5: start a virtual thread for each client; when all have connected, each sends its line.
        throw new UnsupportedOperationException("TODO 5: send a crowd");
    }
}
