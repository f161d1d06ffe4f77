// style: whoever comes first, run() or close(), takes the loop; tasks in a list under a lock
package lesson12_selector_loop;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

public class EventLoop implements Closeable {

    public interface Handler {
        void ready(SelectionKey key) throws IOException;
    }

    private final Selector selector = Selector.open();
    private final Object lock = new Object();
    private List<Runnable> tasks = new ArrayList<>();
    private boolean closed;

    public EventLoop() throws IOException {}

    public SelectionKey register(SelectableChannel channel, int events, Handler handler)
            throws IOException {
        channel.configureBlocking(false);
        try {
            return channel.register(selector, events, handler);
        } finally {
            selector.wakeup();
        }
    }

    public void execute(Runnable task) {
        synchronized (lock) {
            tasks.add(task);
        }
        selector.wakeup();
    }

    private List<Runnable> take() {
        synchronized (lock) {
            List<Runnable> taken = tasks;
            tasks = new ArrayList<>();
            return taken;
        }
    }

    private boolean goesOn() {
        synchronized (lock) {
            return !closed;
        }
    }

    public void run() throws IOException {
        try {
            while (goesOn()) {
                selector.select();
                Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
                while (ready.hasNext()) {
                    SelectionKey key = ready.next();
                    ready.remove();
                    if (key.isValid()) {
                        guarded(key, () -> ((Handler) key.attachment()).ready(key));
                    }
                }
                for (Runnable task : take()) {
                    guarded(null, task::run);
                }
            }
        } finally {
            for (SelectionKey key : selector.keys()) {
                guarded(key, () -> key.channel().close());
            }
            selector.close();
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void guarded(SelectionKey key, Step step) throws IOException {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            System.err.println(e);
            if (key != null) {
                key.cancel();
                key.channel().close();
            }
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        selector.wakeup();
    }
}
