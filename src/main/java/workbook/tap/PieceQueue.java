package workbook.tap;

import static workbook.wire.Event.Kind.DATA;
import static workbook.wire.Event.Kind.END;
import static workbook.wire.Event.Kind.RESET;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import workbook.wire.Event;

/**
 * Queues the pieces of one direction in front of the valve. One thread puts them in, another takes
 * them out. The valve's lock guards all fields. The caller of a method whose comment says "The lock
 * is held" must hold that lock.
 */
final class PieceQueue {

    static final int LIMIT = 256 << 10; // bytes in the queue; once it has as many, put() blocks
    private static final int OVERHEAD = 64; // what a piece costs in addition to its bytes
    private static final byte[] NOTHING = {};

    private final Valve valve;
    private final boolean stream;
    private final Condition ready;
    private final Condition room;
    private final PendingPieces waiting; // in front of the valve
    private final Deque<Piece> passing = new ArrayDeque<>(); // past the valve, but not taken yet
    private final Set<Event.Kind> taken = EnumSet.noneOf(Event.Kind.class);
    private Piece inWrite; // the piece taken last
    private int bytes; // of all pieces here
    private boolean ended; // an END was put in
    private boolean reset; // a RESET was put in
    private boolean cut; // everything that still comes is lost
    private boolean closed; // accepts nothing any more

    /**
     * @param stream whether pieces may be split and glued; datagrams must not be
     */
    PieceQueue(Valve valve, boolean stream) {
        this.valve = valve;
        this.stream = stream;
        ready = valve.lock.newCondition();
        room = valve.lock.newCondition();
        waiting = new PendingPieces(stream);
    }

    /**
     * Adds a piece at the end. Blocks while the queue is full, but never for an END or a RESET.
     * Does nothing if this direction has ended.
     */
    void put(Event.Kind kind, byte[] carried) throws InterruptedException {
        valve.lock.lock();
        try {
            while (kind != END && kind != RESET && inLine() >= LIMIT && !closed) {
                room.await();
            }
            add(kind, carried);
        } finally {
            valve.lock.unlock();
        }
    }

    /** Adds an END or a RESET at the end. */
    void put(Event.Kind kind) throws InterruptedException {
        put(kind, NOTHING);
    }

    /** Returns whether bytes can be added now without blocking. */
    boolean takesBytes() {
        valve.lock.lock();
        try {
            return !closed && !reset && !ended && !cut && inLine() < LIMIT;
        } finally {
            valve.lock.unlock();
        }
    }

    /** Adds bytes at the end without blocking. Returns false if the queue does not take them. */
    boolean offer(byte[] carried) {
        valve.lock.lock();
        try {
            boolean nothing = stream && carried.length == 0;
            return takesBytes() && (nothing || add(DATA, carried));
        } finally {
            valve.lock.unlock();
        }
    }

    private boolean add(Event.Kind kind, byte[] carried) {
        boolean late = cut ? kind != DATA : ended && kind != RESET;
        if (closed || reset || late) {
            return false;
        }
        ended |= kind == END;
        reset |= kind == RESET;
        bytes += carried.length;
        long now = System.nanoTime();
        var piece = new Piece(kind, carried, 0, carried.length, now, valve.nextOrder());
        if (cut) {
            passing.add(piece.lost());
        } else {
            waiting.add(piece);
        }
        ready.signal();
        valve.look();
        return true;
    }

    /**
     * Takes the next piece that may pass. Blocks until there is one. Returns null if the queue is
     * closed and no piece is left.
     */
    Piece take() throws InterruptedException {
        valve.lock.lock();
        try {
            bytes -= inWrite == null ? 0 : inWrite.length();
            inWrite = null;
            room.signal();
            while (passing.isEmpty() && !closed) {
                if (waiting.isEmpty() || valve.held) {
                    ready.await();
                } else if (left(waiting.first()) > 0) {
                    ready.awaitNanos(left(waiting.first()));
                } else {
                    release();
                }
            }
            inWrite = passing.poll();
            if (inWrite != null) {
                taken.add(inWrite.kind());
            }
            return inWrite;
        } finally {
            valve.lock.unlock();
        }
    }

    /** Returns how many nanoseconds the piece still has to wait; 0 or less if it may pass. */
    private long left(Piece piece) {
        return valve.delayNanos - (System.nanoTime() - piece.at());
    }

    /** Lets the oldest waiting piece pass, if there is one. The lock is held. */
    void release() {
        if (!waiting.isEmpty()) {
            passing.add(waiting.next(valve.split, valve.glued));
            valve.look();
        }
    }

    /**
     * Wakes the thread in {@link #take()}, so that it reads the valve's settings again. The lock is
     * held.
     */
    void wake() {
        ready.signal();
    }

    /** Returns the order of the oldest waiting piece. The lock is held. */
    long oldest() {
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.first().order();
    }

    /** Returns whether a piece waits in front of the valve. The lock is held. */
    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** Returns whether a piece is queued or is being written. The lock is held. */
    boolean isBusy() {
        return !waiting.isEmpty() || !passing.isEmpty() || inWrite != null;
    }

    /** Returns how many pieces the valve is holding or delaying. The lock is held. */
    int waiting() {
        return waiting.count(valve.split, valve.glued, p -> valve.held || left(p) > 0);
    }

    /** Returns the memory that the queued pieces take, in bytes. The lock is held. */
    int inLine() {
        return bytes + OVERHEAD * (waiting.size() + passing.size());
    }

    /**
     * Drops the queued pieces, lets an END or a RESET pass at once, and drops everything that comes
     * later.
     *
     * @return whether a thread is writing data at the moment; this write may be blocked
     */
    boolean cut(Event.Kind last) {
        valve.lock.lock();
        try {
            lose();
            Event.Kind kind = reset ? RESET : last;
            if (!closed && !has(kind)) {
                passing.add(new Piece(kind, NOTHING, 0, 0, System.nanoTime(), 0));
            }
            cut = true;
            ended = true;
            reset = kind == RESET;
            ready.signal();
            room.signal();
            return inWrite != null && inWrite.isData();
        } finally {
            valve.lock.unlock();
        }
    }

    /**
     * Drops the queued pieces and wakes the threads that are blocked in {@code put} or {@code
     * take}.
     */
    void close() {
        valve.lock.lock();
        try {
            lose();
            closed = true;
            ready.signal();
            room.signal();
        } finally {
            valve.lock.unlock();
        }
    }

    /** Returns whether this queue was cut or closed. */
    boolean isOver() {
        valve.lock.lock();
        try {
            return cut || closed;
        } finally {
            valve.lock.unlock();
        }
    }

    private void lose() {
        List<Piece> all = new ArrayList<>(passing);
        waiting.removeAll().stream().filter(Piece::carries).forEach(all::add);
        passing.clear();
        all.forEach(piece -> passing.add(piece.lost()));
        valve.look();
    }

    private boolean has(Event.Kind kind) {
        return taken.contains(kind) || passing.stream().anyMatch(piece -> piece.kind() == kind);
    }
}
