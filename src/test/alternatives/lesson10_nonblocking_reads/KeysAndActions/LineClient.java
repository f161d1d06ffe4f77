// style: the iterator over the selected keys as in the books, a switch over what each is ready for, a time-out that is measured.
package lesson10_nonblocking_reads;

import java.io.EOFException;
import java.util.Iterator;
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
        try (Selector selector = Selector.open();
                SocketChannel channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            LineReader reader = new LineReader(channel);
            LineWriter writer = new LineWriter(channel);
            for (String line : lines) {
                writer.add(line);
            }
            if (channel.connect(new InetSocketAddress(host, port))) {
                channel.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            } else {
                channel.register(selector, SelectionKey.OP_CONNECT);
            }
            long lastEvent = System.nanoTime();
            while (answers.size() < lines.size()) {
                long left = timeout - (System.nanoTime() - lastEvent) / 1_000_000;
                if (left <= 0) {
                    throw new SocketTimeoutException("timed out");
                }
                selector.select(left);
                Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
                while (keys.hasNext()) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    lastEvent = System.nanoTime();
                    if (key.isConnectable()) {
                        channel.finishConnect();
                        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                        continue;
                    }
                    if (key.isWritable() && writer.send()) {
                        key.interestOps(SelectionKey.OP_READ);
                    }
                    if (key.isReadable()) {
                        switch (reader.read(answers::add)) {
                            case DATA:
                                break;
                            case NOTHING_YET:
                                break;
                            case END:
                                if (answers.size() < lines.size()) {
                                    throw new EOFException("server closed");
                                }
                                break;
                        }
                    }
                }
            }
        }
        return answers;
    }
}
