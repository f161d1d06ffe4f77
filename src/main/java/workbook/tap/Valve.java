package workbook.tap;

import static java.util.Comparator.comparingLong;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import workbook.wire.Bytes;

/**
 * Everything that crosses the taps of a demo passes through this one valve. It is open at first. In
 * each direction only about 256 KiB can wait here. After that the tap reads nothing more from the
 * end that sends, and that end blocks.
 *
 * <p>An end of stream and a reset are pieces, too, and wait in line after the bytes before them.
 * With a delay, pieces that are glued pass together with the first of them. A datagram is neither
 * split nor glued. Cutting or resetting loses what waits. A client of a {@link UdpTap} is then
 * forgotten, as if it had never sent anything.
 *
 * <p>Nothing here blocks. A valve holds no thread and no socket, and needs no closing.
 */
public final class Valve implements Controls {

    final ReentrantLock lock = new ReentrantLock(); // guards all fields below, and every PieceQueue
    boolean held;
    boolean glued;
    int split;
    long delayNanos;
    private final Map<Integer, Connection> connections = new TreeMap<>();
    private int numbers;
    private long orders;
    private volatile boolean changed; // by cut, reset or send
    private boolean over;
    private Consumer<Boolean> listener = holding -> {};
    private boolean holding; // what the listener was told last

    @Override
    public State state() {
        lock.lock();
        try {
            int waiting = lines().mapToInt(PieceQueue::waiting).sum();
            return new State(held, waiting, Duration.ofNanos(delayNanos), split, glued, over);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void hold() {
        set(() -> held = true);
    }

    /** {@inheritDoc} The piece passes even if its delay is not over. */
    @Override
    public boolean step() {
        lock.lock();
        try {
            boolean any = lines().anyMatch(PieceQueue::isWaiting);
            set(
                    () ->
                            lines().min(comparingLong(PieceQueue::oldest))
                                    .ifPresent(PieceQueue::release));
            return any;
        } finally {
            lock.unlock();
        }
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
        change(connection, Connection::cut);
    }

    @Override
    public void reset(int connection) {
        change(connection, Connection::reset);
    }

    private void change(int number, Consumer<Connection> how) {
        for (Connection connection : connections(number)) {
            changed = true; // first: what follows may end a scene
            how.accept(connection);
        }
    }

    /** Whether a connection was cut or reset here, or got bytes from here, since the last start. */
    public boolean hasChanged() {
        return changed;
    }

    /**
     * {@inheritDoc} They stand in line behind those that came before.
     *
     * @param number of the connection; 0 for every connection
     * @throws IllegalStateException if there is no such connection, if that side has ended, or if
     *     too much waits already
     */
    @Override
    public void send(int number, boolean toServer, byte[] bytes) {
        List<Connection> found = connections(number);
        if (found.isEmpty()) {
            throw new IllegalStateException("There is no such connection.");
        }
        for (Connection connection : found) {
            send(connection, toServer, bytes.clone());
        }
    }

    private void send(Connection connection, boolean toServer, byte[] bytes) {
        PieceQueue line = toServer ? connection.toServer() : connection.toClient();
        if (line.takesBytes()) { // noted first, as the bytes may pass at once
            String client = Connection.theClient(connection.number());
            connection.note(
                    "The tap sends %s to %s, as if %s had sent them."
                            .formatted(
                                    Bytes.count(bytes.length),
                                    toServer ? "the server" : client,
                                    toServer ? client : "the server"));
            if (line.offer(bytes)) {
                changed = true;
                return;
            }
        }
        throw new IllegalStateException(
                "Nothing more can be sent on connection " + connection.number() + ".");
    }

    /**
     * Calls {@code listener} with true when pieces begin to wait here because the wire is held or
     * delayed, and with false when none waits any more. During the call nothing can pass, so it
     * must not block.
     */
    public void whenHolding(Consumer<Boolean> listener) {
        set(() -> this.listener = listener);
    }

    /** Whether something is on its way, held or not. */
    public boolean isBusy() {
        lock.lock();
        try {
            return lines().anyMatch(PieceQueue::isBusy);
        } finally {
            lock.unlock();
        }
    }

    /** Numbers connections from 1 again, when all earlier ones are over. */
    public synchronized void startOver() {
        numbers = 0;
        changed = false;
    }

    /** What the next client that connects is called. */
    public synchronized String nextClient() {
        return Connection.client(numbers + 1);
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

    /** Tells the listener if pieces begin to wait, or none does any more. The lock is held. */
    void look() {
        boolean now = (held || delayNanos > 0) && lines().anyMatch(PieceQueue::isWaiting);
        if (now != holding) {
            holding = now;
            listener.accept(now);
        }
    }

    void add(Connection connection) {
        set(() -> connections.put(connection.number(), connection));
    }

    void remove(Connection connection) {
        set(() -> connections.remove(connection.number(), connection));
    }

    /** What is in line in all directions, in bytes. */
    int inLine() {
        lock.lock();
        try {
            return lines().mapToInt(PieceQueue::inLine).sum();
        } finally {
            lock.unlock();
        }
    }

    private List<Connection> connections(int number) {
        lock.lock();
        try {
            return connections.values().stream()
                    .filter(connection -> number == 0 || connection.number() == number)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private Stream<PieceQueue> lines() {
        return connections.values().stream()
                .flatMap(connection -> Stream.of(connection.toServer(), connection.toClient()));
    }

    private void set(Runnable change) {
        lock.lock();
        try {
            change.run();
            lines().forEach(PieceQueue::wake);
            look();
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
