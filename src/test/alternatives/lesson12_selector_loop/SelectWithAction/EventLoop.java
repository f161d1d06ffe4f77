// style: select() with an action; closing is a task like any other
package lesson12_selector_loop;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

public class EventLoop implements Closeable {

    public interface Handler {
        void ready(SelectionKey key) throws IOException;
    }

    private final Selector selector;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private boolean going = true; // used by the thread of the loop only

    public EventLoop() throws IOException {
        selector = Selector.open();
    }

    public SelectionKey register(SelectableChannel channel, int events, Handler handler)
            throws IOException {
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, 0, handler);
        key.interestOps(events);
        selector.wakeup();
        return key;
    }

    public void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    public void run() throws IOException {
        List<Runnable> now = new ArrayList<>();
        while (going) {
            tasks.drainTo(now);
            for (Runnable task : now) {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    e.printStackTrace();
                }
            }
            now.clear();
            if (going) {
                selector.select(this::call);
            }
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void call(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        Handler handler = (Handler) key.attachment();
        boolean well = false;
        try {
            handler.ready(key);
            well = true;
        } catch (IOException e) {
            System.err.println("lost: " + e);
        } catch (RuntimeException e) {
            e.printStackTrace();
        }
        if (!well) {
            try {
                key.channel().close();
            } catch (IOException e) {
                System.err.println("cannot close: " + e);
            }
        }
    }

    @Override
    public void close() {
        execute(() -> going = false);
    }
}
