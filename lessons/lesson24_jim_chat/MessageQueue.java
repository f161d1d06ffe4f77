package lesson24_jim_chat;

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

    /** Makes an open, empty queue; {@code limit} is how many messages it may contain. */
    MessageQueue(int limit) {
        this.limit = limit;
    }

    /** Appends a message and returns true if the queue is open and has room. Never waits. */
    boolean offer(byte[] message) {
        // TODO 1: is the queue open, and is there room? Append the message in the same step.
        throw new UnsupportedOperationException("TODO 1: accept a message");
    }

    /**
     * Appends a message, but waits while {@code (limit + 1) / 2} or more are in the queue, so that
     * other clients find room.
     *
     * @return false if the queue is closed, before or during the wait
     */
    boolean put(byte[] message) throws InterruptedException {
        // TODO 1: wait for room. After each wait, look whether the queue is still open.
        throw new UnsupportedOperationException("TODO 1: wait for room");
    }

    /** Waits for a message, removes the oldest and returns it; null if closed and empty. */
    byte[] take() throws InterruptedException {
        // TODO 1: wait for a message, or until the queue is closed.
        throw new UnsupportedOperationException("TODO 1: take a message");
    }

    /**
     * Accepts nothing more; messages that are in the queue can still be taken.
     *
     * @return true if the queue was open until now
     */
    boolean close() {
        // TODO 1: accept nothing more, and wake all threads that wait.
        throw new UnsupportedOperationException("TODO 1: close the queue");
    }
}
