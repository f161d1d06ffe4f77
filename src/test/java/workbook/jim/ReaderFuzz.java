package workbook.jim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import lesson22_jim_messages.JimException;
import lesson22_jim_messages.JimReader;
import lesson22_jim_messages.JimWriter;
import lesson22_jim_messages.Message;
import lesson22_jim_messages.ObjectSink;
import lesson22_jim_messages.ObjectSplitter;
import workbook.jim.PageRules.Told;

/**
 * Sends damaged streams through the splitter, the reader and the writer of lesson 22, and asks of
 * each: that it causes a message, a {@link JimException} or {@code broken()}, and no other
 * exception; that what is found is what the page says ({@link PageRules}), wherever it is cut; that
 * the next good object is found; that what is read can be written and read again; that no object
 * makes us ask for more than {@link #MEMORY} bytes, and that none are kept.
 *
 * <pre>java -Xmx64m -cp "target/classes:target/test-classes:target/lib/*" \
 *     workbook.jim.ReaderFuzz 1000000 22</pre>
 *
 * The arguments: how many streams, the seed, the number of the first one (to see one again).
 */
public final class ReaderFuzz {

    private static final long MEMORY = 4 << 20; // bytes asked for while one object is read
    private static final long KEPT = 1 << 20; // bytes more in use at the end than after a while
    private static final int WARM = 2_000; // streams until all classes are loaded

    /** Wherever a stream breaks off: ends a string, and makes the brace a new object's. */
    private static final String RESUME = "\nx";

    private static final Message NEXT = new Message.Probe(77);
    private static final JimReader HANDBOOK = new JimReader(JimReader.Dialect.HANDBOOK);
    private static final JimReader TEMPLATE = new JimReader(JimReader.Dialect.TEMPLATE);

    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Told> told = new ArrayList<>();
    private final ObjectSplitter splitter = splitter(told); // one for all streams
    private final byte[] resume =
            (RESUME + new String(JimWriter.bytes(NEXT), UTF_8)).getBytes(UTF_8);
    private long most; // bytes asked for while one object was read

    private ReaderFuzz() {}

    /** Prints the figures; fails with an AssertionError that names the stream. */
    public static void main(String[] args) {
        int streams = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 22;
        int first = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        System.out.print(run(streams, seed, first));
    }

    /**
     * Tries streams of a seed.
     *
     * @return the figures, a line each
     */
    static String run(int streams, long seed, int first) {
        ReaderFuzz fuzz = new ReaderFuzz();
        long start = System.nanoTime();
        long before = 0;
        for (int i = 0; i < streams; i++) {
            if (i == Math.min(WARM, streams - 1)) {
                before = live();
            }
            fuzz.tryOne(seed, first + i);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long kept = live() - before;
        if (kept > KEPT) {
            throw new AssertionError(kept + " bytes kept after " + streams + " streams");
        }
        return fuzz.figures(streams, seed, seconds, kept);
    }

    private void tryOne(long seed, int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        byte[] stream = new Mutations(random).stream();
        try {
            expect(PageRules.of(stream), alone(stream, random));
            told.clear();
            feed(splitter, stream, random);
            feed(splitter, resume, random);
            byte[] all = Arrays.copyOf(stream, stream.length + resume.length);
            System.arraycopy(resume, 0, all, stream.length, resume.length);
            expect(PageRules.of(all), told);
            for (Told one : told) {
                read(one.json());
            }
            check(NEXT.equals(HANDBOOK.read(told.get(told.size() - 1).json())), "not gone on");
            count("bytes", stream.length);
        } catch (AssertionError | Exception e) {
            String text = new String(stream, ISO_8859_1).replaceAll("[^ -~]", "?");
            throw new AssertionError("stream " + number + " of seed " + seed + ": " + text, e);
        }
    }

    private static List<Told> alone(byte[] stream, SplittableRandom random) throws IOException {
        List<Told> found = new ArrayList<>();
        ObjectSplitter own = splitter(found);
        feed(own, stream, random);
        own.end();
        return found;
    }

    /** Feeds all of it, in pieces of any size, from an array that is longer and used again. */
    private static void feed(ObjectSplitter splitter, byte[] stream, SplittableRandom random)
            throws IOException {
        int longest = 1 << random.nextInt(15);
        byte[] piece = new byte[longest + 8];
        for (int at = 0, n; at < stream.length; at += n) {
            n = Math.min(stream.length - at, 1 + random.nextInt(longest));
            Arrays.fill(piece, (byte) '}');
            System.arraycopy(stream, at, piece, 0, n);
            splitter.feed(piece, n);
        }
    }

    private static ObjectSplitter splitter(List<Told> told) {
        return new ObjectSplitter(
                new ObjectSink() {
                    @Override
                    public void object(byte[] json) {
                        told.add(new Told(json));
                    }

                    @Override
                    public void broken() {
                        told.add(Told.BROKEN);
                    }
                });
    }

    private void read(byte[] json) {
        if (json == null) {
            count("broken", 1);
            return;
        }
        count("objects", 1);
        long before = asked();
        try {
            Message message = HANDBOOK.read(json);
            count("read as " + message.getClass().getSimpleName(), 1);
            write(message);
        } catch (JimException e) {
            count("refused: " + e.getMessage(), 1);
        }
        try {
            write(TEMPLATE.read(json));
            count("read in the template's dialect", 1);
        } catch (JimException e) {
            // of those the first reader has been counted
        }
        most = Math.max(most, asked() - before);
        check(most <= MEMORY, "one object asks for " + most + " bytes");
    }

    /** What is written is one line in ASCII, and the same message again. */
    private void write(Message message) throws JimException {
        byte[] bytes;
        try {
            bytes = JimWriter.bytes(message);
        } catch (IllegalArgumentException e) {
            count("read, and too long to be written", 1); // an encoding is added, a time longer
            return;
        }
        String line = new String(bytes, ISO_8859_1);
        check(line.matches("[ -\\x7f]+\n"), "not one line in ASCII");
        check(message.equals(HANDBOOK.read(bytes)), "read again as another message");
        check(PageRules.of(bytes).size() == 1, "not one object");
    }

    private void count(String what, long more) {
        counts.merge(what, more, Long::sum);
    }

    private static void expect(List<Told> expected, List<Told> was) {
        check(expected.equals(was), "expected " + expected + " but was " + was);
    }

    private static void check(boolean right, String wrong) {
        if (!right) {
            throw new AssertionError(wrong);
        }
    }

    private static long asked() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                ? threads.getThreadAllocatedBytes(Thread.currentThread().getId())
                : 0;
    }

    /** Bytes in use. Of four collections in a row one leaves nothing that nobody uses. */
    static long live() {
        return LongStream.generate(ReaderFuzz::collected).limit(4).min().getAsLong();
    }

    private static long collected() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(Objects::nonNull)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }

    private String figures(int streams, long seed, double seconds, long kept) {
        StringBuilder text = new StringBuilder();
        text.append("%,d streams of seed %d in %.1f s%n".formatted(streams, seed, seconds));
        counts.forEach((what, count) -> text.append("%,12d %s%n".formatted(count, what)));
        text.append(
                "%,12d bytes asked for by the one object that asked for most%n".formatted(most));
        text.append("%,12d bytes kept%n".formatted(kept));
        return text.toString();
    }
}
