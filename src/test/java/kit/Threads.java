package kit;

import java.util.Arrays;
import java.util.List;

/** Threads of the kit itself; never taken for the learner's. */
final class Threads {

    private static final ThreadGroup ROOT = root();
    private static final ThreadGroup KIT = new ThreadGroup(ROOT, "kit");

    private Threads() {}

    static Thread start(String name, Runnable work) {
        Thread thread = new Thread(KIT, work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** All living threads of this process, the virtual ones left out. */
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
