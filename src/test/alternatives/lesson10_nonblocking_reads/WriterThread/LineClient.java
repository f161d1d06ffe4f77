// style: a thread of its own sends, with a selector of its own; the other only reads.
package lesson10_nonblocking_reads;

import java.io.EOFException;
import java.nio.channels.ClosedSelectorException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends lines to a server and reads one answer for each. Only {@code select} waits.
 *
 * <p>On the wire: the lines go to the server. The answers, one line each, may begin to arrive
 * before the last line has been sent.
 *
 * <p>Watch out: a channel can be written to most of the time. If you are interested in writing
 * while there is nothing to write, {@code select} never waits.
 */
public class LineClient {

    /**
     * Asks one line, prints the answer and the cost. Arguments: host and port; without them,
     * localhost 9090.
     */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9090;
        long start = System.nanoTime();
        long cpu = BusyClient.cpu();
        ask(host, port, 5_000, List.of("привет")).forEach(System.out::println);
        System.out.println(BusyClient.cost(start, cpu));
    }

    /**
     * Connects, sends all lines, reads one answer for each, and closes the connection.
     *
     * @param timeout how long to wait for anything to happen, in milliseconds, at least 1
     * @return the answers, as many as there are lines
     * @throws SocketTimeoutException if for that long there is no connection, or no byte arrives
     *     and none can be sent
     * @throws EOFException if the server's stream ends before the last answer is complete
     */
    public static List<String> ask(String host, int port, int timeout, List<String> lines)
            throws IOException {
        Thread sender = null;
        try (Selector selector = Selector.open();
                SocketChannel server = SocketChannel.open()) {
            server.configureBlocking(false);
            SelectionKey key = server.register(selector, SelectionKey.OP_CONNECT);
            if (!server.connect(new InetSocketAddress(host, port))) {
                await(selector, timeout);
                server.finishConnect();
            }
            key.interestOps(SelectionKey.OP_READ);
            sender = new Thread(() -> sendAll(server, lines));
            sender.start();
            List<String> answers = new ArrayList<>();
            LineReader reader = new LineReader(server);
            while (answers.size() < lines.size()) {
                await(selector, timeout);
                if (reader.read(answers::add) == LineReader.Found.END
                        && answers.size() < lines.size()) {
                    throw new EOFException();
                }
            }
            return answers;
        } finally {
            if (sender != null) {
                sender.interrupt(); // wakes its select()
                try {
                    sender.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private static void sendAll(SocketChannel server, List<String> lines) {
        LineWriter writer = new LineWriter(server);
        lines.forEach(writer::add);
        try (Selector selector = Selector.open()) {
            server.register(selector, SelectionKey.OP_WRITE);
            while (!Thread.currentThread().isInterrupted() && !writer.send()) {
                selector.select();
                selector.selectedKeys().clear();
            }
        } catch (IOException | ClosedSelectorException e) {
            // the reader finds out
        }
    }

    private static void await(Selector selector, int timeout) throws IOException {
        selector.select(timeout);
        if (selector.selectedKeys().isEmpty()) {
            throw new SocketTimeoutException();
        }
        selector.selectedKeys().clear();
    }
}
