package lesson13_virtual_threads;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Given, as a warning: an echo server with a pool of two virtual threads. It has the limit of a
 * pool, although its threads cost next to nothing.
 */
public class VirtualPoolServer {

    /** Serves until the program is stopped. The argument is the port; without it, 50000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 50000;
        ExecutorService pool = Executors.newFixedThreadPool(2, Thread.ofVirtual().factory());
        try (ServerSocket listener = new ServerSocket(port)) {
            System.out.println("listening on port " + listener.getLocalPort());
            while (true) {
                Socket client = listener.accept();
                pool.execute(() -> talk(client));
            }
        }
    }

    private static void talk(Socket client) {
        try (client) {
            Conversation.echo(client);
        } catch (IOException e) {
            System.err.println(e);
        }
    }
}
