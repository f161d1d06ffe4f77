// mistake: to close the channel closes the selector as well.
// wire: all is as it should be; the selector's file stays open.
// fails: A server that answers sees the connection closed afterwards
// says: the selector as well
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
        Selector selector = Selector.open();
        try (SocketChannel server = SocketChannel.open()) {
            server.configureBlocking(false); // from here on nothing waits but select
            SelectionKey key = server.register(selector, 0);
            if (!server.connect(new InetSocketAddress(host, port))) {
                key.interestOps(SelectionKey.OP_CONNECT);
                awaitEvent(selector, timeout);
                server.finishConnect(); // throws if nobody listens there
            }
            return converse(server, key, timeout, lines);
        }
    }

    private static List<String> converse(
            SocketChannel server, SelectionKey key, int timeout, List<String> lines)
            throws IOException {
        LineReader reader = new LineReader(server);
        LineWriter writer = new LineWriter(server);
        lines.forEach(writer::add);
        List<String> answers = new ArrayList<>();
        while (answers.size() < lines.size()) {
            int write = writer.send() ? 0 : SelectionKey.OP_WRITE; // if always on: no rest
            key.interestOps(SelectionKey.OP_READ | write);
            awaitEvent(key.selector(), timeout);
            if (reader.read(answers::add) == LineReader.Found.END) {
                throw new EOFException(answers.size() + " of " + lines.size() + " answers");
            }
        }
        return answers;
    }

    /** Blocks until something happens that we are interested in. */
    private static void awaitEvent(Selector selector, int timeout) throws IOException {
        selector.select(timeout);
        if (selector.selectedKeys().isEmpty()) {
            throw new SocketTimeoutException("nothing has happened for " + timeout + " ms");
        }
        selector.selectedKeys().clear(); // nobody else does; who is left in it is not told again
    }
}
