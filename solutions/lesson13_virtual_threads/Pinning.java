package lesson13_virtual_threads;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Given, to measure on your JDK: ten virtual threads wait 50 ms each, and there is only one carrier
 * thread. Where a wait unmounts the virtual thread, all wait at the same time. Where it pins it,
 * one waits after another.
 */
public class Pinning {

    private static final int THREADS = 10;
    private static final int MILLIS = 50;

    /** Prints how long it takes in three places. */
    public static void main(String[] args) {
        System.setProperty("jdk.virtualThreadScheduler.parallelism", "1"); // one carrier thread
        System.setProperty("jdk.virtualThreadScheduler.maxPoolSize", "1"); // and never one more
        measure(Collections.nCopies(THREADS, Pinning::waitWithLock)); // starts what they need
        System.out.printf(
                "JDK %d, %d virtual threads on 1 carrier thread, each waits %d ms:%n",
                Runtime.version().feature(), THREADS, MILLIS);
        print("with a ReentrantLock", measure(Collections.nCopies(THREADS, Pinning::waitWithLock)));
        print(
                "inside synchronized",
                measure(Collections.nCopies(THREADS, Pinning::waitInSynchronized)));
        List<Runnable> initializers = List.of(One::new, Two::new, Three::new, Four::new, Five::new);
        print("in the initializers of 5 classes", measure(initializers));
    }

    private static void print(String where, long millis) {
        System.out.printf("  %-32s %4d ms%n", where, millis);
    }

    private static long measure(List<Runnable> tasks) {
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            tasks.forEach(threads::execute);
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** Each thread has a lock of its own, so none waits for another's. */
    private static void waitWithLock() {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            sleep();
        } finally {
            lock.unlock();
        }
    }

    private static void waitInSynchronized() {
        synchronized (new Object()) {
            sleep();
        }
    }

    private static boolean sleep() {
        try {
            Thread.sleep(MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Like the next four, waits while it is being initialized, by its first use. */
    private static class One {
        static final boolean SLEPT = sleep();
    }

    private static class Two {
        static final boolean SLEPT = sleep();
    }

    private static class Three {
        static final boolean SLEPT = sleep();
    }

    private static class Four {
        static final boolean SLEPT = sleep();
    }

    private static class Five {
        static final boolean SLEPT = sleep();
    }
}
