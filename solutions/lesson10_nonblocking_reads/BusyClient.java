package lesson10_nonblocking_reads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * Given: a client that asks a channel again and again whether bytes have arrived.
 *
 * <p>On the wire everything is right. What the loop costs is printed at the end.
 */
public class BusyClient {

    /**
     * Asks one line, prints the answer and the cost. Arguments: host and port; without them,
     * localhost 9090.
     */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9090;
        ByteBuffer answer = ByteBuffer.allocate(1024);
        long zeros = 0;
        long start = System.nanoTime();
        long cpu = cpu();
        try (SocketChannel server = SocketChannel.open(new InetSocketAddress(host, port))) {
            server.configureBlocking(false);
            server.write(UTF_8.encode("привет\n"));
            while (answer.position() == 0 || answer.get(answer.position() - 1) != '\n') {
                int n = server.read(answer);
                if (n == -1) {
                    throw new EOFException("the server has ended its stream");
                }
                if (n == 0) {
                    zeros++;
                }
            }
        }
        System.out.print(UTF_8.decode(answer.flip()));
        System.out.println("read() returned 0 " + zeros + " times");
        System.out.println(cost(start, cpu));
    }

    /** Returns the processor time that this thread has used so far, in nanoseconds. */
    static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /**
     * Returns in words what this thread has used since then.
     *
     * @param start what {@code System.nanoTime()} returned then
     * @param cpu what {@link #cpu()} returned then
     */
    static String cost(long start, long cpu) {
        long used = TimeUnit.NANOSECONDS.toMillis(cpu() - cpu);
        long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return used + " ms of processor time in " + passed + " ms";
    }
}
