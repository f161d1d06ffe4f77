// mistake: timeout is how long the talk may take.
// wire: a byte comes when half of the time is over, and only the other half is left for the next.
// fails: is given the whole time again
// says: taken for the whole talk
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
 * Sends lines to a server and reads as many back, on one thread, which waits in one place only.
 *
 * <p>On the wire: the lines go out; answers come, a line each, perhaps before the last has gone
 * out.
 *
 * <p>Watch out: a selector wakes you for whatever you are interested in. Who is interested in
 * writing while nothing is left to write never sleeps.
 */
public class LineClient {

    /** Asks one line, prints the answer and the cost; arguments: host, port, localhost 9090. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9090;
        long start = System.nanoTime();
        long cpu = BusyClient.cpu();
        ask(host, port, 5_000, List.of("привет")).forEach(System.out::println);
        System.out.println(BusyClient.cost(start, cpu));
    }

    /**
     * Connects, sends all lines, reads as many answers, closes the connection.
     *
     * @param timeout milliseconds, 1 or more, that it waits for anything to happen
     * @return the answers, as many as there are lines
     * @throws SocketTimeoutException if nothing happens for so long: no connection, no byte that
     *     comes or can go
     * @throws EOFException if the server's stream ends before the last answer
     */
    public static List<String> ask(String host, int port, int timeout, List<String> lines)
            throws IOException {
        List<String> answers = new ArrayList<>();
        long end = System.nanoTime() + timeout * 1_000_000L;
        try (Selector selector = Selector.open();
                SocketChannel server = SocketChannel.open()) {
            server.configureBlocking(false);
            SelectionKey key = server.register(selector, 0);
            if (!server.connect(new InetSocketAddress(host, port))) {
                key.interestOps(SelectionKey.OP_CONNECT);
                do {
                    await(selector, timeout);
                } while (!server.finishConnect());
            }
            LineWriter writer = new LineWriter(server);
            LineReader reader = new LineReader(server);
            lines.forEach(writer::add);
            while (answers.size() < lines.size()) {
                boolean allSent = writer.send();
                key.interestOps(
                        allSent
                                ? SelectionKey.OP_READ
                                : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                await(selector, (int) Math.max(1, (end - System.nanoTime()) / 1_000_000));
                if (reader.read(answers::add) == LineReader.Found.END) {
                    throw new EOFException("only " + answers.size() + " answers");
                }
            }
        }
        return answers;
    }

    private static void await(Selector selector, int timeout) throws IOException {
        selector.select(timeout);
        if (selector.selectedKeys().isEmpty()) {
            throw new SocketTimeoutException("nothing happened for " + timeout + " ms");
        }
        selector.selectedKeys().clear();
    }
}
