package workbook.tap;

import static java.util.Comparator.comparingLong;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The one place that everything on its way through the taps of a demo passes. It is open at first.
 * Of each direction only a bounded amount waits here, about 256 KiB; after that nothing more is
 * read of the end that sends it, and that end blocks.
 *
 * <p>An end of stream and a reset stand in line behind the bytes before them, and are pieces like
 * them. With a delay, pieces that are glued go with the first of them. A datagram is neither split
 * nor glued. Cutting or resetting loses what waits, and makes a client of a {@link UdpTap} one that
 * was never seen.
 *
 * <p>Nothing here blocks. A valve holds no thread and no socket, and needs no closing.
 */
public final class Valve implements Controls {

    final ReentrantLock lock = new ReentrantLock(); // guards all that follows, and every Line
    boolean held;
    boolean glued;
    int split;
    long delayNanos;
    private final Map<Integer, Way> ways = new TreeMap<>();
    private int numbers;
    private long orders;
    private boolean over;

    @Override
    public State state() {
        lock.lock();
        try {
            int waiting = lines().mapToInt(Line::waiting).sum();
            return new State(held, waiting, Duration.ofNanos(delayNanos), split, glued, over);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void hold() {
        set(() -> held = true);
    }

    /** {@inheritDoc} Without waiting out its delay; nothing happens if none waits. */
    @Override
    public void step() {
        set(() -> lines().min(comparingLong(Line::oldest)).ifPresent(Line::release));
    }

    @Override
    public void run() {
        set(() -> held = false);
    }

    /**
     * {@inheritDoc} It counts from when the piece came, so that the delays of pieces do not add up.
     *
     * @throws IllegalArgumentException if it is negative
     */
    @Override
    public void delay(Duration delay) {
        require(!delay.isNegative(), "A delay cannot be negative.");
        long nanos = delay.toNanos();
        set(() -> delayNanos = nanos);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the number is negative
     */
    @Override
    public void split(int bytes) {
        require(bytes >= 0, "A piece cannot have fewer than no bytes.");
        set(() -> split = bytes);
    }

    @Override
    public void glue(boolean together) {
        set(() -> glued = together);
    }

    @Override
    public void cut(int connection) {
        ways(connection).forEach(Way::cut);
    }

    @Override
    public void reset(int connection) {
        ways(connection).forEach(Way::reset);
    }

    /**
     * {@inheritDoc} They stand in line behind those that came before.
     *
     * @param connection its number; 0 for every connection
     * @throws IllegalStateException if there is no such connection, if that side has ended, or if
     *     too much waits already
     */
    @Override
    public void send(int connection, boolean toServer, byte[] bytes) {
        List<Way> found = ways(connection);
        if (found.isEmpty()) {
            throw new IllegalStateException("There is no such connection.");
        }
        lock.lock();
        try {
            for (Way way : found) {
                if (!(toServer ? way.toServer() : way.toClient()).offer(bytes.clone())) {
                    throw new IllegalStateException(
                            "Nothing more can be sent on connection " + way.number() + ".");
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Numbers connections from 1 again, when all earlier ones are over. */
    public synchronized void startOver() {
        numbers = 0;
    }

    /** Nothing more will come: there is nothing left to control. */
    public void end() {
        lock.lock();
        try {
            over = true;
        } finally {
            lock.unlock();
        }
    }

    /** The number for a new connection. */
    synchronized int nextNumber() {
        return ++numbers;
    }

    /** The order of the next piece. The lock is held. */
    long nextOrder() {
        return ++orders;
    }

    void add(Way way) {
        set(() -> ways.put(way.number(), way));
    }

    void remove(Way way) {
        set(() -> ways.remove(way.number(), way));
    }

    /** What is in line in all directions, in bytes. */
    int inLine() {
        lock.lock();
        try {
            return lines().mapToInt(Line::inLine).sum();
        } finally {
            lock.unlock();
        }
    }

    private List<Way> ways(int connection) {
        lock.lock();
        try {
            return ways.values().stream()
                    .filter(way -> connection == 0 || way.number() == connection)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private Stream<Line> lines() {
        return ways.values().stream().flatMap(way -> Stream.of(way.toServer(), way.toClient()));
    }

    private void set(Runnable change) {
        lock.lock();
        try {
            change.run();
            lines().forEach(Line::wake);
        } finally {
            lock.unlock();
        }
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
