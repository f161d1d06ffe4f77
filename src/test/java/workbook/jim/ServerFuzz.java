package workbook.jim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Connects to the solution of lesson 24 many times, several connections at a time, and plays
 * damaged conversations: cut into pieces, too much at once, without reading, reset or half-closed.
 * Meanwhile a {@link SteadyPair} talks and must be served. In the end it checks that the server
 * sent only JIM objects and closed the connection of each client that quit or ended its stream,
 * that no exception escaped, and that no thread, descriptor or memory was left behind.
 *
 * <pre>java -Xmx128m -cp "target/classes:target/test-classes:target/lib/*" \
 *     workbook.jim.ServerFuzz 20000 24</pre>
 *
 * The arguments: how many connections, the seed, the number of the first one.
 */
public final class ServerFuzz {

    private static final int AT_ONCE = 8;
    private static final int QUARTERS = 4;
    private static final int STEADY = 4; // threads that work for the steady pair
    private static final int DESCRIPTORS = 2; // more at the end than after the first quarter
    private static final long KEPT = 1 << 20; // bytes more, and for each connection so many:
    private static final long REMEMBERED = 200; // the server remembers each name forever
    private static final long PATIENCE = 60_000_000_000L; // ns until the server has let all go

    private static final List<String> ENDINGS =
            List.of("closed", "reset", "half-closed", "quit", "never read", "flooded");

    private final long seed;
    private final AtomicInteger next;
    private final AtomicReference<Throwable> escaped = new AtomicReference<>();
    private final Map<String, Long> counts = new TreeMap<>();

    private ServerFuzz(long seed, int first) {
        this.seed = seed;
        this.next = new AtomicInteger(first);
    }

    /** Prints the figures; fails with an AssertionError that names the connection. */
    public static void main(String[] args) throws Exception {
        int connections = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 24;
        int first = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        System.out.print(run(connections, seed, first));
    }

    /**
     * Tries connections of a seed.
     *
     * @return the figures, a line each
     */
    static String run(int connections, long seed, int first) throws Exception {
        ServerFuzz fuzz = new ServerFuzz(seed, first);
        PrintStream err = System.err;
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Handler log = fuzz.new Watch();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(new Prints(printed, err), true, UTF_8));
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> fuzz.uncaught(e));
        ReferenceServer.LOG.addHandler(log);
        try {
            return fuzz.all(connections, printed);
        } finally {
            ReferenceServer.LOG.removeHandler(log);
            Thread.setDefaultUncaughtExceptionHandler(before);
            System.setErr(err);
        }
    }

    private void uncaught(Throwable e) {
        if (ReferenceServer.isMyThread()) { // who else runs in this JVM is not asked
            escaped.compareAndSet(null, e);
        }
    }

    /** Keeps what the server prints, and hands on what others do. */
    private static final class Prints extends OutputStream {

        private final OutputStream servers;
        private final OutputStream others;

        Prints(OutputStream servers, OutputStream others) {
            this.servers = servers;
            this.others = others;
        }

        @Override
        public void write(int b) throws IOException {
            (ReferenceServer.isMyThread() ? servers : others).write(b);
        }
    }

    /** Looks at what the server logs: an exception in it has got out. */
    private final class Watch extends Handler {

        @Override
        public void publish(LogRecord line) {
            count(line.getLevel() == Level.SEVERE ? "logged as errors" : "logged", 1);
            String text = String.valueOf(line.getMessage());
            if (line.getThrown() != null || text.contains("Exception")) {
                escaped.compareAndSet(
                        null, new AssertionError("logged: " + text, line.getThrown()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private String all(int connections, ByteArrayOutputStream printed) throws Exception {
        long start = System.nanoTime();
        List<Left> left = new ArrayList<>();
        SteadyPair pair;
        try (ReferenceServer server = new ReferenceServer()) {
            pair = new SteadyPair(server.address());
            try (pair) {
                for (int i = 0; i < QUARTERS; i++) {
                    some(connections / QUARTERS, server.address());
                    left.add(left(server));
                    pair.check();
                }
            }
            pair.check();
        }
        if (escaped.get() != null) {
            throw new AssertionError("an exception got out of the server", escaped.get());
        }
        check(printed.size() == 0, "printed on standard error: " + printed.toString(UTF_8));
        compare(left.get(0), left.get(QUARTERS - 1), connections);
        return figures(connections, (System.nanoTime() - start) / 1e9, left, pair);
    }

    /** What is left of a quarter when all of its connections are closed. */
    private record Left(int descriptors, long bytes) {}

    private static Left left(ReferenceServer server) {
        long end = System.nanoTime() + PATIENCE;
        while (server.working() > STEADY && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000); // the server closes on its own threads
        }
        int working = server.working();
        check(working <= STEADY, working - STEADY + " threads work for clients that are gone");
        return new Left(descriptors(), ReaderFuzz.live());
    }

    /** Open files and sockets of this process; -1 where the system does not tell. */
    private static int descriptors() {
        String[] open = new File("/proc/self/fd").list();
        return open == null ? -1 : open.length;
    }

    private static void compare(Left first, Left last, int connections) {
        int more = last.descriptors() - first.descriptors();
        check(more <= DESCRIPTORS, more + " descriptors more than after the first quarter");
        long kept = last.bytes() - first.bytes();
        long most = KEPT + REMEMBERED * connections;
        check(kept <= most, kept + " bytes more than after the first quarter");
    }

    /** Some connections, {@link #AT_ONCE} at a time. */
    private void some(int connections, InetSocketAddress server) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> tried = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int number = next.getAndIncrement();
                tried.add(threads.submit(() -> tryOne(number, server)));
            }
            for (Future<?> one : tried) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void tryOne(int number, InetSocketAddress server) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        String ending = ENDINGS.get(random.nextInt(ENDINGS.size()));
        try (FuzzClient client = new FuzzClient(server)) {
            if (random.nextInt(4) > 0) {
                enter(client, random);
            }
            int before = client.forget();
            converse(client, random, ending);
            count(ending, 1);
            count("objects that came and were looked at", before + client.forget());
        } catch (IOException e) {
            count("broken off by the server: " + ending, 1); // after a quit in the middle
        } catch (AssertionError e) {
            throw new AssertionError(
                    "connection %d of seed %d, %s".formatted(number, seed, ending), e);
        }
    }

    /** Most go through the door first: behind it there is more to break. */
    private static void enter(FuzzClient client, SplittableRandom random) throws IOException {
        String name = "fuzz" + random.nextInt(2 * AT_ONCE);
        client.send(
                "{\"action\":\"presence\",\"time\":5,\"user\":{\"account_name\":\""
                        + name
                        + "\"}}");
        client.next();
        client.send("{\"action\":\"join\",\"time\":5,\"room\":\"#tea\"}");
        client.next();
    }

    private void converse(FuzzClient client, SplittableRandom random, String ending)
            throws IOException {
        boolean reads = !ending.equals("never read");
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            send(client, new Mutations(random).stream(), random, reads);
        }
        switch (ending) {
            case "closed" -> {}
            case "reset" -> client.resetOnClose();
            case "half-closed" -> {
                client.end();
                client.drainToEnd();
            }
            case "quit" -> {
                client.send("\nx{\"action\":\"quit\"}"); // wherever the stream broke off
                client.drainToEnd();
            }
            case "never read" -> flood(client, random, false);
            default -> flood(client, random, true);
        }
    }

    /** In pieces of any size. */
    private void send(FuzzClient client, byte[] stream, SplittableRandom random, boolean reads)
            throws IOException {
        int longest = 1 << (3 + random.nextInt(12));
        for (int at = 0, to; at < stream.length; at = to) {
            to = Math.min(stream.length, at + 1 + random.nextInt(longest));
            client.send(stream, at, to);
            if (reads) {
                client.drain();
            }
        }
        count("bytes", stream.length);
    }

    /** Much at once; then the connection is broken off. */
    private static void flood(FuzzClient client, SplittableRandom random, boolean reads)
            throws IOException {
        String one =
                random.nextBoolean()
                        ? "{\"action\":\"presence\",\"time\":5}"
                        : "{\"action\":\"msg\",\"time\":5,\"to\":\"#tea\",\"from\":\"fuzz1\",\"message\":\"\"}";
        client.send("\nx");
        for (int i = random.nextInt(500); i > 0; i--) {
            client.send(one);
            if (reads) {
                client.drain();
            }
        }
        client.resetOnClose();
    }

    private synchronized void count(String what, long more) {
        counts.merge(what, more, Long::sum);
    }

    private static void check(boolean right, String wrong) {
        if (!right) {
            throw new AssertionError(wrong);
        }
    }

    private String figures(int connections, double seconds, List<Left> left, SteadyPair pair) {
        Left first = left.get(0);
        Left last = left.get(QUARTERS - 1);
        StringBuilder text = new StringBuilder();
        text.append(line("%,d connections of seed %d in %.1f s", connections, seed, seconds));
        counts.forEach((what, count) -> text.append(line("%,12d %s", count, what)));
        text.append(line("%,12d exchanges of the steady pair meanwhile", pair.exchanges()));
        text.append(line("%12.1f ms took the longest, there and back", pair.longest()));
        text.append(line("%12d threads left working for clients that are gone", 0));
        text.append(
                first.descriptors() < 0
                        ? line("           ? descriptors: this system does not tell")
                        : line(
                                "%,12d descriptors more than after the first quarter",
                                last.descriptors() - first.descriptors()));
        text.append(
                line(
                        "%,12d bytes more than after the first quarter; %,d are allowed",
                        last.bytes() - first.bytes(), KEPT + REMEMBERED * connections));
        return text.toString();
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + "\n";
    }
}
