package workbook.tap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the threads of a tap, as daemons, and waits for them when the tap closes. */
final class TapThreads {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10); // for all threads together

    /** The work of a thread. An interrupt ends it. */
    interface Work {
        void run() throws InterruptedException;
    }

    private final List<Thread> threads = new ArrayList<>();

    synchronized void start(String name, Work work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt(); // the thread ends here
                            }
                        },
                        name);
        thread.setDaemon(true);
        thread.start();
        threads.removeIf(started -> !started.isAlive());
        threads.add(thread);
    }

    /**
     * Waits until every thread except the caller's has ended, at most 10 seconds. Without this
     * limit it could wait forever: while a listener that handles an event closes the tap, the other
     * threads cannot record their events.
     */
    void awaitEnd() {
        List<Thread> started;
        synchronized (this) {
            started = List.copyOf(threads);
        }
        long start = System.nanoTime();
        try {
            for (Thread thread : started) {
                long left = PATIENCE - (System.nanoTime() - start);
                if (thread != Thread.currentThread() && left > 0) {
                    TimeUnit.NANOSECONDS.timedJoin(thread, left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
