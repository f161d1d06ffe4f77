package lesson24_jim_chat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the messages that wait to be sent to one client, in order. Safe for any number of threads.
 * Knows no sockets.
 *
 * <p>Watch out: to look whether the queue is open and has room, and to append, must be one step.
 * (Don't wait inside {@code synchronized}: before Java 24, a virtual thread that waits there keeps
 * a real one.)
 */
final class MessageQueue {

    private final int limit;
    private final ReentrantLock lock = new ReentrantLock(); // guards the fields below
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private boolean open = true;

    /** Makes an open, empty queue; {@code limit} is how many messages it may contain. */
    MessageQueue(int limit) {
        this.limit = limit;
    }

    /** Appends a message and returns true if the queue is open and has room. Never waits. */
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
     * Appends a message, but waits while {@code (limit + 1) / 2} or more are in the queue, so that
     * other clients find room.
     *
     * @return false if the queue is closed, before or during the wait
     */
    boolean put(byte[] message) throws InterruptedException {
        lock.lock();
        try {
            while (open && waiting.size() >= (limit + 1) / 2) {
                changed.await(); // releases the lock meanwhile
            }
            return open && add(message);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a message, removes the oldest and returns it; null if closed and empty. */
    byte[] take() throws InterruptedException {
        lock.lock();
        try {
            while (open && waiting.isEmpty()) {
                changed.await();
            }
            changed.signalAll(); // for threads that wait for room
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Accepts nothing more; messages that are in the queue can still be taken.
     *
     * @return true if the queue was open until now
     */
    boolean close() {
        lock.lock();
        try {
            boolean wasOpen = open;
            open = false;
            changed.signalAll(); // for all threads that wait
            return wasOpen;
        } finally {
            lock.unlock();
        }
    }
}
