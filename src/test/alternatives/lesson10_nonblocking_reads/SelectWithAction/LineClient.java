package lesson10_nonblocking_reads;

import java.io.EOFException;
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
        List<String> answers = new ArrayList<>();
        try (SocketChannel server = SocketChannel.open();
                Selector selector = Selector.open()) {
            server.configureBlocking(false);
            boolean connected = server.connect(new InetSocketAddress(host, port));
            SelectionKey key = server.register(selector, connected ? 0 : SelectionKey.OP_CONNECT);
            while (!connected) {
                wait(selector, timeout);
                connected = server.finishConnect();
            }
            LineWriter writer = new LineWriter(server);
            lines.forEach(writer::add);
            LineReader reader = new LineReader(server);
            while (answers.size() < lines.size()) {
                key.interestOps(SelectionKey.OP_READ);
                if (!writer.send()) {
                    key.interestOpsOr(SelectionKey.OP_WRITE);
                }
                wait(selector, timeout);
                LineReader.Found found = reader.read(answers::add);
                while (found == LineReader.Found.DATA && answers.size() < lines.size()) {
                    found = reader.read(answers::add);
                }
                if (found == LineReader.Found.END && answers.size() < lines.size()) {
                    throw new EOFException();
                }
            }
            return answers;
        }
    }

    private static void wait(Selector selector, int timeout) throws IOException {
        if (selector.select(key -> {}, timeout) == 0) {
            throw new SocketTimeoutException();
        }
    }
}
