package lesson24_jim_chat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * An executor like one on a busy computer: of several tasks that it receives together, the last one
 * begins late.
 */
final class BusyThreads extends ThreadPoolExecutor {

    private final CountDownLatch late = new CountDownLatch(1);

    BusyThreads() {
        super(0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>());
    }

    /** Lets all tasks begin without a delay from now on. */
    void letAllBegin() {
        late.countDown();
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
            throws InterruptedException {
        List<Callable<T>> all = new ArrayList<>(tasks);
        if (!all.isEmpty()) {
            Callable<T> last = all.remove(all.size() - 1);
            all.add(
                    () -> {
                        late.await();
                        return last.call();
                    });
        }
        return super.invokeAll(all);
    }
}
