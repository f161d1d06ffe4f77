package kit;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Starts the kit's own threads. They have their own group, so that the kit never confuses them with
 * the learner's.
 */
final class Threads {

    private static final ThreadGroup ROOT = root();
    private static final ThreadGroup KIT = new ThreadGroup(ROOT, "kit");
    private static final Executor POOL = Executors.newCachedThreadPool(Threads::daemon);

    private Threads() {}

    /** Runs the work on one of the kit's threads. An idle thread is used again. */
    static void start(String name, Runnable work) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        POOL.execute(
                () -> {
                    Thread.currentThread().setName(name);
                    Thread.currentThread().setContextClassLoader(loader);
                    work.run();
                });
    }

    static Thread daemon(Runnable work) {
        Thread thread = new Thread(KIT, work);
        thread.setDaemon(true);
        return thread;
    }

    /** Returns all living threads of this process, except virtual ones. */
    static List<Thread> all() {
        Thread[] threads = new Thread[ROOT.activeCount() * 2 + 16];
        int n = ROOT.enumerate(threads);
        return Arrays.asList(threads).subList(0, n);
    }

    static ThreadGroup root() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}
