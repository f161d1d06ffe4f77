package lesson12_selector_loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * Given: an echo server with one of three mistakes, or none, and what the mistake costs in a
 * second.
 *
 * <p>Two clients connect. Client 1 sends a byte. A little later, client 2 sends two, and waits for
 * each echo.
 */
public class ThreeMistakes implements Runnable {

    private enum Mistake {
        NONE("no mistake"),
        ALWAYS_WRITE("OP_WRITE always on"),
        KEYS_KEPT("keys not removed"),
        BLOCKING("a call that waits 0.5 s");

        private final String words;

        Mistake(String words) {
            this.words = words;
        }
    }

    private static final int BLOCKED = 500; // milliseconds that a slow call takes
    private static final int WHOLE = 1000; // milliseconds of the measurement

    private final Mistake mistake;
    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private volatile boolean closed;
    private long turns; // read after the thread has ended, as is the next
    private long processor; // milliseconds

    private ThreeMistakes(Mistake mistake) throws IOException {
        this.mistake = mistake;
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Measures each mistake, and prints a table. */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println("in one second              turns   processor   client 2 waited");
        new ThreeMistakes(Mistake.NONE).measure(); // the first also loads Java's classes
        for (Mistake mistake : Mistake.values()) {
            System.out.println(new ThreeMistakes(mistake).measure());
        }
    }

    private String measure() throws IOException, InterruptedException {
        Thread thread = new Thread(this);
        thread.start();
        InetAddress here = InetAddress.getLoopbackAddress();
        int port = listener.socket().getLocalPort();
        long start = System.nanoTime();
        try (Socket one = new Socket(here, port);
                Socket two = new Socket(here, port)) {
            one.getOutputStream().write('1');
            Thread.sleep(50); // so that the server is at work for client 1
            String waited = echo(two, start);
            Thread.sleep(Math.max(0, WHOLE - millisSince(start)));
            closed = true;
            selector.wakeup();
            thread.join();
            return String.format("%-23s %8d %8d ms   %s", mistake.words, turns, processor, waited);
        }
    }

    /** Sends two bytes, each after the last echo; returns in words how long that took. */
    private static String echo(Socket client, long start) throws IOException {
        long sent = System.nanoTime();
        client.setSoTimeout((int) Math.max(1, WHOLE - millisSince(start)));
        try {
            for (int i = 0; i < 2; i++) {
                client.getOutputStream().write('2');
                client.getInputStream().read();
            }
            return millisSince(sent) + " ms";
        } catch (SocketTimeoutException e) {
            return "never served";
        }
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** The loop. */
    @Override
    public void run() {
        try (selector;
                listener) {
            while (!closed) {
                turns++;
                if (selector.select() == 0) {
                    continue; // with KEYS_KEPT, no key counts as new, and nobody is served
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    handle(key);
                }
                if (mistake != Mistake.KEYS_KEPT) {
                    selector.selectedKeys().clear();
                }
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        processor = TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    private void handle(SelectionKey key) throws IOException {
        if (key.isAcceptable()) {
            SocketChannel client = listener.accept();
            if (client != null) { // null: an old key
                client.configureBlocking(false);
                int write = mistake == Mistake.ALWAYS_WRITE ? SelectionKey.OP_WRITE : 0;
                client.register(selector, SelectionKey.OP_READ | write);
            }
        } else if (key.isReadable()) {
            ByteBuffer bytes = ByteBuffer.allocate(64);
            SocketChannel client = (SocketChannel) key.channel();
            if (client.read(bytes) == -1) {
                client.close();
                return;
            }
            if (mistake == Mistake.BLOCKING && bytes.position() > 0 && bytes.get(0) == '1') {
                work();
            }
            client.write(bytes.flip());
        }
    }

    /** Stands for a call that waits: for a database, a file, another server. */
    private static void work() {
        try {
            Thread.sleep(BLOCKED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
