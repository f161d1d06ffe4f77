package workbook.tap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The threads of a tap: daemons, started here and waited for at its end. */
final class TapThreads {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10); // in all, when dismissed

    /** What a thread does; it is over when it is interrupted. */
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
                                Thread.currentThread().interrupt(); // and so it ends
                            }
                        },
                        name);
        thread.setDaemon(true);
        thread.start();
        threads.removeIf(started -> !started.isAlive());
        threads.add(thread);
    }

    /**
     * Waits until every thread but the caller's has ended, at most 10 seconds. Without that limit
     * it could wait forever: if a listener closes the tap while it handles an event, the other
     * threads cannot record theirs.
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
