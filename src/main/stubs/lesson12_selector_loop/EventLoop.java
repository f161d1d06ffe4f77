package lesson12_selector_loop;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Waits for many channels, and calls the handler of each channel for which something happens. All
 * handlers and tasks run in the thread of {@link #run()}, one after another.
 *
 * <p>Watch out: if another thread changes something, {@code select()} does not notice it before it
 * wakes up.
 */
public class EventLoop implements Closeable {

    /** Code that is called when something happens on its channel. */
    public interface Handler {

        /**
         * Does what is possible now, without waiting.
         *
         * @throws IOException if the connection is lost; the loop then closes the channel
         */
        void ready(SelectionKey key) throws IOException;
    }

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>(); // safe for any thread
    private volatile boolean closed;

    /** Opens the selector. */
    public EventLoop() throws IOException {
        selector = Selector.open();
    }

    /**
     * Makes the channel non-blocking, and lets the loop watch it from now on. Safe to call from any
     * thread. The loop closes the channel at its end.
     *
     * @param events what to wait for, for example {@code SelectionKey.OP_READ}
     * @return the channel's key
     */
    public SelectionKey register(SelectableChannel channel, int events, Handler handler)
            throws IOException {
        // TODO 6: make the channel non-blocking, and register it with its handler attached.
        // TODO 7: what if run() waits in select() at this moment?
        throw new UnsupportedOperationException("TODO 6: register the channel");
    }

    /**
     * Lets the thread of {@link #run()} run a task soon. Returns without waiting for it. Safe to
     * call from any thread.
     */
    public void execute(Runnable task) {
        // TODO 7: put the task into the queue, and wake the loop.
        throw new UnsupportedOperationException("TODO 7: let run() run the task");
    }

    /**
     * Calls handlers and runs tasks until {@link #close()}. Then closes the selector and every
     * channel that was registered.
     */
    public void run() throws IOException {
        // TODO 6: in a loop: select, call the handler of each selected key, clear the set.
        // TODO 7: run the tasks, too.
        // TODO 8: end the loop when close() was called, and close everything.
        throw new UnsupportedOperationException("TODO 6: call the handlers");
    }

    private void runTasks() {
        // TODO 7: run each task in the queue. One that throws must not end the loop.
        throw new UnsupportedOperationException("TODO 7: run the tasks");
    }

    /** Calls the handler of a key. If it throws, only its own channel is closed. */
    private static void callHandler(SelectionKey key) {
        // TODO 6: call the handler that is attached. If it throws, close its channel, and go on.
        throw new UnsupportedOperationException("TODO 6: call the handler");
    }

    /** Given: closes a channel that may be broken. */
    private static void close(SelectableChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            System.err.println("closing failed: " + e.getMessage());
        }
    }

    /** Makes {@link #run()} return. Safe to call from any thread, more than once. */
    @Override
    public void close() {
        // TODO 8: let run() know, and wake it.
        throw new UnsupportedOperationException("TODO 8: end the loop");
    }
}
