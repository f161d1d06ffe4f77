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
 * Controls everything that crosses the taps of a demonstration. The valve is open at first. In each
 * direction of a connection, only about 256 KiB can wait here. When these are full, the tap stops
 * reading from the sender, and the sender's writes block.
 *
 * <p>An end of stream and a reset are pieces, too, and wait in the queue after the bytes before
 * them. If there is a delay, glued pieces pass when the first of them may pass. A datagram is
 * neither split nor glued. Cutting or resetting a connection drops the pieces that wait. A {@link
 * UdpTap} then forgets the client, as if it had never sent anything.
 *
 * <p>No method here blocks. A valve has no thread and no socket, so you need not close it.
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
    private volatile boolean changed; // by cut, reset or send since the last startOver()
    private boolean over;
    private Consumer<Boolean> listener = holding -> {};
    private boolean holding; // the value that the listener got last

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
     * {@inheritDoc} The delay counts from the arrival of the piece, so the delays of several pieces
     * do not add up.
     *
     * @throws IllegalArgumentException if the delay is negative
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
            changed = true; // set first, because the next line may end a scene
            how.accept(connection);
        }
    }

    /**
     * Returns whether the user has cut or reset a connection, or sent bytes into one, since the
     * last call of {@link #startOver()}.
     */
    public boolean hasChanged() {
        return changed;
    }

    /**
     * {@inheritDoc} They queue after the bytes that arrived before.
     *
     * @param number the number of the connection; 0 for every connection
     * @throws IllegalStateException if there is no such connection, if this direction has ended, or
     *     if its queue is full
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
        if (line.takesBytes()) { // note it first, because the bytes may pass at once
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
     * Calls {@code listener} with true when pieces begin to wait here because the valve is held or
     * has a delay, and with false when no piece waits any more. Nothing can pass during the call,
     * so the listener must not block.
     */
    public void whenHolding(Consumer<Boolean> listener) {
        set(() -> this.listener = listener);
    }

    /** Returns whether any piece is on its way, held or not. */
    public boolean isBusy() {
        lock.lock();
        try {
            return lines().anyMatch(PieceQueue::isBusy);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Numbers connections from 1 again, and forgets that something was changed. Call it when all
     * earlier connections have ended.
     */
    public synchronized void startOver() {
        numbers = 0;
        changed = false;
    }

    /** Returns the name that the next client will get. */
    public synchronized String nextClient() {
        return Connection.client(numbers + 1);
    }

    /** Notes that nothing more will come, so there is nothing left to control. */
    public void end() {
        lock.lock();
        try {
            over = true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number for a new connection. */
    synchronized int nextNumber() {
        return ++numbers;
    }

    /** Returns the order of the next piece. The lock is held. */
    long nextOrder() {
        return ++orders;
    }

    /**
     * Calls the listener if pieces begin to wait, or if the last one has passed. The lock is held.
     */
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

    /** Returns the memory that all queued pieces take, in bytes. */
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
