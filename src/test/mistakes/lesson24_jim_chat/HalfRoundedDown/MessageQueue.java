// mistake: limit / 2 is half of it.
// wire: an answer waits for its turn sooner than it must.
// fails: an answer may take the larger half of the room
// says: half of the limit is rounded up
package lesson24_jim_chat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Messages that wait to be sent to one client, in order. Any thread may use it. No sockets.
 *
 * <p>Watch out: whether it is open, and whether there is room, must be asked in one step with what
 * follows from it. (Use no {@code synchronized} to wait in: before Java 24, a virtual thread that
 * waits there holds on to a real one.)
 */
final class MessageQueue {

    private final int limit;
    private final ReentrantLock lock = new ReentrantLock(); // guards all that follows
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private boolean open = true;

    /** A queue that is open and empty; {@code limit}: how many messages may wait. */
    MessageQueue(int limit) {
        this.limit = limit;
    }

    /** Accepts a message if the queue is open and has room, and tells whether. Never waits. */
    boolean offer(byte[] message) {
        lock.lock();
        try {
            return open && waiting.size() < limit && add(message);
        } finally {
            lock.unlock();
        }
    }

    private boolean add(byte[] message) {
        waiting.add(message);
        changed.signalAll();
        return true;
    }

    /**
     * Accepts a message, but waits while {@code (limit + 1) / 2} or more wait, so that others find
     * room.
     *
     * @return false if the queue is closed, also while this waits
     */
    boolean put(byte[] message) throws InterruptedException {
        lock.lock();
        try {
            while (open && waiting.size() >= Math.max(1, limit / 2)) {
                changed.await(); // lets go of the lock meanwhile
            }
            return open && add(message);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next message, and takes it; null if the queue is closed and empty. */
    byte[] take() throws InterruptedException {
        lock.lock();
        try {
            while (open && waiting.isEmpty()) {
                changed.await();
            }
            changed.signalAll(); // there is room
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Accepts nothing more; what waits can still be taken.
     *
     * @return whether it was open until now
     */
    boolean close() {
        lock.lock();
        try {
            boolean wasOpen = open;
            open = false;
            changed.signalAll(); // whoever waits for room or for a message
            return wasOpen;
        } finally {
            lock.unlock();
        }
    }
}
