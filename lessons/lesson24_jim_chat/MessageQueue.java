package lesson24_jim_chat;

/**
 * Messages that wait to be sent to one client, in order. Any thread may use it. No sockets.
 *
 * <p>Watch out: whether it is open, and whether there is room, must be asked in one step with what
 * follows from it. (Use no {@code synchronized} to wait in: before Java 24, a virtual thread that
 * waits there holds on to a real one.)
 */
final class MessageQueue {

    private final int limit;

    /** A queue that is open and empty; {@code limit}: how many messages may wait. */
    MessageQueue(int limit) {
        this.limit = limit;
    }

    /** Accepts a message if the queue is open and has room, and tells whether. Never waits. */
    boolean offer(byte[] message) {
        // TODO 1: is it open, and is there room? Then put the message into the queue, in the same step.
        throw new UnsupportedOperationException("TODO 1: accept a message");
    }

    /**
     * Accepts a message, but waits while {@code (limit + 1) / 2} or more wait, so that others find
     * room.
     *
     * @return false if the queue is closed, also while this waits
     */
    boolean put(byte[] message) throws InterruptedException {
        // TODO 1: wait for room, and look after each wait whether the queue is still open.
        throw new UnsupportedOperationException("TODO 1: wait for room");
    }

    /** Waits for the next message, and takes it; null if the queue is closed and empty. */
    byte[] take() throws InterruptedException {
        // TODO 1: wait for a message, or for the end.
        throw new UnsupportedOperationException("TODO 1: take a message");
    }

    /**
     * Accepts nothing more; what waits can still be taken.
     *
     * @return whether it was open until now
     */
    boolean close() {
        // TODO 1: accept nothing more, and wake all that wait.
        throw new UnsupportedOperationException("TODO 1: close the queue");
    }
}
