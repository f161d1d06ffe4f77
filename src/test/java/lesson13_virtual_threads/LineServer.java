package lesson13_virtual_threads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A server for a whole crowd. When the first line has begun to arrive, it counts the connections.
 * Only then does it read the lines of all clients and reply.
 */
final class LineServer implements Closeable {

    private static final int BACKLOG = 500;

    private final ServerSocketChannel listener;
    private final UnaryOperator<String> reply;
    private final List<String> lines = new ArrayList<>();
    private final List<Socket> clients = new ArrayList<>();
    private volatile int atOnce;

    /**
     * @param reply makes the reply to a line; if the reply is empty, the client receives only the
     *     end of the stream
     */
    LineServer(UnaryOperator<String> reply) {
        this.reply = reply;
        try {
            listener = ServerSocketChannel.open();
            listener.bind(new InetSocketAddress("127.0.0.1", 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::serve);
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    /** Returns how many connections there were when the first line began to arrive. */
    int atOnce() {
        return atOnce;
    }

    /** Returns the lines that have arrived, in alphabetical order. */
    synchronized List<String> lines() {
        return lines.stream().sorted().toList();
    }

    private void serve() {
        try {
            accept(listener.accept());
            BufferedReader first = reader(clients.get(0));
            first.mark(1);
            first.read(); // blocks until the first client has begun its line
            first.reset();
            List<BufferedReader> readers = new ArrayList<>(List.of(first));
            listener.configureBlocking(false);
            for (SocketChannel next = listener.accept(); next != null; next = listener.accept()) {
                accept(next);
                readers.add(reader(next.socket()));
            }
            atOnce = clients.size();
            for (int i = 0; i < clients.size(); i++) {
                answer(clients.get(i), readers.get(i).readLine());
            }
            listener.configureBlocking(true);
            while (true) { // clients that connected later
                Socket late = accept(listener.accept());
                answer(late, reader(late).readLine());
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    private synchronized Socket accept(SocketChannel client) {
        clients.add(client.socket());
        return client.socket();
    }

    private static BufferedReader reader(Socket client) throws IOException {
        return new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
    }

    private void answer(Socket client, String line) throws IOException {
        synchronized (this) {
            lines.add(String.valueOf(line));
        }
        client.getOutputStream().write(reply.apply(String.valueOf(line)).getBytes(UTF_8));
        client.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            listener.close();
            synchronized (this) {
                for (Socket client : clients) {
                    client.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
