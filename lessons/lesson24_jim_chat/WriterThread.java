package lesson24_jim_chat;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Given: the second thread of a client, which runs its {@link Outbox}. It starts with the first
 * message from somebody else. Until then, the thread that reads from the client sends the
 * responses: it may wait for its own client, but never for another one.
 *
 * <p>So a client that only listens needs one thread, which saves 100 kB with platform threads. Safe
 * for any number of threads.
 */
final class WriterThread implements Mailbox {

    private enum State {
        /** Nobody writes to the client. */
        IDLE,
        /** The thread that reads from the client sends a response. */
        RESPONDING,
        /** The same, and afterwards it starts the second thread. */
        RESPONDING_LAST,
        /** Only the second thread writes to the client. */
        STARTED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private final Socket client;
    private final Outbox outbox;
    private final ExecutorService threads;

    WriterThread(Socket client, Outbox outbox, ExecutorService threads) {
        this.client = client;
        this.outbox = outbox;
        this.threads = threads;
    }

    /** Puts a message into the outbox, and sees to it that it is sent. Never waits. */
    @Override
    public boolean offer(byte[] message) {
        boolean accepted = outbox.offer(message);
        start();
        return accepted;
    }

    /** Sends a response. Only the thread that reads from the client may call this; it may wait. */
    void respond(byte[] response) throws IOException {
        if (!state.compareAndSet(State.IDLE, State.RESPONDING)) {
            outbox.put(response); // the second thread has started
            return;
        }
        try {
            client.getOutputStream().write(response); // blocks while the client does not read
        } finally {
            if (!state.compareAndSet(State.RESPONDING, State.IDLE)) {
                state.set(State.STARTED);
                threads.execute(outbox::run);
            }
        }
    }

    /** Closes the outbox, which sends what is left. Waits like {@link Outbox#close}. */
    void close() {
        start(); // only its run() can end the stream
        outbox.close();
    }

    private void start() {
        State before = state.getAndUpdate(WriterThread::wanted);
        if (before == State.IDLE) {
            threads.execute(outbox::run);
        }
    }

    private static State wanted(State now) {
        return switch (now) {
            case IDLE, STARTED -> State.STARTED;
            case RESPONDING, RESPONDING_LAST -> State.RESPONDING_LAST;
        };
    }
}
