// style: handlers in a map, entered before the channel is registered; looks at closed after select()
package lesson12_selector_loop;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Collections;
import java.util.Map;
import java.util.Queue;
import java.util.WeakHashMap;
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
    private final Map<SelectableChannel, Handler> handlers =
            Collections.synchronizedMap(new WeakHashMap<>());

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
        channel.configureBlocking(false);
        handlers.put(channel, handler);
        SelectionKey key = channel.register(selector, events);
        selector.wakeup();
        return key;
    }

    /**
     * Lets the thread of {@link #run()} run a task soon. Returns without waiting for it. Safe to
     * call from any thread.
     */
    public void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /**
     * Calls handlers and runs tasks until {@link #close()}. Then closes the selector and every
     * channel that was registered.
     */
    public void run() throws IOException {
        try (selector) {
            while (true) {
                selector.select();
                if (closed) {
                    break;
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    callHandler(key);
                }
                selector.selectedKeys().clear();
                runTasks();
            }
            for (SelectionKey key : selector.keys()) {
                close(key.channel());
            }
        }
    }

    private void runTasks() {
        Runnable task = tasks.poll();
        while (task != null) {
            try {
                task.run();
            } catch (RuntimeException e) {
                System.err.println("task failed: " + e);
            }
            task = tasks.poll();
        }
    }

    /** Calls the handler of a key. If it throws, only its own channel is closed. */
    private void callHandler(SelectionKey key) {
        try {
            if (key.isValid()) {
                handlers.get(key.channel()).ready(key);
            }
        } catch (IOException | RuntimeException e) {
            System.err.println("handler failed: " + e);
            close(key.channel());
        }
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
        closed = true;
        selector.wakeup();
    }
}
