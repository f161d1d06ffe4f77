package kit;

/** Threads of the kit itself; never taken for the learner's. */
final class Threads {

    private static final ThreadGroup KIT = new ThreadGroup(root(), "kit");

    private Threads() {}

    static Thread start(String name, Runnable work) {
        Thread thread = new Thread(KIT, work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static ThreadGroup root() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}
